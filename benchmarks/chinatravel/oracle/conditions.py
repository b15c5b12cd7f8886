"""Snippets about single activities: some is so, none is so, the first or the last is so."""

from __future__ import annotations

from typing import Literal

from xiake.domain.clock import parse_clock
from xiake.domain.constraint import FarMode, JourneyClock, RoomCount, VisitClock

from .symbols import OPPOSITE, Condition, Conditions, Fact, UnreadableError
from .trades import ATTRIBUTES, Subject, words
from .wishes import ALWAYS, NEVER, Meaning, Wishes

_ROOMS = {1: "double", 2: "twin"}
_SEATS = 4
_JOURNEYS = frozenset({"train", "airplane"})
_ORIGIN, _DESTINATION = "intercity_transport_origin", "intercity_transport_destination"


def some(where: Conditions, wishes: Wishes) -> Meaning:
    """At least one activity meets all conditions."""
    match _named(where):
        case {"activity_position": Condition(op="==", value=str(name)), **rest} if rest.keys() <= _VISIT.keys():
            place = wishes.place(name)
            if rest:
                bounds = dict(_visit_bound(condition) for condition in rest.values())
                return ((VisitClock(place=place.id, label=place.name, **bounds),),)
            if place.kind in ("attraction", "restaurant", "hotel"):
                return wishes.choice(place.kind, "place", "all_of", frozenset((name,)))
    if journey := _journey(where):
        return _travelled(*journey, wishes)
    match where:
        case (Condition(op="==" | "in") as condition,) if condition.field.name in ATTRIBUTES:
            return wishes.choice(*ATTRIBUTES[condition.field.name], "any_of", words(condition.value))
    raise UnreadableError("no wish says this of some activity")


