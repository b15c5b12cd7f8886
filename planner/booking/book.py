"""Follows bookings from a quote to their end, and cancels what was booked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from ...domain.booking import BookingOutcome, Stay
from ...domain.language import Language
from ...domain.request import Question
from ...tools.booking import BookingQuery
from ..flow.run_store import RunStore
from .consent import consent_to_cancel, verdict
from .graph import Desk, build_graph
from .phrases import PHRASES
from .state import BookingState

Answerer = Callable[[Question], Awaitable[str | None]]
"""Answers a question; an empty answer is no consent."""


async def book(run: str, stay: Stay, language: Language, desk: Desk, store: RunStore, answer: Answerer | None) -> BookingOutcome:
    """Book one stay, or carry on where an earlier attempt of this run was left.

    Args:
        run: Id of the booking.
        stay: What is wanted.
        language: Of the traveller.
        desk: Access to the desks.
        store: Where the steps are kept until they have ended for good.
        answer: Puts the question for consent; without it the booking stops at the quote.
    """
    from langgraph.types import Command

    graph = build_graph(store.checkpoints)
    config: Any = {"configurable": {"thread_id": run}, "recursion_limit": 40}
    saved = await graph.aget_state(config)
    step: Any = BookingState(run=run, stay=stay, language=language)
    if saved.values:
        before = BookingState.model_validate(saved.values)
        if before.stay != stay:
            await store.start_over(run)
        elif before.status == "unsure":
            step = before.model_copy(update={"status": None, "language": language})
        elif saved.next:
            step = None
    while True:
        values: dict[str, Any] = await graph.ainvoke(step, config, context=desk, durability="sync")
        interrupts = values.pop("__interrupt__", ())
        if not interrupts:
            break
        said = await answer(Question.model_validate(interrupts[0].value)) if answer else None
        step = Command(resume=said or "")
    outcome = BookingState.model_validate(values).outcome()
    if outcome.status != "unsure":
        await store.forget(run)
    return outcome


async def cancel(outcome: BookingOutcome, language: Language, desk: Desk, answer: Answerer | None) -> BookingOutcome:
    """Cancel a booking after an explicit yes; without one it stays as it is."""
    booking = outcome.booking
    assert booking is not None
    if answer is None or not verdict(await answer(consent_to_cancel(booking, language)), "cancel"):
        return outcome.model_copy(update={"message": PHRASES.say("kept", language, name=booking.stay.name)})
    state = BookingState(run=outcome.run, stay=booking.stay, language=language)
    query = BookingQuery(action="cancel", booking=booking.id, key=state.key("cancel"))
    result = await desk.ask(query, only=outcome.desk)
    if result.error is not None:
        message = PHRASES.say("failed.cancel", language, name=booking.stay.name, problem=result.error.message)
        return outcome.model_copy(update={"message": message})
    message = PHRASES.say("cancelled", language, name=booking.stay.name, booking=booking.id)
    return outcome.model_copy(update={"status": "cancelled", "booking": result.unwrap().booking, "message": message})
