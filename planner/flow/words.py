"""Has a finished plan worded by the model in the writer's seat."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from ...agents.grounding.collect import evidence_of
from ...agents.seat import fell_back
from ...agents.writer.write import word_trip
from ...domain.errors import ModelUnavailable
from ...domain.events import Event, WordsChecked
from ...domain.place import AnyPlace
from ...domain.request import Given
from ..phrases import PHRASES
from ..understand import learn_names
from .context import RunContext
from .state import RunState


async def words_of(state: RunState, context: RunContext, emit: Callable[[Event], None]) -> dict[str, Any]:
    """Words about the plan as far as they could be checked; none where the model fails."""
    request, itinerary, models = state.wanted, state.itinerary, context.models
    assert request is not None
    assert itinerary is not None
    assert models is not None
    await learn_names(request.text, context, emit, Given(destination=request.destination))  # a resumed run has yet to
    places: dict[str, AnyPlace] = {place.id: place for found in state.findings.values() for place in found.places}
    evidence = await asyncio.to_thread(
        evidence_of,
        request,
        itinerary,
        state.budget,
        places.values(),
        state.notes,
        cities=context.cities,
        gazetteer=context.gazetteers.get(request.destination or ""),
    )
    try:
        words, kept = await word_trip(
            models.seat("writer", emit),
            request,
            itinerary,
            evidence,
            name=models.name,
            similarity=context.settings.grounding_similarity,
        )
    except ModelUnavailable as trouble:
        emit(fell_back("writer", trouble, request.language))
        return {"usage": context.used(state.usage)}
    words = words.model_copy(update={"model": models.answered("writer") or words.model})  # it may have been a fallback
    removed = len(words.removed)
    emit(WordsChecked(kept=kept, removed=removed))
    notes = state.notes
    if removed:
        key = "note.words_removed.one" if removed == 1 else "note.words_removed"
        notes = (*notes, PHRASES.say(key, request.language, count=removed))
    return {"words": words, "notes": notes, "usage": context.used(state.usage)}
