"""The registry: the only way to the world."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field
from xiake.domain.base import Model
from xiake.domain.errors import HTTP_STATUS, RETRYABLE, RegistrationError
from xiake.domain.events import ArgumentMended, Event, FellBack, ToolCalled, ToolRetried
from xiake.domain.gazetteer import CityName, Gazetteer
from xiake.domain.money import Yuan
from xiake.domain.request import Question
from xiake.memory.engine.journal import EngineJournal
from xiake.memory.engine.local import LocalEngine
from xiake.tools.arguments import read_number
from xiake.tools.cache import MemoryCache
from xiake.tools.clock import VirtualClock
from xiake.tools.context import CallContext
from xiake.tools.naming import City, Names, PlaceIds
from xiake.tools.policy import ToolPolicy
from xiake.tools.provider import CAPABILITIES, provider_tools
from xiake.tools.providers.catalogue.provider import CatalogueProvider
from xiake.tools.registry import ToolRegistry
from xiake.tools.tool import tool

from .conftest import Answer, Ask, make_tool

Make = Callable[..., ToolRegistry]


async def test_a_call_retries_then_falls_back_and_reports(
    registry_of: Make, context: CallContext, events: list[Event], clock: VirtualClock
) -> None:
    first, asked = make_tool("unavailable", "unavailable", "unavailable", name="first")
    second, _ = make_tool(name="second")
    result = await registry_of(first, second, policy=ToolPolicy(jitter=0)).call("double", {"number": 21}, context)
    assert result.unwrap() == Answer(double=42)
    assert (result.tool, result.attempts, asked) == ("second", 1, [21, 21, 21])
    assert [type(event) for event in events] == [ToolRetried, ToolRetried, ToolCalled, FellBack, ToolCalled]
    assert [event.at for event in events] == sorted(event.at for event in events)
    last = events[-1]
    assert isinstance(last, ToolCalled)
    assert (last.task, last.tool, last.ok) == ("task", "second", True)
    assert clock.slept.count(1) == clock.slept.count(2) == 1


async def test_an_exhausted_capability_is_honestly_unavailable(
    registry_of: Make, context: CallContext, events: list[Event]
) -> None:
    tool_, _ = make_tool(*["timeout"] * 3)
    result = await registry_of(tool_).call("double", Ask(number=1), context)
    assert result.error is not None
    assert (result.ok, result.error.code, result.attempts) == (False, "unavailable", 3)
    assert [str(cause) for cause in result.error.causes] == ["doubler: timeout: scripted timeout"]
    assert not any(isinstance(event, FellBack) for event in events), "there was nothing to fall back to"
    with pytest.raises(ValueError, match="failed"):
        result.unwrap()


@pytest.mark.parametrize(
    ("capability", "args", "code"),
    [
        ("nothing", {}, "not_found"),
        ("double", {"number": "many"}, "invalid_argument"),
        ("double", {}, "invalid_argument"),
        ("double", {"number": 1, "colour": "red"}, "invalid_argument"),
        ("double", None, "invalid_argument"),
        ("double", 5, "invalid_argument"),
        ("double", "number", "invalid_argument"),
        ("double", [("number", 1)], "invalid_argument"),
        ("double", {5: 1}, "invalid_argument"),
    ],
)
async def test_bad_calls_are_results_too(capability: str, args: Any, code: str, registry_of: Make) -> None:
    tool_, asked = make_tool()
    result = await registry_of(tool_).call(capability, args)
    assert result.error is not None
    assert (result.error.code, asked) == (code, [])


async def test_cancelling_a_call_cancels_it(registry_of: Make) -> None:
    clock = VirtualClock(patience=100_000)
    tool_, _ = make_tool(seconds=1, clock=clock)
    task = asyncio.create_task(registry_of(tool_, clock=clock).call("double", {"number": 1}))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_cached_answer_costs_no_call(registry_of: Make, clock: VirtualClock) -> None:
    tool_, asked = make_tool(policy=ToolPolicy(cache_ttl=60))
    registry = registry_of(tool_, cache=MemoryCache(clock))
    for _ in range(3):
        assert (await registry.call("double", {"number": 4})).ok
    assert asked == [4]


async def test_a_resumed_run_replays_what_it_has_done(registry_of: Make, events: list[Event]) -> None:
    first, first_asked = make_tool(*["unavailable"] * 3, name="first")
    second, second_asked = make_tool(name="second")
    context = CallContext(run="r1", sink=events.append, journal=EngineJournal(LocalEngine(VirtualClock()), "-", "runs", ttl=60))
    await registry_of(first, second).call("double", {"number": 5}, context)
    again = await registry_of(first, second).call("double", {"number": "5"}, context)
    assert (again.unwrap(), again.replayed, again.tool) == (Answer(double=10), True, "second")
    assert (len(first_asked), len(second_asked)) == (3, 1)
    assert [event.replayed for event in events if isinstance(event, ToolCalled)] == [False, False, True]
    other = await registry_of(second).call("double", {"number": 5}, CallContext(run="r2", journal=context.journal))
    assert not other.replayed


async def test_failures_are_not_journaled(registry_of: Make) -> None:
    tool_, asked = make_tool("sold_out")
    context = CallContext(run="r1", journal=EngineJournal(LocalEngine(VirtualClock()), "-", "runs", ttl=60))
    registry = registry_of(tool_)
    assert not (await registry.call("double", {"number": 5}, context)).ok
    assert (await registry.call("double", {"number": 5}, context)).ok
    assert len(asked) == 2


class BrokenJournal:
    """A journal whose disk is gone."""

    async def get(self, run: str, key: str) -> bytes | None:
        raise OSError

    async def put(self, run: str, key: str, value: bytes) -> None:
        raise OSError


async def test_a_broken_journal_never_costs_the_answer(registry_of: Make) -> None:
    tool_, _ = make_tool()
    assert (await registry_of(tool_).call("double", {"number": 5}, CallContext(run="r", journal=BrokenJournal()))).ok


OUTCOMES = st.lists(
    st.sampled_from([None, "rubbish", *HTTP_STATUS, ValueError("x"), asyncio.CancelledError(), TimeoutError(), KeyError()]),
    max_size=6,
)


@given(first=OUTCOMES, second=OUTCOMES, number=st.one_of(st.integers(), st.text(max_size=5), st.none()))
def test_every_call_ends_in_a_result(first: list[Any], second: list[Any], number: Any) -> None:
    clock = VirtualClock()
    (one, one_asked), (two, two_asked) = make_tool(*first, name="one"), make_tool(*second, name="two")
    result = asyncio.run(ToolRegistry([one, two], clock=clock, random=Random(0)).call("double", {"number": number}))
    assert result.ok == (result.data is not None) == (result.error is None)
    assert len(one_asked) <= 3
    assert len(two_asked) <= 3
    if result.error:
        assert result.error.retryable == (result.error.code in RETRYABLE)
        assert result.model_validate_json(result.model_dump_json()) == result


class Stay(Model):
    """Arguments of every sort."""

    city: City
    nights: int
    cap: Yuan | None = None
    km: float | None = None
    stars: tuple[int, ...] = ()
    sights: tuple[str, ...] = Field(default=())
    ids: PlaceIds = ()


class Sights(Model):
    """Names only."""

    city: City
    origin: City = "北京"
    names: Annotated[tuple[str, ...], Names("place", ("attraction",))] = ()


class Echo(Model):
    """The arguments as they arrived."""

    got: dict[str, Any]


@tool(capability="stay", examples=({"city": "北京", "nights": 2},))
async def stay(args: Stay) -> Echo:
    """Find a bed."""
    return Echo(got=args.model_dump())


@tool(capability="sights")
async def sights(args: Sights) -> Echo:
    """Find sights."""
    return Echo(got=args.model_dump())


@pytest.fixture
def knowing(gazetteer: Gazetteer, events: list[Event]) -> CallContext:
    cities = (
        CityName(name="北京", name_en="Beijing"),
        CityName(name="南京", name_en="Nanjing"),
        CityName(name="台州", name_en="Taizhou (Zhejiang)", covered=False),
        CityName(name="泰州", name_en="Taizhou (Jiangsu)", covered=False),
    )
    return CallContext(gazetteer=gazetteer, cities=cities, blanks={"city": "北京", "cap": 100}, sink=events.append)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ({"nights": "3"}, {"nights": 3}),
        ({"nights": "三"}, {"nights": 3}),
        ({"nights": "3晚"}, {"nights": 3}),
        ({"nights": 2, "cap": "60元"}, {"cap": Decimal(60)}),
        ({"nights": 2, "cap": "¥1,200.50"}, {"cap": Decimal("1200.50")}),
        ({"nights": 2, "cap": None, "stars": None}, {"cap": None, "stars": ()}),
        ({"nights": 2, "km": "2公里"}, {"km": 2.0}),
        ({"nights": 2, "sights": "故宫、天坛"}, {"sights": ("故宫", "天坛")}),
        ({"nights": 2, "sights": '["故宫"]'}, {"sights": ("故宫",)}),
        ({"nights": 2, "stars": "[4, 5]"}, {"stars": (4, 5)}),
        ({"nights": 2, "ids": ["p0", "天坛", "gugong"]}, {"ids": ("p0", "p2")}),
    ],
)
async def test_arguments_are_mended(given: Any, used: Any, registry_of: Make, knowing: CallContext) -> None:
    result = await registry_of(stay).call("stay", given, knowing)
    got = result.unwrap().got
    assert {key: got[key] for key in used} == used
    assert got["city"] == "北京"  # a required blank
    assert got["cap"] == used.get("cap")  # an optional argument left out means no limit


async def test_mends_are_reported(registry_of: Make, knowing: CallContext, events: list[Event]) -> None:
    result = await registry_of(sights).call(
        "sights", {"city": "Beijin", "names": ["故官", "天坛公园", "Forbidden City"]}, knowing
    )
    assert result.unwrap().got["names"] == ("故宫博物院", "天坛公园")
    assert [(m.field, m.given, m.used, m.reason) for m in result.mends] == [
        ("city", "Beijin", "北京", "spelling"),
        ("names[0]", "故官", "故宫博物院", "spelling"),
        ("names[2]", "Forbidden City", "故宫博物院", "alias"),
    ]
    assert [event.given for event in events if isinstance(event, ArgumentMended)] == ["Beijin", "故官", "Forbidden City"]


async def test_an_ambiguous_name_becomes_a_question(registry_of: Make, knowing: CallContext) -> None:
    result = await registry_of(sights).call("sights", {"names": ["长城"]}, knowing)
    assert result.error is not None
    assert result.error.code == "invalid_argument"
    assert isinstance(result.error.question, Question)
    assert (result.error.question.slot, set(result.error.question.options)) == ("place", {"八达岭长城", "慕田峪长城"})
    result = await registry_of(sights).call("sights", {"origin": "taizhou"}, knowing)
    assert result.error is not None
    assert result.error.question is not None
    assert (result.error.question.slot, result.error.question.options) == ("origin", ("台州", "泰州"))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"names": ["日坛公园"]}, ("names[0]", "日坛公园", "天坛公园")),
        ({"names": ["王府井"]}, ("names[0]", "王府井")),  # no sight
        ({"city": "火星"}, ("city", "火星", "南京")),
    ],
)
async def test_an_unknown_name_says_what_would_be_right(
    given: Any, words: tuple[str, ...], registry_of: Make, knowing: CallContext
) -> None:
    result = await registry_of(sights).call("sights", given, knowing)
    assert result.error is not None
    assert result.error.code == "not_found"
    assert all(word in result.error.message for word in words)


async def test_names_of_another_city_are_left_alone(registry_of: Make, knowing: CallContext) -> None:
    result = await registry_of(sights).call("sights", {"city": "南京", "names": ["故官"]}, knowing)
    assert result.unwrap().got["names"] == ("故官",)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("60", 60),
        ("¥60", 60),
        ("60 yuan", 60),
        ("一万五千", 15000),
        ("两", 2),
        ("-3", -3),
        ("1.5", Decimal("1.5")),
        ("sixty", None),
        ("60 or so", None),
        ("", None),
        ("元", None),
    ],
)
def test_numbers_as_people_write_them(text: str, number: Any) -> None:
    assert read_number(text) == number


def test_wrong_declarations_are_told_to_the_developer() -> None:
    async def two(a: Ask, b: Ask) -> Answer:
        """Takes two."""
        return Answer(double=a.number + b.number)

    async def untyped(a: Ask):  # type: ignore[no-untyped-def]
        """Says nothing about its answer."""

    async def silent(a: Ask) -> Answer:
        return Answer(double=a.number)

    for wrong in (two, untyped, silent):
        with pytest.raises(RegistrationError):
            tool(capability="x")(wrong)  # type: ignore[arg-type]
    silent.__doc__ = "Speaks."
    with pytest.raises(RegistrationError, match="example"):
        tool(capability="x", examples=({"number": "x"},))(silent)
    first, _ = make_tool()
    with pytest.raises(RegistrationError, match="doubler"):
        ToolRegistry([first, first])


async def test_a_declared_tool_is_still_a_function() -> None:
    assert (await stay(Stay(city="北京", nights=1))).got["nights"] == 1
    assert (stay.name, stay.description, stay.capability) == ("stay", "Find a bed.", "stay")


def test_the_registry_lists_and_exports() -> None:
    registry = ToolRegistry(provider_tools(CatalogueProvider()))
    assert registry.capabilities == (*(capability.name for capability in CAPABILITIES), "weather")
    assert [tool_.name for tool_ in registry.of("hotels")] == ["catalogue_hotels"]
    exported = json.loads(json.dumps(registry.schema()))
    assert len(exported) == len(registry.list()) == len(registry.capabilities)
    hotels = next(entry for entry in exported if entry["capability"] == "hotels")
    assert "max_nightly" in hotels["arguments"]["properties"]
    assert hotels["errors"] == ["not_found"]


async def test_langchain_tools_mend_and_answer_in_json(registry_of: Make, knowing: CallContext) -> None:
    (structured,) = registry_of(sights).as_langchain(knowing)
    assert (structured.name, structured.description) == ("sights", "Find sights.")
    answer = json.loads(await structured.ainvoke({"names": "故官"}))
    assert answer["ok"] is True
    assert answer["data"]["got"]["names"] == ["故宫博物院"]
    assert {mend["reason"] for mend in answer["mends"]} == {"blank", "spelling", "type"}
    failed = json.loads(await structured.ainvoke({"names": ["长城"]}))
    assert failed["error"]["question"]["options"] == ["八达岭长城", "慕田峪长城"]


def test_importing_tools_is_light() -> None:
    code = (
        "import sys, xiake.tools.registry, xiake.tools.provider, xiake.tools.scripted\n"
        "import xiake.tools.providers.catalogue.provider\n"
        "heavy = {'langchain_core', 'langchain', 'langgraph', 'chromadb', 'ortools', 'dashscope', 'pypinyin'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
