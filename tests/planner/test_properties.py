"""Whatever the city and the request: no plan leaves the planner with a violation that it doesn't report, none is refused wrongly.

Random small cities and random ready requests go through the whole planner. What comes out is judged again against the
records themselves, not against what the workers brought back. A refusal is judged by what it says: each way out is followed,
each wish of the conflict is given up, and no plan found on the way may keep what was asked for at first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from xiake.domain.availability import Availability
from xiake.domain.check import CheckResult
from xiake.domain.constraint import Constraint, alternatives
from xiake.domain.place import Hotel, Restaurant
from xiake.domain.request import Budget, TripRequest
from xiake.planner.arrange.budget_sheet import budget_sheet
from xiake.planner.phrases import PHRASES
from xiake.planner.trip import Trip
from xiake.planner.trip_planner import TripPlanner
from xiake.planner.verify.facts import Facts
from xiake.planner.verify.phrases import PHRASES as WORDS
from xiake.planner.verify.verifier import verify
from xiake.planner.wording import word_wish
from xiake.settings import Settings
from xiake.tools.clock import VirtualClock
from xiake.tools.provider import provider_tools
from xiake.tools.registry import ToolRegistry
from xiake.tools.scripted import ScriptedProvider, failing

from ..world import CITY, SOURCE, World, travel_table
from .random_trips import losses, requests, wishes_kept_by, worlds

SECONDS = 10.0
"""Enough that the search ends by itself, so that what it finds does not hang on how busy the machine is."""
MEAL_TIMES = {"lunch": (11 * 60 + 30, 13 * 60 + 30), "dinner": (18 * 60, 20 * 60)}
EXCUSED = ("meals", "idle")
"""Rules that a plan may break, if it says so."""
PLAIN = settings(derandomize=True, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
"""Shrinking would plan hundreds of trips more."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A city, what fails in it, and where runs would be kept."""

    world: World
    lost: str | None
    home: Path
    seen: Counter[str] = field(default_factory=Counter)

    def plan(self, request: TripRequest) -> Trip:
        self.seen["plans"] += 1
        provider = ScriptedProvider(self.world, [failing(self.lost)] if self.lost else [])
        registry = ToolRegistry(provider_tools(provider), clock=VirtualClock(), random=Random(1))
        return TripPlanner(registry=registry, settings=Settings(home=self.home, schedule_seconds=SECONDS)).plan(request)

    def truth(self, trip: Trip) -> Facts:
        """Everything there is, whether or not a worker found it; of what is lost only what the plan got by name."""
        assert trip.itinerary is not None
        here = [place for place in self.world.records if place.city == CITY]
        gone = {"hotels": Hotel, "restaurants": Restaurant}.get(self.lost or "", ())
        used = {place.id for day in trip.itinerary.days for stop in day.stops for place in (stop.place,)}
        availability = tuple(
            Availability(place=place.id, day=day.date, status=self.world.status(place, day.date), source=SOURCE)
            for place in here
            for day in trip.itinerary.days
        )
        return Facts(
            places={p.id: p for p in self.world.records if p.id in used or not isinstance(p, gone)},
            travel=travel_table(here),
            services={} if self.lost == "intercity" else {s.id: s for s in self.world.services},
            availability=() if self.lost == "availability" else availability,
            lost=frozenset({self.lost} if self.lost else ()),
        )

    def keeps(self, request: TripRequest, trip: Trip) -> bool:
        """Whether a plan keeps every wish of a request and its budget, beyond doubt."""
        wishes = [check for check in self.checks(request, trip) if check.wish is not None or check.rule == "budget"]
        return all(check.status == "satisfied" for check in wishes)

    def broken(self, request: TripRequest, trip: Trip) -> list[CheckResult]:
        """What a plan violates of a request."""
        return [check for check in self.checks(request, trip) if check.status == "violated"]

    def checks(self, request: TripRequest, trip: Trip) -> tuple[CheckResult, ...]:
        """A plan judged as the answer to a request."""
        assert trip.itinerary is not None
        sheet = budget_sheet(trip.itinerary, request)
        return verify(request, trip.itinerary, sheet, self.truth(trip), substitutes=substitutes(trip))


def substitutes(trip: Trip) -> dict[str, str | None]:
    return {substitution.place: substitution.by for substitution in trip.substitutions}


def key(check: CheckResult) -> tuple[Any, ...]:
    return check.rule, check.day, check.place, check.wish


def could_eat(case: Case, trip: Trip, missing: CheckResult) -> bool:
    """Whether a restaurant that the plan doesn't visit serves the missing meal at its usual hour; breakfast needs none."""
    assert trip.itinerary is not None
    visited = {stop.place.id for day in trip.itinerary.days for stop in day.stops}
    today = next(day.date for day in trip.itinerary.days if day.index == missing.day)
    for meal, (first, last) in MEAL_TIMES.items():
        if WORDS.say(f"meal.{meal}", trip.request.language) in missing.message:
            free = [p for p in case.truth(trip).places.values() if isinstance(p, Restaurant) and p.id not in visited and p.hours]
            return any(w.opens <= first and last <= w.closes for p in free if p.hours for w in p.hours.on(today))
    return True


