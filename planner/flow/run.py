"""Follows one run of the graph: from its start or where it was left, to its end or to a question."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, cast

from pydantic import ValidationError

from ...domain.calendar import calendar_days
from ...domain.errors import BadRequest, InputProblem
from ...domain.events import Event, PlanReady, QuestionAsked
from ...domain.evidence import Source
from ...domain.itinerary import Itinerary
from ...domain.language import language_of
from ...domain.perceived import Perceived
from ...domain.place import Attraction, Restaurant
from ...domain.request import Question, TripRequest
from ...domain.task import Findings
from ..admissions import admissions_of
from ..phrases import PHRASES
from ..trip import Trip
from .context import RunContext
from .dossier import NOTHING_FOUND, Dossier
from .run_store import RunStore
from .state import RunState

Answerer = Callable[[Question], Awaitable[str | None]]
"""Answers a question; an empty answer takes its default."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Where a run stands when it stops.

    Attributes:
        trip: The answer; None while a question is open.
        dossier: What the workers found.
        question: What it waits for, where nobody was there to answer.
        request: As understood so far.
    """

    trip: Trip | None = None
    dossier: Dossier = NOTHING_FOUND
    question: Question | None = None
    request: TripRequest | None = None


async def follow(
    fresh: RunState, context: RunContext, store: RunStore, *, answer: Answerer | None = None, anew: bool = False
) -> AsyncIterator[Event | Outcome]:
    """Yield a run's events as they happen, and its :class:`Outcome` last.

    An unfinished run of this id goes on where it was, unless it ended before its first step or on another day, when other dates
    count; the calls that it finished are in the journal either way.

    Args:
        fresh: The state to start with.
        context: What the run works with; an interactive one is asked questions.
        store: Where it is kept; the caller forgets it when the outcome is safe.
        answer: Answers questions; without it the run stops at each.
        anew: Start over where the unfinished run was asked for something else, instead of raising.

    Raises:
        BadRequest: If the text can't be planned; if the unfinished run was asked for something else.
    """
    from langgraph.types import Command

    from .graph import build_graph

    graph = build_graph(store.checkpoints)
    config: Any = {"configurable": {"thread_id": fresh.run}, "recursion_limit": 60}
    saved = await graph.aget_state(config)
    step: Any = None
    if not saved.next or not _resumes(fresh, saved.values, anew=anew):
        await store.start_over(fresh.run)
        step = fresh
    else:
        before = RunState.model_validate(saved.values)
        context.worlds |= before.worlds
        if context.models is not None:
            context.models.charge(before.usage)
    values: dict[str, Any] = {}  # as this process knows them: another one may run the same in the same thread
    while True:
        work = graph.astream(step, config, context=context, stream_mode=["custom", "values"], durability="sync")
        try:
            async with aclosing(cast("AsyncGenerator[tuple[str, Any]]", work)) as items:  # before the store is, if we are
                async for mode, item in items:
                    if mode == "custom":
                        yield cast("Event", item)
                    else:
                        values = item
        except BadRequest:
            await store.forget(fresh.run)  # there is nothing to resume
            raise
        interrupts = values.pop("__interrupt__", ())
        if not interrupts:
            break
        question = Question.model_validate(interrupts[0].value)
        if answer is None:
            yield context.stamp(QuestionAsked(question=question))
            yield Outcome(question=question, request=RunState.model_validate(values).request)
            return
        said = await answer(question)
        yield context.stamp(QuestionAsked(question=question, taken=said or question.default))
        step = Command(resume=said or "")
    state = RunState.model_validate(values)
    trip = _trip_of(state, context.registry.clock.monotonic() - context.started)
    yield context.stamp(PlanReady(status=trip.status))
    yield Outcome(trip=trip, dossier=state.dossier, request=trip.request)


def _resumes(fresh: RunState, saved: dict[str, Any], *, anew: bool) -> bool:
    """Whether an unfinished run can go on where it was.

    Raises:
        BadRequest: If it was asked for something else and may not start ``anew``.
    """
    try:
        before = RunState.model_validate(saved)
    except ValidationError:  # nothing, what another version left, or what another process is about to forget
        return False
    same = _asked_for(before) == _asked_for(fresh) and _same_attachments(before.perceived, fresh.perceived)
    if anew:
        return same and before.answers == fresh.answers and before.today == fresh.today
    if not same:
        language = language_of(fresh.said)
        start = PHRASES.say("request.other_start", language, start=before.start.isoformat()) if before.start else ""
        message = PHRASES.say("request.other_run", language, run=fresh.run, text=before.said, start=start)
        raise BadRequest(InputProblem(field="run", value=fresh.run, message=message))
    return before.today == fresh.today


def _asked_for(state: RunState) -> tuple[object, ...]:
    """What a run was asked for in words."""
    return state.said, state.given, state.start


def _same_attachments(before: Sequence[Perceived], fresh: Sequence[Perceived]) -> bool:
    """Whether the same things came with it; what a model made out in them may differ from time to time."""
    return len(before) == len(fresh) and all(
        old.kind == new.kind and (old.digest == new.digest if old.digest else old.name == new.name)  # older runs have no digest
        for old, new in zip(before, fresh, strict=True)
    )


def _trip_of(state: RunState, seconds: float) -> Trip:
    assert state.request is not None
    assert state.status is not None
    request = state.wanted or state.request
    return Trip(
        run=state.run,
        status=state.status,
        request=request,
        tasks=state.tasks,
        itinerary=state.itinerary,
        budget=state.budget,
        checks=state.checks,
        sources=_sources(state.itinerary, state.findings) if state.itinerary else (),
        admissions=admissions_of(state.itinerary, state.findings, request.language) if state.itinerary else (),
        calendar=calendar_days(day.date for day in state.itinerary.days) if state.itinerary else (),
        weather=tuple(day for found in state.findings.values() for day in found.weather) if state.itinerary else (),
        notes=state.notes,
        questions=state.questions,
        substitutions=state.substitutions,
        gaps=tuple(gap for found in state.findings.values() for gap in found.gaps),
        conflict=state.conflict,
        words=state.words,
        usage=state.usage,
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
    found |= {day.source: None for day in calendar_days(day.date for day in itinerary.days)}
    found |= {weather.source: None for finding in findings.values() for weather in finding.weather}
    return tuple(found)
