"""The map keeps RFC 7946 and the published schema, and says what the plan says."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from xiake.domain.geo import Coordinate
from xiake.domain.language import Language
from xiake.planner.export.schema import map_schema
from xiake.planner.trip import Trip

from ...trips import INN, MUSEUM, asking, itinerary, planned


def features(trip: Trip, feature: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(trip.to_geojson())["features"]
    return [one for one in found if feature in ("", one["properties"]["feature"])]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_keeps_the_rfc_and_its_schema(language: Language) -> None:
    document = json.loads(planned(language).to_geojson())
    Draft202012Validator(map_schema()).validate(document)
    assert document["type"] == "FeatureCollection"
    assert "crs" not in document, "RFC 7946 knows WGS-84 alone"
    assert len({one["id"] for one in document["features"]}) == len(document["features"])
    for one in document["features"]:
        assert one.keys() == {"type", "id", "geometry", "properties"}
        points = one["geometry"]["coordinates"]
        for longitude, latitude in points if one["geometry"]["type"] == "LineString" else [points]:
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90


def test_stops_are_points_in_order() -> None:
    stops = features(planned("en"), "stop")
    told = [(one["properties"]["day"], one["properties"]["order"], one["properties"]["marker-symbol"]) for one in stops]
    assert told == [(1, 1, ""), (1, 2, "1"), (1, 3, "2"), (1, 4, "3"), (2, 1, ""), (2, 2, "1"), (2, 3, "2")]
    museum = stops[1]["properties"]
    assert (museum["name"], museum["local_name"]) == ("Yunzhou Museum", "云州博物馆")
    assert museum["start"] == "2026-05-02T10:00:00+08:00"
    assert stops[3]["properties"]["end"] == "2026-05-03T00:40:00+08:00", "24:40 is the next day"
    assert stops[1]["geometry"]["coordinates"] == [120.02, 30.01], "longitude first"


def test_ways_are_lines_from_where_the_stop_before_ended() -> None:
    plan = itinerary()
    moved = MUSEUM.model_copy(update={"at": Coordinate(lat=30.5, lon=120.5)})
    stops = [stop.model_copy(update={"place": moved}) if stop.place == MUSEUM else stop for stop in plan.days[0].stops]
    plan = plan.model_copy(update={"days": (plan.days[0].model_copy(update={"stops": tuple(stops)}), plan.days[1])})
    ways = features(planned(itinerary=plan), "way")
    first = [one for one in ways if one["properties"]["day"] == 1]
    assert [one["properties"]["mode"] for one in first] == ["train", "metro", "walk", "taxi", "walk"]
    assert first[1]["geometry"]["coordinates"] == [[120.02, 30.01], [120.5, 30.5]]
    assert first[2]["geometry"]["coordinates"][0] == [120.5, 30.5]
    assert first[1]["properties"]["metres"] == 8400
    assert all(one["properties"]["straight"] for one in ways)
    arrived = [datetime.fromisoformat(one["properties"]["arrive"]) for one in first]
    assert arrived == sorted(arrived)
    strokes = {(one["properties"]["day"], one["properties"]["stroke"]) for one in ways}
    assert len({day for day, _ in strokes}) == len({stroke for _, stroke in strokes}) == len(strokes) == 2


def test_the_hotel_is_told_once() -> None:
    (hotel,) = features(planned(), "hotel")
    assert hotel["properties"]["name"] == INN.name
    assert (hotel["properties"]["check_in"], hotel["properties"]["check_out"]) == ("2026-05-02", "2026-05-03")


def test_without_a_plan_there_is_no_map() -> None:
    with pytest.raises(ValueError, match="needs_input"):
        asking().to_geojson()
