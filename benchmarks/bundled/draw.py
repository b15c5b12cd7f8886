"""Draws what a request is about from the catalogue's own records."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import cos, hypot, radians
from typing import TypeVar

from xiake.domain.clock import format_clock
from xiake.domain.geo import Coordinate
from xiake.domain.language import Language
from xiake.domain.place import Attraction, Hotel, Place, Restaurant
from xiake.tools.providers.catalogue.city import City
from xiake.tools.providers.catalogue.vocabulary import terms

P = TypeVar("P", bound=Place)
T = TypeVar("T")

WELL_KNOWN = 55
"""Least renown of a sight that a traveller would ask for by name."""

_CHINESE_CLOCK = {0: "点", 30: "点半"}


class NothingToSayError(Exception):
    """The city's records give no such wish."""


@dataclass
class Draw:
    """Everything one request is drawn with.

    Attributes:
        named: Ids drawn so far; no place is named twice in a request.
    """

    rng: random.Random
    city: City
    language: Language
    days: int
    people: int
    named: set[str] = field(default_factory=set)

    def pick(self, items: Sequence[T], count: int = 1) -> list[T]:
        """Some of the items, in random order."""
        if len(items) < count:
            raise NothingToSayError
        return self.rng.sample(list(items), count)

    def say(self, *wordings: tuple[str, str], **fields: object) -> str:
        """One of several wordings (zh, en) in the language of the request, filled in."""
        return self.rng.choice(wordings)[self.language == "en"].format(**fields)

    def sights(self, count: int, keep: Callable[[Attraction], bool] = lambda _: True) -> list[Attraction]:
        """Well-known sights of the city."""
        return self._named([s for s in self.city.record.attractions if s.renown >= WELL_KNOWN and keep(s)], count)

    def hotels(self, count: int, keep: Callable[[Hotel], bool] = lambda _: True) -> list[Hotel]:
        """Hotels with ordinary rooms."""
        return self._named([h for h in self.city.record.hotels if {"double", "twin"} <= set(h.rooms) and keep(h)], count)

    def restaurants(self, count: int, keep: Callable[[Restaurant], bool] = lambda _: True) -> list[Restaurant]:
        """Restaurants that one can go to without visiting a sight."""
        return self._named([r for r in self.city.record.restaurants if r.inside is None and keep(r)], count)

    def _named(self, places: Sequence[P], count: int) -> list[P]:
        usable = [place for place in places if place.id not in self.named and self._unmistakable(place)]
        chosen = self.pick(usable, count)
        self.named.update(place.id for place in chosen)
        return chosen

    def _unmistakable(self, place: Place) -> bool:
        """Whether the name means this place alone, and has nothing in it that would split a sentence."""
        name = self.name(place)
        return len(self.city.by_name[name.casefold()]) == 1 and not set(name) & set(",，、;；") and " and " not in name

    def name(self, place: Place) -> str:
        """What the request calls the place."""
        return place.name_in(self.language)

    def names(self, places: Sequence[Place], last: tuple[str, str]) -> str:
        """Several names in a row, the last two joined by the given words (zh, en)."""
        *most, end = map(self.name, places)
        if not most:
            return end
        comma = "、" if self.language == "zh" else ", "
        return f"{comma.join(most)}{last[self.language == 'en']}{end}"

    def kind(self, word: str) -> str:
        """What the request calls a kind."""
        return word if self.language == "zh" else next(term.en.lower() for term in terms() if term.word == word)

    def clock(self, minute: int) -> str:
        """What the request calls a time of day."""
        hour, rest = divmod(minute, 60)
        if self.language == "zh" and rest in _CHINESE_CLOCK and self.rng.random() < 0.5:
            part = "上午" if hour < 12 else "中午" if hour == 12 else "下午" if hour < 18 else "晚上"
            return f"{part}{hour if hour <= 12 else hour - 12}{_CHINESE_CLOCK[rest]}"
        return format_clock(minute)

    def money(self, amount: int) -> str:
        """What the request calls an amount of yuan."""
        if self.language == "en":
            return self.rng.choice((f"{amount} yuan", f"{amount} RMB", f"¥{amount}"))
        return f"{amount}元"


def kilometres(a: Coordinate, b: Coordinate) -> float:
    """Straight line; a few hundredths off are of no matter here."""
    return 111.2 * hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians(a.lat)))
