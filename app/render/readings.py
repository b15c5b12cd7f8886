"""What a model and the rules made of the same words."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from ...domain.language import Language
from ...domain.request import TripRequest
from ..phrases import PHRASES
from .style import bullets

_MOST = 6


def agreements(request: TripRequest) -> list[str]:
    """Names of the slots that both read alike."""
    return [slot_name(slot, request.language) for slot in _agreed(request)]


def differences(request: TripRequest) -> Iterator[RenderableType]:
    """The rest, a line each: what doesn't count is crossed, with the reason; what is too much is told as a number."""
    language, agreed = request.language, _agreed(request)
    told = [reading for reading in request.readings if reading.slot not in agreed]
    for reading in told[:_MOST]:
        reader = PHRASES.say(f"reader.{reading.reader}", language)
        line = Text.assemble((f"{reader} · {slot_name(reading.slot, language)}  ", "faint"), reading.value)
        if reading.quote:
            line.append(f"  {PHRASES.say('origin.quoted', language, quote=reading.quote)}")
        if reading.reason:
            line.append(f"  {reading.reason}", "faint")
        yield bullets([line], *(("✓", "good") if reading.taken else ("✗", "warn")))
    if len(told) > _MOST:
        yield Text(PHRASES.say("readings.more", language, count=len(told) - _MOST), "faint")


def slot_name(slot: str, language: Language) -> str:
    """As people call it."""
    return PHRASES.say(f"slot.{slot}", language) if f"slot.{slot}" in PHRASES else slot


def _agreed(request: TripRequest) -> list[str]:
    slots = dict.fromkeys(reading.slot for reading in request.readings)
    return [slot for slot in slots if _is_agreed(slot, request)]


def _is_agreed(slot: str, request: TripRequest) -> bool:
    """Two wishes may both count without being one."""
    found = [reading for reading in request.readings if reading.slot == slot]
    return slot != "wish" and {one.reader for one in found} == {"rules", "model"} and all(one.taken for one in found)
