"""The file ``xiake.toml``: which MCP servers there are, and what each of their tools is good for."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, field_validator, model_validator

from ...domain.base import Model
from ...domain.errors import ConfigurationError
from ...settings import Settings

FILE = "xiake.toml"
_VARIABLE = re.compile(r"\$\{(\w+)\}")
Expression = Annotated[str, Field(min_length=1, max_length=4000)]


class MappedTool(Model):
    """One tool of a server that may be called.

    Attributes:
        name: As the server calls it.
        capability: What it serves; empty where it serves none and is only offered to LangChain agents, under its own name.
        arguments: By argument of the tool, a JMESPath expression over the capability's query.
        result: A JMESPath expression over the tool's answer, that gives the capability's answer.
        expect: By field of the query, an expression over the answer that must give the same: the echo of what was asked. A text need
            only begin with it (北京市 for 北京), and an answer that doesn't echo the field at all passes.
        description: What it does, in our words; needed where it serves no capability.
        parameters: Likewise its arguments, by name.
    """

    name: str = Field(min_length=1)
    capability: str = ""
    arguments: dict[str, Expression] = Field(default_factory=dict)
    result: Expression = "@"
    expect: dict[str, Expression] = Field(default_factory=dict)
    description: str = Field(default="", max_length=500)
    parameters: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _whole(self) -> MappedTool:
        if not self.capability and not self.description:
            raise ValueError("a tool without a capability needs a description")
        return self


class McpServer(Model):
    """How a server is reached, and how far it is trusted.

    Attributes:
        command: Program that speaks the protocol over its standard streams; or
        url: address of one that speaks streamable HTTP.
        env: Environment of the program; ``${NAME}`` takes a variable of ours. It gets none of ours else but such as ``PATH``.
        headers: Headers of each request, likewise.
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
    tools: tuple[MappedTool, ...] = Field(min_length=1)

    @field_validator("env", "headers", mode="after")
    @classmethod
    def _filled(cls, values: dict[str, str]) -> dict[str, str]:
        return {name: _VARIABLE.sub(_variable, value) for name, value in values.items()}

    @model_validator(mode="after")
    def _reachable(self) -> McpServer:
        if bool(self.command) == bool(self.url):
            raise ValueError("give either command or url")
        return self


class _Section(Model):
    servers: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,30}$")], McpServer] = Field(default_factory=dict)


class _Config(Model):
    mcp: _Section = Field(default_factory=_Section)


def config_path(settings: Settings) -> Path | None:
    """The file that counts: ``XIAKE_CONFIG``, else ``xiake.toml`` here, else in the data folder; None where there is none."""
    if settings.config is not None:
        return settings.config
    return next((path for path in (Path(FILE), settings.home / FILE) if path.is_file()), None)


def configured_servers(settings: Settings) -> Mapping[str, McpServer]:
    """The servers of the file, by name.

    Raises:
        ConfigurationError: If the file can't be read or says what makes no sense; it names file and field, never a value of ``env``
            or ``headers``.
    """
    path = config_path(settings)
    if path is None:
        return {}
    try:
        return _Config.model_validate(tomllib.loads(path.read_text("utf-8"))).mcp.servers
    except OSError as error:
        raise ConfigurationError(f"{path}: can't be read ({error.strerror})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: is no TOML ({error})") from None
    except ValidationError as error:
        lines = [f"{path}: {'.'.join(map(str, part['loc']))}: {part['msg']}" for part in error.errors(include_url=False)]
        raise ConfigurationError("\n".join(lines)) from None


def _variable(match: re.Match[str]) -> str:
    name = match[1]
    if name not in os.environ:
        raise ValueError(f"the environment has no variable {name}")
    return os.environ[name]
