"""Wishes about when the party is at a place, for how long, and after which other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...domain.clock import format_clock
from ...domain.constraint import VisitClock, VisitOrder
from ...domain.itinerary import Day, Stop
from .case import DAY, Case, span
from .finding import Finding


class Stay(NamedTuple):
    """The party at one place without a break, within one day but for the night: times in minutes of the day.

    Attributes:
        position: Which day of the plan it is, from 0.
        minutes: How long it lasts, at the hotel until the next morning.
    """

    position: int
    start: int
    end: int
    minutes: int


def judge_visit(case: Case, wish: VisitClock) -> Finding:
    """Some stay at the place keeps all of the times."""
    stays = list(_stays(case, wish.place))
    if not stays:
        return _absent(case, [wish.place], [wish.label])
    why = case.join(
        case.say("why.stay", day=case.days[s.position].index, stay=span(s.start, s.end), minutes=s.minutes) for s in stays
    )
    return Finding("satisfied" if any(_keeps(stay, wish) for stay in stays) else "violated", why)


def _keeps(stay: Stay, wish: VisitClock) -> bool:
    return (
        wish.day in (None, stay.position + 1)
        and (wish.start_by is None or stay.start <= wish.start_by)
        and (wish.start_from is None or stay.start >= wish.start_from)
        and (wish.end_from is None or stay.end >= wish.end_from)
        and (wish.end_by is None or stay.end <= wish.end_by)
        and (wish.at_least is None or stay.minutes >= wish.at_least)
    )


def judge_order(case: Case, wish: VisitOrder) -> Finding:
    """The party is done with the first place, for the first time, before it comes to the other one for the first time."""
    found = {place: next(_stays(case, place, mornings=False), None) for place in (wish.first, wish.then)}
    first, then = found[wish.first], found[wish.then]
    if first is None or then is None:
        missing = [(place, label) for place, label in zip((wish.first, wish.then), wish.labels, strict=True) if not found[place]]
        return _absent(case, [place for place, _ in missing], [label for _, label in missing])
    why = case.say(
        "why.order",
        first=case.name_of(wish.first),
        first_day=case.days[first.position].index,
        first_time=format_clock(first.start),
        then=case.name_of(wish.then),
        then_day=case.days[then.position].index,
        then_time=format_clock(then.start),
    )
    in_order = (first.position, first.end) <= (then.position, then.start) and wish.first != wish.then
    return Finding("satisfied" if in_order else "violated", why)


def _absent(case: Case, places: list[str], labels: list[str]) -> Finding:
    records = [case.facts.places.get(place) for place in places]
    if any(record is not None and not case.facts.searched(type(record)) for record in records):
        return Finding("unverifiable", case.say("why.uncertain", names=case.join(labels)))
    return Finding("violated", case.say("why.absent", names=case.join(labels)))


def _stays(case: Case, place: str, *, mornings: bool = True) -> Iterator[Stay]:
    """Every stay at a place in order; what follows at the same place without a way between belongs to the same stay.

    Args:
        case: The plan.
        place: Id of a sight, a restaurant or a hotel.
        mornings: Whether waking up at a hotel counts as a stay of its own that begins at midnight.
    """
    for position, day in enumerate(case.days):
        open_: Stay | None = None
        if mornings and case.wakes_at(day) == place:
            leaves = _leaves(day, DAY)
            open_ = Stay(position, 0, leaves, leaves)
        for stop in day.stops:
            here = stop.place.id == place and stop.kind != "journey"
            if not here or (open_ is not None and stop.leg is not None):
                if open_ is not None:
                    yield open_
                open_ = None
            if here:
                start = stop.start if open_ is None else open_.start
                end = max(stop.end, 0 if open_ is None else open_.end)
                open_ = Stay(position, start, end, end - start + _overnight(case, position, stop))
        if open_ is not None:
            yield open_


def _overnight(case: Case, position: int, stop: Stop) -> int:
    """Minutes that a stay at the night's hotel goes on for on the next day."""
    night = case.days[position].night
    if stop.kind != "hotel" or night is None or night.hotel.id != stop.place.id or position + 1 == len(case.days):
        return 0
    return _leaves(case.days[position + 1], 0)


def _leaves(day: Day, otherwise: int) -> int:
    """When the party first leaves the place where the day starts."""
    return next((stop.leg.depart for stop in day.stops if stop.leg is not None), otherwise)
