"""Every wish of the request, judged one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ...domain.check import CheckResult
from ...domain.clock import format_clock
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
    Simple,
    VisitClock,
    VisitOrder,
)
from ...domain.place import Hotel, Place, Restaurant
from ..wording import word_option, word_wish
from .caps import judge_cost
from .case import Case
from .choices import judge_choice
from .finding import Finding
from .geo import TOLERANCE, straight_km
from .presence import is_whole
from .visits import judge_order, judge_visit


def wishes(case: Case) -> Iterator[CheckResult]:
    """A verdict on each constraint; a soft one that fails is violated with ``soft`` set."""
    for index, wish in enumerate(case.request.constraints):
        finding = _judge(case, wish)
        yield CheckResult(
            rule=f"wish.{wish.type}",
            status=finding.status,
            message=case.say(f"wish.{finding.status}", wish=word_wish(wish, case.request.language), why=finding.why),
            wish=index,
            soft=wish.strength == "soft",
        )


def _judge(case: Case, wish: Constraint) -> Finding:
    if isinstance(wish, Choice):
        return judge_choice(case, wish)
    if isinstance(wish, CostLimit):
        return judge_cost(case, wish)
    if isinstance(wish, Near):
        return _near(case, wish)
    if isinstance(wish, HotelStars):
        return _stars(case, wish)
    if isinstance(wish, RoomCount):
        return _rooms(case, wish)
    if isinstance(wish, DayClock):
        return _day_clock(case, wish)
    if isinstance(wish, JourneyClock):
        return _journey_clock(case, wish)
    if isinstance(wish, VisitClock):
        return judge_visit(case, wish)
    if isinstance(wish, VisitOrder):
        return judge_order(case, wish)
    if isinstance(wish, FarMode):
        return _far_mode(case, wish)
    return _any_of(case, wish)


def alternatives_taken(case: Case) -> tuple[Simple, ...]:
    """The wishes of every option that the plan keeps as a whole, or of the only one that it may keep.

    A place that one option asks for by name is no breach of a ban in another, so all are judged until nothing changes.
    """
    taken: tuple[Simple, ...] = ()
    for _ in case.request.constraints:
        before, inside = taken, replace(case, taken=taken)
        taken = tuple(
            part.model_copy(update={"strength": wish.strength})
            for wish in case.request.constraints
            if isinstance(wish, AnyOf)
            for option in _kept_options(inside, wish)
            for part in option
        )
        if taken == before:
            break
    return taken


def _kept_options(case: Case, wish: AnyOf) -> list[tuple[Simple, ...]]:
    judged = [(option, _judge_option(case, option).status) for option in wish.options]
    kept, doubtful = ([option for option, found in judged if found == status] for status in ("satisfied", "unverifiable"))
    return kept or (doubtful if len(doubtful) == 1 else [])


def _any_of(case: Case, wish: AnyOf) -> Finding:
    """Kept where some option is; the options that hold are named, else what keeps each of them from holding."""
    language = case.request.language
    findings = [(word_option(option, language), _judge_option(case, option)) for option in wish.options]
    for status in ("satisfied", "unverifiable", "violated"):
        found = [(option, finding) for option, finding in findings if finding.status == status]
        if found:
            told = found if status == "satisfied" else findings
            why = case.say("why.joint").join(case.say("why.option", option=option, why=f.why) for option, f in told)
            return Finding(found[0][1].status, why)
    return Finding("unverifiable", case.say("why.nothing"))  # an alternative has an option at least


def _judge_option(case: Case, option: tuple[Simple, ...]) -> Finding:
    """All of an option's wishes, as if they had been asked for outright."""
    outright = tuple(part.model_copy(update={"strength": "hard"}) for part in option)
    inside = replace(case, taken=(*case.taken, *outright))
    findings = [_judge(inside, part) for part in outright]
    for status in ("violated", "unverifiable", "satisfied"):
        found = [finding for finding in findings if finding.status == status]
        if found:
            return Finding(found[0].status, case.say("why.joint").join(finding.why for finding in found))
    return Finding("satisfied", case.say("why.nothing"))  # an option without wishes asks for nothing


def _near(case: Case, wish: Near) -> Finding:
    centre = case.facts.places.get(wish.place)
    if centre is None:
        return Finding("unverifiable", case.say("why.no_place", name=wish.label))
    if wish.subject == "restaurant":
        known = _records(case, {stop.place.id for _, stop in case.stops("meal")}, Restaurant)
        finding = _within(case, wish, centre, known, min)
        if finding.status == "violated" and not case.facts.searched(Restaurant):
            return Finding("unverifiable", case.say("why.no_search", what=case.word("subject.restaurant")))
        return finding
    hotels = {night.hotel.id for _, night in case.nights()}
    if not hotels:
        return Finding("unverifiable", case.say("why.no_night"))
    return _within(case, wish, centre, _records(case, hotels, Hotel), max)


