"""Each wish by its own evaluator: kept, broken and unverifiable."""

from __future__ import annotations

import pytest
from xiake.domain.constraint import (
    AnyOf,
    Choice,
    CostLimit,
    DayClock,
    FarMode,
    HotelStars,
    JourneyClock,
    Near,
    RoomCount,
    VisitClock,
    VisitOrder,
)
from xiake.domain.party import Party, Traveller
from xiake.domain.place import Hotel, Restaurant
from xiake.domain.task import Findings, Gap
from xiake.planner.verify.facts import Facts

from .conftest import PLACES


def choice(subject, attribute, op, *values, **rest):
    return Choice(subject=subject, attribute=attribute, op=op, values=values, **rest)


def at(place, **times):
    return VisitClock(place=place, label=place, **times)


def before(first, then):
    return VisitOrder(first=first, then=then, labels=(first, then))


def judged(plan, wish):
    """The status of one wish on the plan."""
    checks = [check for check in plan.but_request(constraints=(wish,)).checks() if check.wish is not None]
    assert [(check.rule, check.wish) for check in checks] == [(f"wish.{wish.type}", 0)]
    return checks[0].status


KEPT = [
    choice("attraction", "place", "all_of", "museum", "temple"),
    choice("attraction", "place", "any_of", "cave", "tower"),
    choice("attraction", "place", "none_of", "cave"),
    choice("attraction", "place", "only", "museum", "park", "temple", "science", "tower"),
    choice("attraction", "place", "all_of", "centre"),  # some sight lies in the area
    choice("attraction", "kind", "all_of", "亲子", "历史古迹"),
    choice("attraction", "kind", "none_of", "动物园"),
    choice("attraction", "effort", "none_of", "high"),
    choice("attraction", "effort", "only", "low", "medium"),
    choice("restaurant", "place", "all_of", "fish"),
    choice("restaurant", "kind", "any_of", "火锅", "烤鸭"),
    choice("restaurant", "kind", "all_of", "亲子"),  # a tag counts as a kind
    choice("restaurant", "kind", "none_of", "西餐"),
    choice("hotel", "place", "all_of", "inn"),
    choice("hotel", "feature", "all_of", "泳池"),
    choice("hotel", "feature", "none_of", "棋牌室"),
    choice("hotel", "room", "any_of", "family", "suite"),
    choice("intercity", "mode", "all_of", "train"),
    choice("intercity", "mode", "only", "train"),
    choice("intercity", "class", "all_of", "high_speed"),
    choice("intercity_out", "mode", "none_of", "flight"),
    choice("intercity_back", "mode", "any_of", "train", "flight"),
    choice("intercity_out", "place", "any_of", "south"),
    choice("innercity", "mode", "only", "walk", "metro", "taxi"),
    choice("innercity", "mode", "all_of", "taxi"),
    choice("innercity", "mode", "all_of", "walk", "metro", "taxi"),
    choice("innercity", "mode", "any_of", "metro"),
    CostLimit(category="total", amount=2983),
    CostLimit(category="total", per="person", amount=1000),
    CostLimit(category="tickets", amount=400),
    CostLimit(category="lodging", amount=800),
    CostLimit(category="lodging", per="room_night", amount=400),
    CostLimit(category="lodging", per="person_night", amount="133.34"),
    CostLimit(category="meals", per="person_meal", amount=90),
    CostLimit(category="intercity", per="person", amount=267),
    CostLimit(category="innercity", amount=38),
    CostLimit(category="reserve", amount=0),
    Near(place="centre", label="市中心", max_km=1),
    Near(place="park", label="云湖公园", max_km=1),
    Near(subject="restaurant", place="tower", label="云塔", max_km=0.5),
    HotelStars(least=4, most=4),
    RoomCount(count=1),
    DayClock(earliest="08:00", latest="19:20"),
    JourneyClock(direction="out", event="depart", not_before="08:00", not_after="08:00"),
    JourneyClock(direction="back", event="arrive", not_after="17:00"),
    at("temple"),
    at("temple", start_by="09:30", start_from="09:30", end_from="11:30", end_by="11:30", at_least=120),
    at("museum", at_least=150),
    at("fish", start_from="17:00", end_by="19:00"),
    at("inn", start_by="19:20", end_from="24:00"),
    at("inn", end_by="08:50"),  # in the morning
    at("inn", start_from="19:00", at_least=12 * 60),  # through the night
    before("museum", "park"),
    before("temple", "tower"),
    before("noodles", "inn"),
    before("inn", "tower"),
    FarMode(mode="metro", beyond_km="4.45"),
    FarMode(mode="taxi", beyond_km=20),
    AnyOf(options=((HotelStars(least=5),), (at("temple"), before("museum", "park")))),
    AnyOf(options=((choice("attraction", "kind", "none_of", "博物馆"),), (RoomCount(count=1),))),
    AnyOf(options=((Near(place="nowhere", label="某处", max_km=1),), (at("temple"),))),
]

