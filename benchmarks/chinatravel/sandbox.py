"""The public sandbox as its files hold it: rows by name, points, metro stations, timetables. Read when first asked for."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from xiake.domain.gazetteer import CityName
from xiake.tools.providers.catalogue.index import city_names

Point = tuple[float, float]
"""Latitude and longitude in degrees."""

Row = dict[str, str]
Mode = Literal["train", "flight"]
_DAY = 24 * 60


@dataclass(frozen=True, kw_only=True)
class Service:
    """One row of a timetable.

    Attributes:
        depart: Minutes from midnight.
        minutes: What the journey really takes; the clock times alone hide whole days of it.
        fare: Of one ticket, CNY.
        kind: What the timetable calls a train, e.g. 高铁; empty for a flight.
    """

    mode: Mode
    number: str
    origin: str
    destination: str
    depart: int
    minutes: int
    fare: float
    kind: str = ""


class SandboxCity:
    """The files of one city.

    Attributes:
        name: In Chinese.
        stations: Railway stations and airports that timetables name here, with their mode.
    """

    def __init__(self, root: Path, name: str, slug: str, metro: list[Any], stations: dict[str, Mode]) -> None:
        self.name = name
        self.stations = stations
        self._root, self._slug, self._metro = root, slug, metro

    @cached_property
    def attractions(self) -> dict[str, Row]:
        """Rows by name."""
        return _table(self._root / "attractions" / self._slug / "attractions.csv")

    @cached_property
    def hotels(self) -> dict[str, Row]:
        """Rows by name."""
        return _table(self._root / "accommodations" / self._slug / "accommodations.csv")

    @cached_property
    def restaurants(self) -> dict[str, Row]:
        """Rows by name."""
        return _table(self._root / "restaurants" / self._slug / f"restaurants_{self._slug}.csv")

    @cached_property
    def points(self) -> dict[str, Point]:
        """Every place that can be reached, tabled or not."""
        entries = _json(self._root / "poi" / self._slug / "poi.json")
        return {entry["name"]: (entry["position"][0], entry["position"][1]) for entry in reversed(entries)}  # the first counts

    @cached_property
    def metro(self) -> tuple[tuple[str, Point], ...]:
        """Names and points of all metro stations, line by line; an interchange stands there once for each line."""
        stations = [station for line in self._metro for station in line["stations"]]
        return tuple((station["name"], _lon_lat(station["position"])) for station in stations)


class Sandbox:
    """All cities of a sandbox folder."""

    def __init__(self, root: Path) -> None:
        """Take the folder that holds ``attractions``, ``accommodations``, ``restaurants``, ``poi`` and the transport tables.

        Raises:
            FileNotFoundError: If it holds no city.
        """
        self.root = root
        self._services: dict[tuple[str, str], tuple[Service, ...]] = {}
        self.slugs = {city.name: slug for city in city_names() if (root / "attractions" / (slug := _slug(city))).is_dir()}
        if not self.slugs:
            raise FileNotFoundError(f"{root} holds no city")

    @cached_property
    def cities(self) -> dict[str, SandboxCity]:
        """Cities by name."""
        metro = _json(self.root / "transportation" / "subways.json")
        stations: dict[str, dict[str, Mode]] = {name: {} for name in self.slugs}
        for origin in self.slugs:
            for destination in self.slugs:
                for service in self.services(origin, destination):
                    stations[origin][service.origin] = service.mode
                    stations[destination][service.destination] = service.mode
        return {
            name: SandboxCity(self.root, name, slug, metro.get(slug, []), stations[name]) for name, slug in self.slugs.items()
        }

    def services(self, origin: str, destination: str) -> tuple[Service, ...]:
        """Trains, then flights, of one direction; rows without a fare can't be bought and are left out."""
        if (origin, destination) not in self._services:
            trains = self.root / "intercity_transport" / "train" / f"from_{origin}_to_{destination}.json"
            rows: Iterator[tuple[Mode, str, dict[str, Any]]] = chain(
                (("train", row["TrainID"], row) for row in (_json(trains) if trains.is_file() else ())),
                (("flight", row["FlightID"], row) for row in self._flights if origin in row["From"] and destination in row["To"]),
            )
            found = [_service(mode, number, row) for mode, number, row in rows if row["Cost"] is not None]
            unique = {(s.number, s.origin, s.destination): s for s in reversed(found)}
            self._services[origin, destination] = tuple(reversed(unique.values()))
        return self._services[origin, destination]

    @cached_property
    def _flights(self) -> tuple[dict[str, Any], ...]:
        lines = (self.root / "intercity_transport" / "airplane.jsonl").read_text("utf-8").splitlines()
        return tuple(json.loads(line) for line in lines if line.strip())

    def words(self, table: Literal["attractions", "hotels", "restaurants"], column: str) -> Iterator[str]:
        """Every word of a column over all cities, once each."""
        rows = chain.from_iterable(getattr(city, table).values() for city in self.cities.values())
        yield from dict.fromkeys(word for row in rows if (word := row[column].strip()))


def _slug(city: CityName) -> str:
    return city.name_en.lower().replace("'", "")


def _table(path: Path) -> dict[str, Row]:
    """Rows by exact name; the first of several namesakes counts."""
    rows: dict[str, Row] = {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            rows.setdefault(row["name"], row)
    return rows


def _json(path: Path) -> Any:
    return json.loads(path.read_bytes())


def _lon_lat(text: str) -> Point:
    lon, lat = text.split(",")
    return float(lat), float(lon)


def _service(mode: Mode, number: str, row: dict[str, Any]) -> Service:
    depart, arrive = clock(row["BeginTime"]), clock(row["EndTime"])
    span = (arrive - depart) % _DAY
    whole_days = max(0, round((float(row["Duration"]) * 60 - span) / _DAY))
    return Service(
        mode=mode,
        number=number,
        origin=row["From"],
        destination=row["To"],
        depart=depart,
        minutes=span + _DAY * whole_days,
        fare=row["Cost"],
        kind=row.get("TrainType", ""),
    )


def clock(text: str) -> int:
    """Minutes of ``HH:MM``; hours run past 24."""
    hours, _, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes)
