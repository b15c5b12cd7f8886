"""Runs a planner and shows its work; the command line and the examples share this."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from ..domain.attachment import Attachment
from ..domain.events import Event
from ..domain.language import language_of
from ..domain.request import Question
from ..planner.trip import Trip
from ..planner.trip_planner import TripPlanner
from .ask import ConsoleAsker
from .exit import EXIT_CODES, tell, write
from .phrases import PHRASES, system_language
from .render.models import render_models
from .render.progress import Progress
from .render.style import make_console, show
from .render.trip import render_trip


def plan_with_progress(
    make_planner: Callable[[Callable[[Question], str | None] | None], TripPlanner],
    text: str,
    *,
    start: date | None = None,
    run: str | None = None,
    ask: bool = False,
    user: str | None = None,
    attachments: Sequence[Attachment] = (),
) -> Trip:
    """Plan a trip while its progress is shown on standard error.

    Args:
        make_planner: Gets what answers questions, or None, and sets up the planner.
        text: The request.
        start: See :meth:`TripPlanner.aplan`.
        run: See :meth:`TripPlanner.aplan`.
        ask: Whether questions are put to the user.
        user: See :meth:`TripPlanner.aplan`.
        attachments: See :meth:`TripPlanner.aplan`.

    Raises:
        BadRequest: As :meth:`TripPlanner.aplan`.
    """
    from ..planner.flow import run_store  # imports LangGraph

    language = language_of(text) if text else system_language()
    with Progress(make_console(stderr=True), language) as progress:
        planner = make_planner(ConsoleAsker(progress) if ask else None)
        lost = PHRASES.say("memory_only", progress.view.language, home=planner.settings.home)
        with _told_once(run_store.__name__, lost):
            trips = planner.astream(text, start=start, run=run, user=user, attachments=attachments)
            return asyncio.run(_follow(trips, progress))


def show_trip(trip: Trip, *, as_json: bool, usage: bool = False) -> int:
    """Print a trip on standard output, with what models did and cost where that is wanted, and return its exit code."""
    if as_json:
        write(trip.to_json())
    else:
        console = make_console()
        show(console, render_trip(trip))
        if usage:
            show(console, render_models(trip))
    return EXIT_CODES[trip.status]


@contextmanager
def _told_once(logger: str, line: str) -> Iterator[None]:
    """Tell a line when a logger warns, instead of what it says, which is meant for developers."""

    class Teller(logging.Handler):
        told = False

        def emit(self, record: logging.LogRecord) -> None:
            if not self.told:
                tell(line)
            self.told = True

    handler = Teller(logging.WARNING)
    logging.getLogger(logger).addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger(logger).removeHandler(handler)


async def _follow(items: AsyncIterator[Event | Trip], progress: Progress) -> Trip:
    trip: Trip | None = None
    async for item in items:
        if isinstance(item, Trip):
            trip = item
        else:
            progress.take(item)
    assert trip is not None, "a stream ends with its trip"
    return trip
