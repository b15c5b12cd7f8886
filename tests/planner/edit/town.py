"""A made-up town with enough to see, eat and sleep in, and plans of it made the way the planner makes them."""

from __future__ import annotations

from typing import Any

from xiake.domain.edit import Edit
from xiake.domain.itinerary import Stop
from xiake.domain.task import Findings
from xiake.planner.arrange.arrange import arrange
from xiake.planner.arrange.attempt import Arrangement
from xiake.planner.edit.apply import apply_edits
from xiake.planner.edit.edited import EditedRequest
from xiake.planner.trip import Trip
from xiake.planner.verify.facts import Facts
from xiake.planner.verify.verifier import verify

from ...world import HOME, World, area, findings_of, hotel, hours, request, restaurant, service, sight, station

KINDS = ("博物馆", "公园", "寺庙")

TOWN = World(
    records=(
        *(
            sight(f"Sight{k}", k % 4, k % 3, renown=90 - 3 * k, price=5 * k, kinds=(KINDS[k % 3],), open_="08:00-18:00")
            for k in range(20)
        ),
        sight("Castle", 1, 1, renown=95, price=60, kinds=("历史古迹",), open_="08:00-18:00"),
        sight("Tuesdays", 2, 1, renown=30, open_=hours({"days": "Tu", "open": "09:00-17:00"}), kinds=("园林",)),
        *(restaurant(f"Diner{k}", k % 4, k % 3, per_person=40 + 10 * k, cuisine=(f"菜{k}",)) for k in range(8)),
        restaurant("Hotpot", 1, 2, per_person=90, cuisine=("火锅",), spicy="hot"),
        restaurant("Hotpot2", 2, 2, per_person=80, cuisine=("火锅",), spicy="hot"),
        hotel("Hostel", 1, 0, nightly=150, stars=2),
        hotel("Inn", 1, 1, nightly=350, stars=3),
        hotel("Grand", 1, 2, nightly=700, stars=4),
        hotel("Palace", 2, 1, nightly=1500, stars=5),
        area("OldTown", 1, 1),
        station("Central", 3, 3),
        station("Homestation", 0, 0, city=HOME),
    ),
    services=(
        service("Out", "Homestation", "Central", minutes=120, fare=100, mode="train"),
        service("Back", "Central", "Homestation", minutes=120, fare=100, mode="train"),
    ),
)


def planned(**fields: Any) -> Trip:
    """A verified plan of a request."""
    return replanned(request(**{"days": 3, **fields}))


def known(wanted: Any) -> dict[str, Findings]:
    """All there is to know."""
    return findings_of(TOWN, wanted)


def replanned(wanted: Any) -> Trip:
    """A plan of a ready request; infeasible where there is none."""
    findings = known(wanted)
    made = arrange(wanted, findings, seconds=0.3)
    if not isinstance(made, Arrangement):
        return Trip(run="t", status="infeasible", request=wanted)
    checks = verify(wanted, made.itinerary, made.budget, Facts.gather(findings))
    wrong = [
        check.message for check in checks if check.status == "violated" and not check.soft and check.rule not in ("meals", "idle")
    ]
    assert not wrong, wrong
    return Trip(run="t", status="ok", request=wanted, itinerary=made.itinerary, budget=made.budget, checks=checks)


def edited(trip: Trip, *edits: Edit) -> Trip:
    """The plan that comes of some edits."""
    outcome = applied(trip, *edits)
    assert not outcome.troubles, outcome.troubles
    return replanned(outcome.request) if outcome.replan else trip.model_copy(update={"request": outcome.request})


def applied(trip: Trip, *edits: Edit) -> EditedRequest:
    """What edits make of a plan's request."""
    return apply_edits(trip, edits, known(trip.request))


def stops(trip: Trip, kind: str = "", day: int | None = None) -> list[tuple[int, Stop]]:
    """Visits and meals out, with their days."""
    assert trip.itinerary is not None
    return [
        (one.index, stop)
        for one in trip.itinerary.days
        for stop in one.stops
        if stop.kind in ("attraction", "meal")
        and kind in ("", stop.kind)
        and stop.place.kind != "hotel"
        and day in (None, one.index)
    ]


def where(trip: Trip) -> dict[tuple[str, str], int]:
    """On which day each stop lies."""
    return {(stop.kind, stop.place.id): day for day, stop in stops(trip)}


def unchanged(before: Trip, after: Trip, *but: str) -> bool:
    """Whether every stop beside some places is still on its day."""
    now = where(after)
    return all(now.get(key) == day for key, day in where(before).items() if key[1] not in but)
