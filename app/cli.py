"""The command line. Exit codes: 0 plan, 2 bad input, 3 needs input, 4 infeasible, 5 internal, 130 interrupted.

Nothing heavy is imported before a command needs it, so that ``xiake --help`` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from .exit import BAD_INPUT, INTERNAL, INTERRUPTED, OK, ending, refuse, tell, write
from .memory_command import memory
from .output import readable, use_utf8
from .phrases import PHRASES, system_language

if TYPE_CHECKING:
    from ..domain.request import Question
    from ..planner.trip_planner import TripPlanner

_LANGUAGE = system_language()
_USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]  # click's UsageError, wherever this version of typer keeps it

app = typer.Typer(
    help=PHRASES.say("help.app", _LANGUAGE), add_completion=False, no_args_is_help=False, pretty_exceptions_enable=False
)
app.add_typer(memory, name="memory")


def _option(key: str, *names: str) -> Any:
    return typer.Option(*names, help=PHRASES.say(f"help.{key}", _LANGUAGE))


def _files(key: str, name: str) -> Any:
    return typer.Option(name, metavar="FILE", help=PHRASES.say(f"help.{key}", _LANGUAGE))


_Words = Annotated[list[str] | None, typer.Argument(metavar="TEXT", help=PHRASES.say("help.text", _LANGUAGE))]
_Json = Annotated[bool, _option("json", "--json")]
_Model = Annotated[str | None, typer.Option("--model", metavar="SPEC", help=PHRASES.say("help.model", _LANGUAGE))]
_Images = Annotated[list[str] | None, _files("image", "--image")]
_Audios = Annotated[list[str] | None, _files("audio", "--audio")]


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, _option("version", "--version")] = False) -> int:
    if version:
        from importlib.metadata import version as version_of

        write(f"xiake {version_of('xiake')}")
    return OK


@app.command(help=PHRASES.say("help.plan", _LANGUAGE))
def plan(
    text: _Words = None,
    as_json: _Json = False,
    start: Annotated[str | None, _option("start", "--start")] = None,
    out: Annotated[str | None, _option("out", "--out")] = None,
    run: Annotated[str | None, _option("run", "--run")] = None,
    ask: Annotated[bool, _option("ask", "--ask")] = False,
    user: Annotated[str | None, _option("plan.user", "--user")] = None,
    model: _Model = None,
    usage: Annotated[bool, _option("usage", "--usage")] = False,
    image: _Images = None,
    audio: _Audios = None,
) -> int:
    """Plan a trip, print it, save it."""
    from uuid import uuid4

    from ..domain.language import language_of
    from .inputs import read_attachments, read_date, read_text, read_trip_target
    from .session import plan_with_progress, show_trip
    from .traveller import read_name

    if not text and not image and not audio:
        return _refuse_silence("xiake plan", as_json=as_json)
    request = read_text(text or (), ask=ask)
    traveller = read_name("user", user) if user is not None else None
    language = language_of(request) if request else _LANGUAGE
    attachments = read_attachments(image or (), audio or (), language)
    first_day = read_date(start, language) if start else None
    path = read_trip_target(out, language) if out else None
    run = run or uuid4().hex[:12]
    try:
        trip = plan_with_progress(
            lambda asker: _planner(asker, model),
            request,
            start=first_day,
            run=run,
            ask=ask,
            user=traveller,
            attachments=attachments,
        )
    except KeyboardInterrupt:
        tell("\n" + PHRASES.say("interrupted", language, run=run))
        return INTERRUPTED
    code = show_trip(trip, as_json=as_json, usage=usage)
    if path:
        from ..planner.export.formats import FORMATS

        if trip.itinerary is None and FORMATS[path.suffix].needs_plan:
            tell(PHRASES.say("not_saved", language, path=path))
        else:
            try:
                trip.save(path)
            except OSError as error:
                tell(PHRASES.say("bad.write", language, value=path, reason=error.strerror))
                return BAD_INPUT
            tell(PHRASES.say("saved", language, path=path))
    return code


@app.command(help=PHRASES.say("help.chat", _LANGUAGE))
def chat(
    user: Annotated[str | None, _option("user", "--user")] = None,
    session: Annotated[str | None, _option("session", "--session")] = None,
    as_json: Annotated[bool, _option("chat.json", "--json")] = False,
    model: _Model = None,
) -> int:
    """Talk a trip into shape."""
    import shlex

    from .inputs import read_settings
    from .traveller import read_name, user_name

    name = user_name(user, read_settings())
    named = read_name("session", session) if session is not None else None
    from .chat.start import chat as talk

    named_options = {"--user": name if user is not None else None, "--model": model}
    options = " ".join(f"{option} {shlex.quote(value)}" for option, value in named_options.items() if value)
    return talk(_planner(None, model), user=name, session=named, as_json=as_json, options=options)


@app.command(help=PHRASES.say("help.sessions", _LANGUAGE))
def sessions(user: Annotated[str | None, _option("user", "--user")] = None, as_json: _Json = False) -> int:
    """List the sessions of a user."""
    import asyncio
    import json

    from ..memory.engine.open import engine_of
    from ..memory.short_term.store import SessionStore
    from ..tools.clock import SystemClock
    from .inputs import read_settings
    from .render.sessions import render_sessions
    from .render.style import make_console, show
    from .traveller import user_name

    settings, clock = read_settings(), SystemClock()
    name = user_name(user, settings)

    async def work() -> int:
        async with engine_of(settings, clock) as engine:
            found = await SessionStore(engine, ttl=settings.session_ttl, now=clock.now).listed(name)
        if as_json:
            write(json.dumps([info.model_dump(mode="json") for info in found], ensure_ascii=False, indent=2))
        else:
            show(make_console(), render_sessions(found, _LANGUAGE))
        return OK

    return asyncio.run(work())


@app.command(help=PHRASES.say("help.understand", _LANGUAGE))
def understand(
    text: _Words = None, as_json: _Json = False, model: _Model = None, image: _Images = None, audio: _Audios = None
) -> int:
    """Read a text without planning it."""
    from ..domain.language import language_of
    from .inputs import read_attachments, read_text

    if not text and not image and not audio:
        return _refuse_silence("xiake understand", as_json=as_json)
    words = read_text(text or ())
    attachments = read_attachments(image or (), audio or (), language_of(words) if words else _LANGUAGE)
    request = _planner(None, model).understand(words, attachments=attachments)
    if as_json:
        write(request.model_dump_json(indent=2))
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
        write(json.dumps(registry.schema(), ensure_ascii=False, indent=2))
        return OK
    from .render.style import make_console, show
    from .render.tools import render_tools

    show(make_console(), render_tools(registry.list(), _LANGUAGE))
    return OK


@app.command(help=PHRASES.say("help.doctor", _LANGUAGE))
def doctor(as_json: _Json = False, live: Annotated[bool, _option("live", "--live")] = False) -> int:
    """Examine the installation; exit code 5 where the main job can't run."""
    from .doctor import examine

    report = examine(live=live)
    if as_json:
        write(report.model_dump_json(indent=2))
    else:
        from .render.doctor import render_report
        from .render.style import make_console, show

        show(make_console(), render_report(report, _LANGUAGE))
    return OK if report.status == "ok" else INTERNAL


