"""Where the party sleeps, in how many rooms, and when it is back."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from ...domain.check import CheckResult
from ...domain.clock import format_clock
from ...domain.constraint import DayClock, RoomCount, VisitClock
from ...domain.itinerary import Day, Leg, Night, Stop
from ...domain.place import Hotel, Station
from .case import DAY, Case, span

_BEDTIME = 23 * 60
_NIGHT_OVER = 3 * 60
"""Who arrives later than this needs no bed for the rest of the night."""
_DEAD_OF_NIGHT = ((30, 5 * 60), (DAY + 30, DAY + 5 * 60))
_SOON, _EARLY = 60, 7 * 60
"""At night one moves only within this time of the arrival, or towards a departure before this hour."""
_WAY_HOME = 60
_LATE_ARRIVAL = 20 * 60
_SHARES_UNDER = 12
_A_ROOM = {"single": 1, "dorm": 1}
_USUAL_ROOM = 2


def nights(case: Case) -> Iterator[CheckResult]:
    """As many nights as asked for, each ending the day at its hotel, none on the last day."""
    owed = case.asked.nights
    for position, day in enumerate(case.days):
        hotel_stops = [stop for stop in day.stops if stop.kind == "hotel"]
        if position >= owed:
            before = case.night_before(day)
            fetches_luggage = before is not None and [stop.place for stop in day.stops[-1:]] == [before.hotel]
            if day.night is not None or len(hotel_stops) > fetches_luggage:
                yield case.violated("nights", "nights.surplus", day, asked=owed)
        elif day.night is None:
            if not hotel_stops and case.arrives(day) >= DAY + _NIGHT_OVER:
                yield case.satisfied("nights", "nights.on_the_way", day)
            elif case.facts.searched(Hotel):
                yield case.violated("nights", "nights.missing", day)
            else:
                yield case.unverifiable("nights", "nights.no_hotels", day)
        elif len(hotel_stops) != 1 or day.stops[-1].kind != "hotel":
            yield case.violated("nights", "nights.not_last", day, day.night.hotel)
        elif hotel_stops[0].place != day.night.hotel:
            yield case.violated("nights", "nights.elsewhere", day, day.night.hotel, other=case.name(hotel_stops[0].place))
        else:
            yield case.satisfied("nights", "nights.ok", day, day.night.hotel)


def rooms(case: Case) -> Iterator[CheckResult]:
    """Enough rooms and not too many: two grown-ups a room, children under 12 share; a number that was asked for counts."""
    for day, night in case.nights():
        least, most = _needed(case, night)
        told = {"rooms": night.rooms, "people": case.request.party.size}
        record = case.record(night.hotel.id, Hotel)
        if not least <= night.rooms <= most:
            needed = str(least) if least == most else f"{least}–{most}"
            yield case.violated("rooms", "rooms.count", day, night.hotel, needed=needed, **told)
        elif record is not None and night.room_kind not in record.rooms:
            kinds = {"kind": case.labels([night.room_kind]), "known": case.labels(record.rooms)}
            yield case.violated("rooms", "rooms.kind", day, night.hotel, **kinds)
        else:
            yield case.satisfied("rooms", "rooms.ok", day, night.hotel, **told)


def _needed(case: Case, night: Night) -> tuple[int, int]:
    """Fewest and most rooms: with several small children, or one of unknown age, they may share or have beds of their own."""
    asked = [wish.count for wish in case.wishes if isinstance(wish, RoomCount)]
    if asked:
        return max(asked), max(asked)
    people = case.request.party.travellers
    small = sum(p.group == "child" and p.age is not None and p.age < _SHARES_UNDER for p in people)
    unknown = sum(p.group == "child" and p.age is None for p in people)
    capacity = _A_ROOM.get(night.room_kind, _USUAL_ROOM)
    shares = small if small == 1 and capacity > 1 else 0
    least = ceil((len(people) - small - unknown) / capacity)
    return max(1, least), max(1, ceil((len(people) - shares) / capacity))


def bedtime(case: Case) -> Iterator[CheckResult]:
    """Back, or done, at a sensible hour, unless a late arrival or the traveller says otherwise."""
    clocks = [w for w in case.wishes if isinstance(w, DayClock)]
    timed = {wish.place for wish in case.wishes if isinstance(wish, VisitClock)}
    for day in case.days:
        back = _back(day)
        if back is None or any(s.journey is not None and s.journey.arrive > _LATE_ARRIVAL for s in day.stops):
            continue
        latest = max([_BEDTIME, *(w.latest for w in clocks if w.latest is not None and w.day in (None, day.index))])
        until = max([latest, *(stop.end + _WAY_HOME for stop in day.stops if stop.place.id in timed and stop.kind != "hotel")])
        verdict = case.satisfied if back <= until else case.violated
        yield verdict("bedtime", "bedtime.back", day, back=format_clock(back), latest=format_clock(until))


def _back(day: Day) -> int | None:
    if not day.stops:
        return None
    last = day.stops[-1]
    return last.start if last.kind == "hotel" else last.end


def night_moves(case: Case) -> Iterator[CheckResult]:
    """Nobody crosses the city in the dead of night, but after a late arrival and before an early departure."""
    faults = []
    before: tuple[int, Stop] | None = None
    for day, stop in case.stops():
        zero, leg = DAY * case.days.index(day), stop.leg
        arrived, before = before, (zero, stop)
        if leg is None or not any(leg.depart < end and leg.arrive > start for start, end in _DEAD_OF_NIGHT):
            continue
        leaves = stop.journey is not None and stop.journey.depart < _EARLY
        if not leaves and (arrived is None or not _soon_after(case, arrived[1], zero - arrived[0], leg)):
            way = span(leg.depart, leg.arrive)
            faults.append(case.violated("night_moves", "night_moves.out", day, stop.place, way=way))
    yield from faults
    if not faults:
        yield case.satisfied("night_moves", "night_moves.ok")


def _soon_after(case: Case, before: Stop, later: int, leg: Leg) -> bool:
    """Whether a leg begins as soon as one can leave the station of arrival."""
    if before.journey is None:
        return False
    station = case.record(before.journey.destination.id, Station)
    return leg.depart + later - before.journey.arrive <= max(_SOON, station.transfer_minutes if station else 0)
