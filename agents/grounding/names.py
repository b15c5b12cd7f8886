"""Names in a sentence: those that are known, what a day's parts are called, and those that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...domain.gazetteer import CityName, Gazetteer, PlaceName
from ...domain.itinerary import PlaceRef
from ..intake.names import NameIndex, name_index
from ..intake.text import fold, is_word_border


@dataclass(frozen=True, slots=True)
class Named:
    """A known name where a sentence says it.

    Attributes:
        places: Ids of all places of this name; empty for a city.
        city: Canonical name of a city; empty for a place.
    """

    start: int
    end: int
    places: frozenset[str] = frozenset()
    city: str = ""


def index_of(cities: tuple[CityName, ...], gazetteer: Gazetteer | None, places: Iterable[PlaceRef], city: str) -> NameIndex:
    """All names of a city, and those of a plan's places that its gazetteer lacks."""
    known = gazetteer.ids if gazetteer else frozenset()
    missing = {
        place.id: PlaceName(id=place.id, kind=place.kind, name=place.name, name_en=place.name_en)
        for place in places
        if place.id not in known
    }
    if missing or gazetteer is None:
        terms, listed = (gazetteer.terms, gazetteer.places) if gazetteer else ((), ())
        gazetteer = Gazetteer(city=city, places=(*listed, *missing.values()), terms=terms)
    return name_index(cities, gazetteer)


def scan_names(text: str, index: NameIndex) -> list[Named]:
    """The known names of a text, from left to right; of those that overlap the longest."""
    folded = fold(text)
    found = [
        token
        for token in index.scan(folded)
        if token.kind in ("NAME", "CITY") and is_word_border(folded, token.start) and is_word_border(folded, token.end)
    ]
    taken: list[Named] = []
    for token in sorted(found, key=lambda token: (token.start - token.end, token.start)):
        if any(token.start < other.end and other.start < token.end for other in taken):
            continue
        if token.kind == "NAME":
            taken.append(Named(token.start, token.end, places=frozenset(place.id for place in token.value)))
        else:
            taken.append(Named(token.start, token.end, city=token.value.name))
    return sorted(taken, key=lambda named: named.start)


def vocabulary_of(index: NameIndex) -> frozenset[str]:
    """Folded words for kinds of places, which are nobody's name."""
    terms = index.gazetteer.terms if index.gazetteer else ()
    return frozenset(_words(word for term in terms for word in (term.word, *term.word.split("/"), term.en, *term.synonyms)))


def _words(words: Iterable[str]) -> Iterator[str]:
    return (fold(word) for word in words)
