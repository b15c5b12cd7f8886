"""A request becomes a small sound graph of subtasks."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from xiake.domain.constraint import HotelStars, Near
from xiake.domain.task import AtLeast, Contains, SubTask
from xiake.planner.tasks.decompose import decompose
from xiake.planner.tasks.dispatch import WORKERS
from xiake.tools.provider import CAPABILITIES

from ...world import HOME, request, sight, wish_for

MUST = wish_for(sight("Palace"), sight("Tower"))


def tasks(**fields: Any) -> dict[str, SubTask]:
    return {task.id: task for task in decompose(request(**fields)).tasks}


@pytest.mark.parametrize(
    ("fields", "ids"),
    [
        ({"days": 1}, {"sights", "availability", "dining", "travel"}),
        ({"days": 2}, {"sights", "availability", "lodging", "dining", "travel"}),
        ({"days": 1, "constraints": (HotelStars(least=4),)}, {"sights", "availability", "lodging", "dining", "travel"}),
        ({"days": 1, "constraints": (MUST,)}, {"named", "sights", "availability", "dining", "travel"}),
        ({"days": 1, "origin": HOME}, {"sights", "availability", "dining", "intercity", "travel"}),
        (
            {"days": 3, "origin": HOME, "constraints": (MUST,)},
            {"named", "sights", "availability", "lodging", "dining", "intercity", "travel"},
        ),
    ],
)
def test_which_subtasks(fields: dict[str, Any], ids: set[str]) -> None:
    assert set(tasks(**fields)) == ids


def test_every_subtask_has_a_worker_a_capability_a_goal_and_a_branch() -> None:
    known = {capability.name for capability in CAPABILITIES}
    for days, origin, wishes, language in itertools.product((1, 3), (None, HOME), ((), (MUST,)), ("zh", "en")):
        for task in tasks(days=days, origin=origin, constraints=wishes, language=language).values():
            assert task.trade in WORKERS
            assert task.capability in known
            assert task.goal
            assert task.branch in ("widen", "substitute", "skip")


def test_no_branch_is_promised_that_isnt_taken() -> None:
    graph = tasks(days=3, origin=HOME, constraints=(MUST,))
    assert {task.id for task in graph.values() if task.branch == "substitute"} == {"availability"}, "what is sold out is replaced"
    for task in graph.values():
        assert (task.branch == "widen") <= (WORKERS[task.trade].breadths > 1), f"{task.id} can be searched wider"


def test_the_named_places_are_the_acceptance_test_of_their_lookup() -> None:
    near = Near(place="old_town", label="Old Town", max_km=2)
    banned = wish_for(sight("Zoo"), op="none_of")
    named = tasks(constraints=(MUST, near, banned))["named"]
    assert named.acceptance == Contains(ids=("palace", "tower", "old_town"))
    assert named.essential


def test_longer_trips_need_more() -> None:
    short, long = tasks(days=2), tasks(days=6)
    for task in ("sights", "dining"):
        few, many = short[task].acceptance, long[task].acceptance
        assert isinstance(few, AtLeast)
        assert isinstance(many, AtLeast)
        assert few.count < many.count


def test_the_travel_table_waits_for_every_place() -> None:
    graph = tasks(origin=HOME, constraints=(MUST,))
    assert set(graph["travel"].needs) == {"named", "sights", "lodging", "dining", "intercity"}
    assert "availability" not in graph["travel"].needs