def judge_plan(case: Case, trip: Trip) -> None:
    assert trip.itinerary is not None
    assert trip.budget is not None
    assert trip.conflict is None
    readings = [trip.request.model_copy(update={"constraints": wishes}) for wishes in alternatives(trip.request.constraints)]
    assert trip.budget in [budget_sheet(trip.itinerary, reading) for reading in readings]
    broken = case.broken(trip.request, trip)
    reported = {key(check) for check in trip.checks if check.status == "violated"}
    assert not [check for check in broken if key(check) not in reported], "a violation isn't reported"
    replaced = {substitution.wish for substitution in trip.substitutions}
    hard = [check for check in broken if not check.soft]
    assert not [check for check in hard if check.rule not in EXCUSED and check.wish not in replaced], "a plan broke a rule"
    if not units(trip.request):
        assert not [check for check in hard if check.rule == "meals" and could_eat(case, trip, check)], "a meal is left out"
    assert trip.status == "degraded" or not hard
    lacking = [check for check in trip.checks if check.status == "violated" and not check.soft and check.rule in EXCUSED]
    assert all(check.message in trip.notes for check in lacking), "a gap isn't named"
    assert trip.budget.limit is None or trip.budget.total <= trip.budget.limit


def units(request: TripRequest) -> list[str]:
    """What could be given up, as the planner words it: hard wishes and the budget."""
    labels = dict.fromkeys(word_wish(wish, request.language) for wish in request.constraints if wish.strength == "hard")
    if request.budget_total is None:
        return list(labels)
    return [*labels, PHRASES.say("wish.budget", request.language, amount=f"{request.budget_total:,.0f}")]


def keeping(request: TripRequest, labels: Collection[str]) -> TripRequest:
    """The request with only these of its hard wishes."""
    wishes = tuple(w for w in request.constraints if w.strength == "soft" or word_wish(w, request.language) in labels)
    budget = request.budget if request.budget is not None and units(request)[-1] in labels else None
    return request.model_copy(update={"constraints": wishes, "budget": budget})


def judge_refusal(case: Case, trip: Trip) -> None:
    request, conflict = trip.request, trip.conflict
    assert trip.itinerary is None
    assert trip.budget is None
    assert conflict is not None
    assert conflict.explanation
    assert conflict.wishes
    at_all = conflict.wishes == (PHRASES.say("conflict.request", request.language),)
    assert at_all or set(conflict.wishes) <= set(units(request))
    assert "-" not in conflict.explanation or "¥-" not in conflict.explanation

    for way in conflict.ways_out:
        assert way.request is not None, f"nobody could follow: {way.text}"
        assert (way.request.constraints, way.request.budget, way.request.days) != (
            request.constraints,
            request.budget,
            request.days,
        )
        if way.request.budget_total != request.budget_total:
            assert way.request.budget_total > request.budget_total, way.text
        assert all(label in way.text for label in units(request)[:-1] if label not in units(way.request)), "given up unsaid"
    for way in conflict.ways_out[:1]:
        expect(case, request, way.request, plan=True)

    core = [] if at_all else list(conflict.wishes)
    expect(case, request, keeping(request, core), plan=False)
    for label in core:
        expect(case, request, keeping(request, [other for other in core if other != label]), plan=True)


def expect(case: Case, first: TripRequest, changed: TripRequest, *, plan: bool) -> None:
    """Whether a changed request has a plan; none may keep what was refused at first."""
    trip = case.plan(changed)
    assert (trip.status != "infeasible") == plan, changed
    if trip.itinerary is not None and changed.days == first.days:
        judge_plan(case, trip)
        if any(check.rule == "nights" and check.status == "unverifiable" for check in case.checks(first, trip)):
            return  # where nobody knows a hotel, a bed that is missing is no violation
        assert [check for check in case.broken(first, trip) if not check.soft], "this plan is what was refused"


def nowhere(tmp_path: Path) -> Path:
    file = tmp_path / "file"
    file.write_text("where no folder can be made, runs live in memory")
    return file


def test_no_plan_leaves_with_an_unreported_violation_and_none_is_refused_wrongly(tmp_path: Path) -> None:
    seen: Counter[str] = Counter()
    home = nowhere(tmp_path)

    @settings(PLAIN, max_examples=40)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        world = data.draw(worlds())
        case = Case(world=world, lost=data.draw(losses), home=home, seen=seen)
        trip = case.plan(data.draw(requests(world)))
        seen[trip.status] += 1
        if trip.status == "infeasible":
            judge_refusal(case, trip)
        else:
            assert trip.status in ("ok", "degraded")
            judge_plan(case, trip)

    holds()
    assert seen["ok"] + seen["degraded"] >= 12, seen
    assert seen["infeasible"] >= 8, seen


def with_wishes(request: TripRequest, wishes: Collection[Constraint | Budget]) -> TripRequest:
    budgets = [wish for wish in wishes if isinstance(wish, Budget)]
    constraints = tuple(wish for wish in wishes if not isinstance(wish, Budget))
    return request.model_copy(update={"constraints": constraints, "budget": budgets[0] if budgets else None})


def test_what_some_plan_keeps_is_never_refused(tmp_path: Path) -> None:
    """Wishes and budgets are read off a plan, so that plan keeps them; asked for them, the planner must find one, too."""
    seen: Counter[str] = Counter()
    home = nowhere(tmp_path)

    @settings(PLAIN, max_examples=12)
    @given(worlds(sights_from=6, others_from=3), st.data())
    def holds(world: World, data: st.DataObject) -> None:
        case = Case(world=world, lost=None, home=home, seen=seen)
        bare = with_wishes(data.draw(requests(world)), ())
        trip = case.plan(bare)
        seen[trip.status] += 1
        if trip.itinerary is None:
            return
        judge_plan(case, trip)
        every = [wish for wish in wishes_kept_by(trip, world) if case.keeps(with_wishes(trip.request, [wish]), trip)]
        for attempt in range(3):
            asked = with_wishes(trip.request, Random(attempt).sample(every, attempt + 1))
            again = case.plan(asked)
            assert again.status != "infeasible", (units(asked), again.conflict)
            judge_plan(case, again)

    holds()
    assert seen["ok"] + seen["degraded"] >= 8, seen
