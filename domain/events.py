"""What happens during a run, as it happens; user interfaces only render these."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Model
from .errors import ErrorCode, MemoryTrouble, ModelTrouble
from .money import Amount
from .recalled import Recalled
from .request import Question, TripRequest
from .task import TaskGraph
from .usage import Seat


class BaseEvent(Model):
    """What all events share: ``at`` is seconds since the run began."""

    at: float = 0.0


class RequestUnderstood(BaseEvent):
    """Intake finished."""

    type: Literal["request_understood"] = "request_understood"
    request: TripRequest


class TasksPlanned(BaseEvent):
    """The planner agent decided on the subtasks."""

    type: Literal["tasks_planned"] = "tasks_planned"
    graph: TaskGraph


class TaskStarted(BaseEvent):
    """A worker took up a subtask."""

    type: Literal["task_started"] = "task_started"
    task: str


class TaskFinished(BaseEvent):
    """A worker finished a subtask; ``accepted`` is the verdict of its acceptance test."""

    type: Literal["task_finished"] = "task_finished"
    task: str
    found: int
    accepted: bool
    seconds: float


class ToolCalled(BaseEvent):
    """A tool call ended well or badly; ``age`` is that of a kept answer, seconds."""

    type: Literal["tool_called"] = "tool_called"
    task: str = ""
    tool: str
    ok: bool
    attempts: int = 1
    elapsed: float = 0.0
    age: float = 0.0
    code: ErrorCode | None = None
    replayed: bool = False


class ToolRetried(BaseEvent):
    """A call failed and is tried again after ``wait`` seconds."""

    type: Literal["tool_retried"] = "tool_retried"
    tool: str
    attempt: int
    wait: float
    code: ErrorCode


class FellBack(BaseEvent):
    """A tool gave up and the next tool of its capability takes over."""

    type: Literal["fell_back"] = "fell_back"
    capability: str
    failed: str
    code: ErrorCode
    to: str


class ArgumentMended(BaseEvent):
    """An argument was corrected before a call."""

    type: Literal["argument_mended"] = "argument_mended"
    tool: str
    field: str
    given: str
    used: str


class BranchTaken(BaseEvent):
    """A subtask's findings don't serve it, so it is searched for wider or once more, or goes on with what there is.

    Attributes:
        reason: What was found and what is done about it, in the user's language.
    """

    type: Literal["branch_taken"] = "branch_taken"
    task: str
    action: Literal["widen", "again", "skip"]
    reason: str


class Replanned(BaseEvent):
    """The plan or the task graph was changed for a reason, in the user's language."""

    type: Literal["replanned"] = "replanned"
    reason: str


class CapabilityLost(BaseEvent):
    """A capability stayed unavailable after retries and fallback."""

    type: Literal["capability_lost"] = "capability_lost"
    capability: str
    code: ErrorCode
    message: str


class MemoryRecalled(BaseEvent):
    """What is remembered of the traveller counts in the request."""

    type: Literal["memory_recalled"] = "memory_recalled"
    recalled: tuple[Recalled, ...]


class MemoryTroubled(BaseEvent):
    """A memory does not answer; the run goes on without it."""

    type: Literal["memory_troubled"] = "memory_troubled"
    memory: Literal["short_term", "long_term"]
    reason: MemoryTrouble


class ModelCalled(BaseEvent):
    """A call of a language model ended well or badly.

    Attributes:
        task: Id of the subtask it was made for; empty outside one.
        elapsed: Seconds.
        cost: CNY; None where the price or the tokens are unknown.
        code: Why there was no answer.
    """

    type: Literal["model_called"] = "model_called"
    seat: Seat
    model: str
    task: str = ""
    ok: bool
    input_tokens: int = 0
    output_tokens: int = 0
    elapsed: float = 0.0
    cost: Amount | None = None
    code: ModelTrouble | None = None


class SeatFellBack(BaseEvent):
    """A model failed in its seat and rules take over.

    Attributes:
        task: Id of the subtask that it was about; empty outside one.
        message: What happened, in the user's language.
    """

    type: Literal["seat_fell_back"] = "seat_fell_back"
    seat: Seat
    task: str = ""
    reason: ModelTrouble
    message: str


class WordsChecked(BaseEvent):
    """What a model worded was compared with the plan.

    Attributes:
        kept: Sentences that stay.
        removed: Sentences with facts that the plan and its sources don't have.
    """

    type: Literal["words_checked"] = "words_checked"
    kept: int
    removed: int


class QuestionAsked(BaseEvent):
    """The run needs an answer, or took the default."""

    type: Literal["question_asked"] = "question_asked"
    question: Question
    taken: str | None = None


class ScheduleFound(BaseEvent):
    """The scheduler finished."""

    type: Literal["schedule_found"] = "schedule_found"
    visits: int
    days: int
    seconds: float


class Verified(BaseEvent):
    """The verifier finished."""

    type: Literal["verified"] = "verified"
    satisfied: int
    violated: int
    unverifiable: int


class PlanReady(BaseEvent):
    """The run ended with this status; the trip itself is the stream's last item."""

    type: Literal["plan_ready"] = "plan_ready"
    status: Literal["ok", "degraded", "needs_input", "infeasible"]


Event = Annotated[
    RequestUnderstood
    | TasksPlanned
    | TaskStarted
    | TaskFinished
    | ToolCalled
    | ToolRetried
    | FellBack
    | ArgumentMended
    | BranchTaken
    | Replanned
    | CapabilityLost
    | MemoryRecalled
    | MemoryTroubled
    | ModelCalled
    | SeatFellBack
    | WordsChecked
    | QuestionAsked
    | ScheduleFound
    | Verified
    | PlanReady,
    Field(discriminator="type"),
]
