"""The flow of a run as a LangGraph graph over :class:`~.state.RunState`.

::

    understand -> clarify -> settle -> decompose -> dispatch -> consult -> mend -> schedule -> verify -> finish
        ^            |                                 ^           |                  ^          |
        '-- answer --'                                 '-- retry --'                  '- repair -+-> relax -> finish
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import Command, interrupt

from ..agents.sights import named_ids_of
from ..domain.check import CheckResult
from ..domain.constraint import CostCategory, CostLimit
from ..domain.errors import BadRequest, InputProblem
from ..domain.events import (
    Event,
    QuestionAsked,
    Replanned,
    RequestUnderstood,
    ScheduleFound,
    TasksPlanned,
    Verified,
)
from ..domain.place import Attraction
from ..domain.request import Provenance, Question, TripRequest
from ..domain.task import Gap, SubTask
from ..tools.gazetteer import GazetteerQuery
from ..tools.places import PlacesQuery
from .arrange import Arrangement, arrange
from .context import RunContext
from .decompose import decompose
from .dispatch import dispatch
from .notes import notes_for
from .phrases import PHRASES
from .relax import explain
from .repair import substitute_blocked
from .schedule.setting import SQUEEZABLE
from .settle import settle_start
from .state import RunState
from .trip import Conflict, WayOut
from .understand import answered, understand
from .verify.facts import Facts
from .verify.verifier import verify

PRESSURES = (2, 8, 40)
"""How hard a category that costs too much is pressed in one repair after the other."""

Update = dict[str, Any]
Emit = Callable[[Event], None]


def _emitter(runtime: Runtime[RunContext]) -> Emit:
    return lambda event: runtime.stream_writer(runtime.context.stamp(event))


async def _understand(state: RunState, runtime: Runtime[RunContext]) -> Update:
    emit = _emitter(runtime)
    request = state.request or await understand(state.text, runtime.context, emit, today=state.today)
    if state.start is not None:
        if state.start < state.today:
            message = PHRASES.say("start.past", request.language, start=state.start.isoformat(), today=state.today.isoformat())
            raise BadRequest(InputProblem(field="start", value=state.start.isoformat(), message=message))
        request = request.model_copy(
            update={"start": state.start, "provenance": {**request.provenance, "start": Provenance(origin="quoted")}}
        )
    emit(RequestUnderstood(request=request))
    return {"request": request}


async def _clarify(state: RunState, runtime: Runtime[RunContext]) -> Command[str]:
    """Ask what is missing; without anybody to ask, take the safe default or stop."""
    emit, request = _emitter(runtime), _request(state)

    def told(question: Question) -> None:
        if not runtime.context.interactive:  # else whoever asks has told of it
            emit(QuestionAsked(question=question, taken=question.default))

    for question in request.questions:
        key = f"{question.slot}:{question.quote}"
        if key in state.settled:
            continue
        if runtime.context.interactive:
            answer = str(interrupt(question.model_dump(mode="json")) or "").strip()
            if answer and answer != question.default:
                text = answered(state.text, question, answer, request.language)
                return Command(goto="understand", update={"text": text, "request": None, "settled": state.settled | {key}})
        if question.default is None:
            blocking = tuple(q for q in request.questions if q.default is None)
            for open_question in blocking:
                told(open_question)
            return Command(goto="finish", update={"status": "needs_input", "questions": blocking})
        told(question)
    return Command(goto="settle")


async def _settle(state: RunState, runtime: Runtime[RunContext]) -> Update:
    request, emit = _request(state), _emitter(runtime)
    must_sees: tuple[Attraction, ...] = ()
    named = named_ids_of(request)
    if request.start is None and named:
        assert request.destination is not None
        call = runtime.context.caller(emit, task="named", city=request.destination, language=request.language)
        result = await call("places", PlacesQuery(city=request.destination, ids=named))
        if result.ok:
            must_sees = tuple(place for place in result.unwrap().items if isinstance(place, Attraction))
    settled = settle_start(request, must_sees, state.today)
    return {"request": settled, "wanted": settled}


async def _decompose(state: RunState, runtime: Runtime[RunContext]) -> Update:
    tasks = decompose(_request(state))
    _emitter(runtime)(TasksPlanned(graph=tasks))
    return {"tasks": tasks}


async def _dispatch(state: RunState, runtime: Runtime[RunContext]) -> Update:
    request, context, emit = _request(state), runtime.context, _emitter(runtime)
    assert state.tasks is not None
    assert request.destination is not None
    city = request.destination
    if city not in context.gazetteers:  # a resumed run starts with an empty context
        result = await context.caller(emit)("gazetteer", GazetteerQuery(city=city))
        if result.ok:
            context.gazetteers[city] = result.unwrap()

    def caller(task: SubTask) -> Any:
        return context.caller(emit, task=task.id, city=city, language=request.language)

    findings = await dispatch(state.tasks, request, caller=caller, emit=emit, today=state.today)
    return {"findings": findings}


async def _consult(state: RunState, runtime: Runtime[RunContext]) -> Command[str]:
    """Ask what to do about lost capabilities; without anybody to ask, go on without them where that can be."""
    request, settled = _request(state), state.settled
    assert state.tasks is not None
    gaps = [gap for found in state.findings.values() for gap in found.gaps]
    for gap in gaps:
        key = f"capability:{gap.capability}"
        if not runtime.context.interactive or key in settled or gap.code == "not_found":
            continue
        answer = str(interrupt(_capability_question(gap, request).model_dump(mode="json")) or "").strip()
        if answer == "retry":
            return Command(goto="dispatch", update={"settled": settled})
        settled |= {key}
    if any(task.essential and state.findings[task.id].gaps for task in state.tasks.tasks):
        return Command(goto="finish", update={"settled": settled, "status": "infeasible", "conflict": _lost(gaps, request)})
    return Command(goto="mend", update={"settled": settled})


async def _mend(state: RunState, runtime: Runtime[RunContext]) -> Update:
    """Replace must-sees that are sold out or closed throughout."""
    request, substitutions = substitute_blocked(_request(state), state.findings)
    for substitution in substitutions:
        _emitter(runtime)(Replanned(reason=substitution.reason))
    return {"request": request, "substitutions": substitutions}


async def _schedule(state: RunState, runtime: Runtime[RunContext]) -> Command[str]:
    context, emit = runtime.context, _emitter(runtime)
    began = context.registry.clock.monotonic()
    outcome = await asyncio.to_thread(
        arrange,
        _request(state),
        state.findings,
        seconds=context.settings.schedule_seconds,
        squeeze=state.squeeze,
        pressure=PRESSURES[state.repairs - 1] if state.repairs else 0,
    )
    if not isinstance(outcome, Arrangement):
        return Command(goto="relax")
    if outcome.thrifty:
        emit(Replanned(reason=PHRASES.say("repair.cheaper", _request(state).language)))
    visits = sum(stop.kind == "attraction" for day in outcome.itinerary.days for stop in day.stops)
    seconds = context.registry.clock.monotonic() - began
    emit(ScheduleFound(visits=visits, days=len(outcome.itinerary.days), seconds=seconds))
    return Command(goto="verify", update={"itinerary": outcome.itinerary, "budget": outcome.budget})


async def _verify(state: RunState, runtime: Runtime[RunContext]) -> Command[str]:
    assert state.itinerary is not None
    assert state.budget is not None
    assert state.wanted is not None
    checks = verify(state.wanted, state.itinerary, state.budget, Facts.gather(state.findings))
    count = {status: sum(check.status == status for check in checks) for status in ("satisfied", "violated", "unverifiable")}
    _emitter(runtime)(Verified(**count))
    objections = unexcused(checks, state)
    if not objections:
        return Command(goto="finish", update={"checks": checks, "status": "ok"})
    if state.repairs < len(PRESSURES) and overspent(objections, state):
        return Command(goto="repair", update={"checks": checks})
    return Command(goto="relax", update={"checks": checks})


async def _repair(state: RunState, runtime: Runtime[RunContext]) -> Update:
    """Press the categories that cost too much."""
    squeeze = overspent(unexcused(state.checks, state), state)
    request = _request(state)
    _emitter(runtime)(Replanned(reason=PHRASES.say("repair.cheaper", request.language)))
    return {"squeeze": state.squeeze | squeeze, "repairs": state.repairs + 1}


async def _relax(state: RunState, runtime: Runtime[RunContext]) -> Update:
    request = _request(state)
    conflict = await asyncio.to_thread(explain, request, state.findings)
    if objections := unexcused(state.checks, state):
        text = PHRASES.say("conflict.checks", request.language, checks="; ".join(check.message for check in objections))
        conflict = conflict.model_copy(update={"explanation": text})
    return {"status": "infeasible", "conflict": conflict, "itinerary": None, "budget": None}


async def _finish(state: RunState, runtime: Runtime[RunContext]) -> Update:
    if state.status != "ok":
        return {}
    gaps = any(found.gaps for found in state.findings.values())
    excused = any(check.status == "violated" and not check.soft for check in state.checks)
    degraded = gaps or excused or bool(state.substitutions)
    return {"status": "degraded" if degraded else "ok", "notes": notes_for(state)}


def build_graph(checkpointer: BaseCheckpointSaver[str]) -> CompiledStateGraph[RunState, RunContext, RunState, RunState]:
    """Wire the nodes; the state is checkpointed after each of them."""
    graph = StateGraph(RunState, context_schema=RunContext)
    for name, node in (
        ("understand", _understand),
        ("settle", _settle),
        ("decompose", _decompose),
        ("dispatch", _dispatch),
        ("mend", _mend),
        ("repair", _repair),
        ("relax", _relax),
        ("finish", _finish),
    ):
        graph.add_node(name, node)
    graph.add_node("clarify", _clarify, destinations=("understand", "settle", "finish"))
    graph.add_node("consult", _consult, destinations=("dispatch", "mend", "finish"))
    graph.add_node("schedule", _schedule, destinations=("verify", "relax"))
    graph.add_node("verify", _verify, destinations=("finish", "repair", "relax"))
    for start, end in (
        (START, "understand"),
        ("understand", "clarify"),
        ("settle", "decompose"),
        ("decompose", "dispatch"),
        ("dispatch", "consult"),
        ("mend", "schedule"),
        ("repair", "schedule"),
        ("relax", "finish"),
        ("finish", END),
    ):
        graph.add_edge(start, end)
    return graph.compile(checkpointer=checkpointer)


def unexcused(checks: tuple[CheckResult, ...], state: RunState) -> list[CheckResult]:
    """Violations that no substitution or lost capability accounts for; a plan with one is not delivered."""
    replaced = {substitution.wish for substitution in state.substitutions}
    return [
        check
        for check in checks
        if check.status == "violated" and not check.soft and check.rule != "meals" and check.wish not in replaced
    ]


def overspent(objections: list[CheckResult], state: RunState) -> frozenset[CostCategory]:
    """Categories whose own cap is broken and that can be squeezed."""
    request = _request(state)
    wishes = [request.constraints[check.wish] for check in objections if check.wish is not None]
    return SQUEEZABLE & {wish.category for wish in wishes if isinstance(wish, CostLimit)}


def _request(state: RunState) -> TripRequest:
    assert state.request is not None
    return state.request


def _capability_question(gap: Gap, request: TripRequest) -> Question:
    text = PHRASES.say("question.capability", request.language, capability=gap.capability, message=gap.message)
    return Question(slot="capability", text=text, default="skip", options=("retry", "skip"), quote=gap.capability)


def _lost(gaps: list[Gap], request: TripRequest) -> Conflict:
    listed = "; ".join(f"{gap.capability} ({gap.code}): {gap.message}" for gap in gaps)
    return Conflict(
        wishes=(),
        explanation=PHRASES.say("conflict.tools", request.language, gaps=listed),
        ways_out=(WayOut(text=PHRASES.say("way.retry", request.language)),),
    )
