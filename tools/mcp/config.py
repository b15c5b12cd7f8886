"""The file ``xiake.toml``: which MCP servers there are, and what each of their tools is good for."""

from __future__ import annotations

import logging
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator, model_validator

from ...domain.base import Model
from ...domain.errors import ConfigurationError
from ...settings import Settings

FILE = "xiake.toml"
_VARIABLE = re.compile(r"\$\{([^}]*)\}")
_PARAMETER = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_SECRET = {"env", "headers", "url", "args"}
"""Fields whose values are never told."""
Expression = Annotated[str, Field(min_length=1, max_length=4000)]

_log = logging.getLogger(__name__)


class MappedTool(Model):
    """One tool of a server that may be called.

    Attributes:
        name: As the server calls it.
        capability: What it serves; empty where it serves none and is only offered to LangChain agents, under its own name.
        arguments: By argument of the tool, a JMESPath expression over the capability's query.
        result: A JMESPath expression over the tool's answer, that gives the capability's answer.
        expect: By field of the query, an expression over the answer that must give the same: the echo of what was asked. Chinese names
            may come with their rank (北京市 for 北京).
        reach_days: For weather and intercity, how many days from today it tells of; it is asked where all days in question lie within.
        description: What it does, in our words; needed where it serves no capability.
        parameters: Likewise its arguments, by name.
        repeatable: Whether a tool without a capability may be called again after a failure, and its answers kept.
    """

    name: str = Field(min_length=1)
    capability: str = ""
    arguments: dict[str, Expression] = Field(default_factory=dict)
    result: Expression = "@"
    expect: dict[str, Expression] = Field(default_factory=dict)
    reach_days: int | None = Field(default=None, ge=1)
    description: str = Field(default="", max_length=500)
    parameters: dict[str, str] = Field(default_factory=dict)
    repeatable: bool = False

    @model_validator(mode="after")
    def _whole(self) -> MappedTool:
        if not self.capability and not self.description:
            raise ValueError("a tool without a capability needs a description")
        idle = ("parameters", "repeatable") if self.capability else ("arguments", "expect", "reach_days")
        for field in idle:
            if getattr(self, field):
                raise ValueError(f"{field} says nothing for a tool {'with' if self.capability else 'without'} a capability")
        for name in self.parameters:
            if not _PARAMETER.fullmatch(name) or hasattr(Model, name):
                raise ValueError(f"parameters: {name!r} can't be used as a name here")
        return self


class McpServer(Model):
    """How a server is reached, and how far it is trusted.

    Attributes:
        command: Program that speaks the protocol over its standard streams; or
        url: address of one that speaks streamable HTTP.
        env: Environment of the program; it gets none of ours else but such as ``PATH``. Here, and in ``args``, ``url`` and
            ``headers``, ``${NAME}`` takes a variable of ours.
        headers: Headers of each request.
        rank: Whether its tools are asked before our own, or stand in for them.
        title: What travellers read as the source of its facts.
        start_seconds: How long it may take to start and to list its tools.
        timeout_seconds: How long a call may take.
        max_bytes: Longest answer; a longer one ends the connection.
        cache_seconds: How long its answers are good for.
        tools: Those that may be called; all others don't exist for us.
    """

    command: str = ""
    args: tuple[str, ...] = ()
    url: str = Field(default="", pattern=r"^(https?://.+)?$")
    env: dict[str, str] = Field(default_factory=dict)
    headers: dict[str, str] = Field(default_factory=dict)
    rank: Literal["first", "last"] = "first"
    title: str = ""
    start_seconds: float = Field(default=20.0, gt=0, le=300)
    timeout_seconds: float = Field(default=15.0, gt=0, le=300)
    max_bytes: int = Field(default=1_000_000, ge=1000, le=100_000_000)
    cache_seconds: float = Field(default=0.0, ge=0)
    tools: tuple[MappedTool, ...]

    @field_validator("env", "headers", "url", "args", mode="before")
    @classmethod
    def _filled(cls, value: Any) -> Any:
        if isinstance(value, str):
            return _VARIABLE.sub(_variable, value)
        if isinstance(value, dict):
            return {name: cls._filled(one) for name, one in value.items()}
        return [cls._filled(one) for one in value] if isinstance(value, list) else value

    @model_validator(mode="after")
    def _reachable(self) -> McpServer:
        if bool(self.command) == bool(self.url):
            raise ValueError("give either command or url")
        for field in ("headers",) if self.command else ("env", "args"):
            if getattr(self, field):
                raise ValueError(f"{field} says nothing for a server with {'a command' if self.command else 'an url'}")
        for name, value in self.headers.items():
            if not (name + value).isprintable():
                raise ValueError(f"headers.{name}: a header is one line")
        if not self.tools:
            raise ValueError("it has no [[…tools]], so nothing of it could be called")
        return self


class _Section(Model):
    servers: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,30}$")], McpServer] = Field(default_factory=dict)


class _Config(Model):
    mcp: _Section = Field(default_factory=_Section)


def config_path(settings: Settings) -> Path | None:
    """The file that counts: ``XIAKE_CONFIG``, else ``xiake.toml`` in the data folder; None where there is none.

    One in the present folder is not read unasked, since it runs programs: the folder may have come from anywhere.
    """
    if settings.config is not None:
        return settings.config
    path = settings.home / FILE
    if path.is_file():
        return path
    if Path(FILE).is_file():
        _log.warning("%s of this folder is not read; to have its servers run, set XIAKE_CONFIG=./%s", FILE, FILE)
    return None


def configured_servers(settings: Settings) -> Mapping[str, McpServer]:
    """The servers of the file, by name.

    Raises:
        ConfigurationError: If the file can't be read or says what makes no sense; it names file and field, and never what stands in
            ``env``, ``headers``, ``url`` or ``args``.
    """
    path = config_path(settings)
    if path is None:
        return {}
    try:
        return _Config.model_validate(tomllib.loads(path.read_text("utf-8-sig"))).mcp.servers
    except OSError as error:
        raise ConfigurationError(f"{path}: can't be read ({error.strerror})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: is no TOML ({error})") from None
    except ValidationError as error:
        lines = [f"{path}: {_told(part)}" for part in error.errors(include_url=False)]
        raise ConfigurationError("\n".join(lines)) from None


def _told(part: Any) -> str:
    """A field, what is wrong with it, and what it was where that may be told."""
    names = [str(name) for name in part["loc"] if name != "[key]"]
    kind, told = part["type"], part["msg"].removeprefix("Value error, ")
    if "[key]" in part["loc"]:
        return f"{'.'.join(names)}: a server's name is of small letters, digits and _, and begins with a letter"
    if kind == "missing":
        told = "is missing"
    elif kind == "extra_forbidden":
        told = "there is no such field"
    elif kind == "tuple_type" and names[-1] == "tools":
        told = "tools are a list; each begins with a line [[…tools]] in two brackets"
    elif kind == "tuple_type":
        told = "must be a list"
    elif kind in ("dict_type", "model_type"):
        told = "must be a table of names and values"
    shown = part["input"]
    secret = _SECRET.intersection(names) or kind in ("missing", "value_error") or isinstance(shown, dict | list)
    return f"{'.'.join(names)}: {told}" + ("" if secret else f", not {shown!r}"[:80])


def _variable(match: re.Match[str]) -> str:
    name = match[1]
    if not re.fullmatch(r"\w+", name, re.ASCII):
        raise ValueError(f"${{{name}}} names no variable")
    if name not in os.environ:
        raise ValueError(f"the environment has no variable {name}")
    return os.environ[name]
