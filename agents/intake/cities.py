"""Which city a text is about when it doesn't say so plainly: misspelt, hidden in a sight's name, or only implied by sights."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...domain.gazetteer import CityName, Gazetteer
from ...domain.request import NOTHING_GIVEN, Given
from .compounds import compound
from .lexer import lex
from .lexicon.all import lexicon
from .names import NameIndex, name_index
from .route import Route, read_route
from .text import fold
from .token import Token

_LEAST_LETTERS = 4
"""Shorter English words are like a city's name by chance."""
_STRANGER = re.compile(
    r"\b(?:from|to|in|visit|visiting|explore|exploring|tour|touring|toward|towards|around|across|covering|leaving)\s+"
    r"((?:St\. )?[A-Z][\w'’-]*(?: (?:of |de |la |le )?[A-Z][\w'’-]*)*)"
)
"""Capitalised words where English names a place."""


@dataclass(frozen=True)
class Surroundings:
    """A text cut into tokens with the names of the city it is about.

    Attributes:
        mended: Misspelt cities: the words and what they were read as.
        implied: The city that nobody named, known from its sights.
        strangers: Cities that no provider knows, as they were said; only where no other city is there to visit.
    """

    index: NameIndex
    tokens: Sequence[Token]
    route: Route
    mended: tuple[tuple[str, CityName], ...] = ()
    implied: CityName | None = None
    strangers: tuple[CityName, ...] = ()


def locate(
    text: str, cities: Sequence[CityName], gazetteer_of: Callable[[str], Gazetteer | None], given: Given = NOTHING_GIVEN
) -> Surroundings:
    """Find the cities of a text, then read it again with the names of the one it goes to; what is given needs no finding."""
    mends, first = _first_look(text, cities, given)
    index = name_index(tuple(cities), None)
    city = next((city for city in first.destinations if city.covered), None)
    implied = None
    if city is None and not first.destinations and (implied := _implied(text, cities, gazetteer_of)):
        city = implied
    if city is None and not first.destinations and (strangers := _strangers(text)):
        tokens = compound(lex(text, name_index((*cities, *strangers), None)))
        return Surroundings(index, tokens, read_route(tokens, text), strangers=strangers)
    gazetteer = gazetteer_of(city.name) if city else None
    index = name_index(tuple(cities), gazetteer)
    tokens = _mended(_heard(text, compound(lex(text, index))), mends)
    route = _with_given(read_route(tokens, text), tokens, cities, given)
    if city is not None and city not in route.destinations:
        # 上海博物馆: the sight's name swallowed the city's, so that no other city is where one goes
        others = () if implied else tuple((c, at) for c, at in zip(route.destinations, route.destination_at, strict=True))
        others = tuple((c, at) for c, at in others if not c.covered or c in first.destinations)
        origin_at = next((at for at, token in enumerate(tokens) if token.kind == "CITY" and token.value == first.origin), None)
        route = Route(first.origin, origin_at, (city, *(c for c, _ in others)), (None, *(at for _, at in others)))
    said = tuple((text[start:end], found) for (start, end), found in mends.items())
    return Surroundings(index, tokens, route, said, implied)


def cities_to_know(text: str, cities: Sequence[CityName], given: Given = NOTHING_GIVEN) -> tuple[str, ...]:
    """Covered cities whose gazetteers a reading of this text asks for: the one it goes to, or all at hand where it names none."""
    _, route = _first_look(text, cities, given)
    if route.destinations:
        return tuple(city.name for city in route.destinations if city.covered)[:1]
    return tuple(city.name for city in cities if city.covered and not city.live)


def _first_look(text: str, cities: Sequence[CityName], given: Given) -> tuple[dict[tuple[int, int], CityName], Route]:
    """Slips in the names of cities and the route, as far as they show without the names of places."""
    tokens = _heard(text, compound(lex(text, name_index(tuple(cities), None))))
    mends = {} if any(token.kind == "CITY" and token.value.covered for token in tokens) else _mends(text, tokens, cities)
    tokens = _mended(tokens, mends)
    return mends, _with_given(read_route(tokens, text), tokens, cities, given)