def none(where: Conditions, wishes: Wishes) -> Meaning:
    """No activity meets all conditions."""
    match _named(where):
        case {"activity_type": Condition(op="==" | "in"), "activity_tickets": Condition(op="!=", value=count), **rest} if (
            not rest
        ):
            return ALWAYS if count == wishes.people else NEVER
        case {
            "innercity_transport_type": Condition(op="==", value="metro"),
            "metro_tickets": Condition(op="!=", value=count),
            **rest,
        } if not rest:
            return ALWAYS if count == wishes.people else NEVER
        case {
            "innercity_transport_type": Condition(op="==", value="taxi"),
            "taxi_cars": Condition(op="!=", value=count),
            **rest,
        } if not rest:
            if count == -(-wishes.people // _SEATS):
                return ALWAYS
            # cars that the party doesn't fit into, or more than it needs: the rule still holds for those who take none
            return wishes.choice("innercity", "mode", "only", frozenset(("walk", "metro")))
        case {
            "activity_type": Condition(op="==", value="accommodation"),
            "room_type": Condition(op="!=", value=int(beds)),
            **rest,
        } if not rest and beds in _ROOMS:
            return wishes.choice("hotel", "room", "only", frozenset((_ROOMS[beds],)))
        case {
            "activity_type": Condition(op="==", value="accommodation"),
            "room_count": Condition(op="!=", value=int(count)),
            **rest,
        } if not rest:
            return ((RoomCount(count=count),),)
        case {
            "innercity_transport_type": Condition(op="!=", value="walk" | "metro" | "taxi" as mode),
            "innercity_transport_distance": Condition(op=">" | ">=", value=int() | float() as km),
            **rest,
        } if not rest:
            return ((FarMode(mode=mode, beyond_km=km),),)
        case {"activity_position": Condition(op="==", value=str(name)), **rest} if rest.keys() <= {"activity_type"}:
            place = wishes.place(name)
            if place.kind in ("attraction", "restaurant", "hotel"):
                return wishes.choice(place.kind, "place", "none_of", frozenset((name,)))
    if journey := _journey(where):
        direction, condition = journey
        return _travelled(direction, Condition(condition.field, OPPOSITE[condition.op], condition.value), wishes)
    match where:
        case (Condition(op="==" | "in") as condition,) if condition.field.name in ATTRIBUTES:
            return wishes.choice(*ATTRIBUTES[condition.field.name], "none_of", words(condition.value))
    raise UnreadableError("no wish says this of every activity")


def at_an_end(condition: Condition, wishes: Wishes) -> Meaning:
    """The first activity, which is the way out, or the last, which is the way back, is so."""
    direction: Direction = "out" if condition.field.of.which == "first" else "back"
    if condition.field.name in (_ORIGIN, _DESTINATION):
        holds = _leads(condition) == direction
        if condition.op not in ("==", "!="):
            raise UnreadableError("a comparison of cities")
        return ALWAYS if holds == (condition.op == "==") else NEVER
    return _travelled(direction, condition, wishes)


Direction = Literal["out", "back"]
_VISIT = {"activity_type": "", "activity_start_time": "start", "activity_end_time": "end", "activity_time": "at_least"}


def _named(where: Conditions) -> dict[str, Condition]:
    named = {condition.field.name: condition for condition in where}
    if len(named) != len(where):
        raise UnreadableError("two conditions on one field")
    return named


def _visit_bound(condition: Condition) -> tuple[str, int]:
    what = _VISIT[condition.field.name]
    match condition:
        case Condition(op=">=" | ">" as op, value=int() | float() as minutes) if what == "at_least":
            return what, int(minutes) + (op == ">")
        case Condition(op="<=" | "<" | ">=" | ">" as op, value=str(clock)) if what in ("start", "end"):
            return f"{what}_{'by' if op[0] == '<' else 'from'}", _minute(op, clock)
    raise UnreadableError(f"a bound on {condition.field.name}")


def _minute(op: str, clock: str) -> int:
    try:
        return parse_clock(clock) + {"<": -1, ">": 1}.get(op, 0)
    except ValueError as error:
        raise UnreadableError(str(error)) from error


def _journey(where: Conditions) -> tuple[Direction, Condition] | None:
    """The direction that conditions speak of, and the one thing they say of the journey."""
    directions = {_leads(c) for c in where if c.field.name in (_ORIGIN, _DESTINATION) and c.op == "=="}
    rest = [
        c
        for c in where
        if c.field.name not in (_ORIGIN, _DESTINATION) and not (c.field.name == "activity_type" and c.value == _JOURNEYS)
    ]
    if len(directions) != 1 or len(rest) != 1:
        return None
    return directions.pop(), rest[0]


def _leads(condition: Condition) -> Direction:
    match condition.field.name, condition.value:
        case (name, Fact("start_city" | "target_city" as city)):
            return "out" if (name == _ORIGIN) == (city == "start_city") else "back"
    raise UnreadableError("a journey from or to another city")


def _travelled(direction: Direction, condition: Condition, wishes: Wishes) -> Meaning:
    """One journey is so."""
    subject: Subject = "intercity_out" if direction == "out" else "intercity_back"
    match condition.field.name, condition:
        case "activity_type" | "intercity_transport_type", Condition(op="==" | "in", value=modes):
            return wishes.choice(subject, "mode", "only", words(modes))
        case "activity_type" | "intercity_transport_type", Condition(op="!=" | "not in", value=modes):
            return wishes.choice(subject, "mode", "none_of", words(modes))
        case "activity_start_time" | "activity_end_time" as name, Condition(op="<=" | "<" | ">=" | ">" as op, value=str(clock)):
            at = _minute(op, clock)
            return (
                (
                    JourneyClock(
                        direction=direction,
                        event="depart" if name == "activity_start_time" else "arrive",
                        not_after=at if op[0] == "<" else None,
                        not_before=at if op[0] == ">" else None,
                    ),
                ),
            )
    raise UnreadableError(f"a rule on {condition.field.name} of a journey")
