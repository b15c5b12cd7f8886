"""Typical services between the catalogue's cities, from one record for both directions."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Literal

from ....domain.base import Model
from ....domain.clock import Minute
from ....domain.evidence import Source
from ....domain.money import TypicalPrice
from ....domain.place import Station
from ....domain.travel import IntercityService, TrainClass
from .index import slug_of
from .loader import NAME, data_folder, read_yaml


class Link(Model):
    """A direct service between two cities, much the same in both directions.

    Attributes:
        cities: Canonical names.
        stations: Station names, in the order of ``cities``.
        minutes: Typical ride by train; for a flight gate to gate.
        fare: Second class, or economy one way including fees.
        first: Earliest departure one can count on, from either end.
        last: Latest departure one can count on, from either end.
        train_class: What kind of train it is.
    """

    mode: Literal["train", "flight"]
    cities: tuple[str, str]
    stations: tuple[str, str]
    minutes: int
    fare: TypicalPrice
    first: Minute
    last: Minute
    source: str
    as_of: str
    train_class: TrainClass | None = None


@cache
def links() -> tuple[Link, ...]:
    """All links, trains before flights."""
    data = read_yaml(data_folder() / "links.yaml")
    records = [
        Link.model_validate({"mode": mode, **data[mode]["shared"], **record})
        for mode in ("train", "flight")
        for record in data[mode]["links"]
    ]
    return tuple(records)


def services_between(origin: str, destination: str) -> tuple[tuple[IntercityService, ...], tuple[Station, ...]]:
    """Services from one city to another and the covered stations they use."""
    services: list[IntercityService] = []
    stations: dict[str, Station] = {}
    for link in links():
        if link.cities == (origin, destination):
            names = link.stations
        elif link.cities == (destination, origin):
            names = (link.stations[1], link.stations[0])
        else:
            continue
        ends = [stations_of(city).get(name) for city, name in zip((origin, destination), names, strict=True)]
        ids = [station.id if station else name for station, name in zip(ends, names, strict=True)]
        stations |= {station.id: station for station in ends if station}
        services.append(_service(link, (ids[0], names[0]), (ids[1], names[1])))
    return tuple(services), tuple(stations.values())


def _service(link: Link, start: tuple[str, str], end: tuple[str, str]) -> IntercityService:
    number = f"{link.mode}:{start[0]}:{end[0]}"
    flight = link.mode == "flight"
    return IntercityService(
        id=number,
        mode=link.mode,
        origin=start[0],
        origin_name=start[1],
        destination=end[0],
        destination_name=end[1],
        minutes=link.minutes,
        fare=link.fare,
        first=link.first,
        last=link.last,
        train_class=link.train_class,
        # Airlines charge children half of the *full* fare, which is about what an adult pays on a usual discount.
        infants_free_under=0 if flight else 6,
        child_fare_share=Decimal(1) if flight else Decimal("0.5"),
        source=Source(provider=NAME, record=number, title=link.source, as_of=link.as_of, estimated=True),
    )


def stations_of(city: str) -> dict[str, Station]:
    """A city's stations by all their names, without its other records; none where it isn't covered."""
    slug = slug_of(city)
    return _stations(slug) if slug else {}


@cache
def _stations(slug: str) -> dict[str, Station]:
    city = read_yaml(data_folder() / slug / "city.yaml")
    found = [Station.model_validate({"city": city["name"], "provider": NAME, **record}) for record in city["stations"]]
    return {name: station for station in reversed(found) for name in (*station.aliases, station.name)}
