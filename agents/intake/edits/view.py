"""What a turn may speak of: the stops, nights and rides of the plan by day, part of the day and kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ....domain.edit import DayPart
from ....domain.gazetteer import Gazetteer, PlaceName
from ....domain.itinerary import Itinerary, Meal, PlaceRef
from ....domain.place import PlaceKind
from ..lexicon.all import lexicon
from ..text import fold
from ..token import Token

ENDING = re.compile(
    r"(?:公园|博物院|博物馆|纪念馆|美术馆|步行街|大街|商业街|街区|广场|风景名胜区|风景区|景区|遗址公园|遗址|古镇|老街|烤鸭店|烤肉店|烧麦馆|火锅店|酒楼|饭店|饭庄|餐厅|食堂|酒店|宾馆|客栈|路|街|寺|观)$"
    r"|(?: national| pedestrian| commercial)? (?:park|museum|street|square|road|temple|palace|garden|gardens|hotel|restaurant|mosque|lane|tower|bridge)$"
)
"""What people leave out of a name once a plan is on the table."""
_LEAST_HAN, _LEAST_LATIN = 2, 4
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
        gazetteer: All names of the city, for their other names.
    """

    itinerary: Itinerary | None
    kinds: Mapping[str, Sequence[str]]
    gazetteer: Gazetteer | None = None

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
        known = {place.id: place for place in self.gazetteer.places} if self.gazetteer else {}
        places = {
            v.place.id: known.get(v.place.id) or PlaceName(id=v.place.id, kind=v.kind, name=v.place.name, name_en=v.place.name_en)
            for v in self.visits
        }
        return Gazetteer(city=self.itinerary.city if self.itinerary else "", places=tuple(places.values()), terms=())

    @cached_property
    def short_names(self) -> Mapping[str, tuple[PlaceName, ...]]:
        """What its places are called for short, folded: without brackets, the city in front and the sort of place behind."""
        city = fold(self.names.city)
        found: dict[str, dict[str, PlaceName]] = defaultdict(dict)
        for place in self.names.places:
            for name in place.all_names:
                bare = re.split(r"[(（]", fold(name))[0].strip()
                local = bare.removeprefix("中国").removeprefix(city)
                for short in (bare, local, ENDING.sub("", bare), ENDING.sub("", local)):
                    if len(short) >= (_LEAST_LATIN if short.isascii() else _LEAST_HAN) and short not in lexicon():
                        found[short][place.id] = place
        return {short: tuple(places.values()) for short, places in found.items()}

    def scan(self, folded: str) -> Iterator[Token]:
        """Where its places' short names occur in a folded text."""
        for short, places in self.short_names.items():
            for match in re.finditer(re.escape(short), folded):
                yield Token("NAME", *match.span(), places)

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
