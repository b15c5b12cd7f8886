"""Which city a text is about when it doesn't say so plainly: misspelt, hidden in a sight's name, or only implied by sights."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...domain.gazetteer import CityName, Gazetteer
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


def locate(text: str, cities: Sequence[CityName], gazetteer_of: Callable[[str], Gazetteer | None]) -> Surroundings:
    """Find the cities of a text, then read it again with the names of the one it goes to."""
    index = name_index(tuple(cities), None)
    plain = _heard(text, compound(lex(text, index)))
    mends = {} if any(token.kind == "CITY" and token.value.covered for token in plain) else _mends(text, plain, cities)
    first = read_route(_mended(plain, mends), text)
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
    route = read_route(tokens, text)
    if city is not None and city not in route.destinations:
        # 上海博物馆: the sight's name swallowed the city's, so that no other city is where one goes
        others = () if implied else tuple((c, at) for c, at in zip(route.destinations, route.destination_at, strict=True))
        others = tuple((c, at) for c, at in others if not c.covered or c in first.destinations)
        origin_at = next((at for at, token in enumerate(tokens) if token.kind == "CITY" and token.value == first.origin), None)
        route = Route(first.origin, origin_at, (city, *(c for c, _ in others)), (None, *(at for _, at in others)))
    said = tuple((text[start:end], found) for (start, end), found in mends.items())
    return Surroundings(index, tokens, route, said, implied)


def cities_to_know(text: str, cities: Sequence[CityName]) -> tuple[str, ...]:
    """Covered cities whose gazetteers a reading of this text may ask for; all of them where none is named to go to."""
    tokens = _heard(text, compound(lex(text, name_index(tuple(cities), None))))
    mends = _mends(text, tokens, cities)
    named = [token.value for token in tokens if token.kind == "CITY"]
    found = dict.fromkeys(city.name for city in (*named, *mends.values()) if city.covered)
    goes_somewhere = any(city.covered for city in read_route(_mended(tokens, mends), text).destinations)
    return tuple(found if goes_somewhere else (city.name for city in cities if city.covered))


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
