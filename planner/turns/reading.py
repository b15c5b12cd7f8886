"""What a turn's words say about the plan as it stands: by rules, and by a model for what they leave unread."""

from __future__ import annotations

import asyncio
from functools import partial

from ...agents.intake.edits.read import read_turn
from ...agents.intake.edits.reading import TurnReading
from ...agents.intake.names import name_index
from ...domain.ports import EventSink
from ...domain.request import Given, Question, TripRequest
from ..flow.context import RunContext
from ..understand import learn_names
from .desk import Desk
from .verdicts import kinds_of


async def read_said(text: str, desk: Desk, context: RunContext, emit: EventSink, question: Question | None = None) -> TurnReading:
    """Read a turn against the plan that stands.

    Args:
        text: The traveller's words.
        desk: Where the conversation stands.
        context: Of the turn's run.
        emit: Takes the tools' and the models' events.
        question: The one that is open.

    Raises:
        ProviderDownError: If the provider can't even name its cities.
    """
    pending, trip = desk.talk.standing.pending, desk.talk.trip
    request = trip.request if trip else TripRequest(text="", language=desk.language)
    if pending and pending.request:
        request = pending.request
    await learn_names(f"{text}\n{request.text}", context, emit, Given(destination=request.destination))
    read = partial(
        read_turn,
        request=request,
        itinerary=trip.itinerary if trip else None,
        cities=context.cities,
        gazetteer_of=context.gazetteers.get,
        today=desk.now.date(),
        kinds=kinds_of(desk.talk.dossier.findings),
        focus=desk.talk.standing.focus,
    )
    reading = await asyncio.to_thread(read, text, question=question)
    if trip is None or context.models is None or not context.models.takes("intake"):
        return reading
    from ...agents.intake.model.turn import reread

    index = name_index(context.cities, context.gazetteers.get(request.destination or ""))
    return await reread(reading, read, index, context.models.seat("intake", emit), emit=emit)
