"""A request in the slot convention of the benchmark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from xiake.domain.clock import format_clock
from xiake.domain.constraint import (
    AnyOf,
    Choice,
    Constraint,
    CostLimit,
    FarMode,
    HotelStars,
    Near,
    RoomCount,
    VisitClock,
)
from xiake.domain.party import AgeGroup
from xiake.domain.request import TripRequest
from xiake.tools.providers.catalogue.index import city_names

Slot = tuple[str, str | float]
"""A slot's name and one value of it."""

AGE_GROUPS: tuple[AgeGroup, ...] = ("adult", "child", "senior")
_ENGLISH = {city.name: city.name_en for city in city_names()}
_MODES = {"train": "train", "flight": "airplane", "metro": "metro", "taxi": "taxi", "walk": "walk"}
_BEDS = {"double": 1, "single": 1, "twin": 2}
_BUDGETS = {
    "total": "budget",
    "tickets": "budget_attractions",
    "lodging": "budget_hotel",
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
_PACES = {"relaxed": "慢游", "intense": "特种兵式"}
_RULES = {"start_by": "start<=", "start_from": "start>=", "end_by": "end<=", "end_from": "end>="}
_DOLLARS = re.compile(r"\$\s?(\d[\d,]*(?:\.\d+)?)")


def slots_of(request: TripRequest) -> dict[str, Any]:
    """Slot name to a scalar or a list of values; only what was said, no defaults."""
    slots: dict[str, Any] = {}
    for role in ("origin", "destination"):
        if city := getattr(request, role):
            slots[role] = _ENGLISH.get(city, city) if request.language == "en" else city
    if "destination" not in slots:  # a city that the provider doesn't know is asked about in the traveller's words
        slots |= {q.slot: q.quote for q in request.questions if q.slot == "destination" and q.quote}
    if (source := request.provenance.get("days")) and source.origin == "quoted":
        slots["days"] = request.days
    if (source := request.provenance.get("party")) and (source.origin == "quoted" or request.party.size == 1):
        slots["people"] = request.party.size
        slots |= {f"{group}s" if group != "child" else "children": len(request.party.of(group)) for group in AGE_GROUPS}
    if request.budget_total is not None:
        slots["budget"] = float(request.budget_total)
    elif foreign := next((found for words in request.unresolved if (found := _DOLLARS.search(words))), None):
        slots["budget"] = float(foreign[1].replace(",", ""))  # in the set's own currency, which the planner can't budget in
    if (source := request.provenance.get("pace")) and source.origin == "quoted" and request.pace in _PACES:
        slots["pace"] = [_PACES[request.pace]]
    for wish in request.constraints:
        if wish.origin != "quoted":
            continue
        if isinstance(wish, AnyOf):
            options = (f"{name}={_worded(value)}" for option in wish.options for one in option for name, value in _slots(one))
            slots["alternatives"] = [*slots.get("alternatives", ()), *options]
            continue
        for name, value in _slots(wish):
            if value not in slots.setdefault(name, []):
                slots[name].append(value)
    return slots


def _worded(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def _slots(wish: Constraint) -> Iterator[Slot]:
    match wish:
        case Choice():
            yield from _choice(wish)
        case RoomCount():
            yield "room_count", wish.count
        case CostLimit(category="lodging", per="room_night" | "person_night"):
            yield "hotel_price_per_person_night_max", float(wish.amount)
        case CostLimit() if wish.category in _BUDGETS:
            yield _BUDGETS[wish.category], float(wish.amount)
        case HotelStars():
            yield "hotel_star", wish.least
        case Near(subject="hotel" | "restaurant"):
            yield f"{wish.subject}_near", wish.label
        case FarMode():
            yield "far_legs_mode", _MODES[wish.mode]
            yield "far_legs_km", wish.beyond_km
        case VisitClock(strength="hard"):
            for field, rule in _RULES.items():
                if (minute := getattr(wish, field)) is not None:
                    yield "time_rule", f"{wish.label}|{rule}{format_clock(minute)}"
            if wish.at_least is not None:
                yield "time_rule", f"{wish.label}|minutes>={wish.at_least}"


def _choice(wish: Choice) -> Iterator[Slot]:
    if wish.attribute == "room":
        beds = [_BEDS[value] for value in wish.values if value in _BEDS]
        if beds:
            yield "beds_per_room", beds[0]
        elif "family" in wish.values:
            yield "hotel_feature", "家庭房"
        return
    name = _NAMES.get((wish.subject, wish.attribute))
    if name is None or (wish.subject == "innercity" and wish.op == "only"):
        return  # what was said about the city's modes stands in the wish for all of them
    if wish.op == "none_of":
        name += "_ban"
    elif len(wish.values) > 1 and wish.op == "any_of" and wish.attribute != "mode":
        name += "_any"
    if wish.subject.startswith("intercity"):  # the same in another set's words
        yield from (("transport_mode_ban" if wish.op == "none_of" else "transport_mode", label) for label in wish.labels)
    for value, label in zip(wish.values, wish.labels, strict=True):
        yield name, _MODES.get(value, value) if wish.attribute == "mode" else label
