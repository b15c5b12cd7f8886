"""Plans one request while its providers fail, books the hotel at a failing desk, and judges what came of it."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any, get_args

from xiake.domain.check import CheckResult
from xiake.domain.errors import BadRequest, XiakeError
from xiake.domain.events import FellBack
from xiake.planner.trip import Trip
from xiake.planner.trip_planner import TripPlanner
from xiake.planner.understand import ProviderDownError
from xiake.settings import Settings
from xiake.tools.booking import BookingAction
from xiake.tools.clock import LOCAL, VirtualClock
from xiake.tools.provider import CAPABILITIES, provider_tools
from xiake.tools.providers.catalogue.provider import CatalogueProvider
from xiake.tools.registry import ToolRegistry
from xiake.tools.scripted_desk import Mishap, ScriptedDesk

from ..bundled.cases import FROM, Case
from ..models.reference import broken
from .flaky import SECRET, Flaky

SEARCH_SECONDS, GATHER_SECONDS = 0.15, 60.0
_TOLD_BY = {"nights": "hotels", "intercity": "intercity"}
"""Rules that a degraded plan may break where this capability is among its named gaps."""
DEADLINE = 2 * GATHER_SECONDS + 5
"""Seconds that reading the request and gathering may take together, however slow everything is."""


@dataclass(frozen=True)
class Trial:
    """One request and how its providers fail.

    Attributes:
        rate: Of faults on every call; None draws a schedule of faults, another rate for each capability.
        bundled: Whether bundled data stands behind the failing provider.
    """

    case: Case
    seed: int
    rate: float | None
    bundled: bool


@dataclass(frozen=True)
class Outcome:
    """What became of it.

    Attributes:
        ended: ``ok`` and ``degraded`` are verified plans; ``impossible`` where there is no plan without faults, either.
        fell_back: Whether bundled data had to stand in.
        seconds: Of the virtual clock.
        faults: What must never happen, each in a line.
        played: How many faults there were.
        booked: How the booking ended; empty where none was tried.
    """

    trial: Trial
    ended: str
    fell_back: bool = False
    seconds: float = 0.0
    faults: tuple[str, ...] = ()
    played: int = 0
    booked: str = ""
    why: str = field(default="", compare=False)


def judge(trial: Trial) -> Outcome:
    """Run a trial in an event loop of its own; whatever goes wrong becomes part of the outcome."""
    logging.disable(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="xiake-") as home:
        return asyncio.run(_judged(trial, Path(home)))


async def _judged(trial: Trial, home: Path) -> Outcome:
    random = Random(trial.seed)
    clock = VirtualClock(datetime.combine(FROM - timedelta(days=7), time(9), LOCAL))
    catalogue = CatalogueProvider()
    rates = {"*": trial.rate} if trial.rate is not None else _schedule(random)
    live = Flaky(catalogue, rates, random, clock, final=trial.rate is None and trial.bundled)
    desk = ScriptedDesk(catalogue, _mishaps(random), clock=clock)
    tools = [*provider_tools(live), *(provider_tools(catalogue) if trial.bundled else ()), *provider_tools(desk)]
    registry = ToolRegistry(tools, clock=clock, random=Random(trial.seed))
    settings = Settings(home=home, engine="memory", schedule_seconds=SEARCH_SECONDS, gather_seconds=GATHER_SECONDS)
    planner = TripPlanner(registry=registry, settings=settings, ask=None)
    began, fell_back, trip = clock.monotonic(), False, None
    try:
        async for item in planner.astream(trial.case.text, start=trial.case.start):
            fell_back |= isinstance(item, FellBack)
            trip = item if isinstance(item, Trip) else trip
    except (ProviderDownError, BadRequest) as refused:
        faults = _spilt(str(refused))
        return Outcome(trial, "refused", fell_back, clock.monotonic() - began, faults, live.faults.total(), why=str(refused))
    except Exception as crash:
        return Outcome(trial, "crashed", fell_back, clock.monotonic() - began, (f"{type(crash).__name__}: {crash}",))
    assert trip is not None
    seconds = clock.monotonic() - began
    faults = [*_spilt(trip.to_json()), *([f"took {seconds:.0f} s"] if seconds > DEADLINE else [])]
    booked = ""
    if trip.itinerary is not None:
        faults += [
            f"broken: {check.rule}: {check.message}"
            for check in await broken(trip.request, trip, catalogue)
            if not _told(check, trip)
        ]
        if any(day.night for day in trip.itinerary.days):
            booked, wrong = await _booked(registry, settings, trip, desk)
            faults += wrong
    elif not (trip.conflict or trip.questions):
        faults.append(f"{trip.status} without a word why")
    await asyncio.sleep(0)
    left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for _ in range(50):
        if not (left := [task for task in left if not task.done()]):
            break
        await asyncio.sleep(0)
    faults += [f"left behind: {task.get_coro()}" for task in left]
    why = trip.conflict.explanation if trip.conflict else ""
    return Outcome(trial, trip.status, fell_back, seconds, tuple(faults), live.faults.total(), booked, why)


async def _booked(registry: ToolRegistry, settings: Settings, trip: Trip, desk: ScriptedDesk) -> tuple[str, list[str]]:
    """How a booking ends that is carried on while its answers are lost, and what is wrong with it."""
    planner = TripPlanner(registry=registry, settings=settings, ask=lambda question: "yes")
    try:
        for _ in range(4):
            outcomes = await planner.abook(trip)
            if all(outcome.status != "unsure" for outcome in outcomes):
                break
    except XiakeError as crash:
        return "crashed", [f"booking: {type(crash).__name__}: {crash}"]
    wrong = []
    standing = [b for b in desk.bookings.values() if b.status != "cancelled"]
    for outcome in outcomes:
        mine = [b for b in standing if b.stay == outcome.stay]
        if len(mine) > 1:
            wrong.append(f"booked {len(mine)} times: {outcome.stay.name}")
        if outcome.status == "confirmed" and not any(b.status == "confirmed" for b in mine):
            wrong.append("said to be booked, and is not")
        if outcome.status not in ("confirmed", "unsure") and any(b.status == "confirmed" for b in mine):
            wrong.append(f"said to be {outcome.status}, and is booked")
    return ",".join(outcome.status for outcome in outcomes), wrong


def _told(check: CheckResult, trip: Trip) -> bool:
    """Whether a degraded plan says itself what is wrong: a named gap, and a wish that it doesn't claim to keep."""
    gaps = {gap.capability for gap in trip.gaps}
    if trip.status != "degraded" or not gaps:
        return False
    if check.wish is None:
        return _TOLD_BY.get(check.rule) in gaps
    return not any(own.wish == check.wish and own.status == "satisfied" for own in trip.checks)


def _schedule(random: Random) -> dict[str, float]:
    """Some capabilities fail now and then, some often, some always."""
    return {capability.name: random.choices((0, 0.3, 0.7, 1), (5, 3, 2, 1))[0] for capability in CAPABILITIES}


def _mishaps(random: Random) -> list[Mishap]:
    kinds: tuple[Any, ...] = get_args(Mishap.model_fields["kind"].annotation)
    actions: tuple[Any, ...] = get_args(BookingAction)
    return [
        Mishap(
            kind=random.choice(kinds),
            action=random.choice(actions),
            seconds=random.choice((1, 12, 60)),
            times=random.randint(1, 4),
            code=random.choice(("unavailable", "upstream", "closed", "sold_out")),
        )
        for _ in range(random.randint(0, 3))
    ]


def _spilt(text: str) -> tuple[str, ...]:
    return ("a secret is shown",) if SECRET in text else ()
