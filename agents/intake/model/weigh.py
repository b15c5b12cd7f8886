"""How much of what the rules read in restated words the words that they restate bear out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from ....domain.constraint import (
    Choice,
    Constraint,
    CostLimit,
    DayClock,
    FarMode,
    HotelStars,
    JourneyClock,
    Near,
    RoomCount,
    Simple,
    Strength,
    VisitClock,
    VisitOrder,
    simple_wishes,
)
from ....domain.gazetteer import PlaceName
from ..names import NameIndex
from ..text import fold
from .evidence import Span, Text, overlap

_GENERIC = 4
"""Characters that so many places have in their names name none of them."""
_HAN, _LATIN = 2, 4
_MILD = ("effort", "spice")
"""What to spare somebody follows from much that is no refusal: a knee that was operated on."""
_TOPICS = frozenset({"STAY", "EAT", "SIGHTS", "COSTOF", "MODE", "RIDE", "TRANSPORT", "ROOM", "ROOMS"})
"""Kinds of words that say what an amount is for."""


class Weigher:
    """Weighs what the rules read in restated words against the words that they restate."""

    def __init__(self, text: Text, span: Span, plain: Text) -> None:
        """Take the quote's place in its text, and the restatement."""
        self._text, self._span, self._plain = text, span, plain
        self._index: NameIndex = text.index
        self._words = fold(text.words(span))
        self._refuses = text.refuses(span)

    def weigh(self, wish: Constraint) -> Constraint | Literal["unnamed", "turned"]:
        """The wish as firm as the quoted words make it, or why it can't be taken."""
        strength: Strength = wish.strength
        for part in simple_wishes([wish]):
            verdict = self._weigh(part)
            if verdict in ("unnamed", "turned"):
                return verdict
            if verdict == "soft":
                strength = "soft"
        return wish.model_copy(update={"strength": strength, "quote": self._text.words(self._span)})

    def meant(self, wishes: Sequence[Constraint]) -> PlaceName | None:
        """The one sight that is wished for and that the quoted words don't name; whether they mean it only the traveller knows."""
        match wishes:
            case [Choice(subject="attraction", attribute="place", op="all_of" | "any_of", values=[_]) as wish]:
                (place,) = self._places(wish) or (None,)
                return None if self._refuses else place
        return None

    @property
    def objects(self) -> bool:
        """Whether the quoted words refuse or find fault."""
        return self._text.objects(self._span)

    @property
    def same_amounts(self) -> bool:
        """Whether the restatement has numbers, and nothing makes them other ones than they are in the quoted words."""
        whole, clause = (0, len(self._plain.text)), self._text.around(self._span)
        return bool(self._plain.numbers(whole)) and self._plain.turns(whole) == self._text.turns(clause)

    def names(self, place: str) -> bool:
        """Whether the quoted words name a place, given by its id, or describe a sight."""
        known = self._index.gazetteer.places if self._index.gazetteer else ()
        return any(found.id == place and (self._is_named(found) or self._is_described(found)) for found in known)

    def _weigh(self, wish: Simple) -> Literal["as_said", "soft", "unnamed", "turned"]:
        places = self._places(wish)
        named = all(map(self._is_named, places))
        meant = isinstance(wish, Choice | Near) and all(self._is_described(p) or self._is_of_a_kind(p) for p in places)
        if not named and not meant:
            return "unnamed"
        if isinstance(wish, Choice):
            if wish.op == "none_of" and not self._refuses:
                return "soft" if wish.attribute in _MILD else "turned"
            if wish.op != "none_of" and self._refuses:
                return "turned"
            if wish.op == "only" and not self._text.excludes(self._span):
                return "soft"
            return "as_said" if (named if places else self._says(wish)) else "soft"
        told = isinstance(wish, Near | VisitOrder) or (self.same_amounts and self._same_matter)
        return "as_said" if named and told else "soft"

    @property
    def _same_matter(self) -> bool:
        """Whether the quoted words say as well what an amount is for."""
        said = self._plain.kinds((0, len(self._plain.text))) & _TOPICS
        return said <= self._text.kinds(self._text.around(self._span))

    def _places(self, wish: Simple) -> tuple[PlaceName, ...]:
        ids: tuple[str, ...] = ()
        match wish:
            case Choice(attribute="place"):
                ids = wish.values
            case Near() | VisitClock():
                ids = (wish.place,)
            case VisitOrder():
                ids = (wish.first, wish.then)
        known = self._index.gazetteer.places if self._index.gazetteer and ids else ()
        return tuple(place for place in known if place.id in ids)

    def _is_named(self, place: PlaceName) -> bool:
        return any(fold(name) in self._words for name in place.all_names) or any(
            token.kind == "NAME" and place in token.value and overlap((token.start, token.end), self._span)
            for token in self._text.tokens
        )

    def _is_described(self, place: PlaceName) -> bool:
        """Whether the quote and a sight's name share a part that tells it from most others."""
        if place.kind not in ("attraction", "area"):
            return False
        gazetteer = self._index.gazetteer
        others = [fold(name) for p in (gazetteer.places if gazetteer else ()) for name in p.all_names]
        shared = (part for name in place.all_names for part in _parts(fold(name)) if part in self._words)
        return any(sum(part in name for name in others) < _GENERIC for part in shared)

    def _is_of_a_kind(self, place: PlaceName) -> bool:
        """Whether the restatement speaks of a kind, and the place is what that means here: 大熊猫 the panda base."""
        kinds = [fold(self._plain.text[t.start : t.end]) for t in self._plain.tokens if t.kind == "TERM"]
        return any(kind.removesuffix("s") in fold(name) for kind in kinds for name in place.all_names)

    def _says(self, wish: Choice) -> bool:
        """Whether the quote has the word for one of the kinds, or a synonym of it."""
        words = {*wish.values, *wish.labels}
        for term in self._index.gazetteer.terms if self._index.gazetteer else ():
            if term.word in wish.values:
                words.update((*term.word.split("/"), term.en, *term.synonyms))
        return any(fold(word) in self._words for word in words)


def _parts(name: str) -> Iterator[str]:
    """Pairs of Chinese characters, and longer English words."""
    for at in range(len(name) - _HAN + 1):
        pair = name[at : at + _HAN]
        if not pair.isascii() and pair.isalpha():
            yield pair
    yield from (word for word in name.split() if word.isascii() and word.isalpha() and len(word) >= _LATIN)


def clashes(wish: Constraint, others: Sequence[Constraint]) -> bool:
    """Whether a wish speaks against one that was read, or sets a limit where one is set."""
    return any(_clash(part, other) for part in simple_wishes([wish]) for other in simple_wishes(others))


def _clash(wish: Simple, other: Simple) -> bool:
    match wish, other:
        case Choice(), Choice():
            same = (wish.subject, wish.attribute) == (other.subject, other.attribute)
            against = "none_of" in (wish.op, other.op) and wish.op != other.op and bool({*wish.values} & {*other.values})
            return same and (against or "only" in (wish.op, other.op))
        case CostLimit(), CostLimit():
            return wish.category == other.category
        case Near(), Near():
            return wish.subject == other.subject
        case JourneyClock(), JourneyClock():
            return wish.direction == other.direction
        case DayClock(), DayClock():
            return wish.day == other.day
        case VisitClock(), VisitClock():
            return wish.place == other.place
        case (HotelStars(), HotelStars()) | (RoomCount(), RoomCount()) | (FarMode(), FarMode()):
            return True
    return False
