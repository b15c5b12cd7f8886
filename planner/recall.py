"""Asks the long-term memory what counts for a request."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..agents.intake.last_trip import mentions_last_trip
from ..domain.errors import MemoryUnavailable
from ..domain.events import MemoryTroubled
from ..domain.memory import MemoryItem
from ..domain.ports import EventSink
from ..domain.request import TripRequest
from ..memory.bundle import Memory
from .flow.context import Recall


def recaller(memory: Memory, user: str, *, refused: Collection[str] = ()) -> Recall:
    """What is remembered of one traveller, without the memories that they refused; nothing where the memory does not answer."""

    async def recall(request: TripRequest, emit: EventSink) -> Sequence[MemoryItem]:
        try:
            items = await memory.long_term.recall_for(user, request, like_last=mentions_last_trip(request.text))
        except MemoryUnavailable as trouble:
            emit(MemoryTroubled(memory="long_term", reason=trouble.reason))
            return ()
        return [item for item in items if item.id not in refused and item.text not in request.text]

    return recall
