"""Old wishes beside a new one: what the new one takes the place of."""

from __future__ import annotations

from collections.abc import Iterable

from ...domain.constraint import (
    AnyOf,
    Choice,
    Constraint,
    CostLimit,
    DayClock,
    FarMode,
    HotelStars,
    JourneyClock,
    Near,
    RoomCount,
    VisitClock,
    VisitOrder,
    places_asked_for,
)

_ALONGSIDE = {"labels", "label", "quote", "origin", "strength"}
"""What a wish carries besides its meaning."""

_RIDES = {"intercity": {"intercity_out", "intercity_back"}, "intercity_out": {"intercity"}, "intercity_back": {"intercity"}}


def without_place(wishes: Iterable[Constraint], place: str) -> list[Constraint]:
    """The wishes with those given up that ask for a place; what else they ask for stays."""
    kept: list[Constraint] = []
    for wish in wishes:
        if isinstance(wish, AnyOf):
            options = tuple(option for option in wish.options if not any(place in places_asked_for(part) for part in option))
            kept += [wish.model_copy(update={"options": options})] if options else []
        elif isinstance(wish, Choice) and wish.attribute == "place" and wish.op != "none_of":
            kept += _without_values(wish, {place})
        elif place not in places_asked_for(wish):
            kept.append(wish)
    return kept


def without_ban(wishes: Iterable[Constraint], place: str) -> list[Constraint]:
    """The wishes with a place allowed again."""
    kept: list[Constraint] = []
    for wish in wishes:
        banned = isinstance(wish, Choice) and (wish.attribute, wish.op) == ("place", "none_of")
        kept += _without_values(wish, {place}) if banned and isinstance(wish, Choice) else [wish]
    return kept


def without_wish(wishes: Iterable[Constraint], given_up: Constraint) -> list[Constraint]:
    """The wishes without one of this meaning; of a set rule only the values that it names go."""
    kept: list[Constraint] = []
    for wish in wishes:
        if isinstance(wish, Choice) and isinstance(given_up, Choice) and _rule(wish) == _rule(given_up):
            kept += _without_values(wish, set(given_up.values))
        elif meaning(wish) != meaning(given_up):
            kept.append(wish)
    return kept


def with_wish(wishes: Iterable[Constraint], new: Constraint) -> list[Constraint]:
    """The wishes with a new one, which takes the place of those that speak of the same in another way."""
    kept = list(wishes)
    for place in places_asked_for(new):
        kept = without_ban(kept, place)
    if isinstance(new, Choice):
        if (new.attribute, new.op) == ("place", "none_of"):
            for place in new.values:
                kept = without_place(kept, place)
        kept = [part for wish in kept for part in _reconciled(wish, new)]
    else:
        kept = [wish for wish in kept if not _is_superseded(wish, new)]
    return [*kept, new]


def meaning(wish: Constraint) -> dict[str, object]:
    """What a wish says, without its words."""
    return wish.model_dump(exclude=_ALONGSIDE)


def _rule(wish: Choice) -> tuple[str, str, str]:
    return wish.subject, wish.attribute, wish.op


def _without_values(wish: Choice, gone: set[str]) -> list[Constraint]:
    pairs = [(value, label) for value, label in zip(wish.values, wish.labels, strict=True) if value not in gone]
    if len(pairs) == len(wish.values):
        return [wish]
    values, labels = tuple(value for value, _ in pairs), tuple(label for _, label in pairs)
    return [wish.model_copy(update={"values": values, "labels": labels})] if pairs else []


def _reconciled(wish: Constraint, new: Choice) -> list[Constraint]:
    """An old wish beside a new set rule: a ban takes back what was wished for, and the other way round."""
    if not isinstance(wish, Choice) or wish.attribute not in _kin(new.attribute):
        return [wish]
    if wish.subject != new.subject and wish.subject not in _RIDES.get(new.subject, set()):
        return [wish]
    if new.attribute in ("mode", "class") and new.subject.startswith("intercity"):
        if wish.strength == "hard" and new.strength == "soft":
            return [wish]  # 坐高铁: what is only hoped for beside the train doesn't take its place
        if wish.subject == "intercity" and new.subject != "intercity":  # the other way stays as it was wished
            other = "intercity_back" if new.subject == "intercity_out" else "intercity_out"
            return [wish.model_copy(update={"subject": other})]
        return []
    if new.attribute == "place":
        return [wish]
    if {wish.op, new.op} == {"only"} or (wish.op == "only" and new.op != "none_of" and not set(new.values) <= set(wish.values)):
        return []
    against = (wish.op == "none_of") != (new.op == "none_of")
    return _without_values(wish, set(new.values)) if against else [wish]


def _kin(attribute: str) -> tuple[str, ...]:
    return ("mode", "class") if attribute in ("mode", "class") else (attribute,)


def _is_superseded(wish: Constraint, new: Constraint) -> bool:
    match wish, new:
        case CostLimit(), CostLimit():
            return (wish.category, wish.per) == (new.category, new.per)
        case (HotelStars(), HotelStars()) | (RoomCount(), RoomCount()) | (FarMode(), FarMode()):
            return True
        case Near(), Near():
            return wish.subject == new.subject == "hotel"
        case DayClock(), DayClock():
            covered = (wish.earliest is None or new.earliest is not None) and (wish.latest is None or new.latest is not None)
            return wish.day == new.day and covered
        case JourneyClock(), JourneyClock():
            return (wish.direction, wish.event) == (new.direction, new.event)
        case VisitClock(), VisitClock():
            return wish.place == new.place
        case VisitOrder(), VisitOrder():
            return {wish.first, wish.then} == {new.first, new.then}
    return False
