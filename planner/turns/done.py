"""What a turn came to, before it is committed."""

from __future__ import annotations

from dataclasses import dataclass

from ...domain.edit import Edit
from ...domain.language import Language
from ...domain.memory import Statement
from ..edit.explanation import Explanation
from ..edit.plan_diff import PlanDiff
from ..reply import Asks, ReplyKind
from ..trip import Trip
from .talk import Talk


@dataclass(frozen=True, kw_only=True)
class Done:
    """The end of a turn's work.

    Attributes:
        talk: The conversation as it stands then, but for the turn's own entry in the dialogue.
        said: The traveller's words, typed or spoken, and what came with them.
        lines: What to tell, line by line.
        trip: The plan to show; None takes the one that counts.
        statements: What was said that lasts.
        settles: Whether the traveller is content with the plan as it is.
    """

    talk: Talk
    kind: ReplyKind
    language: Language
    said: str
    lines: tuple[str, ...] = ()
    trip: Trip | None = None
    diff: PlanDiff | None = None
    answers: tuple[Explanation, ...] = ()
    unread: tuple[str, ...] = ()
    asks: Asks | None = None
    edits: tuple[Edit, ...] = ()
    statements: tuple[Statement, ...] = ()
    settles: bool = False
