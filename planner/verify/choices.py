"""Set rules: what the plan contains against what the traveller wants in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...domain.constraint import Choice
from ...domain.itinerary import Journey, Night
from ...domain.place import Area, Attraction, Hotel, Restaurant
from .case import Case
from .finding import Finding
from .geo import straight_km

_VISITED: dict[str, type] = {"attraction": Attraction, "restaurant": Restaurant}
_ASKS = ("all_of", "any_of")


@dataclass(frozen=True)
class Item:
    """One thing the plan contains.

    Attributes:
        name: As the traveller knows it.
        words: All values it answers to.
        certain: False where a record doesn't say, so that it may answer to others too.
    """

    name: str
    words: frozenset[str]
    certain: bool = True


def judge_choice(case: Case, wish: Choice) -> Finding:
    """Apply the operation to the items of the wish's subject."""
    items = list(_items(case, wish))
    if not items and wish.subject != "innercity":
        if wish.subject == "hotel":
            return Finding("unverifiable", case.say("why.no_night"))
        if wish.subject.startswith("intercity") and (wish.attribute != "class" or not any(True for _ in case.journeys())):
            return Finding("unverifiable", case.say("why.no_journey"))
    if not _applies(wish):
        return Finding("unverifiable", case.say("why.no_fact", words=case.labels(wish.labels)))
    finding = _OPERATIONS[wish.op](case, wish, items)
    kind = _VISITED.get(wish.subject)
    if kind is not None and not case.facts.searched(kind) and (not items or (wish.op in _ASKS and finding.status == "violated")):
        return Finding("unverifiable", case.say("why.no_search", what=case.word(f"subject.{wish.subject}")))
    return finding


def _applies(wish: Choice) -> bool:
    known = {
        "attraction": {"place", "kind", "effort"},
        "restaurant": {"place", "kind", "spice"},
        "hotel": {"place", "feature", "kind", "room"},
        "innercity": {"mode"},
    }
    return wish.attribute in known.get(wish.subject, {"mode", "place", "class"})


def _all_of(case: Case, wish: Choice, items: list[Item]) -> Finding:
    everywhere = wish.subject in ("hotel", "intercity") and len(wish.values) == 1
    missing = [
        (value, label)
        for value, label in zip(wish.values, wish.labels, strict=True)
        if not (all if everywhere else any)(value in item.words for item in items)
    ]
    if not missing:
        return Finding("satisfied", _list(case, [i for i in items if i.words & set(wish.values)]))
    if any(not item.certain for item in items):
        return Finding("unverifiable", case.say("why.uncertain", names=_list(case, [i for i in items if not i.certain])))
    return Finding(
        "violated", case.say("why.missing", labels=case.labels(label for _, label in missing), have=_list(case, items))
    )


def _any_of(case: Case, wish: Choice, items: list[Item]) -> Finding:
    everywhere = wish.subject in ("hotel", "intercity")
    hits = [item for item in items if item.words & set(wish.values)]
    if len(hits) == len(items) if everywhere else hits:
        return Finding("satisfied", _list(case, hits))
    if any(not item.certain for item in items):
        return Finding("unverifiable", case.say("why.uncertain", names=_list(case, [i for i in items if not i.certain])))
    return Finding("violated", case.say("why.missing", labels=case.labels(wish.labels), have=_list(case, items)))


def _none_of(case: Case, wish: Choice, items: list[Item]) -> Finding:
    return _barred(case, [item for item in items if item.words & set(wish.values)], [i for i in items if not i.certain], items)


def _only(case: Case, wish: Choice, items: list[Item]) -> Finding:
    outside = [item for item in items if not item.words & set(wish.values)]
    return _barred(case, [i for i in outside if i.certain], [i for i in outside if not i.certain], items)


def _barred(case: Case, wrong: list[Item], open_ends: list[Item], items: list[Item]) -> Finding:
    if wrong:
        return Finding("violated", case.say("why.barred", names=_list(case, wrong)))
    if open_ends:
        return Finding("unverifiable", case.say("why.uncertain", names=_list(case, open_ends)))
    return Finding("satisfied", case.say("why.clean", count=len(items)))


_OPERATIONS = {"all_of": _all_of, "any_of": _any_of, "none_of": _none_of, "only": _only}


def _list(case: Case, items: list[Item]) -> str:
    return case.join(dict.fromkeys(item.name for item in items)) or case.say("why.nothing")


