"""The doctor's report in the terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from ...domain.language import Language, listed
from ..doctor import Report
from ..phrases import PHRASES
from ..tool_uses import ToolUse
from .style import bullets, pairs, section
from .timing import duration


def render_report(report: Report, language: Language) -> RenderableType:
    """All findings, problems first."""

    def say(key: str, **fields: object) -> str:
        return PHRASES.say(f"doctor.{key}", language, **fields)

    def state(good: bool, yes: str, no: str) -> Text:
        return Text(say(yes), "good") if good else Text(say(no), "warn")

    head = Text.assemble((f"Xiake {report.version}", "bold"), f" · Python {report.python} · {report.system}")
    problems = bullets([say("broken", message=problem) for problem in report.problems], "✗", "bad")
    packages = [(name, number or "—") for name, number in report.packages.items()]
    cities = [
        (
            city.name if language == "zh" else city.name_en,
            say("city", attractions=city.attractions, hotels=city.hotels, restaurants=city.restaurants),
        )
        for city in report.catalogue
    ]
    settings = [
        (
            variable.name,
            Text.assemble(
                state(variable.present, "set", "unset") if variable.present else Text(say("unset"), "faint"),
                "" if variable.used else f" · {say('unused')}",
            ),
        )
        for variable in report.settings
    ]
    parts = [
        (
            PHRASES.say(f"part.{part.name}", language),
            Text(say(part.mode), "good" if part.mode in ("embedded", "configured") else "faint"),
        )
        for part in report.parts
    ]
    models = [
        (
            model.name,
            Text.assemble(
                (say("model.broken"), "bad")
                if model.problem
                else (say("model.ready"), "good")
                if model.seconds is None
                else (say("model.answered", seconds=duration(model.seconds, language)), "good"),
                (" · " + listed(language, (PHRASES.say(f"seat.{seat}", language) for seat in model.seats)), "faint"),
            ),
        )
        for model in report.models
    ]
    servers = [
        (
            server.name,
            Text(say("server.broken"), "bad")
            if server.problem
            else Text(say("server.answered" if server.asked else "server.ready", count=server.tools), "good"),
        )
        for server in report.servers
    ]
    today = report.amap_requests_today
    quota = [] if today is None else [(say("amap"), Text(say("amap_today", used=today)))]
    tools = [(tool.name, _use(tool, language)) for tool in report.tools]
    asked = bool(report.models or report.servers or today is not None)
    home = Text.assemble(f"{report.home.path} · ", state(report.home.writable, "writable", "not_writable"))
    return Group(
        head,
        *([problems] if report.problems else []),
        section(say("parts"), pairs(parts)),
        section(say("models"), pairs(models) if models else Text(say("no_models"), "faint")),
        *([section(say("servers"), pairs(servers))] if servers else []),
        *([section(say("amap"), pairs(quota))] if quota else []),
        *([section(say("tools"), pairs(tools))] if tools else []),
        *([Text(say("nothing_live"), "faint")] if report.live and not asked else []),
        section(say("home"), home),
        section(say("catalogue"), pairs(cities)),
        section(say("settings"), pairs(settings)),
        section(say("packages"), pairs(packages)),
    )


def _use(tool: ToolUse, language: Language) -> Text:
    def say(key: str, **fields: object) -> str:
        return PHRASES.say(f"doctor.{key}", language, **fields)

    def seconds(value: float | None) -> str:
        return say("beyond") if value is None else f"{value:g}"

    failed = sum(tool.errors.values())
    answered = f"{(tool.calls - failed) / max(1, tool.calls):.0%}"
    figures = say(
        "tool",
        calls=tool.calls,
        answered=answered,
        kept=tool.kept,
        median=seconds(tool.median_seconds),
        slowest=seconds(tool.slowest_seconds),
    )
    errors = ", ".join(f"{code} {count}" for code, count in tool.errors.items())
    return Text.assemble(
        (figures, "warn" if failed else "good"),
        f" · {say('tool.errors', errors=errors)}" if errors else "",
        f" · {tool.advice}" if tool.advice else "",
    )
