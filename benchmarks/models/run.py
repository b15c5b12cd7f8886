"""Plans one request with a model that is wrong on purpose, and judges what comes of it."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from xiake.agents.llm.script import Answer, Asked, Reply
from xiake.agents.llm.scripted import ScriptedModel
from xiake.domain.errors import BadRequest
from xiake.domain.events import Event, ModelCalled, SeatFellBack
from xiake.domain.language import Language, worded
from xiake.domain.usage import Seat
from xiake.planner.trip import Trip
from xiake.planner.trip_planner import TripPlanner
from xiake.settings import Settings
from xiake.tools.clock import VirtualClock
from xiake.tools.provider import provider_tools
from xiake.tools.providers.catalogue.provider import CatalogueProvider
from xiake.tools.registry import ToolRegistry

from tests.loopback.astray import INVENTED_HOTEL, INVENTED_SIGHT, KINDS, Astray, Spoiler

from ..bundled.cases import FROM, Case
from ..bundled.honesty import objections
from .reference import broken, changed, ungrounded

SEARCH_SECONDS = 0.4
SEATS: tuple[Seat, ...] = ("intake", "planner", "worker", "critic", "writer")
_NEVER = (INVENTED_HOTEL, INVENTED_SIGHT, "99999", "4:44", "已经取消")


_ODD: Mapping[Language, tuple[str, ...]] = {
    "zh": ("最好有点仙气", "别整那些虚头巴脑的", "就图个乐呵", "要对得起我这双新鞋"),
    "en": ("Give us the full shebang", "Nothing too hoity-toity", "We like it a bit wabi-sabi", "My feet have opinions"),
}
"""Words that rules can't read, so that there is something to restate."""


@dataclass(frozen=True)
class Trial:
    """A request, and the model that is asked about it.

    Attributes:
        kind: How the model goes astray; one of :data:`ASTRAY`.
        seats: Where it does; elsewhere it is careful.
    """

    case: Case
    kind: str
    seats: tuple[Seat, ...]

    @property
    def text(self) -> str:
        """The request, with something odd said at the end of it."""
        odd = _ODD[self.case.language]
        return f"{self.case.text} " + odd[sum(map(ord, self.case.name)) % len(odd)] + worded(self.case.language, "。", ".")


@dataclass(frozen=True)
class Outcome:
    """What became of it.

    Attributes:
        ended: ``kept`` is a verified plan that keeps the text's words; ``refused`` is no plan, and why; ``wrong`` a plan that breaks
            something; ``crashed``; ``impossible`` where the rules alone give no plan, so that nothing can be asked of a model.
        faults: What is wrong, each in a line.
        asked: Questions to the model by seat.
        fell_back: Seats whose model gave way.
    """

    trial: Trial
    ended: str
    seconds: float
    faults: tuple[str, ...] = ()
    asked: Mapping[str, int] = field(default_factory=dict)
    fell_back: tuple[str, ...] = ()


def judge(trial: Trial) -> Outcome:
    """Plan a request by rules, then with the model."""
    return asyncio.run(_judge(trial))


async def _judge(trial: Trial) -> Outcome:
    case = trial.case
    with tempfile.TemporaryDirectory(prefix="xiake-") as home:
        by_rules = await planner(home).aplan(trial.text, start=case.start)
        if by_rules.itinerary is None:
            return Outcome(trial, "impossible", 0.0)
        clock, brain = _clock(), Astray(ASTRAY[trial.kind], seats=trial.seats)
        model = ScriptedModel(otherwise=brain.answer, clock=clock)
        events: list[Event] = []
        trip: Trip | None = None
        began = time.perf_counter()
        try:
            async for item in planner(home, clock, model).astream(trial.text, start=case.start):
                if isinstance(item, Trip):
                    trip = item
                else:
                    events.append(item)
        except BadRequest as refused:
            return Outcome(trial, "refused", time.perf_counter() - began, (str(refused),))
        except Exception as crash:
            return Outcome(trial, "crashed", time.perf_counter() - began, (f"{type(crash).__name__}: {crash}",))
    seconds = time.perf_counter() - began
    asked = Counter(event.seat for event in events if isinstance(event, ModelCalled))
    back = tuple(event.seat for event in events if isinstance(event, SeatFellBack))
    assert trip is not None
    if trip.itinerary is None:
        honest = bool(trip.conflict or trip.questions)
        why = trip.conflict.explanation if trip.conflict else "; ".join(question.text for question in trip.questions)
        return Outcome(trial, "refused" if honest else "wrong", seconds, (why,), asked, back)
    reference = by_rules.request
    faults = (
        *changed(reference, trip.request),
        *(f"{check.rule}: {check.message}" for check in await broken(reference, trip, CatalogueProvider())),
        *objections(trip.itinerary, reference.party.size),
        *ungrounded(trip, _NEVER),
    )
    return Outcome(trial, "wrong" if faults else "kept", seconds, faults, asked, back)


def _clock() -> VirtualClock:
    """The same morning for every trial."""
    return VirtualClock(datetime.combine(FROM - timedelta(days=7), datetime.min.time(), ZoneInfo("Asia/Shanghai")))


def planner(home: str, clock: VirtualClock | None = None, model: ScriptedModel | None = None) -> TripPlanner:
    """A planner over the bundled catalogue, always on the same day."""
    settings = Settings(home=Path(home), engine="memory", schedule_seconds=SEARCH_SECONDS, model="")
    registry = ToolRegistry(provider_tools(CatalogueProvider()), clock=clock or _clock())
    return TripPlanner(registry=registry, settings=settings, model=model)


def anyhow() -> Spoiler:
    """Wrong in another way each time."""
    rng, kinds = random.Random(5), list(KINDS.values())

    def spoil(asked: Asked, answer: Answer) -> Reply:
        return rng.choice(kinds)(asked, answer)

    return spoil


ASTRAY: Mapping[str, Spoiler] = {**KINDS, "all of these in turn": anyhow()}
