"""A desk keeps its models within time, number and money, and says what became of each call."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterator
from decimal import Decimal
from random import Random
from typing import Any

import httpx
import pytest
from langchain_core.language_models import BaseChatModel, FakeListChatModel
from langchain_core.messages import AIMessageChunk, HumanMessage
from xiake.agents.llm.desk import Candidate, ModelDesk
from xiake.agents.llm.pool import ModelPool
from xiake.agents.llm.script import Answer, Asked, Fault, FaultKind
from xiake.agents.llm.scripted import Said, ScriptedModel
from xiake.agents.llm.slots import Slots
from xiake.agents.llm.structured import ask
from xiake.domain.errors import ModelUnavailable
from xiake.domain.events import Event, ModelCalled
from xiake.domain.usage import SeatUsage, Usage
from xiake.settings import SEATS, Settings
from xiake.tools.clock import VirtualClock

from .wired import Look

SECRET = "sk-very-secret-0123456789"


class Desk:
    """A desk, its clock and what it told."""

    def __init__(self, *models: BaseChatModel, **settings: Any) -> None:
        self.clock = VirtualClock()
        self.events: list[Event] = []
        candidates = [Candidate(f"tongyi:{getattr(model, 'model_name', 'plain')}", model) for model in models]
        options = Settings(**settings)
        slots = Slots(options.model_concurrency)
        self.desk = ModelDesk(dict.fromkeys(SEATS, candidates), options, self.clock, slots, Random(1))
        self.model = self.desk.seat("worker", self.events.append, task="sights")

    @property
    def told(self) -> list[tuple[str, str | None]]:
        return [(event.model, event.code) for event in self.events if isinstance(event, ModelCalled)]

    async def streamed(self) -> tuple[list[str], str | None]:
        """Words that came, and why they ended."""
        words: list[str] = []
        try:
            async for chunk in self.model.astream("go"):
                words.append(str(chunk.text))
        except ModelUnavailable as error:
            return words, error.reason
        return words, None


def scripted(*said: Said, name: str = "qwen-plus") -> ScriptedModel:
    return ScriptedModel(said, name=name)


async def failed(desk: Desk) -> str:
    with pytest.raises(ModelUnavailable) as caught:
        await desk.model.ainvoke("go")
    return caught.value.reason


async def test_what_may_pass_is_tried_again_with_growing_jittered_waits() -> None:
    desk = Desk(scripted(Fault("rate_limited"), Fault("unavailable"), Answer("好", tokens=(1000, 500))), model_seconds=30)
    assert (await desk.model.ainvoke("go")).text == "好"
    waits = [wait for wait in desk.clock.slept if wait != 30]
    assert len(waits) == 2
    assert 0.5 <= waits[0] <= 1.5
    assert 1 <= waits[1] <= 3
    assert [code for _, code in desk.told] == ["rate_limited", "unavailable", None]
    (entry,) = desk.desk.take().seats
    assert (entry.calls, entry.failed, entry.input_tokens, entry.output_tokens) == (3, 2, 1000, 500)
    assert entry.cost == Decimal("0.8") * 1000 / 1_000_000 + Decimal(2) * 500 / 1_000_000
    assert desk.desk.take() == Usage()


@pytest.mark.parametrize("kind", ["invalid", "refused", "unauthorized", "forbidden", "not_found"])
async def test_what_will_not_pass_goes_to_the_next_model_at_once(kind: FaultKind) -> None:
    desk = Desk(scripted(Fault(kind), name="first"), scripted("好", name="second"))
    assert (await desk.model.ainvoke("go")).text == "好"
    assert [model for model, _ in desk.told] == ["tongyi:first", "tongyi:second"]
    assert (desk.desk.name, desk.desk.answered("worker"), desk.desk.answered("writer")) == ("tongyi:first", "tongyi:second", "")


async def test_two_time_outs_and_a_model_is_left_alone() -> None:
    desk = Desk(scripted(*[Fault("stall")] * 3), model_seconds=30)
    assert await failed(desk) == "timeout"
    assert desk.clock.monotonic() < 63
    assert await failed(desk) == "timeout"
    assert len(desk.told) == 2


async def test_a_service_that_was_lost_twice_is_left_alone_and_one_that_answers_between_costs_less() -> None:
    desk = Desk(scripted(*[Fault("unavailable")] * 7, name="first"), scripted(*["好"] * 4, name="second"))
    for _ in range(4):
        assert (await desk.model.ainvoke("go")).text == "好"
    assert [model for model, _ in desk.told].count("tongyi:first") == 6


async def test_calls_and_tokens_of_a_request_have_an_end() -> None:
    desk = Desk(scripted("一", "二", "三"), model_calls=2)
    await desk.model.ainvoke("go")
    await desk.model.ainvoke("go")
    assert await failed(desk) == "budget"
    assert desk.desk.take().calls == 2

    desk = Desk(scripted(Answer("一", tokens=(600, 400)), "二"), model_tokens=1000)
    await desk.model.ainvoke("go")
    assert await failed(desk) == "budget"

    desk = Desk(scripted("一"), model_calls=5)
    desk.desk.charge(Usage(seats=(SeatUsage(seat="intake", model="x", calls=5),)))
    assert await failed(desk) == "budget"
    assert desk.desk.take() == Usage()


async def test_a_stream_is_begun_anew_only_while_nothing_was_given_out() -> None:
    cut = Answer("甲乙丙", pieces=("甲", "乙", "丙"), fault=Fault("cut"), after=1)
    desk = Desk(scripted(Fault("upstream"), Answer("甲乙", pieces=("甲", "乙")), cut, "never asked"))
    assert await desk.streamed() == (["甲", "乙", ""], None)
    words, reason = await desk.streamed()
    assert (words[0], reason) == ("甲", "upstream")
    assert [code for _, code in desk.told] == ["upstream", None, "upstream"]


async def test_a_stream_that_stalls_ends() -> None:
    class Dribbling(FakeListChatModel):
        clock: Any = None
        pause: float = 0

        async def _astream(self, *_: Any, **__: Any) -> AsyncIterator[Any]:
            from langchain_core.outputs import ChatGenerationChunk

            while True:
                yield ChatGenerationChunk(message=AIMessageChunk("滴"))
                await self.clock.sleep(self.pause)

    for pause, pieces in ((11, 1), (9, 5)):  # too long between two pieces; too long in all
        model = Dribbling(responses=[""])
        desk = Desk(model, model_seconds=10)
        model.clock, model.pause = desk.clock, pause
        words, reason = await desk.streamed()
        assert reason == "timeout"
        assert len(words) == pieces


async def test_whoever_stops_listening_gives_the_slot_back() -> None:
    desk = Desk(scripted(Answer("甲乙", pieces=("甲", "乙")), Fault("stall"), "好"), model_concurrency=1)
    stream = desk.model.astream("go")
    await anext(stream)
    await stream.aclose()  # type: ignore[attr-defined]
    waiting = asyncio.ensure_future(desk.model.ainvoke("go"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert (await desk.model.ainvoke("go")).text == "好"


async def test_no_more_at_a_time_than_allowed() -> None:
    under_way, most = 0, 0

    class Counting(ScriptedModel):
        async def _agenerate(self, *args: Any, **kwargs: Any) -> Any:
            nonlocal under_way, most
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0)
            under_way -= 1
            return await super()._agenerate(*args, **kwargs)

    desk = Desk(Counting(["好"] * 9), model_concurrency=3)
    await asyncio.gather(*(desk.model.ainvoke("go") for _ in range(9)))
    assert most == 3


async def test_a_model_without_tools_or_streams_serves_as_far_as_it_can() -> None:
    class Plain(FakeListChatModel):
        disable_streaming: Any = True

    desk = Desk(Plain(responses=["好"]))
    assert await desk.streamed() == (["好", ""], None)
    with pytest.raises(ModelUnavailable, match="invalid"):
        await desk.model.bind_tools([{"name": "look", "description": "", "parameters": {}}]).ainvoke("go")
    desk = Desk(Plain(responses=['好的：{"place": "故宫"}']))
    assert await ask(desk.model, Look, [HumanMessage("go")], rounds=1) == Look(place="故宫")


async def test_no_part_of_an_exception_repeats_what_the_client_said() -> None:
    def leak(_: Asked) -> Said:
        request = httpx.Request("POST", f"http://key:{SECRET}@host/")
        error = httpx.ConnectError(f"Illegal header value b'Bearer {SECRET}'", request=request)
        error.__cause__ = ValueError(SECRET)
        return error

    desk = Desk(ScriptedModel(otherwise=leak))
    for answer in (desk.model.ainvoke("go"), anext(desk.model.astream("go"))):
        with pytest.raises(ModelUnavailable) as caught:
            await answer
        seen: BaseException | None = caught.value
        while seen is not None:
            assert SECRET not in "".join(traceback.format_exception(seen, chain=True)) + repr(seen)
            seen = seen.__cause__ or seen.__context__
    assert SECRET not in repr(desk.events) + repr(desk.model)


def test_a_pool_is_what_the_settings_say() -> None:
    assert ModelPool.of(Settings()) is None
    assert ModelPool.of(Settings(model_seats=()), scripted()) is None
    pool = ModelPool.of(Settings(model_seats="intake,writer"), scripted())
    assert pool is not None
    desk = pool.desk(VirtualClock())
    assert desk.takes("writer")
    assert not desk.takes("worker")
    assert desk.name == "scripted:qwen-plus"
    seeing = ModelPool.of(Settings(vision_model="local:some-vl", model_url="http://127.0.0.1:9/v1"))
    assert seeing is not None
    assert [seat for seat in SEATS if seeing.desk(VirtualClock()).takes(seat)] == ["eyes"]
