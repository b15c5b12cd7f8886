"""The public face: a text in, a verified trip out."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import aclosing
from datetime import date
from inspect import isawaitable
from typing import Any, TypeVar, cast
from uuid import uuid4

from ..domain.errors import BadRequest, InputProblem
from ..domain.events import Event, PlanReady, QuestionAsked
from ..domain.evidence import Source
from ..domain.itinerary import Itinerary
from ..domain.language import language_of
from ..domain.place import Attraction, Restaurant
from ..domain.request import NOTHING_GIVEN, Given, Question, TripRequest
from ..domain.task import Findings
from ..settings import Settings
from ..tools.provider import Provider, provider_tools
from ..tools.registry import ToolRegistry
from .context import RunContext
from .phrases import PHRASES
from .state import RunState
from .trip import Trip
from .understand import understand

T = TypeVar("T")

Asker = Callable[[Question], str | Awaitable[str | None] | None]
"""Answers a question; an empty answer takes its default."""


class TripPlanner:
    """Plans trips from plain text.

    ``plan`` is for scripts, ``aplan`` for async code, ``astream`` for interfaces that show the work as it goes.

    Example:
        >>> trip = TripPlanner().plan("北京3日亲子游，预算5000元，必去故宫")
        >>> trip.status, trip.budget.total
    """

    def __init__(
        self,
        provider: Provider | None = None,
        *,
        registry: ToolRegistry | None = None,
        settings: Settings | None = None,
        ask: Asker | None = None,
    ) -> None:
        """Set up a planner; everything has a default that works offline.

        Args:
            provider: Serves the data; the bundled catalogue by default.
            registry: Tools to use instead of the provider's, e.g. with several providers, own policies or an own clock.
            settings: Read from the environment by default.
            ask: Makes runs interactive: called with each question. Without it, safe defaults are taken and stated.
        """
        if registry is None:
            if provider is None:
                from ..tools.providers.catalogue.provider import CatalogueProvider

                provider = CatalogueProvider()
            registry = ToolRegistry(provider_tools(provider))
        self.registry = registry
        self.settings = settings or Settings()
        self._ask = ask

    def plan(self, request: str | TripRequest, *, start: date | None = None, run: str | None = None) -> Trip:
        """Plan a trip; see :meth:`aplan`. Works inside a running event loop (notebooks), too."""
        return _finish(self.aplan(request, start=start, run=run))

    async def aplan(self, request: str | TripRequest, *, start: date | None = None, run: str | None = None) -> Trip:
        """Plan a trip.

        Args:
            request: The request in Chinese or English, or one that is understood already (see :meth:`understand`).
            start: First day, where the request leaves it open or to overrule it.
            run: Id of a run. An unfinished run of this id is resumed: finished tool calls are not repeated.

        Raises:
            BadRequest: If the text is nonsense, contradicts itself or asks for what can't be; if a ready request lacks its
                destination; if ``run`` is an unfinished run of another request.
        """
        trip: Trip | None = None
        async for item in self.astream(request, start=start, run=run):
            if isinstance(item, Trip):
                trip = item
        assert trip is not None  # a stream ends with its trip
        return trip

    async def astream(
        self, request: str | TripRequest, *, start: date | None = None, run: str | None = None
    ) -> AsyncIterator[Event | Trip]:
        """Plan a trip and yield events as they happen; the last item is the :class:`Trip`. See :meth:`aplan`."""
        from langgraph.types import Command

        from .graph import build_graph
        from .run_store import open_store

        ready = None if isinstance(request, str) else _ready(request)
        text = request if isinstance(request, str) else request.text
        run = run or uuid4().hex[:12]
        clock = self.registry.clock
        async with open_store(self.settings.home) as store:
            graph = build_graph(store.checkpoints)
            context = self._context(run, started=clock.monotonic())
            context.journal = store.journal
            config: Any = {"configurable": {"thread_id": run}, "recursion_limit": 60}
            fresh = RunState(run=run, said=text, given=ready, start=start, today=clock.now().date())
            saved = await graph.aget_state(config)
            step: Any = None
            if not saved.next or not _resumes(fresh, saved.values):
                await store.checkpoints.adelete_thread(run)
                step = fresh
            while True:
                work = graph.astream(step, config, context=context, stream_mode="custom", durability="sync")
                try:
                    async with aclosing(cast("AsyncGenerator[Event]", work)) as events:  # before the store is, if we are
                        async for event in events:
                            yield event
                except BadRequest:
                    await store.forget(run)  # there is nothing to resume
                    raise
                saved = await graph.aget_state(config)
                if not saved.interrupts:
                    break
                question = Question.model_validate(saved.interrupts[0].value)
                answer = await self._answer(question)
                yield context.stamp(QuestionAsked(question=question, taken=answer or question.default))
                step = Command(resume=answer or "")
            trip = _trip_of(RunState.model_validate(saved.values), clock.monotonic() - context.started)
            await store.forget(run)
        yield context.stamp(PlanReady(status=trip.status))
        yield trip

    def understand(self, text: str, given: Given = NOTHING_GIVEN) -> TripRequest:
        """Read a request without planning it.

        Args:
            text: The request in Chinese or English.
            given: What is known beside the text, as from a form; it counts where the text says otherwise.

        Raises:
            BadRequest: As :meth:`aplan`.
        """
        return _finish(self.aunderstand(text, given))

    async def aunderstand(self, text: str, given: Given = NOTHING_GIVEN) -> TripRequest:
        """Read a request without planning it; the twin of :meth:`understand`."""
        clock = self.registry.clock
        context = self._context("", started=clock.monotonic())
        return await understand(text, context, lambda event: None, today=clock.now().date(), given=given)

    def _context(self, run: str, *, started: float) -> RunContext:
        return RunContext(
            run=run,
            registry=self.registry,
            settings=self.settings,
            journal=None,
            interactive=self._ask is not None,
            started=started,
        )

    async def _answer(self, question: Question) -> str | None:
        assert self._ask is not None
        answer = self._ask(question)
        return await answer if isawaitable(answer) else answer


def _ready(request: TripRequest) -> TripRequest:
    """The request, if it can be planned or asks what it lacks."""
    if request.destination is None and not any(question.slot == "destination" for question in request.questions):
        message = PHRASES.say("request.no_destination", request.language)
        raise BadRequest(InputProblem(field="destination", value="", message=message))
    return request


def _resumes(fresh: RunState, saved: dict[str, Any]) -> bool:
    """Whether an unfinished run can go on where it was.

    It starts over where it ended before its first step, and on another day, when other dates count; the calls that it
    finished are in the journal either way.

    Raises:
        BadRequest: If it was asked for something else.
    """
    if not saved:
        return False
    before = RunState.model_validate(saved)
    if (before.said, before.given, before.start) != (fresh.said, fresh.given, fresh.start):
        language = language_of(fresh.said)
        start = PHRASES.say("request.other_start", language, start=before.start.isoformat()) if before.start else ""
        message = PHRASES.say("request.other_run", language, run=fresh.run, text=before.said, start=start)
        raise BadRequest(InputProblem(field="run", value=fresh.run, message=message))
    return before.today == fresh.today


def _trip_of(state: RunState, seconds: float) -> Trip:
    assert state.request is not None
    assert state.status is not None
    return Trip(
        run=state.run,
        status=state.status,
        request=state.wanted or state.request,
        tasks=state.tasks,
        itinerary=state.itinerary,
        budget=state.budget,
        checks=state.checks,
        sources=_sources(state.itinerary, state.findings) if state.itinerary else (),
        notes=state.notes,
        questions=state.questions,
        substitutions=state.substitutions,
        gaps=tuple(gap for found in state.findings.values() for gap in found.gaps),
        conflict=state.conflict,
        seconds=round(seconds, 3),
    )


def _sources(itinerary: Itinerary, findings: Mapping[str, Findings]) -> tuple[Source, ...]:
    """Evidence of every line of the plan and of the hours it keeps, without repeats, in the order of the plan."""
    found: dict[Source, None] = {}
    records = {place.id: place for finding in findings.values() for place in finding.places}
    for day in itinerary.days:
        for stop in day.stops:
            charges = [*stop.charges, *([stop.leg.charge] if stop.leg and stop.leg.charge else [])]
            for source in (stop.place.source, *([stop.leg.source] if stop.leg else []), *(c.source for c in charges)):
                found[source] = None
            record = records.get(stop.place.id)
            if isinstance(record, Attraction | Restaurant) and record.hours:
                title, as_of = record.hours.source, record.hours.as_of
                found[Source(provider=record.provider, record=record.id, title=title, as_of=as_of)] = None
        if day.night:
            found[day.night.charge.source] = None
    return tuple(found)


def _finish(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end, also where an event loop already runs in this thread."""
    outcome: list[T] = []
    failure: list[BaseException] = []

    async def collect() -> None:  # asyncio puts what a task returns into words when it ends; a trip is long
        outcome.append(await work)

    def target() -> None:
        try:
            asyncio.run(collect())
        except BaseException as error:
            failure.append(error)

    if _loop_runs():
        thread = threading.Thread(target=target)
        thread.start()
        thread.join()
        if failure:
            raise failure[0]
    else:
        asyncio.run(collect())
    return outcome[0]


def _loop_runs() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
