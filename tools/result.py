"""What every tool call ends in: a typed result, never a stray exception."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from ..domain.base import Model
from ..domain.errors import RETRYABLE, ErrorCode
from ..domain.evidence import Source
from ..domain.request import Question

T = TypeVar("T")

MendReason = Literal["type", "blank", "alias", "spelling"]


class Mend(Model):
    """An argument that was put right before the call.

    Attributes:
        field: The argument, e.g. ``city`` or ``names[0]``.
        given: What the caller wrote; empty for a blank.
        used: What the tool got.
        reason: ``type`` ("3" to 3), ``blank`` (filled from the request), ``alias`` (another name of the same thing) or
            ``spelling`` (a near miss).
    """

    field: str
    given: str
    used: str
    reason: MendReason


class Cause(Model):
    """Why one tool of a capability failed."""

    tool: str
    code: ErrorCode
    message: str

    def __str__(self) -> str:
        """One line for a log or a :class:`~xiake.domain.task.Gap`."""
        return f"{self.tool}: {self.code}: {self.message}"


class ToolError(Model):
    """Why a call failed.

    Attributes:
        code: One of the fixed codes; :data:`~xiake.domain.errors.HTTP_STATUS` gives their numbers.
        message: What went wrong and, for bad arguments, what would be right; without secrets.
        retryable: Whether the same call may succeed later.
        causes: What each tool tried before said, in order.
        question: Something only the traveller can decide, e.g. which of two places was meant.
    """

    code: ErrorCode
    message: str
    retryable: bool
    causes: tuple[Cause, ...] = ()
    question: Question | None = None


class ToolResult(Model, Generic[T]):
    """The outcome of one call.

    Attributes:
        ok: Whether ``data`` is there; exactly one of ``data`` and ``error`` is.
        tool: Name of the tool that answered, or failed last.
        source: Evidence behind the data.
        attempts: How often the tool was tried; 0 when a cache or journal answered.
        elapsed: Seconds from the call to this result.
        age: Seconds since a kept answer was given; 0 for a new one.
        mends: Arguments that were put right.
        replayed: True when the journal of a resumed run answered.
    """

    ok: bool
    tool: str
    data: T | None = None
    error: ToolError | None = None
    source: Source | None = None
    attempts: int = 1
    elapsed: float = 0.0
    age: float = 0.0
    mends: tuple[Mend, ...] = ()
    replayed: bool = False

    def unwrap(self) -> T:
        """The data of a good result.

        Raises:
            ValueError: If the call failed; look at ``error`` first.
        """
        if self.data is None:
            raise ValueError(f"{self.tool} failed: {self.error}")
        return self.data


def failed(
    tool: str, code: ErrorCode, message: str, *, question: Question | None = None, attempts: int = 1
) -> ToolResult[object]:
    """A failed result."""
    error = ToolError(code=code, message=message, retryable=code in RETRYABLE, question=question)
    return ToolResult[object].model_construct(
        ok=False,
        tool=tool,
        data=None,
        error=error,
        source=None,
        attempts=attempts,
        elapsed=0.0,
        age=0.0,
        mends=(),
        replayed=False,
    )
