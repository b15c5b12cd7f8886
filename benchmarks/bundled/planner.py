"""The planner that the benchmarks over the bundled catalogue share: always on the same day, with a data folder of its own."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from xiake.planner.trip_planner import TripPlanner
from xiake.settings import Settings
from xiake.tools.clock import SystemClock
from xiake.tools.provider import provider_tools
from xiake.tools.providers.catalogue.provider import CatalogueProvider
from xiake.tools.registry import ToolRegistry

from .cases import FROM


class _Then(SystemClock):
    """Runs like any clock, but on the same day every time: the figures must not change with the calendar."""

    def now(self) -> datetime:
        return datetime.combine(FROM - timedelta(days=7), datetime.min.time(), ZoneInfo("Asia/Shanghai"))


@cache
def _home() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="xiake-")


@cache
def planner_of(**settings: Any) -> TripPlanner:
    """A planner with these settings, one for each process."""
    registry = ToolRegistry(provider_tools(CatalogueProvider()), clock=_Then())
    return TripPlanner(registry=registry, settings=Settings(home=Path(_home().name), **settings))