def _with_given(route: Route, tokens: Sequence[Token], cities: Sequence[CityName], given: Given) -> Route:
    """The route with given cities in their places; an origin that the text names stays where none is given."""

    def find(name: str) -> tuple[CityName, int | None]:
        city = next((city for city in cities if city.name == name), CityName(name=name, name_en=name, covered=False))
        return city, next((at for at, token in enumerate(tokens) if token.kind == "CITY" and token.value == city), None)

    if given.origin is not None:
        origin, at = find(given.origin)
        others = [(city, p) for city, p in zip(route.destinations, route.destination_at, strict=True) if city != origin]
        route = Route(origin, at, tuple(city for city, _ in others), tuple(p for _, p in others))
    if given.destination is not None:
        destination, at = find(given.destination)
        leaves = route.origin if given.origin is not None or route.origin != destination else None
        route = Route(leaves, route.origin_at if leaves else None, (destination,), (at,))
    return route


def _strangers(text: str) -> tuple[CityName, ...]:
    """What an English text names as cities where nobody knows any of them."""
    found = dict.fromkeys(match[1] for match in _STRANGER.finditer(text) if not _is_a_word(match[1]))
    return tuple(CityName(name=name, name_en=name, covered=False) for name in found)


def _is_a_word(name: str) -> bool:
    """Whether it begins with a word of ours, such as a month."""
    known = lexicon()
    return fold(name) in known or fold(name.split()[0]) in known


def _mends(text: str, tokens: Sequence[Token], cities: Sequence[CityName]) -> dict[tuple[int, int], CityName]:
    """Unknown words that are a covered city's name with a slip, by their span."""
    from ...tools.mending import resolve_city

    mends = {}
    for start, end in _unknown_words(text, tokens):
        found = resolve_city(text[start:end], cities)
        if found.kind == "mended" and found.city is not None and found.city.covered:
            mends[start, end] = found.city
    return mends


def _unknown_words(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    for token in tokens:
        if token.kind != "GAP":
            continue
        words = text[token.start : token.end]
        if not words.isascii():
            if 2 <= len(words) <= 3:
                yield token.start, token.end
            continue
        at = token.start
        for word in words.split():
            at = text.index(word, at)
            if len(word) >= _LEAST_LETTERS and word.isalpha():
                yield at, at + len(word)
            at += len(word)


def _mended(tokens: list[Token], mends: dict[tuple[int, int], CityName]) -> list[Token]:
    """The tokens with misspelt cities cut out of the unknown words around them."""
    out: list[Token] = []
    for token in tokens:
        at = token.start
        for (start, end), city in mends.items() if token.kind == "GAP" else ():
            if token.start <= start and end <= token.end:
                out.extend([Token("GAP", at, start)] * (start > at + 1))
                out.append(Token("CITY", start, end, city))
                at = end
        if at < token.end:
            out.append(token if at == token.start else Token("GAP", at + 1, token.end))
    return out


_SOUND_OF_DEPARTURE = "chufa"


def _heard(text: str, tokens: list[Token]) -> list[Token]:
    """北京处罚: right behind a city a slip of the input method for 出发 means leaving from it."""
    out: list[Token] = []
    for token in tokens:
        behind = bool(out) and out[-1].kind == "CITY" and out[-1].end == token.start
        if (
            token.kind == "GAP"
            and behind
            and not text[token.start].isascii()
            and _sounds_like_departure(text[token.start : token.end])
        ):
            out.append(Token("DEPART", token.start, token.start + 2, True))
            token = Token("GAP", token.start + 2, token.end)
        if token.start < token.end:
            out.append(token)
    return out


def _sounds_like_departure(words: str) -> bool:
    from ...tools.similarity import toneless

    return toneless(words[:2]) == _SOUND_OF_DEPARTURE


def _implied(text: str, cities: Sequence[CityName], gazetteer_of: Callable[[str], Gazetteer | None]) -> CityName | None:
    """The one covered city that holds every sight named, if there is just one."""
    found: dict[str, set[str]] = {}
    for city in cities:
        gazetteer = gazetteer_of(city.name) if city.covered else None
        if gazetteer is None:
            continue
        tokens = lex(text, name_index(tuple(cities), gazetteer))
        sights = {
            fold(text[token.start : token.end])
            for token in tokens
            if token.kind == "NAME" and any(place.kind == "attraction" for place in token.value)
        }
        if sights:
            found[city.name] = sights
    best = max(found, key=lambda name: len(found[name]), default="")
    if not best or any(sights >= found[best] for name, sights in found.items() if name != best):
        return None
    if any(not sights < found[best] for name, sights in found.items() if name != best):
        return None
    return next(city for city in cities if city.name == best)
