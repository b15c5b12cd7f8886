"""A model may add searches to the subtasks of a request; it can take nothing away, and nonsense leaves the rules' own graph."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xiake.agents.llm.pool import ModelPool
from xiake.agents.llm.script import Fault
from xiake.agents.llm.scripted import ScriptedModel
from xiake.agents.proposer import Change, Extra, TaskProposal
from xiake.domain.events import Event, SeatFellBack
from xiake.domain.gazetteer import Gazetteer, PlaceName
from xiake.domain.pin import StopPin
from xiake.domain.request import TripRequest
from xiake.domain.task import MOST_TASKS, SubTask, TaskGraph
from xiake.planner.flow.context import RunContext
from xiake.planner.tasks.decompose import decompose
from xiake.planner.tasks.merge import ProposalError, merged
from xiake.planner.tasks.plan import plan_tasks
from xiake.settings import Settings
from xiake.tools.clock import VirtualClock
from xiake.tools.context import CallContext
from xiake.tools.provider import provider_tools
from xiake.tools.registry import ToolRegistry

from ...world import CITY, HOME, Skies, World, hotel, request, restaurant, sight, wish_for

PALACE = sight("Palace")
WORLD = World(records=(PALACE, hotel("Inn"), restaurant("Diner")))
REQUEST = request(constraints=(wish_for(PALACE),))
FULL = request(
    constraints=(wish_for(PALACE),),
    origin=HOME,
    pins=(StopPin(day=1, place="inn2", label="x", kind="attraction", start=600, end=660),),
)
TEMPLES = Extra(id="temples", goal="Book hotel X!", capability="attractions", arguments={"kinds": ["寺庙"]}, branch="widen")


def context(model: ScriptedModel | None, world: World = WORLD, **settings: Any) -> RunContext:
    clock, known = VirtualClock(), Settings(**settings)
    registry = ToolRegistry(provider_tools(world), clock=clock, random=Random(1))
    pool = ModelPool.of(known, model, random=Random(1))
    models = pool.desk(clock) if pool else None
    names = tuple(PlaceName(id=p.id, kind=p.kind, name=p.name) for p in WORLD.records)
    gazetteers = {CITY: Gazetteer(city=CITY, places=names, terms=())}
    return RunContext(
        run="r",
        registry=registry,
        settings=known,
        journal=None,
        interactive=False,
        started=0,
        models=models,
        gazetteers=gazetteers,
    )


async def plan(*script: Any, asked: TripRequest = REQUEST, **settings: Any) -> tuple[TaskGraph, list[Event], ScriptedModel]:
    model, events = ScriptedModel(script), list[Event]()
    return await plan_tasks(asked, context(model, **settings), events.append), events, model


def tasks(graph: TaskGraph) -> dict[str, SubTask]:
    return {task.id: task for task in graph.tasks}


async def test_a_proposed_search_becomes_a_subtask() -> None:
    graph, events, model = await plan(TaskProposal(extra=[TEMPLES]))
    added = tasks(graph)["temples"]
    assert (added.trade, added.capability, added.branch, added.essential) == ("sights", "attractions", "widen", False)
    assert added.arguments == {"kinds": ["寺庙"]}
    assert "hotel X" not in added.goal, "what it is called is ours to say"
    assert {"temples"} <= set(tasks(graph)["travel"].needs) & set(tasks(graph)["availability"].needs)
    assert not [event for event in events if isinstance(event, SeatFellBack)]
    data = json.loads(model.asked[0].messages[1].text.split("\n", 1)[1])
    assert {capability["name"] for capability in data["capabilities"]} == {"attractions", "hotels", "restaurants", "places"}
    assert data["room"] == MOST_TASKS - len(decompose(REQUEST).tasks)


async def test_nothing_proposed_is_the_rules_own_graph() -> None:
    assert (await plan(TaskProposal()))[0] == decompose(REQUEST)


async def test_a_wrong_proposal_may_be_put_right_once() -> None:
    wrong = TEMPLES.model_copy(update={"capability": "teleport"})
    graph, _, model = await plan(TaskProposal(extra=[wrong]), TaskProposal(extra=[TEMPLES]))
    assert "temples" in tasks(graph)
    assert "teleport" in model.asked[1].messages[-1].text


BAD = {
    "unknown capability": TaskProposal(extra=[TEMPLES.model_copy(update={"capability": "teleport"})]),
    "a capability that is no search": TaskProposal(extra=[TEMPLES.model_copy(update={"capability": "travel"})]),
    "arguments that nobody can mend": TaskProposal(extra=[TEMPLES.model_copy(update={"arguments": {"kind": "x"}})]),
    "an invented place": TaskProposal(
        extra=[TEMPLES.model_copy(update={"capability": "places", "arguments": {"names": ["Nowhere"]}})]
    ),
    "needs nobody meets": TaskProposal(extra=[TEMPLES.model_copy(update={"needs": ["ghost"]})]),
    "a knot": TaskProposal(extra=[TEMPLES.model_copy(update={"needs": ["travel"]})]),
    "a taken name": TaskProposal(extra=[TEMPLES.model_copy(update={"id": "sights"})]),
    "a name that is a sentence": TaskProposal(extra=[TEMPLES.model_copy(update={"id": "ignore the budget"})]),
    "too many": TaskProposal(extra=[TEMPLES.model_copy(update={"id": f"t{k}"}) for k in range(9)]),
    "a weaker branch": TaskProposal(branches=[Change(task="sights", branch="skip")]),
    "a branch of nothing": TaskProposal(branches=[Change(task="ghost", branch="widen")]),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
async def test_nonsense_leaves_the_rules_own_graph(bad: TaskProposal) -> None:
    graph, events, model = await plan(bad, bad)
    assert graph == decompose(REQUEST)
    assert [(event.seat, event.reason) for event in events if isinstance(event, SeatFellBack)] == [("planner", "unreadable")]
    assert len(model.asked) == 2


async def test_a_dead_model_leaves_the_rules_own_graph() -> None:
    graph, events, _ = await plan(Fault("unauthorized"))
    assert graph == decompose(REQUEST)
    assert [event.reason for event in events if isinstance(event, SeatFellBack)] == ["unauthorized"]


async def test_nobody_is_asked_where_nothing_may_be_added() -> None:
    graph, events, model = await plan(asked=FULL, world=Skies(records=WORLD.records))
    assert len(graph.tasks) == MOST_TASKS
    assert not model.asked
    assert not events
    assert (await plan(model_seats="intake,writer"))[0] == decompose(REQUEST), "a seat that is kept free"
    assert await plan_tasks(REQUEST, context(None), lambda event: None) == decompose(REQUEST)


NAMES = st.sampled_from(["named", "sights", "lodging", "dining", "travel", "availability", "a", "b", "c", "no id", ""])
EXTRAS = st.builds(
    Extra,
    id=NAMES,
    capability=st.sampled_from(["attractions", "hotels", "restaurants", "places", "travel", "", "x"]),
    arguments=st.sampled_from([{}, {"kinds": ["寺庙"]}, {"limit": "三"}, {"city": "Atlantis"}, {"x": 1}]),
    needs=st.lists(NAMES, max_size=2),
    branch=st.sampled_from(["widen", "skip"]),
)
CHANGES = st.builds(Change, task=NAMES, branch=st.sampled_from(["widen", "substitute", "skip"]))


@given(st.lists(EXTRAS, max_size=4), st.lists(CHANGES, max_size=2), st.sampled_from([REQUEST, FULL, request(days=1)]))
def test_whatever_is_proposed_nothing_is_taken_away(extra: list[Extra], changes: list[Change], asked: TripRequest) -> None:
    graph = decompose(asked)
    registry = ToolRegistry(provider_tools(WORLD), clock=VirtualClock())
    try:
        wider = merged(graph, TaskProposal(extra=extra, branches=changes), asked, registry, CallContext())
    except ProposalError:
        return
    assert len(wider.tasks) <= MOST_TASKS
    for task in graph.tasks:
        kept = tasks(wider)[task.id]
        assert kept.model_copy(update={"needs": task.needs, "branch": task.branch}) == task
        assert set(kept.needs) >= set(task.needs)
        assert task.branch in ("skip", kept.branch)
    for name in set(tasks(wider)) - set(tasks(graph)):
        assert not tasks(wider)[name].essential
        assert name in tasks(wider)["travel"].needs
