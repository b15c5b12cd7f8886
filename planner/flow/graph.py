"""The flow of a run as a LangGraph graph over :class:`~.state.RunState`.

::

    understand -> clarify -> recall -> settle -> decompose -> dispatch -> consult -> mend -> schedule -> verify -> finish -> write
        ^            |                                           ^           |                   |  ^       |
        '-- answer --'                                           '-- retry --'                   |  '-------+ (once, pins held loosely)
                                                                                                 '----------+-> relax -> finish
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import cache
from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import Command, interrupt

from ...agents.intake.remembered import recall_into
from ...domain.check import CheckResult
from ...domain.errors import RETRYABLE, BadRequest, InputProblem
from ...domain.events import (
    Event,
    MemoryRecalled,
    QuestionAsked,
    Replanned,
    RequestUnderstood,
    ScheduleFound,
    TasksPlanned,
    Verified,
)
from ...domain.language import language_of, listed
from ...domain.request import NOTHING_GIVEN, Given, Provenance, Question, TripRequest
from ...domain.task import Gap
from ..arrange.arrange import arrange
from ..arrange.attempt import Arrangement
from ..arrange.repair import substitute_blocked
from ..notes import notes_for
from ..phrases import PHRASES
from ..relax.blame import blame_of, refusal
from ..relax.relax import explain
from ..senses import with_perceived
from ..tasks.gather import gather
from ..tasks.plan import plan_tasks
from ..tasks.settle import settle_start
from ..trip import Conflict, WayOut
from ..understand import completed, key_of, learn_names, understand, with_answers
from ..verify.facts import Facts
from ..verify.verifier import verify
from .context import RunContext
from .dossier import Dossier
from .state import Answer, RunState
from .worlds import another_world, has_lost_places, start_over, world_notes

_MOST_ASKED = 3
"""How often a question is put before an answer that can't be read counts as none."""

RETRY = frozenset({"retry", "wait", "again", "try again", "重试", "再试", "再试一次", "等待", "等待重试", "稍等"})
LEAVE = frozenset({"skip", "stop", "go on", "go on without it", "跳过", "不要", "先不要", "先不要这一部分", "到此为止"})

Update = dict[str, Any]
Emit = Callable[[Event], None]


def _emitter(runtime: Runtime[RunContext]) -> Emit:
    return lambda event: runtime.stream_writer(runtime.context.stamp(event))


async def _understand(state: RunState, runtime: Runtime[RunContext]) -> Update:
    emit, given = _emitter(runtime), state.given
    text = given.text if given else state.said
    language = given.language if given else language_of(text)
    if given is None or state.answers:
        text = with_answers(text, state.answers, language)
        known = Given(origin=given.origin, destination=given.destination) if given else NOTHING_GIVEN
        request = await understand(text, runtime.context, emit, today=state.today, given=known)
        if given is not None:
            request = completed(given, request, state.answers)
    else:
        request = given
    request = await with_perceived(request, state.perceived, runtime.context, emit, today=state.today)
    if state.start is not None:
        if state.start < state.today:
            message = PHRASES.say("start.past", language, start=state.start.isoformat(), today=state.today.isoformat())
            raise BadRequest(InputProblem(field="start", value=state.start.isoformat(), message=message))
        provenance = {**request.provenance, "start": Provenance(origin="given")}
        request = request.model_copy(update={"start": state.start, "provenance": provenance})
    emit(RequestUnderstood(request=request))
    return {"request": request, "worlds": dict(runtime.context.worlds), "usage": runtime.context.used(state.usage)}


async def _clarify(state: RunState, runtime: Runtime[RunContext]) -> Command[str]:
    """Ask what is missing; without anybody to ask, take the safe default or stop.

    A question that stands again after its answer was worked in wasn't answered, and is asked again a few times.
    """
    emit, request, interactive = _emitter(runtime), _request(state), runtime.context.interactive
    answers = {key_of(answer.question): answer for answer in state.answers}
    asked = list(state.asked)

    def told(question: Question) -> None:
        if not interactive:  # else whoever asks has told of it
            emit(QuestionAsked(question=question, taken=question.default))

    for question in request.questions:
        key = key_of(question)
        if interactive and (key not in asked or (key in answers and asked.count(key) < _MOST_ASKED)):
            answer = str(interrupt(question.model_dump(mode="json")) or "").strip()
            asked.append(key)
            if answer and answer != question.default:
                answers[key] = Answer(question=question, text=answer)
                return Command(goto="understand", update={"answers": tuple(answers.values()), "asked": tuple(asked)})
        if question.default is None:
            blocking = tuple(q for q in request.questions if q.default is None)
            for open_question in blocking:
                told(open_question)
            return Command(goto="finish", update={"status": "needs_input", "questions": blocking})
        told(question)
    return Command(goto="recall", update={"asked": tuple(asked)})


