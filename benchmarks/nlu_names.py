"""Cities and gazetteers for the slot benchmark: the catalogue's vocabulary, and the benchmark's own place tables on request."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from xiake.domain.gazetteer import CityName, Gazetteer, PlaceName, Term
from xiake.domain.place import PlaceKind
from xiake.tools.providers.catalogue.index import city_names as catalogue_cities
from xiake.tools.providers.catalogue.vocabulary import terms

_TABLES: tuple[tuple[PlaceKind, str, str, str], ...] = (
    ("attraction", "attractions", "type", "attraction"),
    ("restaurant", "restaurants", "cuisine", "cuisine"),
    ("hotel", "accommodations", "featurehoteltype", "hotel_feature"),
)


def city_names() -> tuple[CityName, ...]:
    """All cities the catalogue knows, each as covered: a benchmark asks about any of them."""
    return tuple(city.model_copy(update={"covered": True}) for city in catalogue_cities())


def gazetteers(sandbox: Path | None) -> Callable[[str], Gazetteer | None]:
    """A gazetteer for each city; without tables it holds the vocabulary only, so nothing is named as the catalogue names it."""
    english = {city.name: city.name_en.lower().replace("'", "") for city in catalogue_cities()}

    @cache
    def gazetteer_of(city: str) -> Gazetteer | None:
        if sandbox is None:
            return Gazetteer(city=city, places=(), terms=terms())
        rows = [
            (kind, family, *row)
            for kind, folder, column, family in _TABLES
            for row in _rows(sandbox / folder / english[city], column)
        ]
        places = tuple(
            PlaceName(id=f"{kind}:{name}", kind=kind, name=name, aliases=_short(name, city)) for kind, _, name, _ in rows
        )
        if not rows:  # a city beyond the tables
            return Gazetteer(city=city, places=(), terms=terms())
        return Gazetteer(city=city, places=places, terms=_all_terms(sandbox))

    return gazetteer_of


def _rows(folder: Path, column: str) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                yield row["name"], row[column]


def _short(name: str, city: str) -> tuple[str, ...]:
    """What people leave out of an official name."""
    short = name.partition("(")[0].partition("（")[0]
    for suffix in ("风景名胜区", "旅游景区", "风景区", "景区", "旅游区", "博物院"):
        short = short.removesuffix(suffix) or short
    return tuple({short, short.removeprefix(city) or short} - {name, city, ""} - {n for n in (short,) if len(n) < 2})


@cache
def _all_terms(sandbox: Path) -> tuple[Term, ...]:
    folders = [(family, city, column) for _, folder, column, family in _TABLES for city in sorted((sandbox / folder).iterdir())]
    return _merged(
        dict.fromkeys((family, word) for family, city, column in folders for _, word in _rows(city, column) if word.strip())
    )


def _merged(words: dict[tuple[str, str], None]) -> tuple[Term, ...]:
    """The tables' own words, with the synonyms that the catalogue's vocabulary has for them."""
    merged = []
    for family, word in words:
        parts = [word, *word.split("/")]
        known = [t for t in terms() if t.family == family and {t.word, *t.synonyms} & set(parts)]
        others = {part for kind, other in words if kind == family for part in (other, *other.split("/"))} - set(parts)
        synonyms = [w for w in dict.fromkeys([*parts, *(w for t in known for w in (t.word, *t.synonyms))]) if w not in others]
        merged.append(Term(family=family, word=word, en=known[0].en if known else word, synonyms=tuple(synonyms)))
    return tuple(merged)
