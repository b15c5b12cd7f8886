"""Fixtures of whole runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from xiake import CatalogueProvider, Settings, ToolRegistry, TripPlanner
from xiake.tools.clock import LOCAL, VirtualClock
from xiake.tools.provider import Provider, provider_tools

from .plans import MONDAY


@pytest.fixture
def planner_of(tmp_path: Path) -> Any:
    """Makes planners whose clock stands at nine in the morning of a date."""

    def make(provider: Provider | None = None, *, today: date = MONDAY, more: Sequence[Any] = (), **options: Any) -> TripPlanner:
        clock = VirtualClock(datetime(today.year, today.month, today.day, 9, tzinfo=LOCAL))
        tools = [*provider_tools(provider or CatalogueProvider()), *more]
        registry = ToolRegistry(tools, clock=clock, random=Random(7))
        return TripPlanner(registry=registry, settings=Settings(home=tmp_path, schedule_seconds=0.25), **options)

    return make
