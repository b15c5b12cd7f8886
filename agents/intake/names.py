"""An index of the names a provider knows: cities, places and words of its vocabulary."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from ...domain.gazetteer import CityName, Gazetteer, PlaceName, Term
from ...tools.mending import OFFICIAL_ENDINGS
from .lexicon.all import lexicon
from .meaning import Meanings
from .text import fold
from .token import Token

_BRANCH = ("(", "（")
_NAMELESS = 4
"""What so many sights' names end in names none of them: 博物馆, 步行街."""
_LONGEST_NAMELESS = 5
_TELLING = 3
"""So many characters before a dot are a house's own name."""
_SHORT = 2
"""So short a word that is a kind's as well is never taken for a name."""


class NameIndex:
    """Finds every known name in a folded text with one pass over it."""

    def __init__(self, cities: Sequence[CityName], gazetteer: Gazetteer | None) -> None:
        """Index the names of cities and, where given, of one city's places and terms."""
        self.cities = tuple(cities)
        self.gazetteer = gazetteer
        self._cities: dict[str, CityName] = {}
        self._places: dict[str, dict[str, PlaceName]] = defaultdict(dict)
        self._terms: dict[str, list[Term]] = defaultdict(list)
        for city in cities:
            for name in (city.name, city.name_en, *city.aliases, f"{city.name}市"):
                self._cities.setdefault(fold(name), city)
        self._add_places(gazetteer)
        for term in gazetteer.terms if gazetteer else ():
            words = (term.word, *term.word.split("/"), term.en, *term.synonyms)
            plurals = (f"{word}s" for word in words if word[-1:].isascii() and word[-1:].isalpha() and word[-1] not in "sy")
            for word in dict.fromkeys((*words, *plurals)):
                if term not in self._terms[fold(word)]:
                    self._terms[fold(word)].append(term)
        for word, found in self._terms.items():
            found.sort(key=lambda term: fold(term.word) != word)  # a kind's own word before another kind's synonym
        self._automaton = _automaton([*self._cities, *self._places, *self._terms])
        self._meanings: dict[str, Meanings] = {}

    def _add_places(self, gazetteer: Gazetteer | None) -> None:
        """Full names, aliases and what people shorten them to; a word that could be any of many sights is none's name."""
        if gazetteer is None:
            return
        words = {fold(word) for term in gazetteer.terms for word in (term.word, *term.word.split("/"), *term.synonyms)}
        kinds = {fold(word) for term in gazetteer.terms for word in (term.word, *term.word.split("/"))}
        sights = [fold(_bare(place.name)) for place in gazetteer.places if place.kind == "attraction"]
        endings = Counter(name[-length:] for name in sights for length in range(2, min(_LONGEST_NAMELESS, len(name) - 1) + 1))
        taken = {fold(place.name) for place in gazetteer.places} | lexicon().keys() | self._cities.keys() | kinds
        full = {(fold(place.name), place.kind) for place in gazetteer.places}
        for place in gazetteer.places:
            self._places[fold(place.name)][place.id] = place
            for name in _names_of(place):
                word_of_ours = name != place.name and (
                    fold(name) in lexicon() or fold(name) in self._cities or (fold(name), place.kind) in full
                )
                most = _NAMELESS if fold(name) not in kinds else 2
                if not word_of_ours and (fold(name) not in words or endings[fold(name)] < most):
                    self._places[fold(name)][place.id] = place
            for name in _short_names(place, gazetteer.city):
                word = fold(name)
                said_of_kinds = word in words and (len(word) <= _SHORT or endings[word] > 1)
                if word not in taken and not said_of_kinds and endings[word] < _NAMELESS:
                    self._places[word][place.id] = place

    def places(self, surface: str) -> tuple[PlaceName, ...]:
        """All places of exactly this name."""
        return tuple(self._places.get(fold(surface), {}).values())

    def terms(self, surface: str) -> tuple[Term, ...]:
        """All terms of exactly this word."""
        return tuple(self._terms.get(fold(surface), ()))

    def nearest(self, words: str, family: str) -> tuple[Term, ...]:
        """The terms of a family that some words mean; see :class:`Meanings`."""
        if family not in self._meanings:
            terms = self.gazetteer.terms if self.gazetteer else ()
            self._meanings[family] = Meanings(term for term in terms if term.family == family)
        return self._meanings[family].nearest(words)

    def scan(self, folded: str) -> Iterator[Token]:
        """Every occurrence of every name, overlaps included: ``NAME``, ``CITY`` or ``TERM`` tokens."""
        for end, word in self._automaton.iter(folded) if len(self._automaton) else ():
            start, stop = end - len(word) + 1, end + 1
            if word in self._places:
                yield Token("NAME", start, stop, tuple(self._places[word].values()))
            elif word in self._cities:
                yield Token("CITY", start, stop, self._cities[word])
            else:
                yield Token("TERM", start, stop, tuple(self._terms[word]))


@lru_cache(maxsize=32)
def name_index(cities: tuple[CityName, ...], gazetteer: Gazetteer | None) -> NameIndex:
    """The index, built once for each gazetteer."""
    return NameIndex(cities, gazetteer)


def _names_of(place: PlaceName) -> Iterator[str]:
    """All names, and of a branch such as 全聚德(前门店) the brand alone."""
    for name in place.all_names:
        yield name
        yield name.replace(" (", "(") if " (" in name else name.replace("(", " (")
        for bracket in _BRANCH:
            brand, found, _ = name.partition(bracket)
            if found and len(brand.strip()) >= 2 and place.kind in ("restaurant", "hotel"):
                yield brand.strip()
    if place.kind == "restaurant" and len(parts := _bare(place.name).split("·")) > 1:  # 南麓·浙里, 宴鲜森·老底子杭帮菜
        yield "".join(parts)
        if len(parts[0].strip()) >= _TELLING:
            yield parts[0].strip()


def _bare(name: str) -> str:
    """A name without what stands in brackets behind it."""
    for bracket in _BRANCH:
        name = name.partition(bracket)[0] or name
    return name.strip()


def _short_names(place: PlaceName, city: str) -> Iterator[str]:
    """What is left of a sight's name without the city's in front and official words behind: 西湖, 迪士尼."""
    if place.kind != "attraction":
        return
    short = _bare(place.name)
    for ending in OFFICIAL_ENDINGS:
        short = short.removesuffix(ending)
    for name in (short, short.removeprefix(city)):
        if 2 <= len(name) < len(place.name):
            yield name


def _automaton(words: Sequence[str]) -> Any:
    from ahocorasick import Automaton

    automaton = Automaton()
    for word in words:
        if word:
            automaton.add_word(word, word)
    if len(automaton):
        automaton.make_automaton()
    return automaton