@app.command(help=PHRASES.say("help.mcp", _LANGUAGE))
def mcp(
    transport: Annotated[Literal["stdio", "http"], _option("mcp.transport", "--transport")] = "stdio",
    host: Annotated[str, _option("mcp.host", "--host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help=PHRASES.say("help.mcp.port", _LANGUAGE))] = 8765,
    allow_host: Annotated[list[str] | None, _option("mcp.allow", "--allow-host")] = None,
    user: Annotated[str | None, _option("user", "--user")] = None,
    model: _Model = None,
) -> int:
    """Serve tools to other programs by the Model Context Protocol."""
    from .inputs import read_settings
    from .mcp.serve import serve
    from .traveller import user_name

    serve(_planner(None, model), user_name(user, read_settings()), transport, host, port, allow_host or ())
    return OK


@app.command(help=PHRASES.say("help.schema", _LANGUAGE))
def schema() -> int:
    """Print the JSON schema of ``plan --json``."""
    from ..planner.export.schema import schema_text

    write(schema_text().rstrip("\n"))
    return OK


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; every error ends in a message or, with ``--json``, a JSON document.

    Args:
        arguments: What follows the program's name; the process's own by default.
    """
    use_utf8()
    given = [readable(argument) for argument in (sys.argv[1:] if arguments is None else arguments)] or ["--help"]
    as_json = "--json" in given

    def run() -> int:
        try:
            code = typer.main.get_command(app).main(args=given, prog_name="xiake", standalone_mode=False)
        except _USAGE_ERROR as error:
            return _refuse_usage(error, as_json)
        except typer.Abort:
            return INTERRUPTED
        return code if isinstance(code, int) else OK

    return ending(run, as_json=as_json)


def _planner(ask: Callable[[Question], str | None] | None, model: str | None = None) -> TripPlanner:
    from ..planner.trip_planner import TripPlanner
    from .inputs import read_settings

    return TripPlanner(settings=read_settings(), ask=ask, model=model)


def _refuse_silence(command: str, *, as_json: bool) -> int:
    """Any text would do, so there was none."""
    from ..domain.errors import InputProblem

    message = PHRASES.say("bad.no_text", _LANGUAGE, command=command)
    hint = PHRASES.say("hint.help", _LANGUAGE, command=command)
    return refuse(f"{message}\n{hint}", InputProblem(field="text", value="", message=message), as_json=as_json)


def _refuse_usage(error: Exception, as_json: bool) -> int:
    from ..domain.errors import InputProblem

    context = getattr(error, "ctx", None)
    command = context.command_path if context else "xiake"
    message = str(getattr(error, "message", "")) or str(error)
    hint = PHRASES.say("hint.help", _LANGUAGE, command=command)
    return refuse(f"{message}\n{hint}", InputProblem(field="options", value="", message=message), as_json=as_json)