async def _recall(state: RunState, runtime: Runtime[RunContext]) -> Update:
    """Let what is remembered of the traveller count, softly; a plan that is changed keeps what counted in it."""
    context, emit, request = runtime.context, _emitter(runtime), _request(state)
    if context.recall is None or request.recalled:
        return {}
    items = await context.recall(request, emit)
    if not items:
        return {}
    await learn_names(request.text, context, emit, Given(destination=request.destination))
    request = recall_into(request, items, cities=context.cities, gazetteer_of=context.gazetteers.get, today=state.today)
    if request.recalled:
        emit(MemoryRecalled(recalled=request.recalled))
    return {"request": request}


async def _settle(state: RunState, runtime: Runtime[RunContext]) -> Update:
    request = _request(state)
    call = runtime.context.caller(_emitter(runtime), city=request.destination or "", language=request.language)
    settled = await settle_start(request, call, state.today)
    return {"request": settled, "wanted": settled}


async def _decompose(state: RunState, runtime: Runtime[RunContext]) -> Update:
    context, emit = runtime.context, _emitter(runtime)
    tasks = await plan_tasks(_request(state), context, emit)
    emit(TasksPlanned(graph=tasks))
    return {"tasks": tasks, "usage": context.used(state.usage)}


async def _dispatch(state: RunState, runtime: Runtime[RunContext]) -> Update:
    assert state.tasks is not None
    context, emit = runtime.context, _emitter(runtime)
    found = await gather(_request(state), state.tasks, context, emit, today=state.today)
    return {"dossier": Dossier.of(found), "worlds": dict(context.worlds), "usage": context.used(state.usage)}


async def _consult(state: RunState, runtime: Runtime[RunContext]) -> Command[str]:
    """Ask what to do about lost capabilities; without anybody to ask, go on without them where that can be.

    What there is no plan without is tried once more in any case: finished calls are in the journal, so it costs only the lost ones.
    """
    request, asked = _request(state), list(state.asked)
    assert state.tasks is not None
    lost = [gap for task in state.tasks.tasks if task.essential for gap in state.findings[task.id].gaps]
    if not state.tried_again and any(gap.code in RETRYABLE for gap in lost):
        names = listed(request.language, dict.fromkeys(gap.capability for gap in lost))
        _emitter(runtime)(Replanned(reason=PHRASES.say("repair.again", request.language, capabilities=names)))
        return Command(goto="dispatch", update={"tried_again": True})
    if has_lost_places(state, runtime.context) and (update := another_world(state, runtime.context)) is not None:
        _emitter(runtime)(Replanned(reason=start_over(state)))
        return Command(goto="understand", update=update)
    for task in state.tasks.tasks:
        for gap in state.findings[task.id].gaps:
            question = _capability_question(gap, request, essential=task.essential)
            if not runtime.context.interactive or key_of(question) in asked or gap.code == "not_found":
                continue
            for _ in range(_MOST_ASKED):
                answer = str(interrupt(question.model_dump(mode="json")) or "").strip().lower()
                if answer in RETRY:
                    return Command(goto="dispatch", update={"asked": tuple(asked)})
                if not answer or answer in LEAVE:
                    break
            asked.append(key_of(question))
    if lost:
        gaps = [gap for found in state.findings.values() for gap in found.gaps]
        return Command(goto="finish", update={"asked": tuple(asked), "status": "infeasible", "conflict": _lost(gaps, request)})
    return Command(goto="mend", update={"asked": tuple(asked)})


async def _mend(state: RunState, runtime: Runtime[RunContext]) -> Update:
    """Replace must-sees that are sold out or closed throughout."""
    request, substitutions = substitute_blocked(_request(state), state.findings)
    for substitution in substitutions:
        _emitter(runtime)(Replanned(reason=substitution.reason))
    return {"request": request, "substitutions": substitutions}


async def _schedule(state: RunState, runtime: Runtime[RunContext]) -> Command[str]:
    context, emit, request = runtime.context, _emitter(runtime), _request(state)
    began, seconds = context.registry.clock.monotonic(), context.settings.schedule_seconds
    outcome = await asyncio.to_thread(arrange, request, state.findings, seconds=seconds, loosely=state.loosely)
    if not isinstance(outcome, Arrangement):
        blame = blame_of(outcome, request, state.findings)
        if blame.lacking and (update := another_world(state, context)) is not None:
            emit(Replanned(reason=PHRASES.say("repair.world_lacks", request.language, reason=blame.reason)))
            return Command(goto="understand", update=update)
        return Command(goto="relax", update={"blame": blame})
    if outcome.thrifty:
        emit(Replanned(reason=PHRASES.say("repair.cheaper", request.language)))
    visits = sum(stop.kind == "attraction" for day in outcome.itinerary.days for stop in day.stops)
    took = context.registry.clock.monotonic() - began
    emit(ScheduleFound(visits=visits, days=len(outcome.itinerary.days), seconds=took))
    return Command(goto="verify", update={"itinerary": outcome.itinerary, "budget": outcome.budget})


