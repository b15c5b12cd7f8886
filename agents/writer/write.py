"""The writer at work: the finished plan and its evidence go in, words that were looked up come out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from ...domain.itinerary import Itinerary
from ...domain.request import TripRequest
from ...domain.words import DayWords, TripWords
from ...memory.embedding.default import default_embedder
from ..briefing import as_data
from ..grounding.evidence import Evidence
from ..grounding.ground import Grounding
from ..llm.structured import ask
from .clean import plain, shortened
from .phrases import PHRASES
from .wording import TripWording

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

_INTRO, _LINE = 600, 240
"""Most characters of an introduction, of a tip or a note."""
_TIPS, _NOTES = 3, 4


async def word_trip(
    model: BaseChatModel, request: TripRequest, itinerary: Itinerary, evidence: Evidence, *, name: str, similarity: float
) -> tuple[TripWords, int]:
    """Have a plan worded, and take out what can't be found in its evidence.

    Args:
        model: Sits in the writer's seat.
        request: As it was planned; its language and party set the tone.
        itinerary: The finished plan.
        evidence: All that may be said of it.
        name: What the model is called.
        similarity: See :class:`~..grounding.ground.Grounding`.

    Returns:
        The words, and how many sentences stayed.

    Raises:
        ModelUnavailable: If the model gives no wording.
    """
    language = request.language

    def check(wording: TripWording) -> str | None:
        return None if any(day.intro.strip() for day in wording.days) else PHRASES.say("empty", language)

    wording = await ask(model, TripWording, messages_for(request, itinerary, evidence), check=check)
    grounding = Grounding(evidence, default_embedder(), similarity)
    return await asyncio.to_thread(_grounded, wording, len(itinerary.days), grounding, name)


def messages_for(request: TripRequest, itinerary: Itinerary, evidence: Evidence) -> list[BaseMessage]:
    """What the writer is asked."""
    from langchain_core.messages import HumanMessage, SystemMessage

    language = request.language
    who = "child" if request.party.of("child") else "senior" if request.party.of("senior") else "plain"
    tone = PHRASES.say(f"tone.{who}", language) + PHRASES.say(f"tone.{request.pace}", language)
    return [SystemMessage(PHRASES.say("task", language, tone=tone)), HumanMessage(as_data(_data(request, itinerary, evidence)))]


def _data(request: TripRequest, itinerary: Itinerary, evidence: Evidence) -> dict[str, Any]:
    language = request.language
    there = {place: min(days) for place, days in evidence.days_of.items()}
    days = []
    for day in itinerary.days:
        facts = [
            line.text
            for line in evidence.lines
            if line.day == day.index or (line.day is None and any(there.get(place) == day.index for place in line.about))
        ]
        stops = [{"name": stop.place.name_in(language), "kind": stop.kind} for stop in day.stops]
        days.append({"day": day.index, "date": day.date.isoformat(), "stops": stops, "facts": list(dict.fromkeys(facts))})
    trip = [line.text for line in evidence.lines if not line.about and not line.day]
    return {"language": language, "city": request.destination_name, "pace": request.pace, "trip": trip, "days": days}


def _grounded(wording: TripWording, days: int, grounding: Grounding, name: str) -> tuple[TripWords, int]:
    worded: dict[int, DayWords] = {}
    for day in wording.days:
        if day.day in range(1, days + 1) and day.day not in worded:
            intro = grounding.ground(shortened(plain(day.intro), _INTRO), day.day)
            tips = _lines(day.tips, _TIPS, grounding, day.day)
            worded[day.day] = DayWords(day=day.day, intro=intro, tips=tips)
    notes = _lines(wording.notes, _NOTES, grounding, None)
    said = tuple(words for _, words in sorted(worded.items()) if words.intro or words.tips)
    return TripWords(model=name, days=said, notes=notes, removed=tuple(grounding.removed)), grounding.kept


def _lines(texts: list[str], most: int, grounding: Grounding, day: int | None) -> tuple[str, ...]:
    found = (grounding.ground(shortened(plain(text), _LINE), day) for text in texts[:most])
    return tuple(dict.fromkeys(text for text in found if text))