def _items(case: Case, wish: Choice) -> Iterator[Item]:
    exempt = case.asked.wanted_places if wish.op in ("none_of", "only") and wish.attribute != "place" else frozenset()
    if wish.subject == "attraction":
        for _, stop in case.stops("attraction"):
            if stop.place.id not in exempt:
                yield _attraction(case, wish, stop.place.id)
    elif wish.subject == "restaurant":
        for _, stop in case.stops():
            known = stop.kind == "meal" and case.record(stop.place.id, Restaurant) is not None
            # What is served inside a sight is unknown; that matters only where nothing else may be eaten.
            if stop.place.id in exempt:
                continue
            if known or (wish.op == "only" and stop.meal in ("lunch", "dinner")):
                yield _restaurant(case, wish, stop.place.id)
    elif wish.subject == "hotel":
        for _, night in case.nights():
            if wish.attribute == "room" or night.hotel.id not in exempt:
                yield _hotel(case, wish, night)
    elif wish.subject == "innercity":
        for _, stop in case.stops():
            if stop.leg is not None:
                yield Item(case.say(f"mode.{stop.leg.mode}"), frozenset({stop.leg.mode}))
    else:
        direction = {"intercity_out": "out", "intercity_back": "back"}.get(wish.subject)
        for _, _, journey in case.journeys(direction):
            if wish.attribute != "class":
                words = {journey.mode} if wish.attribute == "mode" else {journey.origin.id, journey.destination.id}
                yield Item(f"{case.way(journey.direction)} {case.say(f'mode.{journey.mode}')}", frozenset(words))
            elif journey.mode == "train":
                yield _train(case, journey)


def _train(case: Case, journey: Journey) -> Item:
    service = case.facts.services.get(journey.service)
    known = service.train_class if service else None
    name = " ".join(filter(None, (case.way(journey.direction), journey.number or case.say("mode.train"))))
    return Item(name, frozenset({known} if known else ()), certain=known is not None)


def _attraction(case: Case, wish: Choice, place_id: str) -> Item:
    name, place = case.name_of(place_id), case.record(place_id, Attraction)
    if wish.attribute == "place":
        return Item(name, frozenset(_places(case, wish, place_id)))
    if place is None:
        return Item(name, frozenset(), certain=False)
    return Item(name, frozenset(place.kinds if wish.attribute == "kind" else {place.effort}))


def _restaurant(case: Case, wish: Choice, place_id: str) -> Item:
    name, place = case.name_of(place_id), case.record(place_id, Restaurant)
    if wish.attribute == "place":
        return Item(name, frozenset(_places(case, wish, place_id)))
    if place is None:
        return Item(name, frozenset(), certain=False)
    if wish.attribute == "kind":
        return Item(name, frozenset({*place.cuisine, *place.tags}))
    return Item(name, frozenset({place.spicy} if place.spicy else ()), certain=place.spicy is not None)


def _hotel(case: Case, wish: Choice, night: Night) -> Item:
    place_id = night.hotel.id
    name, place = case.name_of(place_id), case.record(place_id, Hotel)
    if wish.attribute == "place":
        return Item(name, frozenset(_places(case, wish, place_id)))
    if place is None:
        return Item(name, frozenset(), certain=False)
    if wish.attribute == "room":
        # A night names one kind. Where several rooms are to be of several kinds, the others must at least be on offer.
        several = night.rooms > 1 and wish.op in ("all_of", "any_of") and len(_kinds_wanted(case)) > 1
        return Item(
            f"{name} {case.word(f'room.{night.room_kind}')}", frozenset({night.room_kind, *(place.rooms if several else ())})
        )
    return Item(name, frozenset(place.features))


def _kinds_wanted(case: Case) -> set[str]:
    """Room kinds that some wish asks for."""
    rooms = [w for w in case.wishes if isinstance(w, Choice) and w.attribute == "room" and w.op != "none_of"]
    return {value for wish in rooms for value in wish.values}


def _places(case: Case, wish: Choice, place_id: str) -> Iterator[str]:
    """The place itself, and each wished-for area it lies in."""
    yield place_id
    place = case.facts.places.get(place_id)
    for value in wish.values:
        area = case.record(value, Area)
        if place is not None and area is not None and straight_km(place.at, area.at) <= area.radius_km:
            yield value
