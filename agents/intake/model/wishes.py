"""Settling the wishes: words that the rules left unread, restated by a model, read by the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from ....domain.constraint import Constraint
from ....domain.gazetteer import PlaceName
from ....domain.reading import SlotReading
from ....domain.request import Provenance, Question, TripRequest
from ..draft import Draft
from ..names import NameIndex
from ..phrases import PHRASES as INTAKE
from .evidence import MOST_QUOTED, Span, Text, covers, overlap, says_something, without
from .phrases import PHRASES
from .rules import Rules
from .schema import WishClaim
from .slots import unread_in
from .weigh import Weigher, clashes

_MOST = 30
_MOST_READ = 4
"""More wishes than that are not in one quote."""
_MOST_ASKED = 2
_SHARE = 3
"""One part in so many of a quote must be words that were left unread."""

Refusal = Literal["no_quote", "long_quote", "addressed", "read", "numbers", "no_wish", "unnamed", "turned", "conflict"]


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
        reason = "restated"
        match settled:
            case TripRequest():
                request = settled
            case Question():
                request, reason = request.model_copy(update={"questions": (*request.questions, settled)}), "asked"
            case refusal:
                reason = refusal
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


def _settle(text: Text, request: TripRequest, claim: WishClaim, rules: Rules) -> TripRequest | Question | Refusal:
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
            place = weigher.meant(wishes) if weighed == "unnamed" else None
            return _asking(request, text.words(span), place) if place else weighed
        if clashes(weighed, request.constraints):
            return "conflict"
        if _bare(weighed) not in map(_bare, (*request.constraints, *added)):
            added.append(weighed)
    changes = {
        "constraints": (*request.constraints, *added),
        "unresolved": without(request.unresolved, text.words(span)),
    }
    return request.model_copy(update={**changes, **_pace(draft, request, text.words(span))})


def _asking(request: TripRequest, quote: str, place: PlaceName) -> Question | Refusal:
    """The question for a sight that words may mean; a few are enough."""
    asked = [question for question in request.questions if question.slot == "place"]
    if len(asked) >= _MOST_ASKED or any(question.quote == quote for question in asked):
        return "unnamed"
    name, without_it = place.name_in(request.language), INTAKE.say("go_without", request.language)
    text = PHRASES.say("meant", request.language, quote=quote, name=name)
    return Question(slot="place", text=text, default=without_it, options=(name, without_it), quote=quote)


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


def _bare(wish: Constraint) -> Constraint:
    """A wish by what it demands alone."""
    return wish.model_copy(update={"quote": "", "strength": "hard", "origin": "quoted"})


def _pace(draft: Draft, request: TripRequest, quote: str) -> dict[str, object]:
    """A pace that the restated words speak of, where the text had none."""
    if "pace" not in draft.provenance or "pace" in request.provenance:
        return {}
    return {"pace": draft.pace, "provenance": {**request.provenance, "pace": Provenance(origin="quoted", quote=quote)}}
