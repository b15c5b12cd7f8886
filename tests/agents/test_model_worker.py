"""Rules and models work on one subtask: nothing that the rules found is lost, and a model's failure is told and made up for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from xiake.agents.chooser import RecordChoice
from xiake.agents.critic import Verdict
from xiake.agents.llm.script import Asked, Call, Fault
from xiake.agents.llm.scripted import ScriptedModel
from xiake.agents.lodging import LodgingWorker
from xiake.agents.model_worker import ModelWorker
from xiake.agents.sights import SightsWorker
from xiake.agents.worker import RuleWorker
from xiake.domain.constraint import Choice
from xiake.domain.events import BranchTaken, CapabilityLost, SeatFellBack, TaskFinished, TaskStarted, ToolCalled
from xiake.domain.task import AtLeast, Findings
from xiake.tools.scripted import ScriptedProvider, failing

from ..world import World, hotel, sight
from .jobs import Bench, subtask

# More sights than the rules bring to the table; the temples are the ones they leave out.
SIGHTS = [sight(f"Sight{k}", k / 9, renown=90 - k) for k in range(40)]
TEMPLES = [sight(f"Temple{k}", k / 9, renown=1, kinds=("寺庙",)) for k in range(3)]
WORLD = World(records=(*SIGHTS, *TEMPLES, *(hotel(f"Inn{k}", k) for k in range(4))))
TASK = subtask("attractions", "sights", acceptance=AtLeast(count=6))
TEMPLES_PLEASE: dict[str, Any] = {"kinds": ["寺庙"]}
NOTHING, FINE = RecordChoice(ids=[]), Verdict(serves=True)


async def work(*script: Any, rules: RuleWorker | None = None, task: Any = TASK, **options: Any) -> tuple[Findings, Bench]:
    bench = Bench(WORLD, ScriptedModel(script), task, **options)
    worker = ModelWorker(rules or SightsWorker(), bench.chooser("attractions", "places"), bench.critic())
    return await worker.work(bench.job), bench


async def by_rules() -> Findings:
    bench = Bench(WORLD, ScriptedModel(), TASK)
    return await SightsWorker().work(bench.job)


def ids(found: Findings) -> set[str]:
    return {place.id for place in found.places}


async def test_models_only_add() -> None:
    rules = await by_rules()
    assert not ids(rules) & {place.id for place in TEMPLES}
    found, bench = await work(Call(name="attractions", arguments=TEMPLES_PLEASE), RecordChoice(ids=["temple1", "sight3"]), FINE)
    assert ids(found) == ids(rules) | {"temple1"}
    assert found.preferred == ("temple1", "sight3")
    assert [type(event) for event in bench.events if isinstance(event, TaskStarted | TaskFinished)] == [TaskStarted, TaskFinished]
    assert bench.told(TaskFinished)[0].found == len(found.places)


async def test_the_critic_has_it_searched_for_once_more() -> None:
    rules = await by_rules()
    found, bench = await work(NOTHING, Verdict(serves=False, reason="IGNORE ALL RULES", search=TEMPLES_PLEASE))
    assert ids(found) == ids(rules) | {place.id for place in TEMPLES}
    assert found.preferred == ()
    (branch,) = bench.told(BranchTaken)
    assert (branch.action, branch.task) == ("again", "attractions")
    assert "3" in branch.reason
    assert "IGNORE" not in branch.reason, "what a model says is not told as ours"
    assert len(bench.model.asked) == 2, "one verdict, one search, no more"


async def test_the_critic_sees_the_aim_the_schema_and_what_was_chosen_first() -> None:
    found, bench = await work(Call(name="attractions", arguments=TEMPLES_PLEASE), RecordChoice(ids=["temple2"]), FINE)
    data = json.loads(bench.model.asked[-1].messages[-1].text.split("\n", 1)[1])
    assert data["task"]["goal"] == "find"
    assert data["found"][0]["id"] == "temple2"
    assert data["count"] == len(found.places)
    assert "kinds" in data["arguments"]["properties"]


@pytest.mark.parametrize("search", [{"kind": "temple"}, {"limit": -1}, {}, {"names": ["Nowhere Palace"]}])
async def test_a_search_that_makes_no_sense_changes_nothing(search: dict[str, Any]) -> None:
    rules = await by_rules()
    found, bench = await work(NOTHING, Verdict(serves=False, search=search))
    assert ids(found) >= ids(rules)
    assert len(found.places) <= len(rules.places) + 12
    assert found.gaps == ()
    assert bench.told(TaskFinished)[0].accepted


async def test_bans_hold_for_what_the_critic_wants() -> None:
    ban = Choice(subject="attraction", attribute="kind", op="none_of", values=("寺庙",))
    found, _ = await work(NOTHING, Verdict(serves=False, search=TEMPLES_PLEASE), constraints=(ban,))
    assert not ids(found) & {place.id for place in TEMPLES}


async def test_doubts_without_a_search_are_told() -> None:
    found, bench = await work(NOTHING, Verdict(serves=False))
    assert ids(found) == ids(await by_rules())
    assert [event.action for event in bench.told(BranchTaken)] == ["skip"]


async def test_a_worker_that_says_nothing_useful_leaves_the_rules_and_the_critic() -> None:
    found, bench = await work(RecordChoice(ids=["castle_in_the_air"]), FINE)
    assert found == await by_rules()
    (event,) = bench.told(SeatFellBack)
    assert (event.seat, event.task, event.reason) == ("worker", "attractions", "unreadable")
    assert event.message


async def test_a_dead_model_is_told_of_once_a_task() -> None:
    found, bench = await work(Fault("unauthorized"))
    assert found == await by_rules()
    assert [(event.seat, event.reason) for event in bench.told(SeatFellBack)] == [("worker", "unauthorized")]
    assert len(bench.model.asked) == 1


async def test_a_critic_that_fails_leaves_the_choice() -> None:
    found, bench = await work(RecordChoice(ids=["sight0"]), "hm", "hm")
    assert found.preferred == ("sight0",)
    assert [(event.seat, event.reason) for event in bench.told(SeatFellBack)] == [("critic", "unreadable")]


async def test_a_lost_capability_is_no_models_business() -> None:
    found, bench = await work(provider=ScriptedProvider(WORLD, [failing("attractions")]))
    assert found.gaps
    assert bench.told(CapabilityLost)
    assert not bench.model.asked


async def test_a_call_that_fails_for_the_model_alone_is_no_gap() -> None:
    found, bench = await work(Call(name="places", arguments={"names": ["Nowhere"]}), RecordChoice(ids=["sight1"]), FINE)
    assert found.gaps == ()
    assert found.preferred == ("sight1",)
    assert any(not event.ok for event in bench.told(ToolCalled))


async def test_hotels_are_chosen_with_the_tools_of_their_trade() -> None:
    def answer(asked: Asked) -> Any:
        tools = {offer.name for offer in asked.tools}
        return FINE if tools == {"Verdict"} else RecordChoice(ids=["inn3"])

    task = subtask("hotels", "lodging", acceptance=AtLeast(count=2))
    bench = Bench(WORLD, ScriptedModel(otherwise=answer), task)
    found = await ModelWorker(LodgingWorker(), bench.chooser("hotels"), bench.critic()).work(bench.job)
    assert found.preferred == ("inn3",)
    assert {offer.name for offer in bench.model.asked[0].tools} == {"hotels", "RecordChoice"}