BROKEN = [
    choice("attraction", "place", "all_of", "museum", "cave"),
    choice("attraction", "place", "any_of", "cave"),
    choice("attraction", "place", "none_of", "park"),
    choice("attraction", "place", "only", "museum"),
    choice("attraction", "place", "none_of", "centre"),
    choice("attraction", "kind", "all_of", "亲子", "动物园"),
    choice("attraction", "kind", "none_of", "自然风光"),
    choice("attraction", "effort", "none_of", "medium"),
    choice("restaurant", "place", "none_of", "fish"),
    choice("restaurant", "kind", "none_of", "火锅"),
    choice("restaurant", "kind", "only", "火锅"),
    choice("restaurant", "kind", "all_of", "烤鸭"),
    choice("restaurant", "spice", "none_of", "hot"),
    choice("hotel", "place", "any_of", "hostel"),
    choice("hotel", "feature", "all_of", "泳池", "管家"),
    choice("hotel", "feature", "none_of", "泳池"),
    choice("hotel", "room", "all_of", "twin"),
    choice("hotel", "room", "all_of", "family", "twin"),  # not in one room
    choice("intercity", "mode", "all_of", "flight"),
    choice("intercity_out", "mode", "none_of", "train"),
    choice("intercity_back", "class", "all_of", "conventional"),
    choice("innercity", "mode", "only", "metro"),
    choice("innercity", "mode", "only", "metro", "taxi"),  # on foot, too, only where that is said
    choice("innercity", "mode", "none_of", "taxi"),
    choice("innercity", "mode", "all_of", "metro", "bike"),
    CostLimit(category="total", amount="2982.99"),
    CostLimit(category="total", per="person", amount=994),
    CostLimit(category="tickets", amount=399),
    CostLimit(category="lodging", per="room_night", amount="399.99"),
    CostLimit(category="lodging", per="person_night", amount="133.33"),
    CostLimit(category="meals", per="person_meal", amount="89.99"),
    CostLimit(category="intercity", amount=799),
    CostLimit(category="innercity", amount=31),
    Near(place="centre", label="市中心", max_km=0.5),
    Near(subject="restaurant", place="south", label="南站", max_km=1),
    HotelStars(least=5),
    HotelStars(most=3),
    DayClock(earliest="10:30"),
    DayClock(latest="19:19"),
    JourneyClock(direction="out", event="depart", not_before="08:01"),
    JourneyClock(direction="out", event="arrive", not_after="09:59"),
    JourneyClock(direction="back", event="depart", not_after="14:00"),
    at("cave"),
    at("temple", start_by="09:29"),
    at("temple", start_from="09:31"),
    at("temple", end_from="11:31"),
    at("temple", end_by="11:29"),
    at("temple", at_least=121),
    at("inn", start_from="19:00", at_least=14 * 60),
    at("inn", start_from="08:00", end_by="20:00"),
    before("park", "museum"),
    before("tower", "temple"),
    before("museum", "cave"),
    before("museum", "museum"),
    before("inn", "noodles"),
    FarMode(mode="taxi", beyond_km=2),
    FarMode(mode="metro", beyond_km=1),
    AnyOf(options=((HotelStars(least=5),), (at("temple"), at("cave")))),
    AnyOf(options=((at("temple", at_least=500),),)),
]

