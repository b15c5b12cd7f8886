"""Wishes in a traveller's words, each with the constraint that must be read from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from xiake.domain.constraint import (
    AnyOf,
    Choice,
    Constraint,
    CostLimit,
    FarMode,
    JourneyClock,
    Near,
    RoomCount,
    VisitClock,
    VisitOrder,
)
from xiake.domain.place import Attraction

from .draw import Draw, NothingToSayError, kilometres

Topic = Literal["sight", "kind", "food", "bed", "room", "out", "move", "money", "clock"]
"""Two wishes of one topic would get in each other's way."""


@dataclass(frozen=True)
class Said:
    """Words, and what they mean."""

    words: str
    means: tuple[Constraint, ...]


_ORDINARY = 150
"""What a meal may cost a person where meals have a limit of their own, too, CNY."""

Maker = Callable[[Draw], Said]


def _choice(subject: str, attribute: str, op: str, *values: str) -> Choice:
    return Choice.model_validate({"subject": subject, "attribute": attribute, "op": op, "values": values})


def _ids(places: list[Attraction]) -> tuple[str, ...]:
    return tuple(place.id for place in places)


def must_see(draw: Draw) -> Said:
    """One or two sights by name."""
    sights = draw.sights(draw.rng.choice((1, 2)) if draw.days > 1 else 1)
    words = draw.say(
        ("一定要去{names}", "we must see {names}"),
        ("想去{names}", "we want to visit {names}"),
        ("必去{names}", "{names} should not be missed"),
        names=draw.names(sights, ("和", " and ")),
    )
    return Said(words, (_choice("attraction", "place", "all_of", *_ids(sights)),))


def not_there(draw: Draw) -> Said:
    """A sight to leave out."""
    (sight,) = draw.sights(1)
    words = draw.say(("不去{name}", "skip {name}"), ("不要安排{name}", "please leave out {name}"), name=draw.name(sight))
    return Said(words, (_choice("attraction", "place", "none_of", sight.id),))


def either_sight(draw: Draw) -> Said:
    """One of two sights."""
    sights = draw.sights(2)
    words = draw.say(
        ("{either}去一个就行", "either {either} is fine"),
        ("{each}至少去一个", "at least one of {each}"),
        either=draw.names(sights, ("或者", " or ")),
        each=draw.names(sights, ("和", " and ")),
    )
    return Said(words, (_choice("attraction", "place", "any_of", *_ids(sights)),))


def sight_kind(draw: Draw) -> Said:
    """A kind of sight."""
    kinds = _common([kind for sight in draw.city.record.attractions for kind in sight.kinds], least=4)
    (kind,) = draw.pick([kind for kind in kinds if kind != "亲子"])
    words = draw.say(
        ("想看{kind}", "we would like to see a {kind}"), ("想逛逛{kind}", "a {kind} would be nice"), kind=draw.kind(kind)
    )
    return Said(words, (_choice("attraction", "kind", "all_of", kind),))


def no_sight_kind(draw: Draw) -> Said:
    """A kind of sight to leave out."""
    kinds = {kind for sight in draw.city.record.attractions for kind in sight.kinds} & {
        "宗教场所",
        "主题乐园",
        "动物园",
        "商业街区",
    }
    (kind,) = draw.pick(sorted(kinds))
    words = draw.say(
        ("不去{kind}", "no {kind}, please"), ("不想逛{kind}", "we don't want to visit any {kind}"), kind=draw.kind(kind)
    )
    return Said(words, (_choice("attraction", "kind", "none_of", kind),))


def cuisine(draw: Draw) -> Said:
    """A kind of food."""
    (kind,) = draw.pick(_dishes(draw, least=2))
    words = draw.say(("想吃{kind}", "we want to eat {kind}"), ("想尝尝{kind}", "we'd like to try {kind}"), kind=draw.kind(kind))
    return Said(words, (_choice("restaurant", "kind", "all_of", kind),))


def no_cuisine(draw: Draw) -> Said:
    """A kind of food to leave out."""
    (kind,) = draw.pick(_dishes(draw, least=1))
    words = draw.say(("不吃{kind}", "no {kind}"), ("不想吃{kind}", "we don't want {kind}"), kind=draw.kind(kind))
    return Said(words, (_choice("restaurant", "kind", "none_of", kind),))


def restaurant(draw: Draw) -> Said:
    """A restaurant by name."""
    (place,) = draw.restaurants(1, lambda r: r.per_person.typical <= _ORDINARY)
    words = draw.say(
        ("想去{name}吃一顿", "we want a meal at {name}"), ("要在{name}吃饭", "we'd like to eat at {name}"), name=draw.name(place)
    )
    return Said(words, (_choice("restaurant", "place", "all_of", place.id),))


