"""Conversations on a made-up city: turns, versions, memory, other windows, and stores in trouble."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest
from xiake.domain.edit import Compare, Lock, Target, Undo, Why
from xiake.domain.errors import MemoryTrouble, MemoryUnavailable
from xiake.domain.events import MemoryRecalled, ToolCalled
from xiake.domain.memory import MemoryItem
from xiake.memory.bundle import Memory
from xiake.memory.embedding.lexical import LexicalEmbedder
from xiake.memory.engine.keys import key_of, prefix_of
from xiake.memory.engine.local import LocalEngine
from xiake.memory.erase import Eraser
from xiake.memory.long_term.long_term import LongTermMemory
from xiake.memory.short_term.head import SHAPE
from xiake.memory.short_term.store import SessionStore, Stored
from xiake.planner.conversation import Conversation
from xiake.planner.reply import PlanVersion, Reply
from xiake.planner.trip_planner import TripPlanner
from xiake.settings import Settings
from xiake.tools.clock import LOCAL, VirtualClock
from xiake.tools.provider import provider_tools
from xiake.tools.providers.catalogue.provider import CatalogueProvider
from xiake.tools.registry import ToolRegistry

from ..memory.long_term.in_process import DictStore
from ..world import CITY, World, hotel, restaurant, sight

SIGHTS = [sight(f"Sight{k}", k % 3, k % 4, renown=90 - 5 * k, price=10 * k) for k in range(10)]
DINERS = [restaurant(f"Diner{k}", k % 3, k % 4, per_person=20 + 25 * (k // 10)) for k in range(24)]
HOTELS = [hotel(f"Inn{k}", k - 1, nightly=200 + 150 * k, stars=2 + k) for k in range(4)]
WORLD = World(records=(*SIGHTS, *DINERS, *HOTELS))
TRIP = f"{CITY}3日游，两个人"


class Engine(LocalEngine):
    """Durable as far as the tests go, and away when told."""

    durable = True

    def __init__(self, clock: VirtualClock) -> None:
        super().__init__(clock)
        self.away: MemoryTrouble | None = None

    async def swap(
        self,
        expected: Mapping[str, bytes | None],
        values: Mapping[str, bytes | None],
        *,
        appends: Mapping[str, Sequence[bytes]] | None = None,
        ttl: float | None = None,
    ) -> bool:
        if self.away:
            raise MemoryUnavailable(self.away, "away")
        return await super().swap(expected, values, appends=appends or {}, ttl=ttl)

    async def get(self, key: str) -> bytes | None:
        if self.away and key.endswith(":head"):
            raise MemoryUnavailable(self.away, "away")
        return await super().get(key)


class Store(DictStore):
    """A long-term store that can be away."""

    away: MemoryTrouble | None = None

    async def items(self, user: str) -> Sequence[MemoryItem]:
        if self.away:
            raise MemoryUnavailable(self.away, "away")
        return await super().items(user)

    async def notices(self) -> Sequence[Any]:
        return ()


class Setup:
    """A planner, and memories that several windows share."""

    def __init__(self, home: Path, provider: Any = WORLD) -> None:
        self.clock = VirtualClock(datetime(2026, 3, 1, 9, tzinfo=LOCAL))
        registry = ToolRegistry(provider_tools(provider), clock=self.clock, random=Random(1))
        self.planner = TripPlanner(registry=registry, settings=Settings(home=home, schedule_seconds=0.1, engine="memory"))
        self.engine = Engine(self.clock)
        embedder = LexicalEmbedder()
        self.store = Store(embedder)
        self.memory = Memory(
            engine=self.engine,
            sessions=SessionStore(self.engine, ttl=86400.0, now=self.clock.now),
            long_term=LongTermMemory(self.store, embedder, self.clock),
            store=cast("Any", self.store),
            eraser=cast("Any", None),
        )

    def window(self, session: str = "s", user: str = "anna") -> Conversation:
        return Conversation(self.planner, self.memory, user=user, session=session)


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return Setup(tmp_path)


def hotels(version: PlanVersion | Reply) -> set[str]:
    assert version.trip is not None
    assert version.trip.itinerary is not None
    return {day.night.hotel.id for day in version.trip.itinerary.days if day.night}


def sights(version: PlanVersion | Reply) -> list[tuple[int, str]]:
    assert version.trip is not None
    assert version.trip.itinerary is not None
    return [(day.index, s.name) for day in version.trip.itinerary.days for s in day.stops if s.kind == "attraction"]


async def last(items: AsyncIterator[Any]) -> Reply:
    found = [item async for item in items]
    assert isinstance(found[-1], Reply)
    assert not any(isinstance(item, Reply) for item in found[:-1])
    return found[-1]


async def test_a_trip_is_talked_into_shape_and_every_version_can_be_gone_back_to(setup: Setup) -> None:
    talk = setup.window()
    first = await talk.tell(TRIP)
    assert (first.kind, first.turn, first.version, first.acknowledged) == ("plan", 1, 1, True)
    cheaper = await talk.tell("酒店便宜点")
    if cheaper.kind == "unclear":  # it is the cheapest already
        cheaper = await talk.tell("酒店好一点")
    assert (cheaper.kind, cheaper.version) == ("edit", 2)
    assert cheaper.diff is not None
    assert hotels(cheaper) != hotels(first)
    assert sights(cheaper) == sights(first), "what nobody mentioned stays"
    locked = await talk.lock(Target(day=1))
    assert locked.trip is not None
    assert any(pin.locked for pin in locked.trip.request.pins)
    why = await last(talk.edit(Why(target=Target(subject="hotel"))))
    assert (why.kind, why.version) == ("why", 3)
    assert why.answers[0].reasons
    back = await talk.undo(1)
    assert (back.kind, back.version, hotels(back)) == ("undo", 1, hotels(first))
    assert (await talk.redo()).version == 3
    assert (await talk.redo()).kind == "unclear"
    compared = await last(talk.edit(Compare(one=1, other=2)))
    assert compared.kind == "compare"
    assert compared.diff == cheaper.diff
    assert [version.number for version in await talk.versions()] == [1, 2, 3]

    elsewhere = setup.window()
    assert await elsewhere.versions() == await talk.versions()
    assert [turn.number for turn in await elsewhere.history()] == list(range(1, 9))
    assert (await elsewhere.undo()).version == 2
    assert await setup.window(session="other").versions() == ()
    assert await setup.window(user="bob").versions() == ()


async def test_a_question_waits_for_its_answer_in_whatever_window(setup: Setup) -> None:
    asked = await setup.window().tell(f"{CITY}3天，带孩子")
    assert asked.kind == "question"
    assert asked.text.endswith(asked.questions[0].text)
    other = setup.window()
    assert await other.question() == asked.questions[0]
    aside = await other.tell("撤销")
    assert (aside.kind, aside.questions) == ("unclear", asked.questions)
    reply = await other.tell("两个大人，一个孩子6岁")
    while reply.kind == "question":
        reply = await other.tell("")
    assert reply.kind == "plan"
    assert await setup.window().question() is None


async def test_an_aside_is_no_answer_to_which_place_is_meant(tmp_path: Path) -> None:
    talk = Setup(tmp_path, CatalogueProvider()).window()
    asked = await talk.tell("北京3日游，两个人，必去长城")
    assert [question.slot for question in asked.questions] == ["place"]
    aside = await talk.tell("为什么没有环球影城？")
    assert (aside.kind, aside.questions) == ("unclear", asked.questions)
    reply = await talk.tell("慕田峪")
    assert reply.kind == "plan"
    assert "慕田峪长城" in {name for _, name in sights(reply)}


async def test_what_was_said_of_oneself_counts_in_the_next_trip_and_can_be_refused(setup: Setup) -> None:
    said = await setup.window("one").tell("我不吃辣")
    assert (said.kind, [item.text for item in said.remembered]) == ("noted", ["我不吃辣"])
    events = [item async for item in setup.window("two").say(TRIP)]
    reply = cast("Reply", events[-1])
    assert [recalled.text for recalled in reply.recalled] == ["我不吃辣"]
    assert "我不吃辣" in reply.text
    assert any(isinstance(event, MemoryRecalled) for event in events)
    assert reply.trip is not None
    wishes = [wish for wish in reply.trip.request.constraints if wish.origin == "remembered"]
    assert wishes
    assert all(wish.strength == "soft" for wish in wishes)
    refused = await setup.window("two").tell("不用管以前的偏好")
    assert refused.trip is not None
    assert not [wish for wish in refused.trip.request.constraints if wish.origin == "remembered"]
    assert (await setup.window("two").tell(f"{CITY}2日游，两个人")).recalled == ()
    assert (await setup.window("three", user="bob").tell(TRIP)).recalled == ()


async def test_what_is_forgotten_does_not_come_back_from_an_open_window(setup: Setup, tmp_path: Path) -> None:
    talk = setup.window()
    said = await talk.tell("我不吃辣")
    eraser = Eraser(tmp_path, setup.engine, setup.memory.sessions, cast("Any", setup.store))
    await eraser.forget("anna", said.remembered)
    reply = await talk.tell(TRIP)
    assert (reply.kind, reply.recalled, reply.degraded) == ("plan", (), ())
    for key in await setup.engine.keys(prefix_of("anna")):
        if key.startswith(prefix_of("anna", "s")) and (value := await setup.engine.get(key)):
            assert "不吃辣" not in value.decode(), key


@pytest.mark.parametrize("in_mid_turn", [False, True])
async def test_a_wipe_is_not_undone_by_an_open_window(setup: Setup, tmp_path: Path, in_mid_turn: bool) -> None:
    talk = setup.window()
    await talk.tell(TRIP)
    eraser = Eraser(tmp_path, setup.engine, setup.memory.sessions, cast("Any", setup.store))
    if in_mid_turn:
        items = talk.say("早上晚点出发")
        await anext(items)
        await eraser.wipe("anna")
        reply = await last(items)
    else:
        await eraser.wipe("anna")
        reply = await talk.tell("早上晚点出发")
    assert (reply.turn, reply.trip) == (1, None)
    assert len(reply.degraded) == 1
    assert [turn.said for turn in await setup.window().history()] == ["早上晚点出发"]
    for key in await setup.engine.keys(prefix_of("anna", "s")):
        assert TRIP not in (await setup.engine.get(key) or b"").decode(), key
    assert (await talk.tell(TRIP)).degraded == ()


async def test_a_run_is_forgotten_after_its_outcome_is_safe(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    calls_kept: list[bool] = []
    commit = setup.memory.sessions.commit

    async def watched(*arguments: Any, **named: Any) -> Stored:
        calls_kept.append(bool(await setup.engine.keys(prefix_of("anna", "s", "calls"))))
        return await commit(*arguments, **named)

    monkeypatch.setattr(setup.memory.sessions, "commit", watched)
    assert (await setup.window().tell(TRIP)).acknowledged
    assert calls_kept == [True]
    assert await setup.engine.keys(prefix_of("anna", "s", "calls")) == []


async def test_two_windows_on_one_session_lose_no_turn(setup: Setup) -> None:
    await setup.window().tell(TRIP)
    windows = [setup.window() for _ in range(4)]
    wishes = [Lock(target=Target(day=1)), Lock(target=Target(day=2)), Lock(target=Target(day=3)), Lock(target=Target(day=1))]
    replies = await asyncio.gather(*(last(w.edit(wish)) for w, wish in zip(windows, wishes, strict=True)))
    assert all(reply.acknowledged for reply in replies)
    assert sorted(reply.turn for reply in replies) == [2, 3, 4, 5]
    version = await setup.window().current()
    assert version is not None
    assert version.number == 5
    assert {pin.day for pin in version.trip.request.pins if pin.locked and hasattr(pin, "day")} >= {1, 2, 3}


async def test_the_same_words_in_two_windows_at_once_are_two_turns(setup: Setup) -> None:
    replies = await asyncio.gather(setup.window().tell(TRIP), setup.window().tell(TRIP))
    assert sorted(reply.turn for reply in replies) == [1, 2]
    assert {reply.kind for reply in replies} == {"plan"}


async def test_a_store_that_is_away_ends_no_turn_and_gets_it_later(setup: Setup) -> None:
    talk = setup.window()
    await talk.tell(TRIP)
    setup.engine.away = "unreachable"
    lock = await talk.lock(Target(day=1))
    assert (lock.kind, lock.version, lock.acknowledged) == ("edit", 2, False)
    assert lock.degraded
    assert lock.degraded[0] in lock.text
    assert (await talk.undo()).version == 1
    setup.engine.away = None
    assert [turn.number for turn in await setup.window().history()] == [1]
    after = await talk.redo()
    assert (after.version, after.acknowledged, after.degraded) == (2, True, ())
    assert [turn.number for turn in await setup.window().history()] == [1, 2, 3, 4]


async def test_a_store_that_lost_the_session_gets_it_again(setup: Setup) -> None:
    talk = setup.window()
    await talk.tell(TRIP)
    await talk.lock(Target(day=1))
    await setup.engine.delete(*(await setup.engine.keys(prefix_of("anna"))))
    reply = await talk.undo()
    assert (reply.version, reply.acknowledged) == (1, True)
    assert reply.degraded
    assert len(await setup.window().versions()) == 2
    assert (await talk.redo()).degraded == ()


async def test_where_the_session_went_on_elsewhere_meanwhile_that_counts_and_is_said(setup: Setup) -> None:
    talk = setup.window()
    await talk.tell(TRIP)
    setup.engine.away = "timeout"
    await talk.lock(Target(day=1))
    setup.engine.away = None
    await setup.window().lock(Target(day=2))
    reply = await talk.undo()
    assert (reply.turn, reply.version) == (3, 1)
    assert reply.degraded


async def test_a_commit_whose_answer_got_lost_is_found_out(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = setup.window()
    await talk.tell(TRIP)
    swap = setup.engine.swap

    async def unanswered(*args: Any, **fields: Any) -> bool:
        if await swap(*args, **fields):
            raise MemoryUnavailable("timeout", "no answer")
        return False

    monkeypatch.setattr(setup.engine, "swap", unanswered)
    assert not (await talk.lock(Target(day=1))).acknowledged
    monkeypatch.undo()
    reply = await talk.undo()
    assert (reply.turn, reply.version, reply.degraded, reply.acknowledged) == (3, 1, (), True)


async def test_without_long_term_memory_there_is_a_plan_and_what_was_said_is_learnt_later(setup: Setup) -> None:
    setup.store.away = "locked"
    reply = await setup.window().tell(TRIP)
    assert (reply.kind, reply.acknowledged) == ("plan", True)
    assert reply.degraded
    talk = setup.window("two")
    assert (await talk.tell("我不吃辣")).degraded
    setup.store.away = None
    reply = await talk.tell("谢谢")
    assert [item.text for item in reply.remembered] == ["我不吃辣"]
    assert [item.text for item in await setup.memory.long_term.items("anna")] == ["我不吃辣"]


async def test_a_turn_that_is_cancelled_leaves_no_trace_and_goes_on_where_it_was(tmp_path: Path) -> None:
    calls: list[str] = []

    def counting(name: str) -> Callable[[World, Any], Any]:
        method = getattr(World, name)

        async def call(self: World, query: Any) -> Any:
            calls.append(f"{name} {query.model_dump_json()}")
            return await method(self, query)

        return call

    names = ("cities", "gazetteer", "attractions", "hotels", "restaurants", "travel", "places", "availability")
    counted = type("Counted", (World,), {name: counting(name) for name in names})
    setup = Setup(tmp_path, counted(records=WORLD.records))
    talk = setup.window()
    async with aclosing(cast("Any", talk.say(TRIP))) as items:
        async for item in items:
            if isinstance(item, ToolCalled) and item.tool.endswith("hotels"):
                break
    assert await talk.history() == ()
    made = list(calls)
    calls.clear()
    reply = await setup.window().tell(TRIP)
    assert (reply.kind, reply.turn) == ("plan", 1)
    assert not set(made) & set(calls), "a finished call was made again"
    left = await setup.engine.keys(prefix_of("anna", "s"))
    assert not [key for key in left if "checkpoint" in key or "call" in key or "journal" in key]


async def test_records_of_other_versions_are_read_as_far_as_they_go(setup: Setup) -> None:
    talk = setup.window()
    await talk.tell(TRIP)
    await talk.lock(Target(day=1))
    plan = key_of("anna", "s", "plan.1")
    kept = json.loads(await setup.engine.get(plan) or b"")
    kept["gone"] = {"some": "field"}
    kept["trip"]["request"]["gone"] = 1
    await setup.engine.put(plan, json.dumps(kept).encode())
    old = setup.window()
    assert [version.number for version in await old.versions()] == [1, 2]
    await setup.engine.put(plan, b'{"number": "one"')
    reply = await setup.window().undo()
    assert reply.kind == "unclear"
    assert reply.degraded
    assert reply.version == 2

    head = key_of("anna", "s", "head")
    told = json.loads(await setup.engine.get(head) or b"")
    await setup.engine.put(head, json.dumps({**told, "shape": SHAPE + 1}).encode())
    newer = await setup.window().tell("撤销")
    assert (newer.kind, newer.acknowledged) == ("trouble", False)
    assert "newer Xiake" in (await setup.window().tell("undo")).text
    assert json.loads(await setup.engine.get(head) or b"")["shape"] == SHAPE + 1, "nothing was written over it"


async def test_a_way_out_of_trouble_is_taken_by_its_number(setup: Setup) -> None:
    talk = setup.window()
    first = await talk.tell(TRIP)
    trouble = await talk.tell("预算改成100元")
    assert (trouble.kind, trouble.version) == ("trouble", 1)
    assert trouble.trip is not None
    assert trouble.trip.conflict is not None
    assert trouble.questions[0].slot == "way"
    current = await talk.current()
    assert current is not None
    assert current.trip == first.trip
    number = 1 + next(k for k, way in enumerate(trouble.questions[0].options) if "预算" in way)
    assert (await talk.tell(str(number))).kind == "edit"


async def test_the_plan_that_stands_is_a_finished_trip_once_it_is_saved(setup: Setup, tmp_path: Path) -> None:
    talk = setup.window()
    with pytest.raises(ValueError, match="no plan"):
        await talk.save(tmp_path / "plan.md")
    await talk.tell(TRIP)
    assert (await talk.save(tmp_path / "plan.md")).read_text("utf-8")
    await talk.save(tmp_path / "plan.ics")
    cases = [item.statement.case for item in await setup.memory.long_term.items("anna")]
    assert [(case.destination, case.days) for case in cases if case] == [(CITY, 3)]


async def test_nothing_to_go_back_to_and_nothing_understood_are_said(setup: Setup) -> None:
    talk = setup.window()
    assert (await last(talk.edit(Undo()))).kind == "unclear"
    assert (await talk.tell("")).kind == "unclear"
    await talk.tell(TRIP)
    assert (await talk.undo()).kind == "unclear"
    assert (await talk.undo(7)).kind == "unclear"
    unclear = await talk.tell("呜哩哇啦")
    assert unclear.version == 1
    assert unclear.kind in ("unclear", "answer")
    assert len(await talk.history()) == 6
