"""The command line. Exit codes: 0 plan, 2 bad input, 3 needs input, 4 infeasible, 5 internal, 130 interrupted.

Nothing heavy is imported before a command needs it, so that ``xiake --help`` answers at once.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .output import readable, use_utf8
from .phrases import PHRASES, system_language

if TYPE_CHECKING:
    from datetime import date

    from ..domain.errors import InputProblem
    from ..domain.language import Language
    from ..domain.request import Question
    from ..planner.trip_planner import TripPlanner

OK, BAD_INPUT, NEEDS_INPUT, INFEASIBLE, INTERNAL, INTERRUPTED = 0, 2, 3, 4, 5, 130
EXIT_CODES = {"ok": OK, "degraded": OK, "needs_input": NEEDS_INPUT, "infeasible": INFEASIBLE}
SUFFIXES = (".md", ".json", ".ics")

_LANGUAGE = system_language()
_USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]  # click's UsageError, wherever this version of typer keeps it

app = typer.Typer(
    help=PHRASES.say("help.app", _LANGUAGE), add_completion=False, no_args_is_help=False, pretty_exceptions_enable=False
)


def _option(key: str, *names: str) -> Any:
    return typer.Option(*names, help=PHRASES.say(f"help.{key}", _LANGUAGE))


_Text = Annotated[list[str], typer.Argument(metavar="TEXT", help=PHRASES.say("help.text", _LANGUAGE))]
_Json = Annotated[bool, _option("json", "--json")]


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, _option("version", "--version")] = False) -> int:
    if version:
        from importlib.metadata import version as version_of

        _write(f"xiake {version_of('xiake')}")
    return OK


@app.command(help=PHRASES.say("help.plan", _LANGUAGE))
def plan(
    text: _Text,
    as_json: _Json = False,
    start: Annotated[str | None, _option("start", "--start")] = None,
    out: Annotated[str | None, _option("out", "--out")] = None,
    run: Annotated[str | None, _option("run", "--run")] = None,
    ask: Annotated[bool, _option("ask", "--ask")] = False,
) -> int:
    """Plan a trip, print it, save it."""
    from uuid import uuid4

    request = _read(text, ask=ask)
    first_day = _date(start, request) if start else None
    path = _target(out, request) if out else None
    run = run or uuid4().hex[:12]

    from .session import plan_with_progress

    try:
        trip = plan_with_progress(_planner, request, start=first_day, run=run, ask=ask)
    except KeyboardInterrupt:
        _tell("\n" + PHRASES.say("interrupted", _language(request), run=run))
        return INTERRUPTED
    if as_json:
        _write(trip.to_json())
    else:
        from .render.style import make_console, show
        from .render.trip import render_trip

        show(make_console(), render_trip(trip))
    if path:
        if trip.itinerary is None and path.suffix == ".ics":
            _tell(PHRASES.say("not_saved", _language(request), path=path))
        else:
            try:
                trip.save(path)
            except OSError as error:
                _tell(PHRASES.say("bad.write", _language(request), value=path, reason=error.strerror))
                return BAD_INPUT
            _tell(PHRASES.say("saved", _language(request), path=path))
    return EXIT_CODES[trip.status]


@app.command(help=PHRASES.say("help.understand", _LANGUAGE))
def understand(text: _Text, as_json: _Json = False) -> int:
    """Read a text without planning it."""
    request = _planner(None).understand(_read(text))
    if as_json:
        _write(request.model_dump_json(indent=2))
        return OK
    from .render.request import render_request
    from .render.style import make_console, show

    show(make_console(), render_request(request))
    return OK


@app.command(help=PHRASES.say("help.tools", _LANGUAGE))
def tools(as_json: _Json = False) -> int:
    """List the tools of the default registry."""
    import json

    registry = _planner(None).registry
    if as_json:
        _write(json.dumps(registry.schema(), ensure_ascii=False, indent=2))
        return OK
    from .render.style import make_console, show
    from .render.tools import render_tools

    show(make_console(), render_tools(registry.list(), _LANGUAGE))
    return OK


@app.command(help=PHRASES.say("help.doctor", _LANGUAGE))
def doctor(as_json: _Json = False) -> int:
    """Examine the installation; exit code 5 where the main job can't run."""
    from .doctor import examine

    report = examine()
    if as_json:
        _write(report.model_dump_json(indent=2))
    else:
        from .render.doctor import render_report
        from .render.style import make_console, show

        show(make_console(), render_report(report, _LANGUAGE))
    return OK if report.status == "ok" else INTERNAL