OPEN = [
    choice("restaurant", "kind", "only", "面食", "火锅", "本帮菜", "小吃"),  # what is eaten inside the museum is unknown
    choice("restaurant", "spice", "none_of", "mild"),  # two don't say
    choice("attraction", "feature", "all_of", "母婴室"),
    Near(place="nowhere", label="某处", max_km=1),
    AnyOf(options=((Near(place="nowhere", label="某处", max_km=1),), (at("cave"),))),
]


@pytest.mark.parametrize("wish", KEPT, ids=str)
def test_kept(plan, wish):
    assert judged(plan, wish) == "satisfied"


@pytest.mark.parametrize("wish", BROKEN, ids=str)
def test_broken(plan, wish):
    assert judged(plan, wish) == "violated"


@pytest.mark.parametrize("wish", OPEN, ids=str)
def test_open(plan, wish):
    assert judged(plan, wish) == "unverifiable"


def test_a_soft_wish_is_violated_softly(plan):
    wishes = (HotelStars(least=5, strength="soft"), HotelStars(least=5), HotelStars(least=3, strength="soft"))
    checks = [check for check in plan.but_request(constraints=wishes).checks() if check.wish is not None]
    assert [(check.status, check.soft) for check in checks] == [("violated", True), ("violated", False), ("satisfied", True)]


def test_unknown_prices_leave_a_limit_open(plan):
    charges = tuple(c.model_copy(update={"unit_price": None}) for c in plan.stops(2)[1].charges)
    unknown = plan.but_stop(2, 1, charges=charges)
    assert judged(unknown, CostLimit(category="tickets", amount=400)) == "unverifiable"
    assert judged(unknown, CostLimit(category="tickets", amount=200)) == "violated"
    assert judged(unknown, CostLimit(category="meals", amount=2000)) == "satisfied"


def test_without_journeys_their_wishes_are_open(plan):
    local = plan.but_request(origin=None).but_stops(1, plan.stops(1)[1:]).but_stops(3, plan.stops(3)[:-1])
    assert judged(local, choice("intercity", "mode", "only", "train")) == "unverifiable"
    assert judged(local, JourneyClock(direction="out", event="depart", not_after="09:00")) == "unverifiable"


@pytest.mark.parametrize(
    "wish",
    [
        choice("restaurant", "kind", "all_of", "烤鸭"),
        choice("restaurant", "kind", "any_of", "烤鸭", "火锅"),
        choice("restaurant", "place", "all_of", "fish"),
        choice("restaurant", "kind", "only", "火锅"),
        choice("restaurant", "spice", "none_of", "hot"),
        Near(subject="restaurant", place="tower", label="云塔", max_km=1),
        CostLimit(category="meals", amount=2000),
        CostLimit(category="meals", per="person_meal", amount=50),
    ],
    ids=str,
)
def test_wishes_about_food_are_open_where_no_restaurant_is_known(plan, wish):
    unfed = plan.without_places(Restaurant)
    for day in (1, 2, 3):
        unfed = unfed.but_stops(day, [s for s in unfed.stops(day) if s.kind != "meal" or s.meal == "breakfast"])
    assert judged(unfed, wish) == "unverifiable"


def test_wishes_are_open_where_the_search_was_lost_and_only_named_places_are_known(plan):
    lost = plan.but_facts(lost=frozenset({"restaurants"}))
    assert judged(lost, choice("restaurant", "place", "all_of", "fish")) == "satisfied"
    assert judged(lost, choice("restaurant", "kind", "all_of", "烤鸭")) == "unverifiable"
    assert judged(lost, Near(subject="restaurant", place="south", label="南站", max_km=1)) == "unverifiable"
    assert judged(lost, choice("restaurant", "kind", "none_of", "火锅")) == "violated"  # what is in the plan is known
    assert judged(lost, CostLimit(category="meals", amount=10)) == "violated"
    assert judged(lost, CostLimit(category="total", amount=9000)) == "unverifiable"  # what is missing would cost something
    assert judged(lost, choice("attraction", "kind", "all_of", "动物园")) == "violated"


