"""What a language model is shown of records: enough to choose by, small enough to show many."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..domain.language import Language
from ..domain.place import AnyPlace, Attraction, Hotel, Restaurant
from .result import ToolResult


def card(place: AnyPlace, language: Language) -> dict[str, Any]:
    """A place in a few words; prices in CNY, ``at`` is latitude and longitude, what isn't known is left out."""
    known: dict[str, Any] = {
        "id": place.id,
        "name": place.name_in(language),
        "kind": place.kind,
        "district": place.district,
        "at": [round(place.at.lat, 4), round(place.at.lon, 4)],
    }
    match place:
        case Attraction():
            known |= {"kinds": place.kinds, "renown": place.renown, "minutes": place.dwell[1], "effort": place.effort}
            known |= {"adult": float(place.ticket.fares[0].adult)} if place.ticket else {}
            known |= {"ages": place.child_ages} if place.child_ages else {}
        case Restaurant():
            known |= {"cuisine": [*place.cuisine, *place.tags], "per_person": float(place.per_person.typical)}
            known |= {"spicy": place.spicy} if place.spicy else {}
        case Hotel():
            known |= {"stars": place.stars, "nightly": float(place.nightly.typical), "rooms": place.rooms}
            known |= {"features": place.features}
    return {name: value for name, value in known.items() if value not in (None, "", (), [])}


def cards(places: Iterable[AnyPlace], language: Language) -> list[dict[str, Any]]:
    """A card for each."""
    return [card(place, language) for place in places]


def told(result: ToolResult[Any], shown: Sequence[Mapping[str, Any]]) -> str:
    """A result as JSON: cards of its places and how many there are in all, or why there are none."""
    if result.error is not None:
        return _json({"ok": False, "code": result.error.code, "message": result.error.message})
    mends = [f"{mend.field}: {mend.given} -> {mend.used}" for mend in result.mends if mend.reason != "blank"]
    answer: dict[str, Any] = {"ok": True, "items": shown, "found": len(result.unwrap().items)}
    return _json({**answer, "mended": mends} if mends else answer)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
