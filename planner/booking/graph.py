"""The steps of one booking as a LangGraph graph over :class:`~.state.BookingState`.

::

    quote -> consent -> hold -> confirm
      ^                  |
      '----- changed ----'

Each step is checkpointed before the next; a lost answer ends as ``unsure`` and is asked for again under the same key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import Command, interrupt

from ...domain.booking import Quote, Reservation, Stay
from ...tools.booking import BookingAnswer, BookingQuery
from ...tools.context import CallContext
from ...tools.registry import ToolRegistry
from ...tools.result import ToolError, ToolResult
from ..export.words import money
from .consent import consent_to, verdict
from .phrases import PHRASES
from .state import BookingState

_MOST_ASKED, _MOST_QUOTES, _MOST_ROUNDS = 3, 3, 5
_LAPSED = frozenset({"sold_out", "closed"})
"""Codes of a hold whose offer no longer stands; another quote may."""


@dataclass(kw_only=True)
class Desk:
    """What a booking works with.

    Attributes:
        interactive: Whether somebody can say yes.
    """

    registry: ToolRegistry
    context: CallContext
    interactive: bool

    async def ask(self, query: BookingQuery, *, only: str | None = None) -> ToolResult[BookingAnswer]:
        """Have a desk carry out a step."""
        return await self.registry.call("booking", query, self.context, only=only)


Flow = CompiledStateGraph[BookingState, Desk, BookingState, BookingState]
Go = Command[str]


async def _quote(state: BookingState, runtime: Runtime[Desk]) -> Go:
    result = await runtime.context.ask(BookingQuery(action="quote", stay=state.stay))
    if result.error is not None:
        return _failed(state, result.error.message)
    fitting = [quote for quote in result.unwrap().quotes if _same(quote.stay, state.stay)]
    if not fitting:
        return _failed(state, PHRASES.say("other_stay", state.language))
    quote = min(fitting, key=lambda quote: quote.total)
    changes: dict[str, Any] = {"quote": quote, "desk": result.tool, "quotes": state.quotes + 1, "step": "hold"}
    if quote.link is not None:
        return _end(state, "link", quote, changes, link=quote.link)
    if not runtime.context.interactive:
        return _end(state, "quoted", quote, changes)
    return Command(goto="consent", update=changes)


async def _consent(state: BookingState, runtime: Runtime[Desk]) -> Go:
    """Nothing is held without a yes that can't be taken for anything else."""
    assert state.quote is not None
    question = consent_to(state.quote, state.language, runtime.context.registry.clock.now(), changed=state.message)
    for _ in range(_MOST_ASKED):
        agreed = verdict(interrupt(question.model_dump(mode="json")), "book")
        if agreed:
            return Command(goto="hold", update={"message": ""})
        if agreed is False:
            break
    return _end(state, "declined", state.quote, {})


async def _hold(state: BookingState, runtime: Runtime[Desk]) -> Go:
    quote = state.quote
    assert quote is not None
    query = BookingQuery(action="hold", quote=quote.id, total=quote.total, key=state.key("hold"))
    result = await runtime.context.ask(query, only=state.desk)
    if result.error is not None:
        if result.error.code in _LAPSED and state.quotes < _MOST_QUOTES:
            return Command(goto="quote", update={"message": result.error.message})
        return _lost(state, result.error) if result.error.retryable else _failed(state, result.error.message)
    booking = result.unwrap().booking
    if booking is None or not _same(booking.stay, state.stay):
        return await _give_back(state, runtime.context, booking, PHRASES.say("other_stay", state.language))
    if booking.status == "cancelled":  # of an earlier time, and the traveller wants it again
        if state.round >= _MOST_ROUNDS:
            return _failed(state, PHRASES.say("other_stay", state.language))
        return Command(goto="hold", update={"round": state.round + 1})
    if booking.total > quote.total:
        problem = PHRASES.say("other_price", state.language, total=money(quote.total, state.language))
        return await _give_back(state, runtime.context, booking, problem)
    if booking.status == "confirmed":
        return _confirmed(state, booking)
    return Command(goto="confirm", update={"booking": booking, "step": "confirm"})


async def _confirm(state: BookingState, runtime: Runtime[Desk]) -> Go:
    assert state.booking is not None
    query = BookingQuery(action="confirm", booking=state.booking.id, key=state.key("confirm"))
    result = await runtime.context.ask(query, only=state.desk)
    if result.error is not None:
        if result.error.retryable:
            return _lost(state, result.error)
        return await _give_back(state, runtime.context, state.booking, result.error.message)
    booking = result.unwrap().booking
    if booking is None or booking.id != state.booking.id or booking.status != "confirmed":
        return await _give_back(state, runtime.context, state.booking, PHRASES.say("other_stay", state.language))
    return _confirmed(state, booking)


async def _give_back(state: BookingState, desk: Desk, booking: Reservation | None, problem: str) -> Go:
    """End without a booking; what is held is cancelled, or lapses where even that fails."""
    if booking is not None and booking.status == "held":
        await desk.ask(BookingQuery(action="cancel", booking=booking.id, key=state.key("cancel")), only=state.desk)
    return _failed(state, problem)


def _same(offered: Stay, wanted: Stay) -> bool:
    """Whether it is what was asked for; desks may spell names their own way."""
    return offered.model_copy(update={"name": wanted.name, "city": wanted.city}) == wanted


def _confirmed(state: BookingState, booking: Reservation) -> Go:
    total = money(booking.total, state.language)
    message = PHRASES.say("confirmed", state.language, name=state.stay.name, booking=booking.id, total=total)
    return Command(goto=END, update={"status": "confirmed", "booking": booking, "message": message})


def _failed(state: BookingState, problem: str) -> Go:
    message = PHRASES.say("failed", state.language, name=state.stay.name, problem=problem)
    return Command(goto=END, update={"status": "failed", "booking": None, "message": message})


def _lost(state: BookingState, error: ToolError) -> Go:
    message = PHRASES.say("unsure", state.language, name=state.stay.name, problem=error.message)
    return Command(goto=END, update={"status": "unsure", "message": message})


def _end(state: BookingState, status: str, quote: Quote, changes: Mapping[str, Any], *, link: str = "") -> Go:
    total = money(quote.total, state.language)
    message = PHRASES.say(status, state.language, name=state.stay.name, total=total, link=link)
    return Command(goto=END, update={**changes, "status": status, "message": message})


def build_graph(checkpointer: BaseCheckpointSaver[str]) -> Flow:
    """The steps whose state is checkpointed after each; they are wired once."""
    return _wired().copy({"checkpointer": checkpointer})


@cache
def _wired() -> Flow:
    graph = StateGraph(BookingState, context_schema=Desk)
    graph.add_node("quote", _quote, destinations=("consent", END))
    graph.add_node("consent", _consent, destinations=("hold", END))
    graph.add_node("hold", _hold, destinations=("quote", "hold", "confirm", END))
    graph.add_node("confirm", _confirm, destinations=(END,))
    graph.add_conditional_edges(START, lambda state: state.step, ["quote", "hold", "confirm"])
    return graph.compile()
