"""A run has its places from one world; where that one fails, or has not what is wished for, the run starts over in another, and says so."""

from __future__ import annotations

from typing import Any

from ...domain.language import listed
from ...tools.registry import ToolRegistry
from ..phrases import PHRASES
from ..trip import Trip
from .context import RunContext
from .dossier import NOTHING_FOUND
from .state import RunState


def has_lost_places(state: RunState, context: RunContext) -> bool:
    """Whether a provider of places failed."""
    gaps = [gap for found in state.findings.values() for gap in found.gaps if gap.code != "not_found"]
    return any(tool.world for gap in gaps for tool in context.registry.of(gap.capability))


def another_world(state: RunState, context: RunContext) -> dict[str, Any] | None:
    """What to change to start over where another world has the city; None where there is none.

    A request that came understood holds ids of the world that failed, so there is no other for it.
    """
    city = state.request.destination if state.request else None
    if city is None or state.given is not None:
        return None
    left = (*state.left, context.worlds.get(city, ""))
    other = next((world for world in context.registry.worlds(city) if world not in left), None)
    if other is None:
        return None
    context.worlds[city] = other
    context.gazetteers.pop(city, None)
    return {"worlds": dict(context.worlds), "left": left, "dossier": NOTHING_FOUND, "wanted": None, "tried_again": False}


def start_over(state: RunState) -> str:
    """Why a run whose places were lost starts over, in the user's language."""
    assert state.request is not None
    names = dict.fromkeys(gap.capability for found in state.findings.values() for gap in found.gaps)
    return PHRASES.say("repair.world", state.request.language, capabilities=listed(state.request.language, names))


def world_notes(state: RunState, context: RunContext) -> tuple[str, ...]:
    """That a plan is not from the preferred world of its city."""
    assert state.request is not None
    city = state.request.destination or ""
    worlds = context.registry.worlds(city)
    preferred = next(iter(worlds), None)
    if preferred is None or context.worlds.get(city, preferred) == preferred:
        return ()
    return (PHRASES.say("note.world", state.request.language, preferred=worlds[preferred]),)


def worlds_of(trip: Trip, registry: ToolRegistry) -> dict[str, str]:
    """Whose places a plan has, so that a changed one has them from there, too."""
    city = trip.request.destination
    if city is None or trip.itinerary is None:
        return {}
    known = registry.worlds(city)
    used = (stop.place.source.provider for day in trip.itinerary.days for stop in day.stops)
    world = next((provider for provider in used if provider in known), None)
    return {city: world} if world else {}
