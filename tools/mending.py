"""Names as people write them, resolved to the places and cities they mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, Literal, TypeVar

from ..domain.base import Model
from ..domain.gazetteer import CityName, Gazetteer, PlaceName
from ..domain.place import PRECEDENCE, PlaceKind
from .similarity import han_slips, latin_slips, toneless

T = TypeVar("T")

ResolutionKind = Literal["exact", "alias", "mended", "ambiguous", "unknown"]

OFFICIAL_ENDINGS = (
    "风景名胜区",
    "旅游景区",
    "旅游度假区",
    "历史文化街区",
    "历史街区",
    "文化街区",
    "步行街",
    "风景区",
    "旅游区",
    "度假区",
    "景区",
    "景点",
)
"""What people leave out of a sight's name."""
_BRACKETED = re.compile(r"\s*[(（\[【][^)）\]】]*[)）\]】]\s*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SUGGESTED = 3
_MOST_OPTIONS = 8


class Resolution(Model):
    """Which place a name means.

    Attributes:
        kind: ``exact`` name; ``alias``; ``mended`` from a near miss; ``ambiguous`` between ``candidates``; ``unknown``, with
            look-alikes as ``candidates`` that are good for a hint and nothing else.
        place: The place, unless ambiguous or unknown.
    """

    kind: ResolutionKind
    place: PlaceName | None = None
    candidates: tuple[PlaceName, ...] = ()


class CityResolution(Model):
    """Which city a name means; see :class:`Resolution`."""

    kind: ResolutionKind
    city: CityName | None = None
    candidates: tuple[CityName, ...] = ()


def resolve_name(text: str, gazetteer: Gazetteer, kinds: Collection[PlaceKind] | None = None) -> Resolution:
    """Find the place that a name means, conservatively: a wrong mend is worse than a question.

    Names and aliases come first, whatever their script, spacing and case; then names without their bracketed part, the
    city's name in front or a word like 景区 behind; then slips (homophones, look-alike characters, typing errors). Among
    namesakes of different kinds an attraction goes before an area, a station, a hotel and a restaurant.

    Args:
        text: The name alone, without words around it.
        gazetteer: The names of the city.
        kinds: Only places of these kinds.
    """
    index = _place_index(_Same(gazetteer), frozenset(kinds) if kinds else None)
    found = index.find(text)
    if found.kind in ("exact", "alias", "mended"):
        return Resolution(kind=found.kind, place=found.items[0])
    return Resolution(kind=found.kind, candidates=found.items)


def resolve_city(text: str, cities: Sequence[CityName]) -> CityResolution:
    """Find the city that a name means, as :func:`resolve_name` does."""
    found = _city_index(_Same(tuple(cities))).find(text)
    if found.kind in ("exact", "alias", "mended"):
        return CityResolution(kind=found.kind, city=found.items[0])
    return CityResolution(kind=found.kind, candidates=found.items)


def normalized(text: str) -> str:
    """A name without what doesn't matter: width, case, punctuation; Chinese without spaces, others with single ones."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = unicodedata.normalize("NFKD", folded) if not _HAN.search(folded) else folded
    kept = "".join(c if c.isalnum() else "" if c in "'’`·•" or unicodedata.combining(c) else " " for c in folded)
    return "".join(kept.split()) if _HAN.search(kept) else " ".join(kept.split()).removeprefix("the ")


@dataclass(frozen=True)
class _Found(Generic[T]):
    kind: ResolutionKind
    items: tuple[T, ...] = ()


class _NameIndex(Generic[T]):
    """Names of anything, exact and by likeness. Items come in order of precedence between namesakes."""

    def __init__(self, items: Iterable[tuple[T, object, Sequence[str]]], prefixes: Iterable[str]) -> None:
        """Take items with the group that namesakes are ambiguous in, and their names, the canonical one first.

        ``prefixes`` are words in front of a name that may be left out or added.
        """
        self._prefixes = tuple(normalized(prefix) for prefix in prefixes)
        self._canonical: dict[str, list[int]] = {}
        self._aliases: dict[str, list[int]] = {}
        self._variants: dict[str, list[int]] = {}
        self._items: list[T] = []
        self._groups: list[object] = []
        for row, (item, group, names) in enumerate(items):
            self._items.append(item)
            self._groups.append(group)
            for position, name in enumerate(names):
                known = self._aliases if position else self._canonical
                _add(known, normalized(name), row)
                for variant in (_BRACKETED.sub(" ", name), *self._bare(normalized(name))):
                    _add(self._variants, normalized(variant), row)

    def _bare(self, name: str) -> Iterable[str]:
        for prefix in self._prefixes:
            if name.startswith(prefix) and len(name) > len(prefix) + 1:
                yield name[len(prefix) :]
        for suffix in OFFICIAL_ENDINGS:
            if name.endswith(suffix) and len(name) > len(suffix) + 1:
                yield name[: -len(suffix)]

    def find(self, text: str) -> _Found[T]:
        """The best match of a name."""
        key = normalized(text)
        if not key:
            return _Found("unknown")
        if rows := self._canonical.get(key):
            return self._pick("exact", rows)
        if rows := self._aliases.get(key):
            return self._pick("alias", rows)
        keys = [key, *self._bare(key)]
        for bare in keys:
            rows = [*self._canonical.get(bare, ()), *self._aliases.get(bare, ())] or self._variants.get(bare, [])
            if rows:
                return self._pick("alias", rows)
        return self._likely(keys) or self._part_of(key) or _Found("unknown", self._hints(key))

    def _pick(self, kind: ResolutionKind, rows: Sequence[int]) -> _Found[T]:
        first = min(rows)
        same = sorted({row for row in rows if self._groups[row] == self._groups[first]})
        if len(same) > 1:
            return _Found("ambiguous", tuple(self._items[row] for row in same))
        return _Found(kind, (self._items[first],))

    def _likely(self, keys: Sequence[str]) -> _Found[T] | None:
        best: dict[int, float] = {}
        for key in keys:
            han = bool(_HAN.search(key))
            for names in (self._canonical, self._aliases, self._variants):
                for name, rows in names.items():
                    slips = _slips(key, name, han)
                    if slips is not None:
                        for row in rows:
                            best[row] = min(best.get(row, 99), slips)
        if not best:
            return None
        least = min(best.values())
        return self._pick("mended", [row for row, slips in best.items() if slips == least])

    def _part_of(self, key: str) -> _Found[T] | None:
        """A word that several names contain (长城, "Great Wall") is ambiguous; one that many contain says nothing."""
        rows: set[int] = set()
        ending: set[int] = set()
        for names in (self._canonical, self._aliases):
            for name, owners in names.items():
                if len(key) > 1 and (key in name if _HAN.search(key) else f" {key} " in f" {name} "):
                    rows.update(owners)
                    ending.update(owners if name.endswith(key) else ())
        if len(rows) > _MOST_OPTIONS:
            rows = ending  # 长城: what is called so, not what lies beside it
        if not rows:
            return None
        found = self._pick("mended", sorted(rows))
        return found if found.kind == "ambiguous" and len(found.items) <= _MOST_OPTIONS else None

    def _hints(self, key: str) -> tuple[T, ...]:
        from rapidfuzz import fuzz, process

        names = {**self._variants, **self._aliases, **self._canonical}
        close = process.extract(key, names.keys(), scorer=fuzz.ratio, limit=4 * _SUGGESTED, score_cutoff=45)
        rows = dict.fromkeys(row for name, _, _ in close for row in names[name])
        return tuple(self._items[row] for row in list(rows)[:_SUGGESTED])


def _slips(key: str, name: str, han: bool) -> int | None:
    if han:
        return han_slips(key, name) if _HAN.search(name) and abs(len(key) - len(name)) <= 1 else None
    if not _HAN.search(name):
        return latin_slips(key, name) if abs(len(key) - len(name)) <= 2 else None
    if len(name) * 6 < len(key):
        return None
    sound = toneless(name)
    joined = key.replace(" ", "")
    return 0 if joined == sound else latin_slips(joined, sound)


def _add(names: dict[str, list[int]], name: str, row: int) -> None:
    rows = names.setdefault(name, [])
    if name and row not in rows:
        rows.append(row)


class _Same(Generic[T]):
    """Compares by identity, so that a large frozen model can key a cache without being hashed."""

    def __init__(self, value: T) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


@lru_cache(maxsize=64)
def _place_index(gazetteer: _Same[Gazetteer], kinds: frozenset[PlaceKind] | None) -> _NameIndex[PlaceName]:
    places = [place for place in gazetteer.value.places if not kinds or place.kind in kinds]
    places.sort(key=lambda place: PRECEDENCE.index(place.kind))
    return _NameIndex([(place, place.kind, place.all_names) for place in places], [gazetteer.value.city])


@lru_cache(maxsize=8)
def _city_index(cities: _Same[tuple[CityName, ...]]) -> _NameIndex[CityName]:
    items = [(city, None, city.all_names) for city in cities.value]
    return _NameIndex(items, ())
