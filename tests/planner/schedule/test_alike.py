"""Of sights that are parts of one another, or the same thing twice, one is enough."""

from __future__ import annotations

from xiake.planner.arrange.arrange import arrange
from xiake.planner.arrange.attempt import Arrangement
from xiake.planner.schedule.alike import alike

from ...world import CITY, World, findings_of, hotel, request, restaurant, sight, wish_for

PALACE = sight("青宫博物院", renown=95, kinds=("历史古迹",))
HALL = sight("正德殿", 0.2, renown=80, kinds=("历史古迹",))
CLOCKS = sight("青宫钟表馆", 0, 0.25, renown=80, kinds=("博物馆",))
GALLERY = sight("水墨画廊", 0, 0.1, renown=70, kinds=("美术馆",))
FAR = sight("青宫遗址公园", 0, 2, renown=70, kinds=("公园",))
PIERS = [sight(f"{CITY}游船({name}码头)", 5 * k, 3, renown=75, kinds=("演出体验",)) for k, name in enumerate(("东", "西"))]
CRUISE = sight("画舫游船", 3, 3, renown=60, kinds=("演出体验",))


def test_parts_namesakes_and_boats_are_alike_and_neighbours_are_not() -> None:
    sights = [PALACE, HALL, CLOCKS, GALLERY, FAR, *PIERS, CRUISE]
    sets = [{sights[index] for index in members} for members in alike(sights)]
    assert {PALACE.id, HALL.id, CLOCKS.id} in [{place.id for place in one} for one in sets]
    assert {*(pier.id for pier in PIERS), CRUISE.id} in [{place.id for place in one} for one in sets]
    assert not any({GALLERY.id, FAR.id} & {place.id for place in one} for one in sets)


def test_a_beginning_that_is_common_in_the_city_says_nothing() -> None:
    museums = [sight(f"中华{what}馆", east, kinds=("博物馆",)) for what, east in (("钱币", 0), ("电影", 0.2), ("航空", 9))]
    assert alike(museums) == []


def visited(*wishes: object) -> set[str]:
    sights = (PALACE, HALL, CLOCKS, GALLERY, *PIERS, *(sight(f"Sight{k}", 2 * k, renown=50) for k in range(2)))
    world = World(records=(*sights, *(restaurant(f"Diner{k}", k) for k in range(5)), hotel("Inn", 1)))
    wanted = request(days=3, constraints=wishes)
    made = arrange(wanted, findings_of(world, wanted), seconds=0.2)
    assert isinstance(made, Arrangement)
    return {stop.place.id for day in made.itinerary.days for stop in day.stops if stop.kind == "attraction"}


def test_a_trip_sees_one_of_them_unless_more_were_asked_for() -> None:
    seen = visited()
    assert len(seen & {PALACE.id, HALL.id, CLOCKS.id}) == 1
    assert len(seen & {pier.id for pier in PIERS}) == 1
    assert {PALACE.id, HALL.id} <= visited(wish_for(PALACE, HALL))
