"""Models in a whole run: they add to the plan, are paid for by seat, survive being killed, and are not even imported without one."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest
from xiake.agents.chooser import RecordChoice
from xiake.agents.critic import Verdict
from xiake.agents.llm.script import Asked
from xiake.agents.llm.scripted import ScriptedModel
from xiake.agents.proposer import Extra, TaskProposal
from xiake.domain.edit import Target, Why
from xiake.domain.events import ModelCalled, SeatFellBack, TaskFinished
from xiake.domain.usage import Usage
from xiake.planner.trip import Trip
from xiake.planner.trip_planner import TripPlanner
from xiake.settings import Settings
from xiake.tools.clock import VirtualClock
from xiake.tools.provider import Provider, provider_tools
from xiake.tools.registry import ToolRegistry
from xiake.tools.scripted import ScriptedProvider, failing

from ...world import CITY, World, hotel, request, restaurant, sight

SIGHTS = [sight(f"Sight{k}", k % 3, k % 4, renown=90 - k, price=20) for k in range(40)]
TEMPLE = sight("Temple", 0.5, 0.5, renown=88, price=0, kinds=("寺庙",))
HIDDEN = sight("Hidden", 0.2, 0.2, renown=2, kinds=("寺庙",))
DINERS = [restaurant(f"Diner{k}", k % 3, k % 4) for k in range(20)]
WORLD = World(records=(*SIGHTS, TEMPLE, HIDDEN, *DINERS, *(hotel(f"Inn{k}", k - 1, nightly=200 + 100 * k) for k in range(4))))
TEMPLES = Extra(id="temples", capability="attractions", arguments={"kinds": ["寺庙"]})
OURS = {"planner", "worker", "critic"}

Play = Callable[[Asked], Any]


def sensible(asked: Asked) -> Any:
    """An answer for each seat."""
    if asked.offered("TaskProposal"):
        return TaskProposal(extra=[TEMPLES])
    if asked.offered("Verdict"):
        return Verdict(serves=True)
    return RecordChoice(ids=["inn2" if asked.offered("hotels") else "diner3" if asked.offered("restaurants") else "sight5"])


def planner_of(home: Path, play: Play | None, provider: Provider = WORLD, **settings: Any) -> TripPlanner:
    registry = ToolRegistry(provider_tools(provider), clock=VirtualClock(), random=Random(1))
    known = {"home": home, "schedule_seconds": 0.1, "model_seats": ",".join(OURS), "embedder": "lexical", **settings}
    model = ScriptedModel(otherwise=play) if play else None
    return TripPlanner(registry=registry, settings=Settings(**known), model=model)


def asked_of(usage: Usage) -> Counter[str]:
    return Counter({seat.seat: seat.calls for seat in usage.seats})


async def planned(planner: TripPlanner, **options: Any) -> tuple[Trip, list[Any]]:
    *events, trip = [item async for item in planner.astream(request(), **options)]
    return cast("Trip", trip), events


async def test_models_take_part_and_are_paid_for_by_seat(tmp_path: Path) -> None:
    trip, events = await planned(planner_of(tmp_path, sensible))
    assert trip.status == "ok"
    assert asked_of(trip.usage) == {"planner": 1, "worker": 3, "critic": 3}
    assert asked_of(trip.usage) == Counter(event.seat for event in events if isinstance(event, ModelCalled))
    assert trip.usage.tokens > 0
    assert trip.tasks is not None
    assert "temples" in {task.id for task in trip.tasks.tasks}
    found = {event.task: event.found for event in events if isinstance(event, TaskFinished)}
    assert found["temples"] == 2
    assert not [event for event in events if isinstance(event, SeatFellBack)]


async def test_the_plan_is_the_rules_own_where_models_are_of_no_use(tmp_path: Path) -> None:
    plain, _ = await planned(planner_of(tmp_path / "a", None))
    silent, events = await planned(planner_of(tmp_path / "b", lambda asked: None))
    assert silent.itinerary == plain.itinerary
    assert silent.tasks == plain.tasks
    assert plain.usage == Usage()
    assert {event.seat for event in events if isinstance(event, SeatFellBack)} == OURS


async def test_an_extra_search_that_fails_is_no_gap(tmp_path: Path) -> None:
    def play(asked: Asked) -> Any:
        extra = Extra(id="named_ones", capability="places", arguments={"names": ["Temple"]})
        return TaskProposal(extra=[extra]) if asked.offered("TaskProposal") else sensible(asked)

    trip, events = await planned(planner_of(tmp_path, play, ScriptedProvider(WORLD, [failing("places")])))
    assert trip.status == "ok"
    assert trip.gaps == ()
    assert {event.task: event.found for event in events if isinstance(event, TaskFinished)}["named_ones"] == 0


async def test_a_budget_of_calls_ends_the_models_not_the_run(tmp_path: Path) -> None:
    trip, events = await planned(planner_of(tmp_path, sensible, model_calls=2))
    assert trip.status == "ok"
    assert trip.usage.calls == 2
    assert {event.reason for event in events if isinstance(event, SeatFellBack)} == {"budget"}


async def test_a_resumed_run_goes_on_with_what_is_left_of_its_budget(tmp_path: Path) -> None:
    async with aclosing(cast("Any", planner_of(tmp_path, sensible).astream(request(), run="r"))) as items:
        async for item in items:
            if isinstance(item, TaskFinished):
                break
    trip, _ = await planned(planner_of(tmp_path, sensible, model_calls=3), run="r")
    assert trip.status == "ok"
    assert trip.usage.calls == 3
    assert asked_of(trip.usage)["planner"] == 1, "what was decomposed before the end isn't asked for again"


async def test_every_plan_of_a_conversation_has_its_models_and_an_answer_has_none(tmp_path: Path) -> None:
    planner = planner_of(tmp_path, sensible, engine="memory")
    async with planner.conversation(user="anna") as talk:
        first = await talk.tell(f"{CITY}3日游，两个人")
        assert first.trip is not None
        assert asked_of(first.trip.usage) == {"planner": 1, "worker": 3, "critic": 3}
        second = await talk.tell("节奏慢一点")
        assert second.kind == "edit"
        assert second.trip is not None
        assert asked_of(second.trip.usage)["worker"] == 3, "a run's account is its own"
        model = cast("Any", planner)._models.desk(planner.registry.clock).candidates("worker")[0].model
        before = len(model.asked)
        items = [item async for item in talk.edit(Why(target=Target(), absent=("hidden",)))]
        assert items[-1].answers
        assert len(model.asked) == before


@pytest.mark.parametrize("seats", ["", "intake,writer"])
async def test_a_seat_that_is_kept_free_is_asked_nothing(tmp_path: Path, seats: str) -> None:
    trip, _ = await planned(planner_of(tmp_path, lambda asked: None, model_seats=seats))
    assert not OURS & {seat.seat for seat in trip.usage.seats}


def test_without_a_model_nothing_of_one_is_imported(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from xiake import TripPlanner\n"
        "assert TripPlanner().plan('北京3日游，必去故宫').status == 'ok'\n"
        "packages = {'langchain', 'langchain_openai', 'langchain_community', 'openai', 'dashscope'}\n"
        "ours = {'xiake.agents.chooser', 'xiake.agents.proposer', 'xiake.agents.llm.steady', 'xiake.agents.llm.factory'}\n"
        "print(sorted((packages | ours) & set(sys.modules)))"
    )
    known = {"XIAKE_HOME": str(tmp_path), "XIAKE_ENGINE": "memory", "PATH": ""}
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=known, cwd=tmp_path)
    assert result.stdout.strip() == "[]", result.stderr