def test_what_was_lost_is_read_from_the_findings():
    def facts(code):
        gap = Gap(capability="restaurants", code=code, message="x")
        return Facts.gather({"dining": Findings(task="dining", places=PLACES, gaps=(gap,))})

    assert not facts("unavailable").searched(Restaurant)
    assert facts("not_found").searched(Restaurant)
    assert facts("unavailable").searched(Hotel)


def test_caps_on_beds_and_rides_are_open_where_none_are_known(plan):
    bare = plan.without_places(Hotel).but_facts(services={})
    for day in (1, 2, 3):
        stops = [s for s in bare.stops(day) if s.kind not in ("hotel", "journey") and s.meal != "breakfast"]
        bare = bare.but_day(day, stops=tuple(stops), night=None)
    assert judged(bare, CostLimit(category="lodging", amount=600)) == "unverifiable"
    assert judged(bare, CostLimit(category="intercity", amount=600)) == "unverifiable"
    assert judged(bare.but_request(origin=None), CostLimit(category="intercity", amount=600)) == "satisfied"


def test_a_wish_for_rooms_is_taken_literally(plan):
    two = plan.but_night(1, rooms=2).but_night(2, rooms=2)
    for day in (1, 2):
        night = two.itinerary.days[day - 1].night
        two = two.but_night(day, charge=night.charge.model_copy(update={"quantity": 2}))
    assert judged(two, RoomCount(count=2)) == "satisfied"
    assert not two.but_request(constraints=(RoomCount(count=2),)).violated()
    assert two.violated() == {"rooms"}


def test_several_rooms_may_be_of_several_kinds(plan):
    def rooms(*kinds):
        wishes = tuple(choice("hotel", "room", "any_of", kind) for kind in kinds)
        two = plan.but_night(1, rooms=2).but_night(2, rooms=2).but_request(constraints=wishes)
        return [check.status for check in two.checks() if check.wish is not None]

    assert rooms("family", "twin") == ["satisfied", "satisfied"]  # both are on offer
    assert rooms("family", "suite") == ["satisfied", "violated"]
    assert rooms("twin") == ["violated"]


@pytest.mark.parametrize(
    ("people", "rooms"),
    [
        ((Traveller(),), {1}),
        ((Traveller(), Traveller(), Traveller()), {2}),
        ((Traveller(), Traveller(), Traveller(group="child", age=11)), {1}),
        ((Traveller(), Traveller(), Traveller(group="child", age=11), Traveller(group="child", age=4)), {1, 2}),
        ((Traveller(), Traveller(), Traveller(group="child")), {1, 2}),
        ((Traveller(), Traveller(), Traveller(group="child", age=12)), {2}),
        ((Traveller(), Traveller(group="senior"), Traveller(), Traveller(group="senior")), {2}),
    ],
)
def test_two_grown_ups_share_a_room(plan, people, rooms):
    party = plan.but_request(party=Party(travellers=people))
    for count in (1, 2, 3):
        assert ("rooms" in party.but_night(1, rooms=count).but_night(2, rooms=count).violated()) == (count not in rooms)


def test_meals_are_due_only_within_the_hours_asked_for(plan):
    early_nights = plan.but_request(constraints=(DayClock(latest="20:00"),))
    stops = [stop for stop in early_nights.stops(1) if stop.meal != "dinner"]
    assert "meals" not in early_nights.but_stops(1, stops).violated()
    assert "meals" in plan.but_stops(1, stops).violated()


def rebooked(plan, price):
    charge = plan.itinerary.days[0].night.charge.model_copy(update={"unit_price": price})
    return plan.but_night(1, charge=charge)