async def _verify(state: RunState, runtime: Runtime[RunContext]) -> Command[str]:
    assert state.itinerary is not None
    assert state.budget is not None
    assert state.wanted is not None
    substitutes = {substitution.place: substitution.by for substitution in state.substitutions}
    facts = Facts.gather(state.findings)
    checks = verify(state.wanted, state.itinerary, state.budget, facts, substitutes=substitutes)
    count = {status: sum(check.status == status for check in checks) for status in ("satisfied", "violated", "unverifiable")}
    _emitter(runtime)(Verified(**count))
    if objections := unexcused(checks, state):
        if not state.loosely and any(not pin.locked for pin in state.wanted.pins):
            return Command(goto="schedule", update={"loosely": True})
        return Command(goto="relax", update={"blame": refusal(objections, state.wanted)})
    return Command(goto="finish", update={"checks": checks, "status": "ok"})


async def _relax(state: RunState, runtime: Runtime[RunContext]) -> Update:
    conflict = await asyncio.to_thread(explain, _request(state), state.findings, state.blame, wanted=state.wanted)
    return {"status": "infeasible", "conflict": conflict, "itinerary": None, "budget": None}


async def _finish(state: RunState, runtime: Runtime[RunContext]) -> Update:
    if state.status != "ok":
        return {}
    gaps = any(found.gaps for found in state.findings.values())
    excused = any(check.status == "violated" and not check.soft for check in state.checks)
    degraded = gaps or excused or bool(state.substitutions)
    return {"status": "degraded" if degraded else "ok", "notes": (*world_notes(state, runtime.context), *notes_for(state))}


async def _write(state: RunState, runtime: Runtime[RunContext]) -> Update:
    """Have a plan worded where a model sits in the writer's seat; without one the plan speaks for itself."""
    if runtime.context.models is None or not runtime.context.models.takes("writer") or state.status not in ("ok", "degraded"):
        return {}
    from .words import words_of  # loads what compares texts, which a run without a model doesn't need

    return await words_of(state, runtime.context, _emitter(runtime))


Flow = CompiledStateGraph[RunState, RunContext, RunState, RunState]


def build_graph(checkpointer: BaseCheckpointSaver[str]) -> Flow:
    """The flow whose state is checkpointed after each node; it is wired once."""
    return _wired().copy({"checkpointer": checkpointer})


@cache
def _wired() -> Flow:
    graph = StateGraph(RunState, context_schema=RunContext)
    for name, node in (
        ("understand", _understand),
        ("recall", _recall),
        ("settle", _settle),
        ("decompose", _decompose),
        ("dispatch", _dispatch),
        ("mend", _mend),
        ("relax", _relax),
        ("finish", _finish),
        ("write", _write),
    ):
        graph.add_node(name, node)
    graph.add_node("clarify", _clarify, destinations=("understand", "recall", "finish"))
    graph.add_node("consult", _consult, destinations=("dispatch", "understand", "mend", "finish"))
    graph.add_node("schedule", _schedule, destinations=("verify", "relax", "understand"))
    graph.add_node("verify", _verify, destinations=("finish", "schedule", "relax"))
    for start, end in (
        (START, "understand"),
        ("understand", "clarify"),
        ("recall", "settle"),
        ("settle", "decompose"),
        ("decompose", "dispatch"),
        ("dispatch", "consult"),
        ("mend", "schedule"),
        ("relax", "finish"),
        ("finish", "write"),
        ("write", END),
    ):
        graph.add_edge(start, end)
    return graph.compile()


def unexcused(checks: tuple[CheckResult, ...], state: RunState) -> list[CheckResult]:
    """Violations that keep a plan from being delivered.

    A wish for what a substitute stands in for is violated and said to be; the rule ``substitution`` judges the rest of it.
    A day that lacks a meal is worth having, too, and so is one of arrival or departure on which nothing is seen.
    """
    replaced = {substitution.wish for substitution in state.substitutions}
    return [
        check
        for check in checks
        if check.status == "violated" and not check.soft and check.rule not in ("meals", "idle") and check.wish not in replaced
    ]


def _request(state: RunState) -> TripRequest:
    assert state.request is not None
    return state.request


def _capability_question(gap: Gap, request: TripRequest, *, essential: bool) -> Question:
    key, leave = ("question.essential", "stop") if essential else ("question.capability", "skip")
    text = PHRASES.say(key, request.language, capability=gap.capability, message=gap.message)
    return Question(slot="capability", text=text, default=leave, options=("retry", leave), quote=gap.capability)


def _lost(gaps: list[Gap], request: TripRequest) -> Conflict:
    listed = "; ".join(f"{gap.capability} ({gap.code}): {gap.message}" for gap in gaps)
    return Conflict(
        wishes=(),
        explanation=PHRASES.say("conflict.tools", request.language, gaps=listed),
        ways_out=(WayOut(text=PHRASES.say("way.retry", request.language)),),
    )
