"""What shall be there instead, or as well: places by name, or wishes as the ordinary reading understands them."""

from __future__ import annotations

from dataclasses import dataclass, field

from ....domain.constraint import Choice, Constraint, HotelStars, Near
from ....domain.gazetteer import PlaceName
from ....domain.language import worded
from ....domain.place import PlaceKind
from ....domain.request import Question
from ..draft import Draft
from ..lexicon.filler import is_filler
from ..text import fold
from ..words import read_words
from .targets import Subject
from .turn import Turn
from .view import ENDING

_LEADS: dict[str, tuple[str, str]] = {
    "attraction": ("想去", "want to see "),
    "restaurant": ("想吃", "want to eat "),
    "hotel": ("酒店要", "hotel with "),
    "intercity": ("坐", "travel by "),
    "innercity": ("市内乘坐", "getting around by "),
}
"""Words that put a bare thing into the sentence it belongs to."""
_KINDS: dict[str, PlaceKind] = {"attraction": "attraction", "restaurant": "restaurant", "hotel": "hotel"}


@dataclass
class Object:
    """Places and wishes, and what of the words meant neither.

    Attributes:
        kind: What sort of thing it is, where its places or wishes tell.
    """

    places: tuple[str, ...] = ()
    wishes: tuple[Constraint, ...] = ()
    kind: Subject | None = None
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.places or self.wishes)


def object_of(turn: Turn, part: range, subject: Subject | None) -> Object:
    """Read a part of the text as the thing that is wanted.

    Args:
        turn: The turn.
        part: Positions of its tokens.
        subject: What the thing is for, where that is known.
    """
    found = Object(kind=subject)
    for at in part:
        if turn.draft.kind(at) == "NAME":
            _take_name(turn, found, at, subject)
    if found.places or found.questions:
        return found
    if not part:
        return found
    first, last = turn.draft.tokens[part[0]].start, turn.draft.tokens[part[-1]].end
    text = turn.draft.text[first:last]
    if (mended := _mended(turn, text, subject)) is not None:
        found.places, found.kind = (mended.id,), mended.kind  # type: ignore[assignment]
        found.notes.append(turn.say("mended", value=text, name=mended.name_in(turn.language)))
        return found
    for guess in (subject,) if subject else ("attraction", "restaurant", "hotel", "intercity", "innercity"):
        draft = said(turn, text, lead=worded(turn.language, *_LEADS[guess]) if guess in _LEADS else "")
        wishes = tuple(wish for wish in draft.constraints if wish.origin == "quoted" and _fits(wish, guess))
        if wishes:
            found.wishes, found.kind, found.unread = wishes, guess, tuple(draft.unresolved)
            found.notes.extend(draft.notes)
            return found
    if not is_filler(fold(text)):
        found.unread = (text,)
    return found


def _take_name(turn: Turn, found: Object, at: int, subject: Subject | None) -> None:
    places: tuple[PlaceName, ...] = turn.draft.tokens[at].value
    kinds = [_KINDS[subject]] if subject in _KINDS else ["attraction", "restaurant", "hotel"]
    kinds += ["restaurant"] if subject == "attraction" else ["attraction"] if subject == "restaurant" else []
    for kind in kinds:
        if chosen := [place for place in places if place.kind == kind]:
            break
    else:
        return
    if len(chosen) > 1 and kind == "attraction":
        found.questions.append(
            Question(
                slot="place",
                text=turn.say("ask_place", value=turn.draft.quote(at)),
                options=tuple(place.name_in(turn.language) for place in chosen),
                quote=turn.draft.quote(at),
            )
        )
        return
    found.places += tuple(place.id for place in chosen)
    found.kind = kind  # type: ignore[assignment]


def _mended(turn: Turn, text: str, subject: Subject | None) -> PlaceName | None:
    """A misspelt name of the city."""
    from ....tools.mending import resolve_name

    if turn.index.gazetteer is None or len(text) < 2:
        return None
    kinds = {_KINDS[subject]} if subject in _KINDS else set(_KINDS.values())
    found = resolve_name(text, turn.index.gazetteer, kinds)
    if found.place is not None:
        return found.place
    sights = (place for place in turn.index.gazetteer.places if place.kind == "attraction" and "attraction" in kinds)
    short = [place for place in sights if fold(text) in {ENDING.sub("", fold(name)) for name in place.all_names}]
    return short[0] if len(short) == 1 else None


def _fits(wish: Constraint, subject: Subject | None) -> bool:
    match wish:
        case Choice():
            return subject is None or wish.subject.startswith(subject)
        case HotelStars():
            return subject in (None, "hotel")
        case Near():
            return subject in (None, wish.subject)
    return True


def said(turn: Turn, text: str, lead: str = "") -> Draft:
    """Read words as an ordinary request of this trip would be; quotes are of the words alone."""
    whole = lead + text
    draft = read_words(whole, turn.request, index=turn.index, language=turn.language, today=turn.today, more=turn.scan)
    draft.constraints[:] = [_quoting(wish, lead) for wish in draft.constraints]
    draft.unresolved[:] = [_without(words, lead) for words in draft.unresolved]
    return draft


def _quoting(wish: Constraint, lead: str) -> Constraint:
    return wish.model_copy(update={"quote": _without(wish.quote, lead)})


def _without(words: str, lead: str) -> str:
    """Words that may begin somewhere inside the lead, without it."""
    for start in range(len(lead)):
        if words.startswith(lead[start:]):
            return words[len(lead) - start :].strip()
    return words
