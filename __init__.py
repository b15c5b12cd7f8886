"""Xiake (霞客): a travel planner framework that finds, schedules and verifies.

Names are loaded when first used, so that ``import xiake`` stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .agents.llm.scripted import ScriptedModel
    from .domain.errors import BadRequest, ConfigurationError, XiakeError
    from .domain.request import TripRequest
    from .memory.bundle import Memory
    from .planner.conversation import Conversation
    from .planner.reply import Reply
    from .planner.trip import Trip
    from .planner.trip_planner import TripPlanner
    from .settings import Settings
    from .tools.provider import Provider
    from .tools.providers.catalogue.provider import CatalogueProvider
    from .tools.registry import ToolRegistry
    from .tools.result import ToolResult
    from .tools.scripted import ScriptedProvider
    from .tools.tool import Tool, tool

_HOMES = {
    "BadRequest": "domain.errors",
    "CatalogueProvider": "tools.providers.catalogue.provider",
    "ConfigurationError": "domain.errors",
    "Conversation": "planner.conversation",
    "Memory": "memory.bundle",
    "Provider": "tools.provider",
    "Reply": "planner.reply",
    "ScriptedModel": "agents.llm.scripted",
    "ScriptedProvider": "tools.scripted",
    "Settings": "settings",
    "Tool": "tools.tool",
    "ToolRegistry": "tools.registry",
    "ToolResult": "tools.result",
    "Trip": "planner.trip",
    "TripPlanner": "planner.trip_planner",
    "TripRequest": "domain.request",
    "XiakeError": "domain.errors",
    "tool": "tools.tool",
}

__all__ = [
    "BadRequest",
    "CatalogueProvider",
    "ConfigurationError",
    "Conversation",
    "Memory",
    "Provider",
    "Reply",
    "ScriptedModel",
    "ScriptedProvider",
    "Settings",
    "Tool",
    "ToolRegistry",
    "ToolResult",
    "Trip",
    "TripPlanner",
    "TripRequest",
    "XiakeError",
    "tool",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
