"""The visits of a problem: sights with their windows and prices, and what is held of an earlier plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ...domain.clock import LATEST
from ...domain.itinerary import Charge
from ...domain.pin import OpenSpan, StopPin
from ...domain.place import Attraction
from . import charges, select
from .assumptions import MEAL_INSIDE_FROM
from .clocks import clocks_of_days
from .doing import Doing
from .hours import Hours, starts
from .keep import Grip, StopKind, liking_of, met, opened, span_of
from .problem import ALWAYS, Day, Visit, Window
from .setting import Setting
from .value import spoilt_by, worth_of_sight


class Visits:
    """Collects visits and what they stand for; indices of both lists agree."""

    def __init__(self, setting: Setting) -> None:
        """Start empty.

        Attributes:
            hours: When their places let the party in.
            held: The visits that are kept from an earlier plan, by their index.
            open_spans: Where new ones may be.
            node: Number of each place in the travel table.
            lunch_inside: What the party pays for it, fen.
            eats_inside: Whether it may lunch inside a sight.
        """
        self.setting = setting
        self.hours = Hours(setting)
        self.visits: list[Visit] = []
        self.doings: list[Doing] = []
        self.held: dict[int, StopPin] = {}
        self._displaced: set[int] = set()
        self.open_spans: list[OpenSpan] = list(setting.request.open_spans)
        self.node = setting.evidence.travel.index
        self.lunch_inside = charges.fen([charges.meal_inside(setting.party, setting.request.language)])
        self.eats_inside = select.may_eat_inside(setting.request)
        self._eats_during = self.eats_inside and not select.caps_parts(setting.request)  # else each price stands for itself
        self._days = clocks_of_days(setting.request, single=True)

    def add_sights(self) -> None:
        """Add every sight that may be visited.

        Raises:
            NoCandidatesError: If the wishes don't leave a locked one.
        """
        request, setting = self.setting.request, self.setting
        musts = select.must_sees(request)
        for sight in setting.evidence.of(Attraction):
            must, pin = sight.id in musts, self._pin("attraction", sight.id)
            prices = [charges.fen(self._tickets(sight, day)) for day in setting.dates]
            if not select.may_visit(sight, request, must=must or pin is not None):
                continue
            openings = self.hours.of_sight(sight)
            dwell = self.hours.dwell(sight, openings) if pin is None else pin.end - pin.start
            if clock := self.hours.clocks.get(sight.id):
                dwell = clock.dwell(dwell, sight.dwell[0])
                openings = clock.openings(openings, dwell)
            held = None if pin is None else self._held(pin, sight, openings, dwell)
            lunches = self._eats_during and bool(sight.meals_inside) and dwell >= MEAL_INSIDE_FROM
            lunch = self.lunch_inside if lunches else 0
            worth = 0 if setting.thrift else worth_of_sight(sight, request, chosen=sight.id in setting.evidence.preferred)
            lost = pin is not None and held is None and not setting.thrift
            visit = Visit(
                node=self.node[sight.id],
                dwell=dwell,
                score=worth,
                windows=tuple(starts(windows, dwell) for windows in held or openings),
                fen=tuple(price + lunch for price in prices),
                mandatory=must or held is not None,
                liking=self._liking(sight, worth, pin if lost else None),
            )
            index = self.add(visit, Doing(place=sight, kind="attraction", lunches=lunches))
            if lost:
                self._displaced.add(index)
            if pin is not None and held is not None:
                self.held[index] = pin
            elif pin is not None:
                self.give_up(pin)
        self.lose_nothing_locked("attraction")

    def add(self, visit: Visit, doing: Doing) -> int:
        """Add a visit within the hours of the days; return its index."""
        windows = tuple(
            met(openings, Window(earliest or 0, ALWAYS, ALWAYS if latest is None else latest))
            for openings, (earliest, latest) in zip(visit.windows, self._days, strict=True)
        )
        if windows != visit.windows:
            visit = replace(visit, windows=tuple(starts(openings, visit.dwell) for openings in windows))
        self.visits.append(visit)
        self.doings.append(doing)
        return len(self.visits) - 1

    def give_up(self, pin: StopPin) -> None:
        """Leave the time of a stop that can't be held, but was meant to be, to something else."""
        if self.setting.keep is not None and self.setting.keep.grip(pin) < Grip.LOOSE:
            self.open_spans.append(OpenSpan(day=pin.day, start=pin.start, end=min(pin.end, LATEST)))

    def lose_nothing_locked(self, kind: StopKind) -> None:
        """Make sure that every locked stop of a kind is held.

        Raises:
            NoCandidatesError: If one isn't.
        """
        held = set(self.held.values())
        if self.setting.keep and any(p.locked and p.kind == kind and p not in held for p in self.setting.keep.stops.values()):
            raise select.NoCandidatesError("locked")

    def confine(self, days: Sequence[Day], needed: Iterable[Sequence[int]]) -> None:
        """Let what is new lie only where the earlier plan leaves room for it; what the plan needs may lie anywhere.

        Args:
            days: Their frames before what is kept widens them.
            needed: Of each of these the plan needs one.
        """
        keep = self.setting.keep
        if keep is None:
            return
        demanded = self.demanded(needed)
        for index, visit in enumerate(self.visits):
            if index in self.held:
                continue
            windows = [
                met(openings, Window(day.earliest, ALWAYS, day.latest)) for openings, day in zip(visit.windows, days, strict=True)
            ]
            if index not in demanded and index not in self._displaced:  # what has lost its place may take any other
                windows = [
                    openings if keep.grips[k] is Grip.FREE else opened(openings, self.open_spans, k, visit.dwell)
                    for k, openings in enumerate(windows)
                ]
            self.visits[index] = replace(visit, windows=tuple(starts(openings, visit.dwell) for openings in windows))

    def demanded(self, needed: Iterable[Sequence[int]]) -> set[int]:
        """What may lie anywhere, for the plan needs some of it and holds none."""
        return {index for members in needed if not self.held.keys() & set(members) for index in members}

    def _pin(self, kind: StopKind, place: str) -> StopPin | None:
        keep = self.setting.keep
        return keep.stops.get((kind, place)) if keep else None

    def _held(
        self, pin: StopPin, sight: Attraction, openings: Sequence[tuple[Window, ...]], dwell: int
    ) -> tuple[tuple[Window, ...], ...] | None:
        """The openings of a visit that is held on its day, as firmly as they allow; None where it isn't, or can't be."""
        assert self.setting.keep is not None
        days, grip = range(len(openings)), self.setting.keep.grip(pin)
        while grip < Grip.LOOSE:
            day = openings
            if grip < Grip.DAY:
                day = self.hours.in_order(sight.id, self.hours.of_kept_sight(sight))
                day = clock.openings(day, dwell) if (clock := self.hours.clocks.get(sight.id)) else day
            held = tuple(met(day[k], span_of(pin, grip)) if k + 1 == pin.day else () for k in days)
            if pin.locked or any(starts(windows, dwell) for windows in held):
                return held
            grip = Grip(grip + 1)
        return None

    def _liking(self, sight: Attraction, worth: int, lost: StopPin | None) -> tuple[int, ...]:
        """What the days make of a sight's worth: rain, and having been in the plan at a place that it lost."""
        setting = self.setting
        kept = liking_of(lost, setting.request.days) if lost else (0,) * setting.request.days
        liking = tuple(
            more + spoilt_by(setting.evidence.weather.get(day), sight, worth)
            for more, day in zip(kept, setting.dates, strict=True)
        )
        return liking if any(liking) else ()

    def _tickets(self, sight: Attraction, day: date) -> tuple[Charge, ...]:
        return charges.tickets(sight, self.setting.party, day, self.setting.request.language)
