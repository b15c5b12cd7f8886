"""Maps keep true proportions; nothing on them hides anything else."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from xiake.domain.geo import Coordinate
from xiake.domain.itinerary import Itinerary, PlaceRef
from xiake.planner.export.page.charts import day_map, trip_map
from xiake.planner.export.page.shapes import Map, Mark

from ....trips import BAR, HOME_STATION, INN, LAKE, MUSEUM, NOODLES, STATION, TOWER, itinerary

IDS = [ref.id for ref in (MUSEUM, LAKE, BAR, INN, TOWER, NOODLES, STATION)]
METRES = 1 / 111_000
SPREAD = st.fixed_dictionaries({place: st.tuples(st.floats(-9000, 9000), st.floats(-9000, 9000)) for place in IDS})


def spread(offsets: dict[str, tuple[float, float]], names: dict[str, str] | None = None) -> Itinerary:
    """The plan with its places that many metres north and east of a centre."""

    def moved(ref: PlaceRef) -> PlaceRef:
        north, east = offsets.get(ref.id, (300_000, 0))
        at = Coordinate(lat=30 + north * METRES, lon=120 + east * METRES / math.cos(math.radians(30)))
        return ref.model_copy(update={"at": at, "name": (names or {}).get(ref.id, ref.name)})

    plan = itinerary()
    days = []
    for day in plan.days:
        stops = []
        for stop in day.stops:
            journey = stop.journey and stop.journey.model_copy(
                update={"origin": moved(stop.journey.origin), "destination": moved(stop.journey.destination)}
            )
            stops.append(stop.model_copy(update={"place": moved(stop.place), "journey": journey}))
        night = day.night and day.night.model_copy(update={"hotel": moved(day.night.hotel)})
        days.append(day.model_copy(update={"stops": tuple(stops), "night": night}))
    return plan.model_copy(update={"days": tuple(days)})


def maps(plan: Itinerary) -> list[Map]:
    drawn = [*(day_map(day, plan, "zh") for day in plan.days), trip_map(plan, "zh")]
    return [one for one in drawn if one]


def named(drawn: Map, name: str) -> Mark:
    (mark,) = [mark for mark in drawn.marks if mark.name == name]
    return mark


@given(SPREAD)
@settings(max_examples=40, deadline=None)
def test_distances_are_true_everywhere(offsets: dict[str, tuple[float, float]]) -> None:
    plan = spread(offsets)
    places = {ref.name: ref for day in plan.days for stop in day.stops for ref in _places(stop)}
    earth = Geod(ellps="WGS84")
    for drawn in maps(plan):
        for a, b in combinations(drawn.marks, 2):
            one, other = places[a.name].at, places[b.name].at
            _, _, metres = earth.inv(one.lon, one.lat, other.lon, other.lat)
            pixels = math.hypot(a.true_x - b.true_x, a.true_y - b.true_y)
            assert pixels * drawn.bar_metres / drawn.bar == pytest.approx(metres, rel=0.002, abs=5)


@given(SPREAD)
@settings(max_examples=40, deadline=None)
def test_nothing_hides_anything(offsets: dict[str, tuple[float, float]]) -> None:
    names = {MUSEUM.id: "一座名字特别长的博物馆暨文化艺术中心(湖滨分馆)", BAR.id: "A very long name of a grill bar by the lake"}
    for drawn in maps(spread(offsets, names)):
        boxes = [mark.label.box for mark in drawn.marks if mark.label]
        assert not any(a.overlaps(b) for a, b in combinations(boxes, 2))
        assert not any(box.overlaps(mark.box) for box in boxes for mark in drawn.marks)
        for a, b in combinations(drawn.marks, 2):
            assert math.hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius
        for box in (*boxes, *(mark.box for mark in drawn.marks)):
            assert box.left >= 0
            assert box.top >= 0
            assert box.right <= drawn.width
            assert box.bottom <= drawn.height


@pytest.mark.parametrize("stops", [2, 8, 30])
def test_many_stops_in_one_place_stand_side_by_side(stops: int) -> None:
    plan = itinerary()
    museum = plan.days[0].stops[1]
    places = [MUSEUM.model_copy(update={"id": f"m{k}", "name": f"展厅{k}"}) for k in range(stops)]
    day = plan.days[0].model_copy(
        update={"stops": tuple(museum.model_copy(update={"place": ref, "leg": None}) for ref in places)}
    )
    drawn = day_map(day, plan, "zh")
    assert drawn is not None
    assert len(drawn.marks) == stops + 1
    for a, b in combinations(drawn.marks, 2):
        assert math.hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius
    assert sum(mark.aside for mark in drawn.marks) >= stops - 1, "and say where they belong"


def test_north_is_up_and_east_is_right() -> None:
    offsets = dict.fromkeys(IDS, (0.0, 0.0)) | {MUSEUM.id: (2000, 0), LAKE.id: (0, 2000)}
    drawn = maps(spread(offsets))[0]
    museum, lake, inn = named(drawn, MUSEUM.name), named(drawn, LAKE.name), named(drawn, INN.name)
    assert museum.true_y < inn.true_y == pytest.approx(lake.true_y, abs=0.2)
    assert lake.true_x > inn.true_x == pytest.approx(museum.true_x, abs=0.2)


def test_stops_are_numbered_as_they_are_visited_and_only_the_city_is_drawn() -> None:
    plan = spread({place: (700.0 * k, 500.0 * k * k) for k, place in enumerate(IDS)})
    first, second, whole = maps(plan)
    assert {mark.name: mark.number for mark in first.marks if mark.number} == {MUSEUM.name: 1, LAKE.name: 2, BAR.name: 3}
    assert {mark.name: mark.number for mark in second.marks if mark.number} == {TOWER.name: 1, NOODLES.name: 2}
    assert {mark.name: mark.symbol for mark in first.marks if not mark.number} == {INN.name: "hotel", STATION.name: "station"}
    assert [way.mode for way in first.curves] == ["metro", "walk", "taxi", "walk"]
    assert not any(mark.name == HOME_STATION.name for one in (first, second, whole) for mark in one.marks)
    assert {mark.name for mark in whole.marks} == {mark.name for one in (first, second) for mark in one.marks}


def test_a_day_in_one_place_and_one_on_the_way() -> None:
    plan = itinerary()
    there = plan.days[1].model_copy(update={"stops": plan.days[1].stops[:1]})
    alone = day_map(there, plan, "zh")
    assert alone is not None
    assert [mark.name for mark in alone.marks] == [INN.name]
    assert alone.curves == ()
    assert day_map(there.model_copy(update={"stops": ()}), plan, "zh") is None


def _places(stop: object) -> list[PlaceRef]:
    place, journey = getattr(stop, "place"), getattr(stop, "journey")  # noqa: B009
    return [place, *([journey.destination] if journey else [])]
