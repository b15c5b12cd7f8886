"""Maps of a day and of the whole trip: true proportions, no streets, nothing to load."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from pyproj import Proj

from ....domain.base import Model
from ....domain.itinerary import Day, Itinerary, Leg, PlaceRef
from ....domain.language import Language
from ..route import Way, colour_of, numbers_of, ways_of
from .labels import labelled
from .shapes import Box, Map, Mark, Symbol, curve

_WIDTH = 680.0
_LOW = 230.0
_ASIDE, _ABOVE = 70.0, 40.0  # what is kept free around the places, for names
_RADIUS, _SMALL = 9.0, 4.5
_LEAST = 800.0  # metres that a map shows at least across
_LONGEST_BAR = 110.0
_NIGHT = "#33312e"
_FOOT = 24.0  # room for the scale


class _Style(NamedTuple):
    """How a map is drawn: its greatest height, and what a name is worth."""

    high: float
    worth: float


_OF_A_DAY = _Style(high=400, worth=60)
_OVERVIEW = _Style(high=320, worth=9)  # it shares a sheet with the request; names stand on the maps of the days, too


class _Spot(Model):
    place: PlaceRef
    symbol: Symbol
    number: int | None
    colour: str
    radius: float
    named: bool


def day_map(day: Day, itinerary: Itinerary, language: Language) -> Map | None:
    """A day in its city with numbered stops; None where nothing of it happens there."""
    numbers = numbers_of(day)
    ways = [way for way in ways_of(day, itinerary) if _within_city(way, day)]
    spots = [
        _Spot(
            place=place,
            symbol=_symbol(place),
            number=numbers.get(place.id),
            colour=colour_of(day) if place.id in numbers else _NIGHT,
            radius=_RADIUS,
            named=True,
        )
        for place in _places(day, ways)
    ]
    return _draw(spots, [(way, colour_of(day)) for way in ways], language, _OF_A_DAY) if spots else None


def trip_map(itinerary: Itinerary, language: Language) -> Map | None:
    """All days at once, a colour for each; only sights and hotels are named."""
    spots: dict[str, _Spot] = {}
    ways = []
    for day in itinerary.days:
        local = [way for way in ways_of(day, itinerary) if _within_city(way, day)]
        ways += [(way, colour_of(day)) for way in local]
        for place in _places(day, local):
            symbol = _symbol(place)
            spot = _Spot(
                place=place,
                symbol=symbol,
                number=None,
                colour=colour_of(day) if symbol == "number" else _NIGHT,
                radius=_SMALL if symbol == "number" else _RADIUS,
                named=place.kind != "restaurant",
            )
            spots.setdefault(place.id, spot)
    return _draw(list(spots.values()), ways, language, _OVERVIEW) if spots else None


def _places(day: Day, ways: Sequence[Way]) -> list[PlaceRef]:
    """Where the party is in the city that day, in order."""
    found = {}
    for way in ways:
        found[way.start.id] = way.start
    for stop in day.stops:
        if stop.journey is None or stop.journey.direction == "back":
            found[stop.place.id] = stop.place
        elif stop.journey.arrive <= 24 * 60:
            found[stop.journey.destination.id] = stop.journey.destination
    if day.night:
        found[day.night.hotel.id] = day.night.hotel
    return list(found.values())


def _within_city(way: Way, day: Day) -> bool:
    """Not the ride itself, nor ways at home before and after it."""
    rides = [stop.journey for stop in day.stops if stop.journey]
    at_home = {ride.origin.id if ride.direction == "out" else ride.destination.id for ride in rides}
    return isinstance(way.by, Leg) and way.start.id != way.end.id and not {way.start.id, way.end.id} & at_home


def _symbol(place: PlaceRef) -> Symbol:
    return "hotel" if place.kind == "hotel" else "station" if place.kind == "station" else "number"


def _draw(spots: Sequence[_Spot], ways: Sequence[tuple[Way, str]], language: Language, style: _Style) -> Map:
    plane = _on_a_plane([spot.place for spot in spots])
    east, south = [x for x, _ in plane], [y for _, y in plane]
    across, down = max(east) - min(east), max(south) - min(south)
    scale = min((_WIDTH - 2 * _ASIDE) / max(across, _LEAST), (style.high - 2 * _ABOVE - _FOOT) / max(down, 1))
    height = round(max(_LOW, down * scale + 2 * _ABOVE + _FOOT))
    left = _WIDTH / 2 - (max(east) + min(east)) / 2 * scale
    top = (height - _FOOT) / 2 - (max(south) + min(south)) / 2 * scale
    frame = Box(left=4, top=4, right=_WIDTH - 4, bottom=height - _FOOT)
    marks = _apart(
        [
            Mark(
                x=left + x * scale,
                y=top + y * scale,
                true_x=left + x * scale,
                true_y=top + y * scale,
                radius=spot.radius,
                symbol=spot.symbol,
                number=spot.number,
                colour=spot.colour,
                name=spot.place.name_in(language),
            )
            for spot, (x, y) in zip(spots, plane, strict=True)
        ],
        frame,
    )
    by_id = {spot.place.id: mark for spot, mark in zip(spots, marks, strict=True)}
    curves = [curve(by_id[way.start.id], by_id[way.end.id], way.mode, colour, marks) for way, colour in ways]
    wanted = [k for k, spot in enumerate(spots) if spot.named]
    metres = _round_metres(_LONGEST_BAR / scale)
    return Map(
        width=_WIDTH,
        height=height,
        marks=tuple(labelled(marks, curves, frame, wanted=wanted, worth=style.worth)),
        curves=tuple(curves),
        bar=metres * scale,
        bar_metres=metres,
    )


def _on_a_plane(places: Sequence[PlaceRef]) -> list[tuple[float, float]]:
    """Metres east and south of their middle, with true distances from there."""
    lats, lons = [place.at.lat for place in places], [place.at.lon for place in places]
    flat = Proj(proj="aeqd", ellps="WGS84", lat_0=(min(lats) + max(lats)) / 2, lon_0=(min(lons) + max(lons)) / 2)
    return [(x, -y) for x, y in (flat(place.at.lon, place.at.lat) for place in places)]


def _round_metres(metres: float) -> int:
    """The longest of 1, 2, 5, 10, 20 ... metres that isn't longer."""
    power = 10 ** math.floor(math.log10(metres))
    return int(max(step * power for step in (1, 2, 5) if step * power <= metres))


def _apart(marks: Sequence[Mark], frame: Box) -> list[Mark]:
    """Push marks aside that would hide each other; they stay in the frame."""
    spots = [[mark.x, mark.y] for mark in marks]
    for _ in range(200):
        moved = False
        for i in range(len(marks)):
            for j in range(i):
                needed = marks[i].radius + marks[j].radius + 2
                dx, dy = spots[i][0] - spots[j][0], spots[i][1] - spots[j][1]
                distance = math.hypot(dx, dy)
                if distance >= needed - 0.01:
                    continue
                if not distance:
                    dx, dy, distance = math.cos(i), math.sin(i), 1.0
                    push = needed / 2
                else:
                    push = (needed - distance) / 2
                for k, sign in ((i, 1), (j, -1)):
                    reach = marks[k].radius + 2
                    spots[k][0] = min(max(spots[k][0] + sign * push * dx / distance, frame.left + reach), frame.right - reach)
                    spots[k][1] = min(max(spots[k][1] + sign * push * dy / distance, frame.top + reach), frame.bottom - reach)
                moved = True
        if not moved:
            break
    return [mark.model_copy(update={"x": x, "y": y}) for mark, (x, y) in zip(marks, spots, strict=True)]
