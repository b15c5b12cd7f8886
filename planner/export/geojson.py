"""A trip as GeoJSON (RFC 7946): stops and hotels as points, the ways of each day as lines between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from ...domain.base import Model
from ...domain.itinerary import Day, Itinerary, Leg, PlaceRef, Stop
from ..trip import Trip
from .days import Stay, label_of, stays_of
from .moments import moment_of
from .route import Way, colour_of, numbers_of, ways_of
from .words import title_of

_HOTEL_COLOUR = "#33312e"

Position = tuple[float, float]
"""Longitude, latitude, WGS-84 degrees."""


class Point(Model):
    """One position."""

    type: Literal["Point"] = "Point"
    coordinates: Position


class LineString(Model):
    """Two positions: a way as the crow flies."""

    type: Literal["LineString"] = "LineString"
    coordinates: Annotated[tuple[Position, ...], Field(min_length=2)]


class StopProperties(Model):
    """What is done where, and when.

    Attributes:
        order: Place in the day, from 1; as in the itinerary.
        label: What is done there, where the name doesn't say it; empty otherwise.
        name: In the traveller's language.
        local_name: In Chinese.
        start: ISO 8601 with offset.
        end: The same.
        marker_color: As GitHub and others that keep simplestyle draw it.
        marker_symbol: Number of the place in its day; empty for hotels and stations.
    """

    feature: Literal["stop"] = "stop"
    day: int
    order: int
    kind: str
    label: str
    name: str
    local_name: str
    start: datetime
    end: datetime
    notes: tuple[str, ...]
    marker_color: str = Field(serialization_alias="marker-color")
    marker_symbol: str = Field(serialization_alias="marker-symbol")


class HotelProperties(Model):
    """Where one sleeps, nights in a row."""

    feature: Literal["hotel"] = "hotel"
    name: str
    local_name: str
    check_in: date
    check_out: date
    marker_color: str = Field(serialization_alias="marker-color")
    marker_symbol: str = Field(serialization_alias="marker-symbol")


class WayProperties(Model):
    """How one gets from a place to the next.

    Attributes:
        order: Place among the ways of the day, from 1.
        metres: Length of the way itself, which the straight line doesn't show; None for a journey between cities.
        straight: Always true: the line is no route along streets.
    """

    feature: Literal["way"] = "way"
    day: int
    order: int
    mode: Literal["walk", "metro", "taxi", "train", "flight"]
    start_name: str
    end_name: str
    depart: datetime
    arrive: datetime
    metres: int | None
    straight: Literal[True] = True
    stroke: str


class PointFeature(Model):
    """A stop or a hotel."""

    type: Literal["Feature"] = "Feature"
    id: str
    geometry: Point
    properties: StopProperties | HotelProperties


class LineFeature(Model):
    """A way."""

    type: Literal["Feature"] = "Feature"
    id: str
    geometry: LineString
    properties: WayProperties


class FeatureCollection(Model):
    """The document.

    Attributes:
        name: Title of the trip.
    """

    type: Literal["FeatureCollection"] = "FeatureCollection"
    name: str
    features: tuple[PointFeature | LineFeature, ...]


def to_geojson(trip: Trip) -> str:
    """The plan for maps and map tools.

    Args:
        trip: One that has a plan.

    Returns:
        A FeatureCollection as JSON text: day by day the stops and the ways between them, then the hotels.

    Raises:
        ValueError: If there is no plan.
    """
    if trip.itinerary is None:
        raise ValueError(f"a trip that is {trip.status} has no plan to put on a map")
    collection = FeatureCollection(name=title_of(trip.request), features=tuple(_features(trip, trip.itinerary)))
    return collection.model_dump_json(by_alias=True, indent=2)


def _features(trip: Trip, itinerary: Itinerary) -> Iterator[PointFeature | LineFeature]:
    for day in itinerary.days:
        for order, stop in enumerate(day.stops, 1):
            if stop.kind != "hotel":  # the stay stands for it
                yield _stop(trip, day, order, stop)
        for order, way in enumerate(ways_of(day, itinerary), 1):
            yield _way(trip, day, order, way)
    for number, stay in enumerate(stays_of(itinerary), 1):
        yield _hotel(trip, number, stay)


def _stop(trip: Trip, day: Day, order: int, stop: Stop) -> PointFeature:
    language = trip.request.language
    number = numbers_of(day).get(stop.place.id)
    return PointFeature(
        id=f"day-{day.index}-stop-{order}",
        geometry=Point(coordinates=_position(stop.place)),
        properties=StopProperties(
            day=day.index,
            order=order,
            kind=stop.kind,
            label=label_of(stop, day, language),
            name=stop.place.name_in(language),
            local_name=stop.place.name,
            start=moment_of(day.date, stop.start),
            end=moment_of(day.date, stop.end),
            notes=stop.notes,
            marker_color=colour_of(day),
            marker_symbol=str(number or ""),
        ),
    )


def _way(trip: Trip, day: Day, order: int, way: Way) -> LineFeature:
    language = trip.request.language
    return LineFeature(
        id=f"day-{day.index}-way-{order}",
        geometry=LineString(coordinates=(_position(way.start), _position(way.end))),
        properties=WayProperties(
            day=day.index,
            order=order,
            mode=way.mode,
            start_name=way.start.name_in(language),
            end_name=way.end.name_in(language),
            depart=moment_of(day.date, way.by.depart),
            arrive=moment_of(day.date, way.by.arrive),
            metres=way.by.metres if isinstance(way.by, Leg) else None,
            stroke=colour_of(day),
        ),
    )


def _hotel(trip: Trip, number: int, stay: Stay) -> PointFeature:
    hotel = stay.night.hotel
    return PointFeature(
        id=f"stay-{number}",
        geometry=Point(coordinates=_position(hotel)),
        properties=HotelProperties(
            name=hotel.name_in(trip.request.language),
            local_name=hotel.name,
            check_in=stay.first,
            check_out=stay.last,
            marker_color=_HOTEL_COLOUR,
            marker_symbol="lodging",
        ),
    )


def _position(place: PlaceRef) -> Position:
    return round(place.at.lon, 6), round(place.at.lat, 6)
