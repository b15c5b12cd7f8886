"""How a program ends: its exit code, and every error as a message or a document. The command line and the examples share it.

Nothing heavy is imported before an error needs it.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from .phrases import PHRASES, system_language

if TYPE_CHECKING:
    from ..domain.errors import InputProblem
    from ..planner.export.rejection import Rejection

OK, BAD_INPUT, NEEDS_INPUT, INFEASIBLE, INTERNAL, INTERRUPTED = 0, 2, 3, 4, 5, 130
EXIT_CODES = {"ok": OK, "degraded": OK, "needs_input": NEEDS_INPUT, "infeasible": INFEASIBLE}
"""By status of the trip."""


def ending(work: Callable[[], int], *, as_json: bool) -> int:
    """Do the work and return its exit code; an exception becomes a message on standard error, or a document with ``as_json``.

    The text of a foreign exception may carry secrets and isn't shown, unless ``XIAKE_DEBUG`` is set.
    """
    try:
        return work()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _fail(error, as_json)


def refuse(message: str, *problems: InputProblem, as_json: bool) -> int:
    """End for bad input: with a message, or a document of the problems."""
    return _end("bad_input", message, problems, as_json)


def rejection_of(error: Exception) -> Rejection:
    """An exception as the document that is printed for it.

    The text of a foreign exception may carry secrets and isn't in it; with ``XIAKE_DEBUG`` set its trace goes to standard error.
    """
    from ..domain.errors import BadRequest, ConfigurationError, InputProblem, XiakeError
    from ..memory.short_term.head import SessionTooNew
    from ..planner.export.rejection import Rejection
    from ..planner.turns.phrases import PHRASES as TURNS

    if isinstance(error, BadRequest):
        return Rejection(status="bad_input", problems=error.problems)
    if isinstance(error, SessionTooNew):
        message = TURNS.say("trouble.newer", system_language(), session=error.session)
        return Rejection(status="bad_input", problems=(InputProblem(field="session", value=error.session, message=message),))
    if os.environ.get("XIAKE_DEBUG"):
        traceback.print_exception(error)
    internal = PHRASES.say("internal", system_language(), kind=type(error).__name__)
    message = str(error) if isinstance(error, XiakeError) else internal
    status: Literal["bad_input", "internal"] = "bad_input" if isinstance(error, ConfigurationError) else "internal"
    return Rejection(status=status, problems=(InputProblem(field="", value="", message=message),))


def write(text: str) -> None:
    """Print the program's result."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def tell(text: str) -> None:
    """Print a word to the user beside the result."""
    sys.stderr.write(text + "\n")


def _fail(error: Exception, as_json: bool) -> int:
    rejection = rejection_of(error)
    message = "\n".join(problem.message for problem in rejection.problems)
    return _end(rejection.status, message, rejection.problems, as_json)


def _end(status: Literal["bad_input", "internal"], message: str, problems: tuple[InputProblem, ...], as_json: bool) -> int:
    if as_json:
        from ..planner.export.rejection import Rejection

        write(Rejection(status=status, problems=problems).model_dump_json(indent=2))
    else:
        tell(message)
    return BAD_INPUT if status == "bad_input" else INTERNAL