def hotel(draw: Draw) -> Said:
    """A hotel by name."""
    (place,) = draw.hotels(1)
    words = draw.say(("住{name}", "we stay at {name}"), ("酒店订{name}", "book {name} as our hotel"), name=draw.name(place))
    return Said(words, (_choice("hotel", "place", "all_of", place.id),))


def either_hotel(draw: Draw) -> Said:
    """One of two hotels."""
    places = draw.hotels(2)
    words = draw.say(("住{names}都可以", "stay at {names}"), names=draw.names(places, ("或者", " or ")))
    return Said(words, (_choice("hotel", "place", "any_of", *(place.id for place in places)),))


def hotel_feature(draw: Draw) -> Said:
    """Something that the hotel must have."""
    (feature,) = draw.pick(
        sorted({"泳池", "健身房", "免费停车", "洗衣房"} & {f for h in draw.city.record.hotels for f in h.features})
    )
    words = draw.say(
        ("酒店要有{feature}", "the hotel must have a {feature}"),
        ("住有{feature}的酒店", "a hotel with a {feature}"),
        feature=draw.kind(feature),
    )
    return Said(words, (_choice("hotel", "feature", "all_of", feature),))


def hotel_near(draw: Draw) -> Said:
    """A hotel not far from a sight."""
    (sight,) = draw.sights(1)
    third = sorted(kilometres(sight.at, h.at) for h in draw.city.record.hotels)[2]
    km = int(third * 1.2) + 1
    if km > 15:
        raise NothingToSayError
    words = draw.say(
        ("酒店离{name}不超过{km}公里", "a hotel within {km} km of {name}"),
        ("住在{name}{km}公里以内", "stay no more than {km} km from {name}"),
        name=draw.name(sight),
        km=km,
    )
    return Said(words, (Near(place=sight.id, label="", max_km=km),))


