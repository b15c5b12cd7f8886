"""Rules on how many of some visits occur: wishes by kind, named restaurants, variety of cuisine."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from ...domain.constraint import Choice, Near, VisitClock, VisitOrder, places_asked_for
from ...domain.place import Attraction, Restaurant
from . import select
from .alike import alike
from .assumptions import SAME_CUISINE
from .doing import Doing
from .problem import Group
from .setting import Setting
from .value import SOFT_MUST, soft_choices

_SEARCHES = {"attraction": "attractions", "restaurant": "restaurants"}
"""The capability that finds places of a subject."""

_LITTLE_CHOICE = 3
"""Of so few candidates for a wish none is left out for being like another sight."""


def groups_of(setting: Setting, doings: Sequence[Doing], held: Collection[int] = ()) -> tuple[Group, ...]:
    """All groups of a problem; what is held of an earlier plan is in it, however little it differs."""
    request = setting.request
    groups = [Group(members=members, min_per_trip=1) for members in required_of(setting, doings)]
    asked = {word for wish in request.constraints if isinstance(wish, Choice) for word in wish.values}
    cuisines: dict[str, list[int]] = {}
    for index, doing in enumerate(doings):
        if isinstance(doing.place, Restaurant) and doing.place.cuisine[0] not in asked:
            cuisines.setdefault(doing.place.cuisine[0], []).append(index)
    most = _variety([len(members) for members in cuisines.values()], request.days)
    groups += [_at_most(most, members, held) for members in cuisines.values()]
    brands = _brands(doings)
    if len(brands) >= 2 * request.days:
        groups += [_at_most(1, members, held) for members in brands if len(members) > 1]
    if not setting.thrift:
        few = {index for group in groups if group.min_per_trip for index in _few(group)}
        groups += _one_of_each(setting, doings, {*few, *held})
        for wish in soft_choices(request, "attraction"):
            if wish.attribute == "kind" and wish.op in ("all_of", "any_of"):
                members = _members(doings, wish, set(wish.values))
                groups.append(Group(members=members, min_per_trip=1, required=False, penalty=SOFT_MUST))
    return tuple(groups)


def _at_most(most: int, members: Iterable[int], held: Collection[int]) -> Group:
    members = tuple(members)
    return Group(members=members, max_per_trip=max(most, sum(index in held for index in members)))


def _one_of_each(setting: Setting, doings: Sequence[Doing], asked: Collection[int]) -> Iterator[Group]:
    """Of sights that are alike one is visited, or those that were asked for."""
    sights = [(index, doing.place) for index, doing in enumerate(doings) if doing.kind == "attraction"]
    wanted = setting.request.wanted_places
    for members in alike([place for _, place in sights if isinstance(place, Attraction)]):
        chosen = tuple(sights[member][0] for member in members)
        most = sum(index in asked or doings[index].place.id in wanted for index in chosen)
        if most < len(chosen):
            yield Group(members=chosen, max_per_trip=max(1, most))


def _few(group: Group) -> tuple[int, ...]:
    """The members of a required group that leaves little choice."""
    return group.members if len(group.members) <= _LITTLE_CHOICE else ()


def required_of(setting: Setting, doings: Sequence[Doing]) -> Iterator[tuple[int, ...]]:
    """Of each of these the plan needs one; a wish that only a lost capability could have served is a gap and no conflict."""
    for wish in setting.request.constraints:
        if isinstance(wish, Choice) and _asks_for_some(wish):
            by_value = [{value} for value in wish.values] if wish.op == "all_of" else [set(wish.values)]
            sets = [_members(doings, wish, values) for values in by_value]
        elif isinstance(wish, Near) and (wish.subject, wish.strength) == ("restaurant", "hard"):
            sets = [_where(doings, select.restaurants_near(wish, setting.evidence.places))]
        elif isinstance(wish, VisitClock | VisitOrder) and wish.strength == "hard":
            yield from _restaurants(setting, doings, places_asked_for(wish))
            continue
        else:
            continue
        lost = _SEARCHES[wish.subject] in setting.evidence.lost
        yield from (members for members in sets if members or not lost)


def _restaurants(setting: Setting, doings: Sequence[Doing], ids: Iterable[str]) -> Iterator[tuple[int, ...]]:
    """A group for each of these places that is a restaurant; sights are mandatory visits instead, and hotels chosen accordingly."""
    for place in ids:
        if isinstance(setting.evidence.places.get(place), Restaurant):
            yield _where(doings, (place,))


def _brands(doings: Sequence[Doing]) -> list[tuple[int, ...]]:
    """Restaurants by brand: the branches of one share the name before the bracket."""
    brands: dict[str, list[int]] = {}
    for index, doing in enumerate(doings):
        if doing.kind == "restaurant":
            brands.setdefault(re.split(r"[(（]", doing.place.name)[0], []).append(index)
    return [tuple(members) for members in brands.values()]


def _variety(numbers: Sequence[int], days: int) -> int:
    """How many meals may be of one cuisine: few, but so many that what is offered feeds the party twice over."""
    meals = 2 * days
    most = max(SAME_CUISINE, days)
    while most < meals and sum(min(most, number) for number in numbers) < 2 * meals:
        most += 1
    return most


def _asks_for_some(wish: Choice) -> bool:
    """Whether a hard wish needs a group; must-sees are mandatory visits instead."""
    if wish.strength == "soft" or wish.op not in ("all_of", "any_of") or wish.attribute not in ("place", "kind"):
        return False
    if wish.subject == "attraction":
        return wish.attribute == "kind" or wish.op == "any_of"
    return wish.subject == "restaurant"


def _members(doings: Sequence[Doing], wish: Choice, values: set[str]) -> tuple[int, ...]:
    kind = Attraction if wish.subject == "attraction" else Restaurant
    return tuple(
        index
        for index, doing in enumerate(doings)
        if doing.kind != "inside" and isinstance(doing.place, kind) and values & select.words_of(doing.place, wish)
    )


def _where(doings: Sequence[Doing], ids: Iterable[str]) -> tuple[int, ...]:
    wanted = set(ids)
    return tuple(index for index, doing in enumerate(doings) if doing.place.id in wanted)