@app.command(help=PHRASES.say("help.schema", _LANGUAGE))
def schema() -> int:
    """Print the JSON schema of ``plan --json``."""
    from ..planner.export.schema import schema_text

    _write(schema_text().rstrip("\n"))
    return OK


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; every error ends in a message or, with ``--json``, a JSON document.

    Args:
        arguments: What follows the program's name; the process's own by default.
    """
    use_utf8()
    given = [readable(argument) for argument in (sys.argv[1:] if arguments is None else arguments)] or ["--help"]
    as_json = "--json" in given
    try:
        code = typer.main.get_command(app).main(args=given, prog_name="xiake", standalone_mode=False)
        return code if isinstance(code, int) else OK
    except _USAGE_ERROR as error:
        return _refuse_usage(error, as_json)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Exception as error:
        return _fail(error, as_json)


def _planner(ask: Callable[[Question], str | None] | None) -> TripPlanner:
    from pydantic import ValidationError

    from ..domain.errors import BadRequest, InputProblem
    from ..planner.trip_planner import TripPlanner
    from ..settings import Settings

    try:
        settings = Settings()
    except ValidationError as error:
        raise BadRequest(
            *(
                InputProblem(field=f"XIAKE_{str(part['loc'][0]).upper()}", value=str(part["input"]), message=part["msg"])
                for part in error.errors()
            )
        ) from None
    return TripPlanner(settings=settings, ask=ask)


def _read(words: list[str], *, ask: bool = False) -> str:
    """The request: the arguments in a row, or standard input for ``-``."""
    if words != ["-"]:
        return " ".join(words)
    if ask:
        raise _bad("text", "-", PHRASES.say("bad.stdin_ask", _LANGUAGE))
    try:
        return sys.stdin.read().removeprefix("\ufeff").strip()
    except UnicodeDecodeError:
        raise _bad("text", "-", PHRASES.say("bad.stdin", _LANGUAGE)) from None


def _date(value: str, request: str) -> date:
    from datetime import date

    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _bad("start", value, PHRASES.say("bad.start", _language(request), value=value)) from None


def _target(value: str, request: str) -> Path:
    """Where to save, checked before any work is done."""
    path = Path(value)
    if path.suffix not in SUFFIXES:
        raise _bad("out", value, PHRASES.say("bad.out", _language(request), value=value))
    if not path.parent.is_dir():
        raise _bad("out", value, PHRASES.say("bad.folder", _language(request), value=path.parent))
    return path


def _bad(field: str, value: str, message: str) -> Exception:
    from ..domain.errors import BadRequest, InputProblem

    return BadRequest(InputProblem(field=field, value=value, message=message))


def _language(text: str) -> Language:
    from ..domain.language import language_of

    return language_of(text)


def _refuse_usage(error: Exception, as_json: bool) -> int:
    from ..domain.errors import InputProblem

    message = str(getattr(error, "message", "")) or str(error)
    if as_json:
        return _reject("bad_input", (InputProblem(field="options", value="", message=message),))
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "xiake"
    _tell(f"{message}\n{PHRASES.say('hint.help', _LANGUAGE, command=command)}")
    return BAD_INPUT


def _fail(error: Exception, as_json: bool) -> int:
    """Turn an exception into its exit code and message. The text of a foreign exception may carry secrets and isn't shown."""
    from ..domain.errors import BadRequest, ConfigurationError, InputProblem, XiakeError

    if isinstance(error, BadRequest):
        if as_json:
            return _reject("bad_input", error.problems)
        _tell(str(error))
        return BAD_INPUT
    if os.environ.get("XIAKE_DEBUG"):
        traceback.print_exception(error)
    internal = PHRASES.say("internal", _LANGUAGE, kind=type(error).__name__)
    message = str(error) if isinstance(error, XiakeError) else internal
    bad_input = isinstance(error, ConfigurationError)
    if as_json:
        problem = InputProblem(field="", value="", message=message)
        _reject("bad_input" if bad_input else "internal", (problem,))
    else:
        _tell(message)
    return BAD_INPUT if bad_input else INTERNAL


def _reject(status: Any, problems: tuple[InputProblem, ...]) -> int:
    from ..planner.export.rejection import Rejection

    _write(Rejection(status=status, problems=problems).model_dump_json(indent=2))
    return BAD_INPUT


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _tell(text: str) -> None:
    sys.stderr.write(text + "\n")