def rooms(draw: Draw) -> Said:
    """How many rooms of which kind."""
    kind, beds = draw.rng.choice((("double", 2), ("twin", 2)))
    count = -(-draw.people // beds)
    zh = f"{'一两三四五'[count - 1]}间{'大床房' if kind == 'double' else '双床房'}"
    en = f"{('one', 'two', 'three', 'four', 'five')[count - 1]} {kind} room{'s' if count > 1 else ''}"
    words = draw.say(("住{zh}", "we need {en}"), ("订{zh}", "book {en}"), zh=zh, en=en)
    return Said(words, (RoomCount(count=count), _choice("hotel", "room", "only", kind)))


def by_train(draw: Draw) -> Said:
    """Both ways by train."""
    words = draw.say(("往返坐高铁", "by high-speed rail both ways"), ("来回都坐火车", "we take the train both ways"))
    return Said(words, (_choice("intercity", "mode", "only", "train"),))


def journey_hours(draw: Draw) -> Said:
    """When to come back."""
    minute = draw.rng.choice((15, 16, 17)) * 60
    words = draw.say(
        ("返程{clock}以后出发", "leave for home after {clock}"),
        ("回程不早于{clock}出发", "depart for home no earlier than {clock}"),
        clock=draw.clock(minute),
    )
    return Said(words, (JourneyClock(direction="back", event="depart", not_before=minute),))


def only_taxis(draw: Draw) -> Said:
    """One mode for all moves."""
    words = draw.say(("市内只打车", "only taxis in the city"), ("市内交通全程打车", "taxis only within the city"))
    return Said(words, (_choice("innercity", "mode", "only", "taxi"),))


def no_metro(draw: Draw) -> Said:
    """A mode to leave out."""
    words = draw.say(("不坐地铁", "no metro"), ("市内不想坐地铁", "we don't want to use the metro"))
    return Said(words, (_choice("innercity", "mode", "none_of", "metro"),))


def far_by_taxi(draw: Draw) -> Said:
    """A mode for the long moves."""
    km = draw.rng.choice((3, 5, 8))
    words = draw.say(
        ("超过{km}公里就打车", "take a taxi when it is more than {km} km"),
        ("距离大于{km}公里的路打车去", "taxis for anything farther than {km} km"),
        km=km,
    )
    return Said(words, (FarMode(mode="taxi", beyond_km=km),))


def meals_cap(draw: Draw) -> Said:
    """Money for all meals."""
    amount = 150 * draw.people * draw.days
    words = draw.say(
        ("吃饭总共不超过{money}", "no more than {money} on food in total"),
        ("餐饮预算{money}", "a food budget of {money}"),
        money=draw.money(amount),
    )
    return Said(words, (CostLimit(category="meals", amount=amount),))


def night_cap(draw: Draw) -> Said:
    """Money for a night's room."""
    amount = draw.rng.choice((450, 600, 800))
    words = draw.say(
        ("酒店每晚不超过{money}", "the hotel at most {money} a night"),
        ("住宿每晚{money}以内", "a hotel under {money} per night"),
        money=draw.money(amount),
    )
    return Said(words, (CostLimit(category="lodging", per="room_night", amount=amount),))


def tickets_cap(draw: Draw) -> Said:
    """Money for all tickets."""
    amount = 100 * draw.people * draw.days
    words = draw.say(
        ("门票总共不超过{money}", "no more than {money} on tickets in total"),
        ("门票预算{money}", "a ticket budget of {money}"),
        money=draw.money(amount),
    )
    return Said(words, (CostLimit(category="tickets", amount=amount),))


def _open_by_day(sight: Attraction) -> bool:
    return not sight.evening and sight.hours is not None and sight.dwell[1] <= 240


def arrive_by(draw: Draw) -> Said:
    """Somewhere in the morning."""
    (sight,) = draw.sights(1, _open_by_day)
    minute = draw.rng.choice((600, 630, 660))
    words = draw.say(
        ("{clock}之前到{name}", "be at {name} by {clock}"),
        ("不晚于{clock}到达{name}", "arrive at {name} no later than {clock}"),
        name=draw.name(sight),
        clock=draw.clock(minute),
    )
    return Said(words, (VisitClock(place=sight.id, label="", start_by=minute),))


def leave_after(draw: Draw) -> Said:
    """Somewhere in the afternoon."""
    (sight,) = draw.sights(1, _open_by_day)
    minute = draw.rng.choice((900, 930, 960))
    words = draw.say(
        ("{clock}以后再离开{name}", "leave {name} after {clock}"),
        ("不早于{clock}离开{name}", "leave {name} no earlier than {clock}"),
        name=draw.name(sight),
        clock=draw.clock(minute),
    )
    return Said(words, (VisitClock(place=sight.id, label="", end_from=minute),))


def stay_long(draw: Draw) -> Said:
    """A long visit."""
    (sight,) = draw.sights(1, lambda sight: _open_by_day(sight) and sight.dwell[1] >= 120)
    hours = sight.dwell[1] // 60
    words = draw.say(
        ("在{name}至少待{hours}个小时", "spend at least {hours} hours at {name}"),
        ("{name}停留不少于{hours}小时", "stay at {name} for no less than {hours} hours"),
        name=draw.name(sight),
        hours=hours,
    )
    return Said(words, (VisitClock(place=sight.id, label="", at_least=60 * hours),))


def one_then_other(draw: Draw) -> Said:
    """One sight before another."""
    first, then = draw.sights(2, _open_by_day)
    words = draw.say(
        ("先去{first}再去{then}", "first {first}, then {then}"),
        ("去{then}之前先去{first}", "visit {first} before {then}"),
        first=draw.name(first),
        then=draw.name(then),
    )
    return Said(words, (VisitOrder(first=first.id, then=then.id, labels=("", "")),))


def alternatives(draw: Draw) -> Said:
    """Two wishes of different kinds, one of which is enough."""
    (sight,) = draw.sights(1)
    (kind,) = draw.pick(_dishes(draw, least=2))
    words = draw.say(
        ("要么去{name}，要么吃一顿{kind}", "either visit {name} or eat {kind}"),
        name=draw.name(sight),
        kind=draw.kind(kind),
    )
    options = (_choice("attraction", "place", "all_of", sight.id),), (_choice("restaurant", "kind", "all_of", kind),)
    return Said(words, (AnyOf(options=options),))


def _dishes(draw: Draw, least: int) -> list[str]:
    """Kinds of food of some restaurants; a kind of house can't be eaten."""
    kinds = _common([kind for r in draw.city.record.restaurants for kind in r.cuisine], least)
    return [kind for kind in kinds if not kind.endswith("馆") and kind not in ("咖啡甜品", "快餐简餐")]


def _common(words: list[str], least: int) -> list[str]:
    return sorted({word for word in words if words.count(word) >= least})


MAKERS: dict[Maker, set[Topic]] = {
    must_see: {"sight"},
    not_there: {"sight"},
    either_sight: {"sight"},
    arrive_by: {"sight"},
    leave_after: {"sight"},
    stay_long: {"sight"},
    one_then_other: {"sight"},
    alternatives: {"sight", "food"},
    sight_kind: {"kind"},
    no_sight_kind: {"kind"},
    cuisine: {"food"},
    no_cuisine: {"food"},
    restaurant: {"food"},
    hotel: {"bed"},
    either_hotel: {"bed"},
    hotel_feature: {"bed"},
    hotel_near: {"bed"},
    night_cap: {"bed"},
    rooms: {"room"},
    by_train: {"out"},
    journey_hours: {"out"},
    only_taxis: {"move"},
    no_metro: {"move"},
    far_by_taxi: {"move"},
    meals_cap: {"money"},
    tickets_cap: {"money"},
}
"""Every wish and its topics."""
