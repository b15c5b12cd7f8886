"""A request in the slot convention of the benchmark."""

from __future__ import annotations

from typing import Any

from xiake.domain.constraint import Choice, CostLimit, HotelStars, RoomCount
from xiake.domain.party import AgeGroup
from xiake.domain.request import TripRequest
from xiake.tools.providers.catalogue.index import city_names

AGE_GROUPS: tuple[AgeGroup, ...] = ("adult", "child", "senior")
_ENGLISH = {city.name: city.name_en for city in city_names()}
_MODES = {"train": "train", "flight": "airplane", "metro": "metro", "taxi": "taxi", "walk": "walk"}
_BEDS = {"double": 1, "single": 1, "twin": 2}
_BUDGETS = {
    "tickets": "budget_attractions",
    "lodging": "budget_accommodation",
    "meals": "budget_meals",
    "intercity": "budget_intercity",
    "innercity": "budget_innercity",
}
_NAMES = {
    ("attraction", "place"): "attraction",
    ("attraction", "kind"): "attraction_type",
    ("restaurant", "place"): "restaurant",
    ("restaurant", "kind"): "cuisine",
    ("hotel", "place"): "hotel",
    ("hotel", "feature"): "hotel_feature",
    ("intercity", "mode"): "intercity_mode",
    ("intercity_out", "mode"): "intercity_go",
    ("intercity_back", "mode"): "intercity_back",
    ("innercity", "mode"): "innercity_mode",
}


def slots_of(request: TripRequest) -> dict[str, Any]:
    """Slot name to a scalar or a list of values; only what was said, no defaults."""
    slots: dict[str, Any] = {}
    for role in ("origin", "destination"):
        if city := getattr(request, role):
            slots[role] = _ENGLISH[city] if request.language == "en" else city
    if (source := request.provenance.get("days")) and source.origin == "quoted":
        slots["days"] = request.days
    if (source := request.provenance.get("party")) and (source.origin == "quoted" or request.party.size == 1):
        slots["people"] = request.party.size
        slots |= {f"{group}s" if group != "child" else "children": len(request.party.of(group)) for group in AGE_GROUPS}
    if request.budget_total is not None:
        slots["budget"] = float(request.budget_total)
    for wish in request.constraints:
        if wish.origin != "quoted":
            continue
        if isinstance(wish, Choice):
            _choice(slots, wish)
        elif isinstance(wish, RoomCount):
            slots["room_count"] = wish.count
        elif isinstance(wish, CostLimit):
            name = "hotel_price_per_person_night_max" if wish.per == "room_night" else _BUDGETS.get(wish.category)
            if name:
                slots[name] = float(wish.amount)
        elif isinstance(wish, HotelStars):
            slots["hotel_star"] = wish.least
    return slots


def _choice(slots: dict[str, Any], wish: Choice) -> None:
    if wish.attribute == "room":
        beds = [_BEDS[value] for value in wish.values if value in _BEDS]
        if beds:
            slots["beds_per_room"] = beds[0]
        elif "family" in wish.values:
            slots["hotel_feature"] = [*slots.get("hotel_feature", []), "家庭房"]
        return
    name = _NAMES.get((wish.subject, wish.attribute))
    if name is None or (wish.subject == "innercity" and wish.op == "only"):
        return  # what was said about the city's modes stands in the wish for all of them
    if wish.op == "none_of":
        name += "_ban"
    elif len(wish.values) > 1 and wish.op == "any_of" and wish.attribute != "mode":
        name += "_any"
    values = [_MODES.get(value, value) if wish.attribute == "mode" else value.split(":", 1)[-1] for value in wish.values]
    slots[name] = [*slots.get(name, []), *(value for value in values if value not in slots.get(name, []))]
