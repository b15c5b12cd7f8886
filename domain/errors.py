"""Everything Xiake raises.

::

    XiakeError
    ├── BadRequest          the traveller's input can't be planned; shown to them, exit code 2
    ├── ConfigurationError  a setting is wrong; shown to the developer
    ├── RegistrationError   a tool or task is declared wrongly; shown to the developer
    ├── ModelUnavailable    a language model gave no answer that can be used; its deterministic twin takes over, and it is said
    ├── MemoryUnavailable   a store of memories can't be used now; planning goes on without it, and it is said
    └── ToolFailure         raised *inside* a tool to report a typed error; never leaves the tools floor
"""

from __future__ import annotations

from typing import Literal

from .base import Model
from .language import Language, worded

ErrorCode = Literal[
    "invalid_argument",
    "unauthorized",
    "forbidden",
    "not_found",
    "timeout",
    "sold_out",
    "closed",
    "rate_limited",
    "upstream",
    "unavailable",
]
MemoryTrouble = Literal["unreachable", "timeout", "full", "read_only", "locked", "corrupt"]
"""Why a memory does not answer."""
ModelTrouble = Literal[
    "unauthorized",
    "forbidden",
    "rate_limited",
    "timeout",
    "upstream",
    "unavailable",
    "invalid",
    "refused",
    "budget",
    "unreadable",
]
"""Why a model gave no answer: as a tool's codes; ``invalid`` (it does not take such a call), ``refused`` (its provider's filter stopped
it), ``budget`` (the run's calls or tokens are used up), ``unreadable`` (its answers were no such data, round after round)."""
HTTP_STATUS: dict[ErrorCode, int] = {
    "invalid_argument": 400,
    "unauthorized": 401,
    "forbidden": 403,
    "not_found": 404,
    "timeout": 408,
    "sold_out": 409,
    "closed": 410,
    "rate_limited": 429,
    "upstream": 502,
    "unavailable": 503,
}
RETRYABLE: frozenset[ErrorCode] = frozenset({"timeout", "rate_limited", "upstream", "unavailable"})


class XiakeError(Exception):
    """Base of all errors raised by Xiake."""


class InputProblem(Model):
    """One thing wrong with an input.

    Attributes:
        field: The slot, e.g. ``days``.
        value: What was given.
        message: What is wrong and what would be right, in the user's language.
    """

    field: str
    value: str
    message: str


class BadRequest(XiakeError):
    """The request is nonsense, contradicts itself or asks for the impossible."""

    def __init__(self, *problems: InputProblem) -> None:
        """Keep every problem; the exception's text is their messages."""
        self.problems = problems
        super().__init__("\n".join(problem.message for problem in problems))


class ConfigurationError(XiakeError):
    """A setting is missing or wrong."""


class RegistrationError(XiakeError):
    """A tool or task graph is declared wrongly."""


class ModelUnavailable(XiakeError):
    """A language model gave no answer that can be used.

    Attributes:
        reason: See :data:`ModelTrouble`.
    """

    def __init__(self, reason: ModelTrouble, message: str) -> None:
        """Carry a reason and a message without secrets and without the provider's own text."""
        self.reason = reason
        super().__init__(message)


class MemoryUnavailable(XiakeError):
    """A store of memories can't serve now.

    Attributes:
        reason: ``unreachable`` (no server, no folder, not let in), ``timeout`` (too slow), ``full``, ``read_only``, ``locked`` (another
            process holds it) or ``corrupt`` (what stands there can't be read).
    """

    def __init__(self, reason: MemoryTrouble, message: str) -> None:
        """Carry a reason and a message without secrets or stored text."""
        self.reason = reason
        super().__init__(message)


class ToolFailure(XiakeError):
    """A tool could not do its work, for a reason that has a code."""

    def __init__(self, code: ErrorCode, message: str, message_en: str | None = None) -> None:
        """Carry a code of :data:`ErrorCode` and a message without secrets, in English too where it has another wording."""
        self.code = code
        self.message_en = message_en
        super().__init__(message)

    def message_in(self, language: Language) -> str:
        """What a reader of this language is told."""
        return worded(language, str(self), self.message_en)
