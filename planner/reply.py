"""What a conversation answers to a turn, and the versions of the plan it goes through."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, Field

from ..domain.base import Model
from ..domain.edit import Edit
from ..domain.memory import MemoryItem
from ..domain.recalled import Recalled
from ..domain.request import Question
from .edit.explanation import Explanation
from .edit.plan_diff import PlanDiff
from .trip import Trip

ReplyKind = Literal["plan", "edit", "undo", "why", "compare", "question", "noted", "answer", "unclear", "trouble"]
"""What a turn came to.

``plan`` is a first plan or one of a new request, ``edit`` a changed one, ``undo`` an earlier or later version that counts again;
``why`` and ``compare`` answer and change nothing; ``question`` waits for an answer; ``noted`` took something to memory only;
``answer`` says or shows something that changes nothing; ``unclear`` could not be read or carried out; ``trouble`` found no plan: the one before still stands, and ``trip.conflict`` tells why.
"""

Asks = Literal["plan", "memory", "save", "history", "help", "forget"]
"""What a turn asks to be shown or done beside the plan."""


class PlanVersion(Model):
    """A plan as it stood after a turn.

    Attributes:
        number: From 1, in the order they were made; never given twice.
        parent: The version it was made from; None for the plan of a new request.
        trip: The plan with the request that led to it; what is locked stands in ``trip.request.pins``.
        edits: What changed the parent into it.
        turn: Number of the turn that made it.
        said: The user's words of that turn.
    """

    number: int = Field(ge=1)
    parent: int | None = None
    trip: Trip
    edits: tuple[Edit, ...] = ()
    turn: int
    said: str
    made: AwareDatetime


class Reply(Model):
    """The answer to one turn; the last item of :meth:`Conversation.say`.

    Attributes:
        turn: Number of the turn, from 1.
        text: What to tell the user, in their language; complete without the other fields, but for the plan itself.
        trip: The plan that counts now; with ``trouble`` the attempt that failed, with its conflict.
        version: Number of the version that counts now; None before the first plan.
        diff: What changed against the version before (``edit``, ``undo``), or between the compared ones (``compare``).
        answers: To each "why?" of the turn.
        questions: The open question, if there is one: the next turn is taken as its answer, an empty one as its default.
        unread: Words that carry a wish and could not be read.
        asks: What the turn asks to be shown or done; ``save`` and ``forget`` are left to the
            interface, which knows where to and asks what.
        remembered: What was learnt of the traveller in this turn.
        recalled: Memories that count in the plan; each can be refused.
        degraded: Troubles of the memory, worded; empty when all is well.
        acknowledged: Whether the turn is durable: nothing that happens to this process can lose it.
    """

    kind: ReplyKind
    turn: int = Field(ge=1)
    text: str
    trip: Trip | None = None
    version: int | None = None
    diff: PlanDiff | None = None
    answers: tuple[Explanation, ...] = ()
    questions: tuple[Question, ...] = ()
    unread: tuple[str, ...] = ()
    asks: Asks | None = None
    remembered: tuple[MemoryItem, ...] = ()
    recalled: tuple[Recalled, ...] = ()
    degraded: tuple[str, ...] = ()
    acknowledged: bool = True
