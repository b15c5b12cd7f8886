"""What a turn may speak of: the stops, nights and rides of the plan by day, part of the day and kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ....domain.edit import DayPart
from ....domain.gazetteer import Gazetteer, PlaceName
from ....domain.itinerary import Itinerary, Meal, PlaceRef
from ....domain.place import PlaceKind

_NOON, _EVENING = 12 * 60, 18 * 60


@dataclass(frozen=True)
class Visit:
    """A stop or a night, as far as a traveller tells it from others."""

    place: PlaceRef
    day: int
    kind: PlaceKind
    part: DayPart | None = None
    meal: Meal | None = None


@dataclass(frozen=True)
class PlanView:
    """The plan as a turn speaks of it; empty without one.

    Attributes:
        kinds: What kinds of place the plan's places are, by id, as far as that is known.
    """

    itinerary: Itinerary | None
    kinds: Mapping[str, Sequence[str]]

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """Sights, meals at restaurants and hotels, in the order of the plan."""
        found = []
        for day in self.itinerary.days if self.itinerary else ():
            for stop in day.stops:
                if stop.kind == "attraction" or (stop.kind == "meal" and stop.place.kind == "restaurant"):
                    kind: PlaceKind = "attraction" if stop.kind == "attraction" else "restaurant"
                    found.append(Visit(stop.place, day.index, kind, part_of(stop.start), stop.meal))
            if day.night:
                found.append(Visit(day.night.hotel, day.index, "hotel"))
        return tuple(found)

    @property
    def days(self) -> int:
        """How many days it has."""
        return len(self.itinerary.days) if self.itinerary else 0

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of its places."""
        return frozenset(visit.place.id for visit in self.visits)

    @cached_property
    def names(self) -> Gazetteer:
        """Its places as names to look for."""
        places = {
            v.place.id: PlaceName(id=v.place.id, kind=v.kind, name=v.place.name, name_en=v.place.name_en) for v in self.visits
        }
        return Gazetteer(city=self.itinerary.city if self.itinerary else "", places=tuple(places.values()), terms=())

    def day_on(self, day: date) -> int | None:
        """Index of the day of this date; None outside the trip."""
        return next((d.index for d in self.itinerary.days if d.date == day), None) if self.itinerary else None

    def among(
        self, *, day: int | None = None, part: DayPart | None = None, kind: PlaceKind | None = None, meal: Meal | None = None
    ) -> tuple[Visit, ...]:
        """The visits that fit what was said."""
        return tuple(
            v
            for v in self.visits
            if (day is None or v.day == day)
            and (part is None or v.part == part)
            and (kind is None or v.kind == kind)
            and (meal is None or v.meal == meal)
        )

    def of_kind(self, words: Sequence[str], visits: Sequence[Visit]) -> tuple[Visit, ...]:
        """Those of the visits that are of a kind, by their kinds or their names."""
        return tuple(
            v
            for v in visits
            if any(
                word in self.kinds.get(v.place.id, ()) or word in v.place.name or word.lower() in (v.place.name_en or "").lower()
                for word in words
            )
        )


def part_of(minute: int) -> DayPart:
    """The part of the day that a time lies in."""
    return "morning" if minute < _NOON else "afternoon" if minute < _EVENING else "evening"
