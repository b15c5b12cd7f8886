"""The gate's own parts: what it generates, what it counts as read, what it objects to; and a handful of requests."""

from __future__ import annotations

from datetime import date

import pytest
from xiake.domain.constraint import AnyOf, Choice, CostLimit, VisitClock
from xiake.domain.itinerary import Itinerary
from xiake.domain.party import Party, Traveller
from xiake.domain.request import Budget, TripRequest

from benchmarks.bundled.__main__ import summary
from benchmarks.bundled.cases import Case, generate
from benchmarks.bundled.honesty import objections
from benchmarks.bundled.recall import invented, missed
from benchmarks.bundled.run import Verdict, judge
from benchmarks.bundled.wishes import MAKERS

from ..trips import itinerary

PLAIN = Case("x", "", "zh", date(2026, 3, 2), None, "北京", 2, 2, None, (), ())


def test_the_same_seed_gives_the_same_requests_of_every_kind() -> None:
    cases = generate(120)
    assert cases == generate(120)
    assert len({case.destination for case in cases}) == 10
    assert {case.language for case in cases} == {"zh", "en"}
    assert {wish for case in cases for wish in case.wishes} == {maker.__name__ for maker in MAKERS}
    assert cases != generate(120, seed=2)


def choice(op: str, *values: str, subject: str = "attraction", attribute: str = "place", strength: str = "hard") -> Choice:
    return Choice.model_validate(
        {"subject": subject, "attribute": attribute, "op": op, "values": values, "strength": strength, "quote": "想去"}
    )


def request(*wishes: object, **slots: object) -> TripRequest:
    return TripRequest.model_validate({"text": "", "destination": "北京", "days": 2, "constraints": wishes, **slots})


def said(*wishes: Choice | AnyOf | CostLimit | VisitClock, **slots: object) -> Case:
    return Case(**{**PLAIN.__dict__, "means": wishes, **slots})


def test_slots_are_compared() -> None:
    assert not list(missed(PLAIN, request()))
    wrong = request(origin="上海", days=3, party=Party(travellers=(Traveller(),)), budget=Budget(amount=900))
    assert [line.split(":")[0] for line in missed(PLAIN, wrong)] == ["origin", "days", "people", "budget"]


def test_what_comes_to_the_same_counts_as_read() -> None:
    two = said(choice("all_of", "a", "b"))
    assert not list(missed(two, request(choice("all_of", "a"), choice("any_of", "b"))))
    assert list(missed(two, request(choice("any_of", "a", "b"))))
    assert list(missed(two, request(choice("all_of", "a", "b", strength="soft"))))
    rooms = said(choice("only", "twin", subject="hotel", attribute="room"))
    assert not list(missed(rooms, request(choice("any_of", "twin", subject="hotel", attribute="room"))))
    clock = said(VisitClock(place="a", label="", start_by=600))
    assert not list(missed(clock, request(VisitClock(place="a", label="甲", start_by=600, quote="十点前到甲"))))
    assert list(missed(clock, request(VisitClock(place="a", label="甲", start_from=600))))


def test_alternatives_must_be_read_as_such() -> None:
    first, second = choice("all_of", "a"), choice("all_of", "川菜", subject="restaurant", attribute="kind")
    either = said(AnyOf(options=((first,), (second,))))
    assert not list(missed(either, request(AnyOf(options=((second,), (first,))))))
    assert list(missed(either, request(first, second)))


def test_what_nobody_said_is_invented() -> None:
    case = said(choice("all_of", "a"))
    assert not list(invented(case, request(choice("all_of", "a"), choice("none_of", "b", strength="soft"))))
    assert list(invented(case, request(choice("all_of", "a"), CostLimit(category="meals", amount=100))))


def changed(day: int, stop: int, **update: object) -> Itinerary:
    """The hand-built trip with a change to one stop."""
    plan = itinerary()
    stops = list(plan.days[day].stops)
    stops[stop] = stops[stop].model_copy(update=update)
    days = list(plan.days)
    days[day] = days[day].model_copy(update={"stops": tuple(stops)})
    return plan.model_copy(update={"days": tuple(days)})


@pytest.mark.parametrize(
    ("plan", "objection"),
    [
        (changed(0, 2, start=14 * 60 + 40), "starts before arrival"),
        (changed(0, 1, end=15 * 60), "leaves before"),
        (changed(0, 2, leg=None), "no way there"),
        (changed(1, 2, start=13 * 60 + 45, end=14 * 60 + 30), "lunch"),
        (changed(1, 1, place=itinerary().days[0].stops[1].place, leg=None), "twice"),
    ],
)
def test_dishonest_plans_are_objected_to(plan: Itinerary, objection: str) -> None:
    before = set(objections(itinerary(), 3))
    assert any(objection in line for line in set(objections(plan, 3)) - before)


def test_a_night_without_a_bed_is_objected_to() -> None:
    plan = itinerary()
    homeless = plan.model_copy(update={"days": (plan.days[0].model_copy(update={"night": None}), plan.days[1])})
    assert "day 1: no bed" in list(objections(homeless, 3))
    assert any("double rooms for 5" in line for line in objections(changed_rooms("double"), 5))


def changed_rooms(kind: str) -> Itinerary:
    plan = itinerary()
    night = plan.days[0].night
    assert night is not None
    first = plan.days[0].model_copy(update={"night": night.model_copy(update={"room_kind": kind})})
    return plan.model_copy(update={"days": (first, plan.days[1])})


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    return [judge(case) for case in generate(5, seed=11)]


def test_a_handful_of_requests_passes(verdicts: list[Verdict]) -> None:
    assert {verdict.status for verdict in verdicts} <= {"ok", "degraded", "infeasible"}
    assert [verdict.faults for verdict in verdicts] == [()] * len(verdicts)


def test_one_fault_is_enough_to_fail(verdicts: list[Verdict]) -> None:
    good = [Verdict(v.case, "ok", 1.0, v.slots) for v in verdicts]
    assert summary(good)[1]
    assert not summary([*good, Verdict(PLAIN, "ok", 1.0, 5, faults=("day 1: no bed",))])[1]
    assert not summary([*good, *(Verdict(PLAIN, "infeasible", 1.0, 5) for _ in good)])[1]
    assert not summary([*good, Verdict(PLAIN, "ok", 1.0, 5, missed=("days", "people"))])[1]
