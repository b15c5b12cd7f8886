"""On whose behalf a tool is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..domain.gazetteer import CityName, Gazetteer
from ..domain.language import Language
from ..domain.ports import Cache, EventSink, Journal


@dataclass(frozen=True, kw_only=True)
class CallContext:
    """What a call knows about its run.

    Attributes:
        run: Id of the run; keys the journal.
        task: Id of the subtask.
        sink: Takes events; None drops them.
        blanks: Values for required arguments that the caller left out, e.g. the request's city.
        gazetteer: Names that misspelt places are mended against; None mends none.
        cities: Names that misspelt cities are mended against.
        worlds: The world that a city's places are from, by city; the first answer about a city settles it.
        journal: Keeps good results, so that a resumed run replays them.
        cache: Keeps results of tools whose policy has a ``cache_ttl``; None takes the registry's.
        deadline: The clock's monotonic reading at which an answer is no longer waited for; None never.
        started: The clock's monotonic reading when the run began; None counts all events as second 0.
        language: What messages and questions are worded in.
    """

    run: str = ""
    task: str = ""
    sink: EventSink | None = None
    blanks: Mapping[str, Any] = field(default_factory=dict)
    gazetteer: Gazetteer | None = None
    cities: tuple[CityName, ...] = ()
    worlds: dict[str, str] = field(default_factory=dict)
    journal: Journal | None = None
    cache: Cache | None = None
    deadline: float | None = None
    started: float | None = None
    language: Language = "zh"
