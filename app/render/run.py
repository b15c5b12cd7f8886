"""What a run has done so far: its events folded into steps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from ...domain import events as ev
from ...domain.language import Language
from ...domain.task import SubTask
from ...domain.usage import Seat
from ...planner.export.words import capability_of, facts_of, title_of
from ..phrases import PHRASES
from .timing import duration

State = Literal["waiting", "running", "done", "weak", "failed", "note"]


@dataclass
class Step:
    """One line of the tree.

    Attributes:
        calls: Finished calls by tool: how many, attempts and seconds.
        asked: Questions to models by their name.
        questions: What was asked, with the answer or the default taken.
        notes: What went differently than planned.
    """

    title: str
    state: State = "running"
    detail: str = ""
    calls: dict[str, Calls] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class Calls:
    """Calls of one tool within a step, added up."""

    count: int = 0
    attempts: int = 0
    seconds: float = 0.0
    replayed: bool = False
    codes: Counter[str] = field(default_factory=Counter)


@dataclass
class Asked:
    """Questions to one model within a step, added up."""

    count: int = 0
    tokens: int = 0
    seconds: float = 0.0
    codes: Counter[str] = field(default_factory=Counter)


_STEPS: dict[Seat, str] = {
    "intake": "understand",
    "eyes": "understand",
    "ears": "understand",
    "planner": "decompose",
    "writer": "write",
}
"""Where models are asked outside of a subtask."""


class RunView:
    """Folds events into steps. Rendering is separate, so that any interface can show the same run."""

    def __init__(self, language: Language) -> None:
        """Begin with reading the request."""
        self.language = language
        self.steps = [Step(self._say("step.understand"))]
        self.tasks: dict[str, Step] = {}
        self._plan: dict[str, SubTask] = {}

    def take(self, event: ev.Event) -> None:
        """Take one event."""
        match event:
            case ev.RequestUnderstood():
                self._understood(event)
            case ev.QuestionAsked():
                answer = event.taken or event.question.default
                text = event.question.text
                note = self._say("taken", question=text, answer=answer) if answer else text
                self._step("understand").questions.append(note)
            case ev.TasksPlanned():
                self._plan = {task.id: task for task in event.graph.tasks}
                self.tasks = {task.id: Step(_as_title(task.goal), "waiting") for task in event.graph.tasks}
                self._close("decompose", "done", self._say("detail.tasks", count=len(self.tasks)))
            case ev.TaskStarted():
                self._task(event.task).state = "running"
            case ev.TaskFinished():
                self._finished(event)
            case ev.ToolCalled():
                self._called(event)
            case ev.ModelCalled():
                self._asked(event)
            case ev.SeatFellBack():
                self._note(self._seated(event.seat, event.task), event.message)
            case ev.WordsChecked():
                key = "detail.words.removed" if event.removed else "detail.words"
                self._close("write", "done", self._say(key, kept=event.kept, removed=event.removed))
            case ev.ToolRetried() | ev.FellBack() | ev.CapabilityLost() | ev.ArgumentMended() | ev.BranchTaken():
                self._trouble(event)
            case ev.Replanned():
                self.steps.append(Step(event.reason, "note"))
            case ev.ScheduleFound():
                key = "detail.schedule.one" if event.days == 1 else "detail.schedule"
                detail = self._say(key, visits=event.visits, days=event.days)
                self._close("schedule", "done", detail, event.seconds)
                self.steps.append(Step(self._say("step.verify")))
            case ev.Verified():
                counts = event.model_dump(include={"satisfied", "violated", "unverifiable"})
                self._close("verify", "weak" if event.violated else "done", self._say("detail.verify", **counts))
            case ev.PlanReady():
                self.end("done" if event.status in ("ok", "degraded") else "failed")

    def end(self, state: State) -> None:
        """Nothing runs any more."""
        for step in [*self.steps, *self.tasks.values()]:
            if step.state == "running":
                step.state = state

    def _say(self, key: str, **fields: object) -> str:
        return PHRASES.say(key, self.language, **fields)

    def _step(self, key: str) -> Step:
        """The latest step of this sort; a new one where there is none that still runs."""
        title = self._say(f"step.{key}")
        known = next((step for step in reversed(self.steps) if step.title == title), None)
        if known is None or (key != "understand" and known.state != "running"):
            known = Step(title)
            self.steps.append(known)
        return known

    def _close(self, key: str, state: State, detail: str, seconds: float | None = None) -> None:
        step = self._step(key)
        step.state = state
        step.detail = detail if seconds is None else f"{detail} · {duration(seconds, self.language)}"

    def _task(self, name: str) -> Step:
        return self.tasks.get(name) or self.steps[-1]

    def _understood(self, event: ev.RequestUnderstood) -> None:
        step = self.steps[0]
        self.language = event.request.language
        step.title, step.state = self._say("step.understand"), "done"
        step.detail = " · ".join([title_of(event.request), *(value for _, value in facts_of(event.request)[:-1])])

    def _finished(self, event: ev.TaskFinished) -> None:
        step = self._task(event.task)
        step.state = "done" if event.accepted else "weak" if event.found else "failed"
        if event.found:
            found = self._say("detail.found" if event.accepted else "detail.short", count=event.found)
            step.detail = f"{found} · {duration(event.seconds, self.language)}"
        if all(task.state not in ("waiting", "running") for task in self.tasks.values()):
            self._step("schedule")

    def _called(self, event: ev.ToolCalled) -> None:
        calls = self._task(event.task).calls.setdefault(event.tool, Calls())
        calls.count += 1
        calls.attempts += event.attempts
        calls.seconds += event.elapsed
        calls.replayed |= event.replayed
        if event.code:
            calls.codes[event.code] += 1

    def _asked(self, event: ev.ModelCalled) -> None:
        asked = self._seated(event.seat, event.task).asked.setdefault(event.model, Asked())
        asked.count += 1
        asked.tokens += event.input_tokens + event.output_tokens
        asked.seconds += event.elapsed
        if event.code:
            asked.codes[event.code] += 1

    def _seated(self, seat: Seat, task: str) -> Step:
        """The step that a model in this seat helps with."""
        return self._step(_STEPS[seat]) if seat in _STEPS else self._task(task)

    def _note(self, step: Step, note: str) -> None:
        if note not in step.notes:
            step.notes.append(note)

    def _trouble(self, event: ev.ToolRetried | ev.FellBack | ev.CapabilityLost | ev.ArgumentMended | ev.BranchTaken) -> None:
        match event:
            case ev.ToolRetried():
                wait = duration(event.wait, self.language)
                note = self._say("retry", tool=event.tool, code=event.code, wait=wait, attempt=event.attempt)
                step = self._serving(event.tool)
            case ev.FellBack():
                note = self._say("fell_back", failed=event.failed, code=event.code, to=event.to)
                step = self._serving(event.capability)
            case ev.CapabilityLost():
                what = capability_of(event.capability, self.language)
                note = self._say("lost", capability=what, code=event.code, message=event.message)
                step = self._serving(event.capability)
            case ev.ArgumentMended():
                note = self._say("mended", given=event.given, used=event.used)
                step = self._serving(event.tool)
            case ev.BranchTaken():
                note = event.reason
                step = self._task(event.task)
        self._note(step, note)

    def _serving(self, name: str) -> Step:
        """The task that needs a capability, given its name or that of a tool called ``<provider>_<capability>``."""
        for task in self._plan.values():
            if self.tasks[task.id].state == "running" and (name == task.capability or name.endswith(f"_{task.capability}")):
                return self.tasks[task.id]
        return self.steps[-1]


def _as_title(goal: str) -> str:
    """With a capital, as the other steps have it; the rest as it is, since names stand in it."""
    return goal[:1].upper() + goal[1:]
