"""How much of what was seen or heard counts in a request.

A recording is the traveller's own voice, so its words are read like typed ones. A picture is somebody else's work: it says where to
go, for how long, when, and what there is to see, where the traveller's words leave that open, and all of it softly. Who goes, from
where, for how much, and where to stay is for the traveller to say, whatever the picture has on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, TypeGuard

from ...domain.constraint import Choice, Constraint
from ...domain.language import Language, listed, worded
from ...domain.perceived import Perceived
from ...domain.request import Provenance, Slot, TripRequest
from ..intake.numerals import scan_numbers
from ..intake.text import fold
from .phrases import PHRASES

_OPEN_TO_PICTURES: tuple[Slot, ...] = ("destination", "start", "days")
_MOST_SHOWN = 6
_LONGEST_SHOWN = 40
_POINTING = re.compile(
    r"图|照片|海报|截屏|这[个张份]|照着|按照|\b(?:picture|photo|image|poster|screenshot|this|these)\b", re.IGNORECASE
)


def with_picture(request: TripRequest, reading: TripRequest | None, seen: Perceived) -> TripRequest:
    """The request with what a picture adds to it.

    Args:
        request: As understood so far; what it says stays.
        reading: The picture's text, read like a request; None where that could not be.
        seen: The picture in words.
    """
    language = request.language
    changes: dict[str, Any] = {"perceived": (*request.perceived, seen)}
    taken: dict[Slot, Provenance] = {}
    wishes: list[Constraint] = []
    if reading is not None:
        taken = dict(_slots(request, reading, seen))
        wishes = list(_wishes(request, reading, seen))
        changes |= {slot: getattr(reading, slot) for slot in taken}
        if "destination" in taken:
            changes["destination_en"] = reading.destination_en
        changes["provenance"] = {**request.provenance, **taken}
        changes["constraints"] = (*request.constraints, *wishes)
        changes["questions"] = tuple(question for question in request.questions if question.slot not in taken)
    lines = dict.fromkeys([*(source.quote for source in taken.values() if source.quote), *(wish.quote for wish in wishes)])
    notes = [_note(seen, [line for line in seen.quotes if line in lines] if taken or wishes else [], language)]
    if taken or wishes:
        changes["unresolved"] = tuple(words for words in request.unresolved if not points_at_picture(words))
    if reading is not None and (aside := list(dict.fromkeys(_aside(reading)))):
        notes.append(PHRASES.say("aside", language, name=seen.name, quotes=_quoted(aside, language)))
    return request.model_copy(update={**changes, "notes": (*request.notes, *notes)})


def with_recording(request: TripRequest, heard: Perceived) -> TripRequest:
    """The request, whose text has a recording's words in it, with where they come from."""
    language = request.language
    typed = request.text.replace(heard.text, "") if heard.text else request.text
    note = PHRASES.say("from.audio", language, name=heard.name)
    provenance = {
        slot: source.model_copy(update={"note": _joined(source.note, note, language=language)})
        if source.quote and source.quote in heard.text and source.quote not in typed
        else source
        for slot, source in request.provenance.items()
    }
    return request.model_copy(
        update={
            "perceived": (*request.perceived, heard),
            "provenance": provenance,
            "notes": (*request.notes, note_of_recording(heard, language)),
        }
    )


def note_of_recording(heard: Perceived, language: Language) -> str:
    """What was heard, for the traveller."""
    return _note(heard, heard.quotes or [heard.text][: bool(heard.text)], language)


def points_at_picture(words: str) -> bool:
    """Whether words that nothing else was made of mean the picture: 照着这个玩, like in the picture."""
    return bool(_POINTING.search(words))


def _joined(*notes: str, language: Language) -> str:
    return worded(language, "；", "; ").join(filter(None, notes))


def _slots(request: TripRequest, reading: TripRequest, seen: Perceived) -> Iterator[tuple[Slot, Provenance]]:
    """What the words leave open and the picture says."""
    for slot in _OPEN_TO_PICTURES:
        ours, theirs = request.provenance.get(slot), reading.provenance.get(slot)
        if theirs is None or (ours is not None and ours.origin != "default"):
            continue
        note = PHRASES.say("from.image", request.language, name=seen.name)
        if theirs.origin == "quoted" and (evidence := _evidence(theirs.quote, seen)):
            yield slot, Provenance(origin="quoted", quote=evidence, note=note)
        elif theirs.origin == "derived":  # the city of the places in it
            yield slot, Provenance(origin="derived", note=_joined(theirs.note, note, language=request.language))


def _wishes(request: TripRequest, reading: TripRequest, seen: Perceived) -> Iterator[Constraint]:
    """Places to see and to eat at that the picture names, as soft wishes."""
    known = {value for wish in request.constraints if isinstance(wish, Choice) for value in wish.values}
    for wish in reading.constraints:
        if not _is_place(wish) or known.issuperset(wish.values):
            continue
        if evidence := _evidence(wish.quote, seen):
            yield wish.model_copy(update={"strength": "soft", "quote": evidence})


def _is_place(wish: Constraint) -> TypeGuard[Choice]:
    return (
        isinstance(wish, Choice)
        and wish.subject in ("attraction", "restaurant")
        and wish.attribute == "place"
        and wish.op in ("all_of", "any_of")
    )


def _aside(reading: TripRequest) -> Iterator[str]:
    """Words of a picture that a typed text would have counted."""
    for slot, source in reading.provenance.items():
        if slot not in _OPEN_TO_PICTURES and source.origin == "quoted" and source.quote:
            yield source.quote
    for wish in reading.constraints:
        if wish.quote and not _is_place(wish):
            yield wish.quote


def _evidence(quote: str, seen: Perceived) -> str:
    """The line of a picture that words of its text rest on; empty where there is none."""
    for line in seen.quotes:
        if fold(quote) in fold(line):
            return line
    numbers = _numbers(quote)  # "3 days" may rest on the line "Day 3"
    return next((line for line in seen.quotes if numbers and numbers <= _numbers(line)), "")


def _numbers(text: str) -> set[Decimal]:
    return {number.value.value for number in scan_numbers(fold(text))}


def _note(seen: Perceived, quotes: Sequence[str], language: Language) -> str:
    if not quotes and seen.kind == "image" and seen.quotes:
        return PHRASES.say("unused.image", language, name=seen.name, quotes=_quoted(seen.quotes, language))
    if not quotes:
        return PHRASES.say(f"nothing.{seen.kind}", language, name=seen.name)
    return PHRASES.say(f"seen.{seen.kind}", language, name=seen.name, quotes=_quoted(quotes, language))


def _quoted(quotes: Sequence[str], language: Language) -> str:
    shown = [PHRASES.say("quote", language, quote=_short(quote, language)) for quote in quotes[:_MOST_SHOWN]]
    return listed(language, shown) + (PHRASES.say("more", language) if len(quotes) > _MOST_SHOWN else "")


def _short(quote: str, language: Language) -> str:
    return quote if len(quote) <= _LONGEST_SHOWN else quote[:_LONGEST_SHOWN].rstrip() + PHRASES.say("more", language).strip()
