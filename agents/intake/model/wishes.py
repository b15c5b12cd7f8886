"""Settling the wishes: words that the rules left unread, restated by a model, read by the rules."""

from __future__ import annotations

from collections import Counter
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
    Strength,
    VisitClock,
    VisitOrder,
    simple_wishes,
)
from ....domain.gazetteer import PlaceName
from ....domain.reading import SlotReading
from ....domain.request import Provenance, TripRequest
from ..draft import Draft
from ..names import NameIndex
from ..text import fold
from .evidence import MOST_QUOTED, Span, Text, covers, overlap, says_something, without
from .phrases import PHRASES
from .rules import Rules
from .schema import WishClaim
from .slots import unread_in

_MOST = 30
_MOST_READ = 4
"""More wishes than that are not in one quote."""
_SHARE = 3
"""One part in so many of a quote must be words that were left unread."""
_GENERIC = 4
"""Characters that so many places have in their names name none of them."""
_HAN, _LATIN = 2, 4
_MILD = ("effort", "spice")
"""What to spare somebody follows from much that is no refusal: a knee that was operated on."""

Refusal = Literal["no_quote", "long_quote", "addressed", "read", "numbers", "no_wish", "unnamed", "turned", "conflict"]


class Weigher:
    """Weighs what the rules read in restated words against the words that they restate."""

    def __init__(self, text: Text, span: Span, plain: Text) -> None:
        """Take the quote's place in its text, and the restatement."""
        self._text, self._span, self._plain = text, span, plain
        self._index: NameIndex = text.index
        self._words = fold(text.words(span))
        self._refuses = text.refuses(span)

    def weigh(self, wish: Constraint) -> Constraint | Refusal:
        """The wish as firm as the quoted words make it, or why it can't be taken."""
        strength: Strength = wish.strength
        for part in simple_wishes([wish]):
            verdict = self._weigh(part)
            if verdict in ("unnamed", "turned"):
                return verdict
            if verdict == "soft":
                strength = "soft"
        return wish.model_copy(update={"strength": strength, "quote": self._text.words(self._span)})

    @property
    def objects(self) -> bool:
        """Whether the quoted words refuse or find fault."""
        return self._text.objects(self._span)

    @property
    def same_amounts(self) -> bool:
        """Whether the restatement has numbers, and nothing makes them other ones than they are in the quoted words."""
        whole = (0, len(self._plain.text))
        return bool(self._plain.numbers(whole)) and self._plain.turns(whole) == self._text.turns(self._text.around(self._span))

    def names(self, place: str) -> bool:
        """Whether the quoted words name a place, given by its id, or describe a sight."""
        known = self._index.gazetteer.places if self._index.gazetteer else ()
        return any(found.id == place and (self._is_named(found) or self._is_described(found)) for found in known)

    def _weigh(self, wish: Constraint) -> Literal["as_said", "soft", "unnamed", "turned"]:
        places = self._places(wish)
        named = [self._is_named(place) for place in places]
        if not all(named) and not (isinstance(wish, Choice | Near) and all(map(self._is_described, places))):
            return "unnamed"
        if isinstance(wish, Choice):
            if wish.op == "none_of":
                return "as_said" if self._refuses else "soft" if wish.attribute in _MILD else "turned"
            if self._refuses:
                return "turned"
            if wish.op == "only" and not self._text.excludes(self._span):
                return "soft"
            return "as_said" if (all(named) if places else self._says(wish)) else "soft"
        return "as_said" if all(named) and (places or self._plain.numbers((0, len(self._plain.text)))) else "soft"

    def _places(self, wish: Constraint) -> tuple[PlaceName, ...]:
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


def settle_wishes(request: TripRequest, claims: Sequence[WishClaim], rules: Rules) -> TripRequest:
    """A request with what restated words add to it; nothing in it is taken away or made weaker.

    Args:
        request: As read so far.
        claims: Words of its text, restated by a model.
        rules: Read the restatements.
    """
    text = Text(request.text, rules.index(request.destination))
    for claim in claims[:_MOST]:
        settled = _settle(text, request, claim, rules)
        if isinstance(settled, TripRequest):
            request = settled
        reason = "restated" if isinstance(settled, TripRequest) else settled
        reading = SlotReading(
            slot="wish",
            reader="model",
            value=claim.plain[:MOST_QUOTED],
            quote=claim.quote[:MOST_QUOTED],
            taken=isinstance(settled, TripRequest),
            reason=PHRASES.say(reason, request.language),
        )
        request = request.model_copy(update={"readings": (*request.readings, reading)})
    return request


def _settle(text: Text, request: TripRequest, claim: WishClaim, rules: Rules) -> TripRequest | Refusal:
    found = supported(text, unread_in(text, request), claim, rules.index(request.destination))
    if isinstance(found, str):
        return found
    span, plain = found
    draft = rules.wishes(plain.text, request)
    wishes = [wish for wish in draft.constraints if wish.origin == "quoted"]
    pace = draft.provenance.get("pace")
    if not (wishes or pace) or draft.unresolved or draft.questions or draft.problems or len(wishes) > _MOST_READ:
        return "no_wish"
    weigher = Weigher(text, span, plain)
    added: list[Constraint] = []
    for wish in wishes:
        weighed = weigher.weigh(wish)
        if isinstance(weighed, str):
            return weighed
        if clashes(weighed, request.constraints):
            return "conflict"
        if _bare(weighed) not in map(_bare, (*request.constraints, *added)):
            added.append(weighed)
    changes = {
        "constraints": (*request.constraints, *added),
        "unresolved": without(request.unresolved, text.words(span)),
    }
    return request.model_copy(update={**changes, **_pace(draft, request, text.words(span))})


def supported(text: Text, unread: Sequence[Span], claim: WishClaim, index: NameIndex) -> tuple[Span, Text] | Refusal:
    """Where the words that a claim restates stand unread, with the restatement; or why it counts for nothing."""
    spans = [span for span in text.find(claim.quote) if not text.cuts(span)]
    if not spans:
        return "no_quote"
    if len(claim.quote) > MOST_QUOTED or len(claim.plain) > MOST_QUOTED:
        return "long_quote"
    shares = {span: [shared for part in unread if (shared := overlap(part, span))] for span in spans}
    span = max(spans, key=lambda at: _length(shares[at]))
    if not says_something(text, shares[span]) or _length(shares[span]) < _length([span]) / _SHARE:
        return "read"
    if text.is_addressed(span):
        return "addressed"
    plain = Text(claim.plain.strip(), index)
    days = Counter({number: count for number, count in text.numbers(span).items() if number[1] == "day"})  # said of anything
    if not covers(text.numbers(*shares[span]) | days, plain.numbers((0, len(plain.text)))):
        return "numbers"
    return span, plain


def _length(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)


def clashes(wish: Constraint, others: Sequence[Constraint]) -> bool:
    """Whether a wish speaks against one that was read, or sets a limit where one is set."""
    return any(_clash(part, other) for part in simple_wishes([wish]) for other in simple_wishes(others))


def _clash(wish: Constraint, other: Constraint) -> bool:
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


def _bare(wish: Constraint) -> Constraint:
    """A wish by what it demands alone."""
    return wish.model_copy(update={"quote": "", "strength": "hard", "origin": "quoted"})


def _pace(draft: Draft, request: TripRequest, quote: str) -> dict[str, object]:
    """A pace that the restated words speak of, where the text had none."""
    if "pace" not in draft.provenance or "pace" in request.provenance:
        return {}
    return {"pace": draft.pace, "provenance": {**request.provenance, "pace": Provenance(origin="quoted", quote=quote)}}
