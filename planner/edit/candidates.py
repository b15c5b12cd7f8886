"""What could take a place in a plan: known places that keep some wishes, the most fitting first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from ...domain.constraint import AnyOf, Choice, Constraint, CostLimit, HotelStars, Near, VisitClock
from ...domain.hours import Window
from ...domain.itinerary import Meal
from ...domain.place import AnyPlace, Attraction, Hotel, Restaurant
from ...domain.request import TripRequest
from ..schedule.assumptions import MEAL_SHAPES, WHOLE_DAY
from ..schedule.select import bars, distance_km, words_of
from .draft import Draft
from .targets import SPANS, Placed, all_stops, part_of

_OPTIONS = 3
"""So many candidates are offered to the scheduler for one stop."""

_KM = 8.0
"""A sight that is a km further from the day's other stops must be so much more renowned."""

_YUAN = 0.03
"""Of two restaurants as near, the one whose price is less far from what was paid before; km for each CNY."""

_MEAL_FROM: dict[Meal, tuple[int, int]] = {meal: (shape.earliest, shape.latest) for meal, shape in MEAL_SHAPES.items()}


def keeps(place: AnyPlace, wish: Constraint, records: Mapping[str, AnyPlace]) -> bool:
    """Whether a place keeps what a wish asks of one of its kind; what a wish says of others or of the whole trip doesn't count."""
    match wish:
        case Choice() if wish.subject == place.kind:
            hit = bool(words_of(place, wish) & set(wish.values))
            if wish.attribute == "room" and wish.op == "none_of":
                return bool(words_of(place, wish) - set(wish.values))
            if wish.op == "all_of":
                return words_of(place, wish) >= set(wish.values) if wish.attribute in ("feature", "room") else hit
            return not hit if wish.op == "none_of" else hit
        case CostLimit(per="person_meal") if isinstance(place, Restaurant):
            return place.per_person.typical <= wish.amount
        case CostLimit(category="lodging", per="room_night") if isinstance(place, Hotel):
            return nightly(place) <= wish.amount
        case HotelStars() if isinstance(place, Hotel):
            return place.stars is not None and wish.least <= place.stars <= wish.most
        case Near() if wish.subject == place.kind and wish.place in records:
            return distance_km(place, records[wish.place]) <= wish.max_km
        case AnyOf():
            return any(all(keeps(place, part, records) for part in option) for option in wish.options)
    return True


def nightly(hotel: Hotel) -> Decimal:
    """The cheapest ordinary room of a hotel, CNY a night."""
    return min((hotel.nightly.typical, *hotel.rates.values()))


def openings(place: AnyPlace, draft: Draft, day: int) -> tuple[Window, ...] | None:
    """When a sight or restaurant is open on a day of the trip; None is unknown, and so counts as any time."""
    hours = place.hours if isinstance(place, Attraction | Restaurant) else None
    return None if hours is None else hours.on(draft.date_of(day))


def fits(place: AnyPlace, draft: Draft, day: int, start: int, end: int) -> bool:
    """Whether a visit can begin between two minutes of a day, as far as its hours are known."""
    windows = openings(place, draft, day)
    if windows is None:
        return True
    least = place.dwell[0] if isinstance(place, Attraction) else 45
    return any(max(w.opens, start) <= min(w.last_entry, end, w.closes - least) for w in windows)


def span_for(placed: Placed) -> tuple[int, int]:
    """Between which minutes the successor of a stop may begin: at its meal, or in its part of the day."""
    if placed.pin.kind == "meal" and placed.pin.meal:
        earliest, latest = _MEAL_FROM[placed.pin.meal]
        return min(earliest, placed.stop.start), max(latest, placed.stop.start)
    return span_of_part(placed.stop.start)


def span_of_part(minute: int) -> tuple[int, int]:
    """First and last minute of the part of the day that a minute lies in."""
    start, end = SPANS[part_of(minute)]
    return start, end - 1


def clock_for(place: str, draft: Draft, day: int, span: tuple[int, int] | None, **origin: str) -> VisitClock:
    """The wish to be at a place on a day, beginning within a span."""
    start, end = span if span else (None, None)
    fields = {"place": place, "label": draft.name(place), "day": day, "start_from": start or None, "start_by": end, **origin}
    return VisitClock.model_validate(fields)


