"""A model restates what of a turn the rules left unread; the rules read the restatement, and the quote must bear out each edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from ....domain.constraint import Constraint, places_asked_for
from ....domain.edit import Add, Adjust, ChangePace, ChangeTrip, Drop, Edit, Judge, Move, Replace, Shift, Target, Wishes
from ....domain.errors import ModelUnavailable
from ....domain.ports import EventSink
from ...seat import fell_back
from ..edits.reading import TurnReading
from ..names import NameIndex
from .direction import goes_against
from .evidence import Text, without
from .phrases import PHRASES
from .prompt import turn_messages
from .schema import TurnReading as Restated
from .schema import WishClaim
from .weigh import Weigher
from .wishes import supported

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_MOST = 8
_MOST_EDITS = 3
"""More than that is not in one quote."""
_BY_NUMBERS = frozenset({"budget", "budget_by", "days", "days_by", "start"})
"""What of the trip itself may change by restated words: what is told by numbers, and those stand in the quote."""

Read = Callable[[str], TurnReading]


async def reread(reading: TurnReading, read: Read, index: NameIndex, model: BaseChatModel, *, emit: EventSink) -> TurnReading:
    """A turn with what restated words ask for; as it was where nothing is unread or the model gives no answer.

    Args:
        reading: The rules' reading.
        read: Has the rules read other words in the place of the turn's.
        index: Names of the trip's city.
        model: In the intake seat.
        emit: Takes the event of a seat that falls back.
    """
    if not reading.unread or reading.answer is not None or reading.new_request or reading.asks:
        return reading
    from ...llm.structured import ask

    messages = turn_messages(reading.text, reading.unread, reading.language, gazetteer=index.gazetteer)
    try:
        said = await ask(model, Restated, messages)
    except ModelUnavailable as trouble:
        emit(fell_back("intake", trouble, reading.language))
        return reading
    return settle_turn(reading, said.wishes, read, index)


def settle_turn(reading: TurnReading, claims: Sequence[WishClaim], read: Read, index: NameIndex) -> TurnReading:
    """A turn with the edits that restated words ask for and the quoted words bear out; see :func:`reread`."""
    text = Text(reading.text, index)
    for claim in claims[:_MOST]:
        unread = [span for words in reading.unread for span in text.find(words)]
        found = supported(text, unread, claim, index)
        if isinstance(found, str):
            continue
        span, plain = found
        if text.forbids(span) and not plain.refuses((0, len(plain.text))):
            continue
        edits = _borne_out(read(plain.text), Weigher(text, span, plain))
        clauses = text.words(text.around(span))
        if not edits or any(goes_against(edit, clauses, reading.edits) for edit in edits):
            continue
        quote = text.words(span)
        note = PHRASES.say("understood", reading.language, quote=quote, plain=plain.text)
        reading = reading.model_copy(
            update={
                "edits": (*reading.edits, *(edit.model_copy(update={"quote": quote}) for edit in edits)),
                "unread": without(reading.unread, quote),
                "notes": (*reading.notes, note),
                "chat": None,
            }
        )
    return reading


def _borne_out(restated: TurnReading, weigher: Weigher) -> tuple[Edit, ...]:
    """The edits of a restatement; none where not all of it was read, or the quoted words don't bear one out."""
    left = restated.unread or restated.questions or restated.asks or restated.new_request or restated.answer
    if left or not 0 < len(restated.edits) <= _MOST_EDITS:
        return ()
    edits = [_weighed(edit, weigher) for edit in restated.edits]
    return tuple(edit for edit in edits if edit is not None) if None not in edits else ()


def _weighed(edit: Edit, weigher: Weigher) -> Edit | None:
    """An edit as firm as the quoted words make it; None where they don't bear it out, or it may take away too much."""
    if not all(weigher.names(place) for place in _places(edit)):
        return None
    match edit:
        case ChangeTrip():
            changed = edit.model_dump(exclude_defaults=True, exclude={"type", "quote"}).keys()
            return edit if changed <= _BY_NUMBERS and weigher.same_amounts else None
        case Wishes():
            added = _firm(edit.added, weigher)
            return None if edit.removed or added is None else edit.model_copy(update={"added": added})
        case Add() | Replace():
            wishes = _firm(edit.wishes, weigher)
            return None if wishes is None or _is_all(edit) else edit.model_copy(update={"wishes": wishes})
        case Drop():
            return edit if weigher.objects and not _is_all(edit) else None
        case Judge():
            return edit if edit.liked != weigher.objects else None
        case Move() | Adjust() | Shift() | ChangePace():
            return edit
    return None


def _firm(wishes: Sequence[Constraint], weigher: Weigher) -> tuple[Constraint, ...] | None:
    weighed = [weigher.weigh(wish) for wish in wishes]
    return None if any(isinstance(wish, str) for wish in weighed) else tuple(w for w in weighed if not isinstance(w, str))


def _is_all(edit: Add | Replace | Drop) -> bool:
    """Whether it is about the trip as a whole, or nothing in particular."""
    return not isinstance(edit, Add) and edit.target in (Target(), Target(subject="trip"))


def _places(edit: Edit) -> Iterator[str]:
    """Ids of all places that an edit is about."""
    for target in (getattr(edit, "target", None), getattr(edit, "swap", None)):
        if isinstance(target, Target):
            yield from target.places
    match edit:
        case Add():
            yield from edit.places
        case Replace():
            yield from edit.by
    for wish in (*getattr(edit, "wishes", ()), *getattr(edit, "added", ())):
        yield from places_asked_for(wish)