_Pick = Callable[[list[tuple[float, str]]], tuple[float, str]]


def _within(case: Case, wish: Near, centre: Place, known: list[Place], pick: _Pick) -> Finding:
    """Whether the place picked by its distance, the nearest or the farthest, lies within the wished-for one."""
    if not known:
        return Finding("violated", case.say("why.nothing"))
    km, name = pick([(straight_km(place.at, centre.at), place.id) for place in known])
    why = case.say("why.near", name=case.name_of(name), place=wish.label, km=f"{km:.2f}", most=f"{wish.max_km:g}")
    return Finding("satisfied" if km <= wish.max_km * (1 + TOLERANCE) else "violated", why)


def _records(case: Case, ids: set[str], kind: type[Hotel] | type[Restaurant]) -> list[Place]:
    found = (case.record(place_id, kind) for place_id in sorted(ids))
    return [place for place in found if place is not None]


def _stars(case: Case, wish: HotelStars) -> Finding:
    hotels = {night.hotel.id: case.record(night.hotel.id, Hotel) for _, night in case.nights()}
    if not hotels:
        return Finding("unverifiable", case.say("why.no_night"))
    told = case.join(f"{case.name_of(key)} {(hotel.stars if hotel else None) or '?'}★" for key, hotel in hotels.items())
    stars = [hotel.stars if hotel else None for hotel in hotels.values()]
    if any(number is not None and not wish.least <= number <= wish.most for number in stars):
        return Finding("violated", told)
    return Finding("unverifiable" if None in stars else "satisfied", told)


def _rooms(case: Case, wish: RoomCount) -> Finding:
    counts = [night.rooms for _, night in case.nights()]
    if not counts:
        return Finding("unverifiable", case.say("why.no_night"))
    why = case.say("why.rooms", rooms=case.join(str(count) for count in sorted(set(counts))))
    return Finding("satisfied" if set(counts) == {wish.count} else "violated", why)


def _day_clock(case: Case, wish: DayClock) -> Finding:
    starts, ends = [], []
    for day, stop in case.stops():
        meant = is_whole(case, day) if wish.day is None else day.index == wish.day and stop.kind != "journey"
        if meant and stop.meal != "breakfast":
            starts.append((stop.start, day.index, case.name(stop.place)))
            ends.append((stop.start if stop.kind == "hotel" else stop.end, day.index, case.name(stop.place)))
    if not starts:
        return Finding("unverifiable", case.say("why.no_whole_day" if wish.day is None else "why.no_stop", day=wish.day))
    first, last = min(starts), max(ends)
    early = wish.earliest is not None and first[0] < wish.earliest
    late = wish.latest is not None and last[0] > wish.latest
    why = case.say(
        "why.day_clock",
        first=format_clock(first[0]),
        first_day=first[1],
        first_name=first[2],
        last=format_clock(last[0]),
        last_day=last[1],
        last_name=last[2],
    )
    return Finding("violated" if early or late else "satisfied", why)


def _own_times(case: Case, wish: JourneyClock) -> list[int]:
    """Of a party that travels on its own account: when its plan begins after the arrival, or ends before leaving."""
    if (wish.direction, wish.event) == ("out", "arrive"):
        return [stop.start for day in case.days[:1] for stop in day.stops[:1]]
    if (wish.direction, wish.event) == ("back", "depart"):
        return [stop.end for day in case.days[-1:] for stop in day.stops[-1:]]
    return []


def _journey_clock(case: Case, wish: JourneyClock) -> Finding:
    times = [journey.depart if wish.event == "depart" else journey.arrive for _, _, journey in case.journeys(wish.direction)]
    if not times:
        times = _own_times(case, wish)
    if not times:
        return Finding("unverifiable", case.say("why.no_journey"))
    fits = all(
        (wish.not_before is None or wish.not_before <= time) and (wish.not_after is None or time <= wish.not_after)
        for time in times
    )
    why = case.join(format_clock(time) for time in times)
    return Finding("satisfied" if fits else "violated", why)


def _far_mode(case: Case, wish: FarMode) -> Finding:
    """Every way that is longer, from door to door, is made by the mode."""
    far = [(day, stop, stop.leg) for day, stop in case.stops() if stop.leg and stop.leg.metres > wish.beyond_km * 1000]
    wrong = [
        case.say(
            "why.far_leg",
            day=day.index,
            name=case.name(stop.place),
            km=f"{leg.metres / 1000:.2f}",
            mode=case.say(f"mode.{leg.mode}"),
        )
        for day, stop, leg in far
        if leg.mode != wish.mode
    ]
    if wrong:
        return Finding("violated", case.join(wrong))
    return Finding("satisfied", case.say("why.far", count=len(far), km=f"{wish.beyond_km:g}", mode=case.say(f"mode.{wish.mode}")))
