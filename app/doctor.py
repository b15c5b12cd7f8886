"""Examines an installation: versions, data folder, catalogue, configuration, models. Never tells what a key is."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from ..domain.base import Model
from ..domain.errors import BadRequest, ConfigurationError
from ..settings import Settings
from .inputs import read_settings
from .live_check import check_live
from .model_check import ModelCheck, check_models
from .phrases import PHRASES, system_language
from .server_check import ServerCheck, check_servers
from .tool_uses import ToolUse, tool_uses

PACKAGES = (
    "langchain",
    "langchain-core",
    "langchain-community",
    "langgraph",
    "langgraph-checkpoint",
    "langchain-openai",
    "dashscope",
    "redis",
    "chromadb",
    "pydantic",
    "tenacity",
    "ortools",
    "mcp",
    "typer",
    "rich",
)

_VARIABLES = {
    "XIAKE_HOME": True,
    "XIAKE_USER": True,
    "XIAKE_SCHEDULE_SECONDS": True,
    "XIAKE_MODEL": True,
    "XIAKE_MODEL_FALLBACKS": True,
    "XIAKE_MODEL_SEATS": True,
    "XIAKE_MODEL_URL": True,
    "XIAKE_VISION_MODEL": True,
    "XIAKE_AUDIO_MODEL": True,
    "XIAKE_DASHSCOPE_REGION": True,
    "DASHSCOPE_API_KEY": True,
    "OPENAI_API_KEY": True,
    "DEEPSEEK_API_KEY": True,
    "AMAP_API_KEY": True,
    "XIAKE_AMAP_URL": True,
    "XIAKE_AMAP_PER_DAY": True,
    "XIAKE_AMAP_PER_SECOND": True,
    "XIAKE_LIVE": True,
    "XIAKE_WEATHER": True,
    "XIAKE_GATHER_SECONDS": True,
    "XIAKE_CONFIG": True,
    "XIAKE_REDIS_URL": True,
    "XIAKE_CHROMA_URL": True,
}
"""Environment variables, and whether this version does anything with them."""


class Variable(Model):
    """One environment variable."""

    name: str
    present: bool
    used: bool


class Home(Model):
    """The data folder."""

    path: str
    writable: bool


class CityCount(Model):
    """What the catalogue holds of a city."""

    name: str
    name_en: str
    attractions: int
    hotels: int
    restaurants: int


class Part(Model):
    """One part of the system: built in and at work, set up by the user, or left out by them."""

    name: str
    mode: Literal["embedded", "configured", "unconfigured"]


class Report(Model):
    """The findings.

    Attributes:
        status: ``problems`` where the main job can't run.
        packages: Version by name; None is not installed.
        servers: MCP servers of ``xiake.toml``.
        amap_requests_today: Counted by us; None without a key.
        tools: How the outside world answered in the last days.
        live: Whether it was asked now.
    """

    status: Literal["ok", "problems"]
    version: str
    python: str
    system: str
    packages: dict[str, str | None]
    home: Home
    catalogue: tuple[CityCount, ...]
    settings: tuple[Variable, ...]
    parts: tuple[Part, ...]
    models: tuple[ModelCheck, ...] = ()
    servers: tuple[ServerCheck, ...] = ()
    amap_requests_today: int | None = None
    tools: tuple[ToolUse, ...] = ()
    live: bool = False
    problems: tuple[str, ...] = ()


def examine(environ: Mapping[str, str] = os.environ, *, live: bool = False) -> Report:
    """Look at everything; a broken part becomes a problem, not an exception.

    Args:
        environ: Where variables stand.
        live: Put a question to each model and to live data; else no network is used.
    """
    problems: list[str] = []
    settings = _settings(problems)
    home = _home(settings)
    models = check_models(settings, system_language(), live=live) if settings else ()
    problems += [model.problem for model in models if model.problem]
    if settings and (lost := check_live(settings, system_language(), live=live)):
        problems.append(lost)
    servers = _servers(settings, problems, live=live) if settings else ()
    cities = _cities(problems)
    return Report(
        status="problems" if problems else "ok",
        version=_version("xiake") or "",
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        packages={name: _version(name) for name in PACKAGES},
        home=home,
        catalogue=cities,
        settings=tuple(Variable(name=name, present=bool(environ.get(name)), used=used) for name, used in _VARIABLES.items()),
        parts=(
            Part(name="intake", mode="embedded"),
            Part(name="data", mode="embedded"),
            Part(name="runs", mode="embedded"),
            Part(name="model", mode="configured" if models else "unconfigured"),
            Part(name="live_data", mode="configured" if settings and settings.amap_key else "unconfigured"),
            Part(name="short_term", mode="embedded"),
            Part(name="long_term", mode="embedded"),
        ),
        models=models,
        servers=servers,
        amap_requests_today=_requests_today(settings, problems) if settings else None,
        tools=tool_uses(settings, system_language()) if settings else (),
        live=live,
        problems=tuple(problems),
    )


def _settings(problems: list[str]) -> Settings | None:
    try:
        return read_settings()
    except BadRequest as error:
        problems += [problem.message for problem in error.problems]
        return None


def _servers(settings: Settings, problems: list[str], *, live: bool) -> tuple[ServerCheck, ...]:
    try:
        servers = check_servers(settings, system_language(), live=live)
    except ConfigurationError as error:
        problems.append(str(error))
        return ()
    problems += [f"{server.name}: {server.problem}" for server in servers if server.problem]
    return servers


def _requests_today(settings: Settings, problems: list[str]) -> int | None:
    key = settings.amap_key
    if key is None:
        return None
    from ..tools.clock import SystemClock
    from ..tools.quota import DailyQuota

    quota = DailyQuota(settings.amap_quota_path, SystemClock(), most=settings.amap_per_day, key=key.get_secret_value())
    if quota.spent:
        problems.append(PHRASES.say("doctor.spent", system_language(), used=quota.used))
    return quota.used


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _home(settings: Settings | None) -> Home:
    if settings is None:
        return Home(path="", writable=False)
    path = settings.home
    existing = next(folder for folder in (path.absolute(), *path.absolute().parents) if folder.exists())
    return Home(path=str(path), writable=existing.is_dir() and _can_write(existing))


def _can_write(folder: Path) -> bool:
    import tempfile

    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _cities(problems: list[str]) -> tuple[CityCount, ...]:
    from pydantic import ValidationError

    from ..tools.providers.catalogue.loader import city_slugs, load_city

    found = []
    for slug in city_slugs():
        try:
            city = load_city(slug)
        except (ValidationError, KeyError, ValueError) as error:
            problems.append(f"catalogue {slug}: {type(error).__name__}")
            continue
        found.append(
            CityCount(
                name=city.name,
                name_en=city.name_en,
                attractions=len(city.attractions),
                hotels=len(city.hotels),
                restaurants=len(city.restaurants),
            )
        )
    if not found:
        problems.append("catalogue: no city")
    return tuple(found)