def reordered(plan):
    days = plan.itinerary.days
    stops = [day.stops for day in days]
    return plan.but_days(
        day.model_copy(update={"stops": moved}) for day, moved in zip(days, (stops[0], stops[2], stops[1]), strict=True)
    )


LOST = {
    "there a minute late": (at("temple", start_by="09:30"), lambda p: p.but_stop(2, 1, start=9 * 60 + 31)),
    "there a minute early": (at("temple", start_from="09:30"), lambda p: p.but_stop(2, 1, start=9 * 60 + 29)),
    "gone a minute early": (at("temple", end_from="11:30"), lambda p: p.but_stop(2, 1, end=11 * 60 + 29)),
    "gone a minute late": (at("temple", end_by="11:30"), lambda p: p.but_stop(2, 1, end=11 * 60 + 31)),
    "a minute short": (at("temple", at_least=120), lambda p: p.but_stop(2, 1, end=11 * 60 + 29)),
    "never there": (at("temple"), lambda p: p.but_stops(2, p.stops(2)[2:])),
    "the other way round": (before("temple", "tower"), reordered),
    "the first is gone": (before("temple", "tower"), lambda p: p.but_stops(2, p.stops(2)[2:])),
    "a far way by taxi": (FarMode(mode="metro", beyond_km="4.45"), lambda p: p.but_leg(2, 1, mode="taxi")),
    "a dearer night": (CostLimit(category="lodging", per="person_night", amount=134), lambda p: rebooked(p, 403)),
    "a mode is lost": (
        choice("innercity", "mode", "all_of", "walk", "metro", "taxi"),
        lambda p: p.but_leg(2, 4, mode="metro"),
    ),
    "a walk beside the rides": (
        AnyOf(options=((choice("innercity", "mode", "none_of", "taxi"),), (at("temple", end_from="11:30"),))),
        lambda p: p.but_stop(2, 1, end=11 * 60 + 29),
    ),
}


@pytest.mark.parametrize("fault", LOST)
def test_a_single_fault_loses_the_wish(plan, fault):
    wish, mutate = LOST[fault]
    assert judged(plan, wish) == "satisfied"
    assert judged(mutate(plan), wish) == "violated"


def test_what_holds_of_alternatives_is_named_and_so_is_what_fails(plan):
    options = ((HotelStars(least=5),), (at("temple"), RoomCount(count=1)))

    def told(*options):
        (check,) = [c for c in plan.but_request(constraints=(AnyOf(options=options),)).checks() if c.wish is not None]
        return check.message

    kept = told(*options)
    assert kept.endswith("满足（“去temple且1 间房”：第2天 09:30–11:30，120 分钟；1 间）")
    lost = told(options[0], (at("cave"),))
    assert "“5星级酒店”：云州饭店 4★" in lost
    assert "“去cave”：cave不在行程中" in lost


def test_a_ban_in_one_alternative_spares_what_another_asks_for(plan):
    ban = AnyOf(options=((choice("attraction", "kind", "none_of", "历史古迹"),),))
    assert judged(plan, ban) == "violated"
    both = plan.but_request(constraints=(ban, AnyOf(options=((at("temple"),),))))
    assert [check.status for check in both.checks() if check.wish is not None] == ["satisfied"] * 2


def test_an_alternative_that_is_taken_counts_like_a_wish(plan):
    two = plan
    for day in (1, 2):
        charge = two.itinerary.days[day - 1].night.charge.model_copy(update={"quantity": 2})
        two = two.but_night(day, rooms=2, charge=charge)
    assert two.violated() == {"rooms"}
    either = AnyOf(options=((RoomCount(count=2),), (HotelStars(least=5),)))
    assert not two.but_request(constraints=(either,)).violated()
    banned = choice("attraction", "kind", "none_of", "历史古迹")
    assert judged(plan, AnyOf(options=((at("temple"), banned),))) == "satisfied"  # what is asked for by name is exempt
    assert judged(plan, AnyOf(options=((banned,), (at("cave"),)))) == "violated"
