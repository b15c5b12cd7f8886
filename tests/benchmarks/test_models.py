"""The judge of models that are wrong on purpose: it lets good plans pass and sees what is wrong with others."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import Any

import pytest
from xiake.domain.constraint import Choice
from xiake.domain.request import Budget
from xiake.domain.words import DayWords, TripWords
from xiake.planner.trip import Trip
from xiake.tools.providers.catalogue.provider import CatalogueProvider

from benchmarks.bundled.cases import generate
from benchmarks.models.__main__ import summary
from benchmarks.models.overhead import main as overhead
from benchmarks.models.reference import broken, changed, ungrounded
from benchmarks.models.run import ASTRAY, SEATS, Outcome, Trial, judge, planner

CASE = generate(1)[0]


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> Trip:
    return asyncio.run(planner(str(tmp_path_factory.mktemp("home"))).aplan(CASE.text, start=CASE.start))


def broken_by(trip: Trip, **changes: Any) -> list[str]:
    checks = asyncio.run(broken(trip.request.model_copy(update=changes), trip, CatalogueProvider()))
    return [f"{check.rule}: {check.message}" for check in checks]


def test_a_plan_by_rules_keeps_everything(trip: Trip) -> None:
    assert trip.itinerary is not None
    assert list(changed(trip.request, trip.request)) == []
    assert broken_by(trip) == []
    assert list(ungrounded(trip, ())) == []


def test_other_slots_and_wishes_are_seen(trip: Trip) -> None:
    wish = Choice(subject="attraction", attribute="kind", op="all_of", values=("动物园",), quote="动物园")
    other = trip.request.model_copy(update={"budget": Budget(amount=Decimal(9)), "constraints": (wish,)})
    told = [line.split(":")[0] for line in changed(trip.request, other)]
    assert told == ["budget", *("lost" for _ in trip.request.constraints if _.strength == "hard"), "new"]


def test_a_plan_that_breaks_the_text_is_seen(trip: Trip) -> None:
    """The plan is held against another request, as if a model had changed what was asked for."""
    assert any("budget" in line for line in broken_by(trip, budget=Budget(amount=Decimal(100))))
    assert broken_by(trip, days=trip.request.days + 1)
    banned = Choice(
        subject="hotel",
        attribute="place",
        op="none_of",
        values=tuple({day.night.hotel.id for day in trip.itinerary.days if day.night} if trip.itinerary else ()),
        quote="x",
    )
    assert broken_by(trip, constraints=(banned,))


def test_false_words_are_seen(trip: Trip) -> None:
    words = TripWords(model="m", days=(DayWords(day=1, intro="住黑店大酒店。", tips=("门票98765元。",)),))
    told = list(ungrounded(trip.model_copy(update={"words": words}), ("黑店",)))
    assert len(told) == 2


@pytest.mark.parametrize("kind", ["drops the must-see", "stalls", "all of these in turn"])
def test_a_trial_in_all_seats(kind: str) -> None:
    outcome = judge(Trial(CASE, kind, SEATS))
    assert (outcome.ended, outcome.faults) == ("kept", ())
    assert outcome.asked


def test_figures_have_teeth() -> None:
    trials = [Trial(case, kind, SEATS) for case, kind in zip(generate(len(ASTRAY)), ASTRAY, strict=True)]
    kept = [Outcome(trial, "kept", 1.0) for trial in trials]
    assert summary(kept)[1]
    assert not summary([*kept, Outcome(trials[0], "wrong", 1.0, ("budget",))])[1]
    assert not summary([*kept, Outcome(trials[0], "crashed", 1.0)])[1]
    assert not summary([*kept, Outcome(trials[0], "refused", 1.0)])[1]  # one of fourteen is too many


def test_overhead_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    overhead(["--calls", "3"])
    assert "streamed" in capsys.readouterr().out