def one_of(places: Iterable[str], draft: Draft, day: int, span: tuple[int, int] | None, **origin: str) -> Constraint | None:
    """The wish to be at one of some places then; None where there is none."""
    clocks = [clock_for(place, draft, day, span, **origin) for place in places][:_OPTIONS]
    if len(clocks) < 2:
        return clocks[0] if clocks else None
    return AnyOf.model_validate({"options": [[clock] for clock in clocks], **origin})


def successors(
    placed: Placed, draft: Draft, wishes: Iterable[Constraint], keep: Callable[[AnyPlace], bool] = lambda _: True
) -> list[str]:
    """Ids of places that could take a stop's place and keep some wishes, the most fitting first."""
    kind = Restaurant if placed.pin.kind == "meal" else Attraction
    found = _open_candidates(kind, draft, placed.day.index, span_for(placed), [*wishes], keep)
    return _ranked(found, draft, placed)


def additions(
    kind: type[Attraction] | type[Restaurant], draft: Draft, day: int | None, span: tuple[int, int], wishes: Iterable[Constraint]
) -> list[str]:
    """Ids of places of a kind that keep some wishes and aren't in the plan, the most fitting on a day, or on any, first."""
    days = [day] if day else range(1, draft.days + 1)
    found: dict[str, AnyPlace] = {}
    for one in days:
        found |= {place.id: place for place in _open_candidates(kind, draft, one, span, [*wishes], lambda _: True)}
    near = next((placed for placed in all_stops(draft.itinerary) if day in (None, placed.day.index)), None)
    return _ranked(list(found.values()), draft, near)


def _open_candidates(
    kind: type[Attraction] | type[Restaurant],
    draft: Draft,
    day: int,
    span: tuple[int, int],
    wishes: list[Constraint],
    keep: Callable[[AnyPlace], bool],
) -> list[AnyPlace]:
    request = draft.trip.request.model_copy(update={"constraints": tuple(draft.wishes)})
    there = {placed.pin.place for placed in all_stops(draft.itinerary)}
    return [
        place
        for place in draft.records.values()
        if isinstance(place, kind)
        and place.id not in there | draft.banned
        and _is_ordinary(place, request)
        and all(keeps(place, wish, draft.records) for wish in wishes)
        and keep(place)
        and fits(place, draft, day, *span)
    ]


def _is_ordinary(place: AnyPlace, request: TripRequest) -> bool:
    """Whether a place may stand in a plan without being asked for by name."""
    if isinstance(place, Restaurant):
        return place.inside is None and not bars(place, request, "restaurant")
    return (
        isinstance(place, Attraction)
        and place.hours is not None
        and place.dwell[1] < WHOLE_DAY
        and not bars(place, request, "attraction")
    )


def _ranked(places: list[AnyPlace], draft: Draft, placed: Placed | None) -> list[str]:
    if placed is None:
        return [place.id for place in places]
    near = [draft.records[other.pin.place] for other in _neighbours(placed, draft) if other.pin.place in draft.records]
    before = draft.records.get(placed.pin.place)

    def burden(place: AnyPlace) -> float:
        km = sum(distance_km(place, other) for other in near) / len(near) if near else 0.0
        if isinstance(place, Attraction):
            return _KM * km - place.renown
        known = isinstance(before, Restaurant) and isinstance(place, Restaurant)
        dearer = abs(place.per_person.typical - before.per_person.typical) if known else 0  # type: ignore[union-attr]
        return km + _YUAN * float(dearer)

    return [place.id for place in sorted(places, key=lambda place: (burden(place), place.id))]


def _neighbours(placed: Placed, draft: Draft) -> list[Placed]:
    """The stops before and after a meal, or all others of a sight's day; the stop itself where there is none."""
    others = [other for other in all_stops(draft.itinerary) if other.day.index == placed.day.index and other.pin != placed.pin]
    if placed.pin.kind == "meal":
        others = sorted(others, key=lambda other: abs(other.stop.start - placed.stop.start))[:2]
    return others or [placed]
