"""Workers find what the request asks for, search wider when that is too little, and report what they couldn't find out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from xiake.agents.dining import DiningWorker
from xiake.agents.lodging import LodgingWorker
from xiake.agents.sights import SightsWorker, named_ids_of
from xiake.agents.transport import TransportWorker
from xiake.agents.worker import Assignment, Worker, accepts, count
from xiake.domain.constraint import AnyOf, Choice, CostLimit, HotelStars, Near
from xiake.domain.events import BranchTaken, CapabilityLost, Event, TaskFinished, TaskStarted
from xiake.domain.language import language_of
from xiake.domain.place import AnyPlace
from xiake.domain.task import Answered, AtLeast, Contains, Findings, SubTask
from xiake.tools.clock import VirtualClock
from xiake.tools.context import CallContext
from xiake.tools.provider import Provider, provider_tools
from xiake.tools.registry import ToolRegistry
from xiake.tools.scripted import ScriptedProvider, failing, slow

from ..world import HOME, TODAY, World, area, hotel, request, restaurant, service, sight, station, wish_for

MUSEUMS = [sight(f"Museum{k}", k, renown=90 - k) for k in range(4)]
PARKS = [sight(f"Park{k}", -k, renown=40 - k, kinds=("公园", "自然风光")) for k in range(30)]
OLD_TOWN = area("OldTown", 8, 0)
HOTELS = [hotel(f"Inn{k}", k, nightly=200 + 50 * k, stars=2 + k % 4, features=("泳池",) if k > 4 else ()) for k in range(10)]
NOODLES = restaurant("Noodles", 1)
HOTPOT = restaurant("Hotpot", 2, cuisine=("火锅",), spicy="hot")
FAR_GRILL = restaurant("Grill", 30, cuisine=("烧烤",))
EAST, NORTH = station("EastStation", 6), station("NorthStation", 0, 900, city=HOME)
WORLD = World(
    records=(*MUSEUMS, *PARKS, *HOTELS, OLD_TOWN, NOODLES, HOTPOT, FAR_GRILL, EAST, NORTH),
    services=(service("Out", "NorthStation", "EastStation"), service("Back", "EastStation", "NorthStation")),
)
DOWN = ScriptedProvider(
    WORLD, [failing(name) for name in ("attractions", "hotels", "restaurants", "travel", "intercity", "places")]
)


def subtask(capability: str, trade: Any, **fields: Any) -> SubTask:
    return SubTask(**{"id": capability, "goal": "find", "trade": trade, "capability": capability, "branch": "widen", **fields})


def assignment(
    task: SubTask,
    events: list[Event],
    provider: Provider = WORLD,
    found: Mapping[str, Findings] | None = None,
    clock: VirtualClock | None = None,
    **fields: Any,
) -> Assignment:
    clock = clock or VirtualClock()
    registry = ToolRegistry(provider_tools(provider), clock=clock, random=Random(1))
    context = CallContext(task=task.id)

    async def call(capability: str, query: Any) -> Any:
        return await registry.call(capability, query, context)

    return Assignment(
        task=task, request=request(**fields), found=found or {}, call=call, emit=events.append, today=TODAY, clock=clock
    )


def names(findings: Findings) -> set[str]:
    return {place.name for place in findings.places}


def found(*places: AnyPlace) -> dict[str, Findings]:
    return {"before": Findings(task="before", places=places)}


async def work(worker: Worker, task: SubTask, **options: Any) -> tuple[Findings, list[Event]]:
    events: list[Event] = []
    return await worker.work(assignment(task, events, **options)), events


async def test_named_places_are_looked_up_by_id() -> None:
    wishes = (
        wish_for(MUSEUMS[0], MUSEUMS[3]),
        Near(place="oldtown", label="Old Town", max_km=2),
        wish_for(PARKS[0], op="none_of"),
    )
    findings, events = await work(SightsWorker(), subtask("places", "sights"), constraints=wishes)
    assert names(findings) == {"Museum0", "Museum3", "OldTown"}
    assert [type(event) for event in events] == [TaskStarted, TaskFinished]
    assert named_ids_of(request(constraints=(wishes[0], wishes[0]))) == ("museum0", "museum3")


async def test_sights_of_wished_kinds_come_along_however_little_renowned() -> None:
    cave = sight("Cave", 40, renown=1, kinds=("自然风光",))
    crowd = World(records=(*(sight(f"Hall{k}", k / 10) for k in range(60)), cave))
    wish = Choice(subject="attraction", attribute="kind", op="any_of", values=("自然风光",))
    option = AnyOf(options=((wish,), (HotelStars(least=4),)))
    plain, _ = await work(SightsWorker(), subtask("attractions", "sights"), provider=crowd, days=1)
    assert "Cave" not in names(plain)
    for asked in (wish, option):
        wished, _ = await work(SightsWorker(), subtask("attractions", "sights"), provider=crowd, days=1, constraints=(asked,))
        assert "Cave" in names(wished)


async def test_sights_lie_near_what_was_asked_for_or_are_famous() -> None:
    east = [sight(f"East{k}", 20 + k / 10, renown=50) for k in range(30)]
    west = [sight(f"West{k}", -20 - k / 10, renown=51) for k in range(30)]
    tower = sight("Tower", 0, 30, renown=99)
    around = World(records=(*east, *west, tower))
    findings, _ = await work(SightsWorker(), subtask("attractions", "sights"), provider=around, found=found(east[0]))
    assert "Tower" in names(findings)
    assert sum(name.startswith("East") for name in names(findings)) > sum(name.startswith("West") for name in names(findings))


async def test_free_sights_come_along_where_money_matters() -> None:
    dear = [sight(f"Hall{k}", k / 10, renown=80, price=200) for k in range(60)]
    crowd = World(records=(*dear, *(sight(f"Park{k}", 5 + k, renown=20, price=0) for k in range(5))))
    cap = CostLimit(category="tickets", amount=Decimal(0))
    plain, _ = await work(SightsWorker(), subtask("attractions", "sights"), provider=crowd, days=1)
    capped, _ = await work(SightsWorker(), subtask("attractions", "sights"), provider=crowd, days=1, constraints=(cap,))
    assert not any(name.startswith("Park") for name in names(plain))
    assert {f"Park{k}" for k in range(5)} <= names(capped)


async def test_sights_of_unwanted_kinds_stay_away() -> None:
    wish = Choice(subject="attraction", attribute="kind", op="none_of", values=("自然风光",))
    findings, _ = await work(SightsWorker(), subtask("attractions", "sights"), days=1, constraints=(wish,))
    assert names(findings) == {museum.name for museum in MUSEUMS}


async def test_what_is_only_disliked_stays_a_candidate() -> None:
    wish = Choice(subject="attraction", attribute="kind", op="none_of", values=("博物馆",), strength="soft")
    findings, _ = await work(SightsWorker(), subtask("attractions", "sights"), constraints=(wish,))
    assert {museum.name for museum in MUSEUMS} <= names(findings)
    grill = Choice(subject="restaurant", attribute="kind", op="none_of", values=("火锅",), strength="soft")
    mild = Choice(subject="restaurant", attribute="spice", op="none_of", values=("hot",), strength="soft")
    findings, _ = await work(DiningWorker(), subtask("restaurants", "dining"), found=found(MUSEUMS[0]), constraints=(grill, mild))
    assert "Hotpot" in names(findings)


async def test_availability_is_asked_for_every_sight_and_date() -> None:
    task = subtask("availability", "sights")
    findings, _ = await work(SightsWorker(), task, found=found(*MUSEUMS, HOTELS[0]), days=2)
    assert len(findings.availability) == 2 * len(MUSEUMS)


async def test_too_few_sights_widen_the_search_and_say_so() -> None:
    task = subtask("attractions", "sights", acceptance=AtLeast(count=30))
    findings, events = await work(SightsWorker(), task, days=1, language="zh")
    branches = [event for event in events if isinstance(event, BranchTaken)]
    assert [branch.action for branch in branches] == ["widen"]
    assert "24" in branches[0].reason
    assert "30" in branches[0].reason
    assert language_of(branches[0].reason) == "zh"
    assert len(findings.places) == 34
    assert isinstance(events[-1], TaskFinished)
    assert events[-1].accepted


async def test_without_a_widen_branch_the_first_findings_stand() -> None:
    task = subtask("attractions", "sights", acceptance=AtLeast(count=30), branch="skip")
    findings, events = await work(SightsWorker(), task, days=1)
    assert len(findings.places) == 24
    assert [event.action for event in events if isinstance(event, BranchTaken)] == ["skip"]
    assert isinstance(events[-1], TaskFinished)
    assert not events[-1].accepted


async def test_what_stays_too_little_after_the_widest_search_is_said_in_the_language_of_the_request() -> None:
    task = subtask("attractions", "sights", acceptance=AtLeast(count=99))
    _, events = await work(SightsWorker(), task, days=1, language="en")
    branches = [event for event in events if isinstance(event, BranchTaken)]
    assert [branch.action for branch in branches] == ["widen", "skip"]
    assert all(language_of(branch.reason) == "en" for branch in branches)


async def test_a_subtask_takes_as_long_as_the_clock_says() -> None:
    clock = VirtualClock()
    provider = ScriptedProvider(WORLD, [slow("attractions", 3)], clock=clock)
    _, events = await work(SightsWorker(), subtask("attractions", "sights"), provider=provider, clock=clock)
    finished = events[-1]
    assert isinstance(finished, TaskFinished)
    assert finished.seconds == 3


@pytest.mark.parametrize(
    ("wishes", "fits"),
    [
        ((HotelStars(least=4),), lambda h: h.stars >= 4),
        ((HotelStars(most=3),), lambda h: h.stars <= 3),
        ((CostLimit(category="lodging", per="room_night", amount=Decimal(300)),), lambda h: h.nightly.typical <= 300),
        ((Choice(subject="hotel", attribute="feature", op="all_of", values=("泳池",)),), lambda h: "泳池" in h.features),
        ((wish_for(HOTELS[7]),), lambda h: h.name == "Inn7"),
    ],
)
async def test_hotels_keep_the_wishes_and_the_cheapest_come_along(wishes: tuple[Any, ...], fits: Any) -> None:
    findings, _ = await work(LodgingWorker(), subtask("hotels", "lodging"), constraints=wishes)
    expected = {h.name for h in HOTELS if fits(h)}
    assert expected
    assert expected <= names(findings)
    assert names(findings) - expected <= {"Inn0", "Inn1", "Inn2"}, "nothing but the cheapest, to price the ways out"


async def test_a_hotel_near_a_place_is_searched_around_it() -> None:
    near = Near(place="oldtown", label="Old Town", max_km=1.5)
    findings, _ = await work(LodgingWorker(), subtask("hotels", "lodging"), found=found(OLD_TOWN), constraints=(near,))
    assert {"Inn7", "Inn8", "Inn9"} <= names(findings) <= {"Inn7", "Inn8", "Inn9", "Inn0", "Inn1", "Inn2"}


async def test_soft_hotel_wishes_give_way_when_they_leave_too_little() -> None:
    near = Near(place="oldtown", label="Old Town", max_km=1.5, strength="soft")
    task = subtask("hotels", "lodging", acceptance=AtLeast(count=10))
    findings, events = await work(LodgingWorker(), task, found=found(OLD_TOWN), constraints=(near,))
    assert len(findings.places) == len(HOTELS)
    assert any(isinstance(event, BranchTaken) for event in events)


async def test_restaurants_are_searched_wider_until_there_are_enough() -> None:
    task = subtask("restaurants", "dining", acceptance=AtLeast(count=3))
    findings, events = await work(DiningWorker(), task, found=found(MUSEUMS[0]))
    assert names(findings) == {"Noodles", "Hotpot", "Grill"}
    assert sum(isinstance(event, BranchTaken) for event in events) == 2


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Choice(subject="restaurant", attribute="spice", op="none_of", values=("hot",)), {"Noodles"}),
        (Choice(subject="restaurant", attribute="kind", op="none_of", values=("火锅",)), {"Noodles"}),
        (Choice(subject="restaurant", attribute="kind", op="any_of", values=("烧烤",)), {"Noodles", "Hotpot", "Grill"}),
        (Choice(subject="restaurant", attribute="kind", op="only", values=("烧烤",)), {"Noodles", "Hotpot", "Grill"}),
    ],
)
async def test_restaurants_by_cuisine_and_spice(wish: Choice, expected: set[str]) -> None:
    task = subtask("restaurants", "dining", branch="skip")
    findings, _ = await work(DiningWorker(), task, found=found(MUSEUMS[0]), constraints=(wish,))
    assert names(findings) == expected


@pytest.mark.parametrize(("per", "amount"), [("person_meal", 30), ("person", 120), ("trip", 240)])
async def test_cheap_restaurants_come_along_where_meals_are_capped(per: Any, amount: int) -> None:
    dear = [restaurant(f"Dear{k}", 0.001 * k, per_person=90) for k in range(40)]
    cheap = [restaurant(f"Cheap{k}", 2 + 0.001 * k, per_person=25) for k in range(6)]
    world = World(records=(*MUSEUMS, *dear, *cheap))
    task = subtask("restaurants", "dining")
    cap = CostLimit(category="meals", per=per, amount=Decimal(amount))
    options: dict[str, Any] = {"provider": world, "found": found(MUSEUMS[0]), "days": 2}
    plain, _ = await work(DiningWorker(), task, **options)
    capped, _ = await work(DiningWorker(), task, constraints=(cap,), **options)
    assert not names(plain) & {place.name for place in cheap}
    assert {place.name for place in cheap} <= names(capped)


async def test_where_all_that_is_near_is_shut_in_the_evening_dinner_is_looked_for_elsewhere() -> None:
    stalls = [restaurant(f"Stall{k}", 0.001 * k, open_="06:00-14:00") for k in range(30)]
    far = [restaurant(f"Far{k}", 4 + k, open_="17:00-23:00") for k in range(5)]
    world = World(records=(*MUSEUMS, *stalls, *far))
    findings, _ = await work(DiningWorker(), subtask("restaurants", "dining"), provider=world, found=found(MUSEUMS[0]), days=2)
    assert names(findings) & {place.name for place in far} == {"Far0", "Far1"}


async def test_a_restaurant_that_was_named_is_among_the_candidates_though_the_dining_task_never_looks_far() -> None:
    named, _ = await work(SightsWorker(), subtask("places", "sights"), constraints=(wish_for(FAR_GRILL),))
    assert names(named) == {"Grill"}


async def test_services_both_ways_with_their_stations() -> None:
    findings, _ = await work(TransportWorker(), subtask("intercity", "transport"), origin=HOME)
    assert {s.id for s in findings.services} == {"out", "back"}
    assert names(findings) == {"EastStation", "NorthStation"}


async def test_an_unknown_way_is_a_gap() -> None:
    findings, events = await work(TransportWorker(), subtask("intercity", "transport"), origin="别处")
    assert [gap.code for gap in findings.gaps] == ["not_found"]
    assert any(isinstance(event, CapabilityLost) for event in events)


async def test_travel_covers_the_places_of_this_city_only() -> None:
    findings, _ = await work(TransportWorker(), subtask("travel", "transport"), found=found(MUSEUMS[0], NOODLES, EAST, NORTH))
    assert findings.travel is not None
    assert set(findings.travel.ids) == {"museum0", "noodles", "eaststation"}
    assert count(findings) == 3


async def test_with_no_places_there_is_nothing_to_ask() -> None:
    findings, _ = await work(SightsWorker(), subtask("availability", "sights"))
    assert findings == Findings(task="availability")
    findings, _ = await work(TransportWorker(), subtask("travel", "transport"))
    assert [(gap.capability, gap.code) for gap in findings.gaps] == [("travel", "not_found")]


@pytest.mark.parametrize(
    ("worker", "task"),
    [
        (SightsWorker(), subtask("attractions", "sights")),
        (LodgingWorker(), subtask("hotels", "lodging")),
        (DiningWorker(), subtask("restaurants", "dining")),
        (TransportWorker(), subtask("intercity", "transport")),
        (TransportWorker(), subtask("travel", "transport")),
    ],
)
async def test_a_lost_capability_is_a_gap_with_its_causes(worker: Worker, task: SubTask) -> None:
    findings, events = await work(worker, task, provider=DOWN, found=found(MUSEUMS[0]), origin=HOME)
    assert [(gap.capability, gap.code) for gap in findings.gaps] == [(task.capability, "unavailable")]
    assert findings.gaps[0].causes
    lost = [event for event in events if isinstance(event, CapabilityLost)]
    assert [event.capability for event in lost] == [task.capability]
    assert isinstance(events[-1], TaskFinished)
    assert not events[-1].accepted
    assert not any(isinstance(event, BranchTaken) for event in events), "a dead service isn't searched wider"


@pytest.mark.parametrize(
    ("acceptance", "places", "verdict"),
    [
        (AtLeast(count=2), MUSEUMS[:2], True),
        (AtLeast(count=3), MUSEUMS[:2], False),
        (Contains(ids=("museum0",)), MUSEUMS[:2], True),
        (Contains(ids=("museum0", "park0")), MUSEUMS[:2], False),
        (Answered(), [], True),
    ],
)
def test_acceptance(acceptance: Any, places: Iterable[AnyPlace], verdict: bool) -> None:
    task = subtask("attractions", "sights", acceptance=acceptance)
    assert accepts(task, Findings(task="t", places=tuple(places))) is verdict


async def test_where_every_hotel_is_far_from_the_sights_those_around_it_come_along() -> None:
    lodge, waterfall = hotel("Lodge", 60, features=("垂钓",)), sight("Waterfall", 63)
    world = World(records=(*MUSEUMS, *HOTELS, lodge, waterfall))
    fishing = Choice(subject="hotel", attribute="feature", op="all_of", values=("垂钓",))
    task = subtask("hotels", "lodging")
    findings, _ = await work(LodgingWorker(), task, provider=world, found=found(*MUSEUMS), constraints=(fishing,))
    assert {"Lodge", "Waterfall"} <= names(findings)
    findings, _ = await work(LodgingWorker(), task, provider=world, found=found(*MUSEUMS))
    assert "Waterfall" not in names(findings)
