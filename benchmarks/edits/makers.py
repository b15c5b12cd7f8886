"""Every kind of edit: its words in two languages, and how to tell that it was carried out."""

from __future__ import annotations

from collections.abc import Callable

from xiake.domain.clock import format_clock
from xiake.domain.itinerary import Day, Stop
from xiake.domain.place import Attraction, Hotel, Restaurant
from xiake.planner.trip import Trip

from ..bundled.draw import NothingToSayError
from .scene import Ask, Key, Scene, days_of, key_of, part_of, sights_of

Maker = Callable[[Scene], Ask]


def _keys(*stops: Stop) -> frozenset[Key]:
    """The stops, with the meals inside them."""
    return frozenset(key for stop in stops for key in (key_of(stop), ("meal", stop.place.id)))


def another_part(scene: Scene) -> Ask:
    """Something else in a part of a day."""
    day, stop = scene.pick([(d, s) for d, s in scene.free_sights() if part_of(s) != "evening"])
    part = part_of(stop)
    gone = [s for d, s in scene.free_sights() if d is day and part_of(s) == part]
    before = {s.place.id for _, s in sights_of(scene.plan)}
    words = scene.say(
        ("换掉第{day}天{part}", "something else on day {day} in the {part}"),
        ("第{day}天{part}换一个", "replace the {part} of day {day}"),
        day=day.index,
        part=scene.part(part),
    )

    def present(after: Trip) -> bool:
        assert after.itinerary is not None
        seen = {s.place.id for d, s in sights_of(after.itinerary) if d.index == day.index}
        return not any(days_of(after, s.place.id) for s in gone) and bool(seen - before)

    return Ask(words, _keys(*gone), present)


def another_sight(scene: Scene) -> Ask:
    """Something else instead of a sight."""
    _, stop = scene.pick(scene.free_sights())
    words = scene.say(
        ("换掉{name}", "something else instead of {name}"), ("把{name}换成别的", "replace {name}"), name=scene.name(stop)
    )
    return Ask(words, _keys(stop), lambda after: not days_of(after, stop.place.id))


def sight_for_sight(scene: Scene) -> Ask:
    """One sight instead of another."""
    day, stop = scene.pick(scene.free_sights())
    other = scene.pick(scene.elsewhere(day))
    words = scene.say(
        ("把{name}换成{other}", "replace {name} with {other}"),
        ("{name}不去了，换成{other}", "{other} instead of {name}"),
        name=scene.name(stop),
        other=scene.name(other),
    )
    return Ask(words, _keys(stop), lambda after: day.index in days_of(after, other.id) and not days_of(after, stop.place.id))


def dinner_of_a_kind(scene: Scene) -> Ask:
    """Another cuisine for a dinner."""
    day, stop = scene.pick(scene.meals("dinner"))
    restaurants = [r for r in scene.city.record.restaurants if r.inside is None]
    words_of = [kind for r in restaurants for kind in r.cuisine]
    now = scene.record(stop)
    own = set(now.cuisine) if isinstance(now, Restaurant) else set()
    kinds = sorted(
        {k for k in words_of if words_of.count(k) >= 4 and not k.endswith("馆") and k not in ("咖啡甜品", "快餐简餐")} - own
    )
    kind = scene.pick(kinds)
    words = scene.say(
        ("第{day}天晚饭换成{kind}", "change dinner on day {day} to {kind}"),
        ("第{day}天晚上改吃{kind}", "{kind} for dinner on day {day} instead"),
        day=day.index,
        kind=scene.kind(kind),
    )

    def present(after: Trip) -> bool:
        eaten = _meal(after, day, "dinner")
        record = scene.record(eaten) if eaten else None
        return isinstance(record, Restaurant) and kind in (*record.cuisine, *record.tags)

    return Ask(words, _keys(stop), present)


def another_lunch(scene: Scene) -> Ask:
    """Another restaurant for a lunch."""
    day, stop = scene.pick(scene.meals("lunch"))
    words = scene.say(
        ("第{day}天午饭换一家", "another restaurant for lunch on day {day}"),
        ("第{day}天中午换家餐厅", "a different place for lunch on day {day}"),
        day=day.index,
    )

    def present(after: Trip) -> bool:
        eaten = _meal(after, day, "lunch")
        return eaten is not None and eaten.place.id != stop.place.id

    return Ask(words, _keys(stop), present)


def without(scene: Scene) -> Ask:
    """A sight less."""
    _, stop = scene.pick(scene.free_sights())
    words = scene.say(("不去{name}了", "skip {name}"), ("去掉{name}", "drop {name}"), name=scene.name(stop))
    return Ask(words, _keys(stop), lambda after: not days_of(after, stop.place.id))


def one_more(scene: Scene) -> Ask:
    """A sight more, whenever it fits."""
    sight = scene.pick(scene.elsewhere())
    words = scene.say(("加上{name}", "add {name}"), ("还想去{name}", "we also want to see {name}"), name=scene.name(sight))
    return Ask(words, frozenset(), lambda after: bool(days_of(after, sight.id)))


def one_more_on(scene: Scene) -> Ask:
    """A sight more on a day."""
    day = scene.pick(scene.whole_days())
    sight = scene.pick(scene.elsewhere(day))
    words = scene.say(
        ("第{day}天加上{name}", "add {name} on day {day}"),
        ("第{day}天增加{name}", "add {name} to day {day}"),
        day=day.index,
        name=scene.name(sight),
    )
    return Ask(words, frozenset(), lambda after: day.index in days_of(after, sight.id))


def one_more_of_a_kind(scene: Scene) -> Ask:
    """A sight of some kind more."""
    kinds = [kind for sight in scene.elsewhere() for kind in sight.kinds]
    kind = scene.pick(sorted({k for k in kinds if kinds.count(k) >= 3 and k in ("博物馆", "公园", "寺庙", "园林", "老街古镇")}))
    words = scene.say(("加一个{kind}", "add a {kind}"), ("再安排一个{kind}", "one more {kind}"), kind=scene.kind(kind))

    def count(trip: Trip) -> int:
        assert trip.itinerary is not None
        records = (scene.record(stop) for _, stop in sights_of(trip.itinerary))
        return sum(isinstance(record, Attraction) and kind in record.kinds for record in records)

    return Ask(words, frozenset(), lambda after: count(after) > count(scene.trip))


def to_another_day(scene: Scene) -> Ask:
    """A sight on another day."""
    day, stop = scene.pick(scene.free_sights())
    record = scene.record(stop)
    others = [
        d
        for d in scene.whole_days()
        if d is not day and isinstance(record, Attraction) and record.hours and record.hours.on(d.date)
    ]
    other = scene.pick(others)
    words = scene.say(
        ("把{name}移到第{day}天", "move {name} to day {day}"),
        ("{name}改到第{day}天", "put {name} on day {day}"),
        name=scene.name(stop),
        day=other.index,
    )
    return Ask(words, _keys(stop), lambda after: other.index in days_of(after, stop.place.id))


def trade_places(scene: Scene) -> Ask:
    """Two sights of different days change places."""
    free = [
        (d, s)
        for d, s in scene.free_sights()
        if isinstance(r := scene.record(s), Attraction) and r.hours and part_of(s) != "evening"
    ]
    pairs = [
        (a, b) for a in free for b in free if a[0].index < b[0].index and _open(scene, a[1], b[0]) and _open(scene, b[1], a[0])
    ]
    (day, stop), (other_day, other) = scene.pick([pair for pair in pairs if part_of(pair[0][1]) == part_of(pair[1][1])])
    words = scene.say(
        ("把{one}和{two}对调", "swap {one} and {two}"),
        ("{one}和{two}换一下", "swap {one} with {two}"),
        one=scene.name(stop),
        two=scene.name(other),
    )

    def present(after: Trip) -> bool:
        return other_day.index in days_of(after, stop.place.id) and day.index in days_of(after, other.place.id)

    return Ask(words, _keys(stop, other), present)


def cheaper_hotel(scene: Scene) -> Ask:
    """A cheaper hotel."""
    night = scene.pick(scene.nights())
    now = night.charge.unit_price
    if now is None or not any(hotel.nightly.typical < now * 7 / 10 for hotel in scene.city.record.hotels):
        raise NothingToSayError
    words = scene.say(("酒店便宜点", "a cheaper hotel"), ("换个便宜些的酒店", "make the hotel cheaper"))

    def present(after: Trip) -> bool:
        assert after.itinerary is not None
        rates = [day.night.charge.unit_price for day in after.itinerary.days if day.night]
        return bool(rates) and all(rate is not None and rate < now for rate in rates)

    return Ask(words, frozenset(), present, hotel=True)


def another_hotel(scene: Scene) -> Ask:
    """Another hotel."""
    night = scene.pick(scene.nights())
    words = scene.say(("换一家酒店", "another hotel"), ("换个酒店", "a different hotel, please"))

    def present(after: Trip) -> bool:
        assert after.itinerary is not None
        return all(day.night.hotel.id != night.hotel.id for day in after.itinerary.days if day.night)

    return Ask(words, frozenset(), present, hotel=True)


def better_hotel(scene: Scene) -> Ask:
    """A hotel of a higher class."""
    night = scene.pick(scene.nights())
    record = scene.city.by_id.get(night.hotel.id)
    stars = record.stars if isinstance(record, Hotel) else None
    if (
        stars is None
        or stars >= 4
        or scene.trip.request.budget
        or any(w.type == "cost_limit" for w in scene.trip.request.constraints)
    ):
        raise NothingToSayError
    words = scene.say(("酒店好一点", "a better hotel"), ("住好一点的酒店", "upgrade the hotel"))

    def present(after: Trip) -> bool:
        assert after.itinerary is not None
        hotels = [scene.city.by_id.get(day.night.hotel.id) for day in after.itinerary.days if day.night]
        return bool(hotels) and all(isinstance(h, Hotel) and h.stars is not None and h.stars > stars for h in hotels)

    return Ask(words, frozenset(), present, hotel=True)


def new_budget(scene: Scene) -> Ask:
    """Another budget that the plan, or one much like it, keeps."""
    assert scene.trip.budget is not None
    amount = int(scene.trip.budget.total * 11 // 1000 * 100)
    words = scene.say(
        ("预算改成{amount}元", "change the budget to {amount} yuan"),
        ("总预算改为{amount}元", "make the budget {amount} yuan"),
        amount=amount,
    )

    def present(after: Trip) -> bool:
        return after.request.budget_total == amount and after.budget is not None and after.budget.total <= amount

    return Ask(words, frozenset(), present)


def one_more_day(scene: Scene) -> Ask:
    """A day more."""
    days = scene.trip.request.days + 1
    words = scene.say(("改成{days}天", "make it {days} days"), ("多玩一天", "stay one more day"), days=days)

    def present(after: Trip) -> bool:
        return after.itinerary is not None and len(after.itinerary.days) == days

    return Ask(words, frozenset(), present)


def later_morning(scene: Scene) -> Ask:
    """A day that begins later."""
    starts = [(day, _first(day)) for day in scene.whole_days()]
    day, minute = scene.pick([(day, start) for day, start in starts if start is not None and start < 570])
    clock = minute // 30 * 30 + 60
    words = scene.say(
        ("第{day}天{clock}以后再出发", "on day {day} start at {clock} or later"),
        ("第{day}天{clock}再出门", "start day {day} at {clock}"),
        day=day.index,
        clock=format_clock(clock),
    )
    early = [stop for stop in day.stops if stop.kind in ("attraction", "meal") and stop.start < clock]

    def present(after: Trip) -> bool:
        assert after.itinerary is not None
        first = _first(after.itinerary.days[day.index - 1])
        return first is not None and first >= clock

    return Ask(words, _keys(*early), present)


def easier_day(scene: Scene) -> Ask:
    """A day with less to see."""
    free = scene.free_sights()
    days = [d for d in scene.plan.days if sum(s.kind == "attraction" for s in d.stops) > 1 and any(one is d for one, _ in free)]
    day = scene.pick(days)
    words = scene.say(
        ("第{day}天别太累", "make day {day} less tiring"), ("第{day}天轻松一点", "take it easier on day {day}"), day=day.index
    )
    count = sum(stop.kind == "attraction" for stop in day.stops)

    def present(after: Trip) -> bool:
        assert after.itinerary is not None
        return sum(stop.kind == "attraction" for stop in after.itinerary.days[day.index - 1].stops) < count

    return Ask(words, _keys(*(stop for one, stop in free if one is day)), present)


def nothing_hot(scene: Scene) -> Ask:
    """No hot food any more."""
    if any(wish.type == "choice" and wish.subject == "restaurant" for wish in scene.trip.request.constraints):
        raise NothingToSayError
    words = scene.say(("不吃辣", "no spicy food"), ("我们都不吃辣", "we don't eat spicy food"))
    hot = [s for d in scene.plan.days for s in d.stops if isinstance(r := scene.record(s), Restaurant) and r.spicy == "hot"]

    def present(after: Trip) -> bool:
        assert after.itinerary is not None
        records = (scene.record(stop) for day in after.itinerary.days for stop in day.stops)
        return not any(isinstance(record, Restaurant) and record.spicy == "hot" for record in records)

    return Ask(words, _keys(*hot), present)


def locked_and_changed(scene: Scene) -> Ask:
    """A sight less, or another one, while another day is locked."""
    day, stop = scene.pick(scene.free_sights())
    locked = scene.pick([other for other in scene.plan.days if other is not day and other.stops])
    words = scene.say(("换掉{name}", "replace {name}"), ("不去{name}了", "drop {name}"), name=scene.name(stop))
    before = [
        (s.kind, s.place.id, s.start, s.end) for s in locked.stops if s.kind in ("attraction", "meal") and s.place.kind != "hotel"
    ]

    def present(after: Trip) -> bool:
        assert after.itinerary is not None
        same = after.itinerary.days[locked.index - 1]
        now = [
            (s.kind, s.place.id, s.start, s.end)
            for s in same.stops
            if s.kind in ("attraction", "meal") and s.place.kind != "hotel"
        ]
        return now == before and not days_of(after, stop.place.id)

    return Ask(words, _keys(stop), present, first=locked.index)


def _meal(trip: Trip, day: Day, meal: str) -> Stop | None:
    assert trip.itinerary is not None
    return next((stop for stop in trip.itinerary.days[day.index - 1].stops if stop.meal == meal), None)


def _open(scene: Scene, stop: Stop, day: Day) -> bool:
    record = scene.record(stop)
    return isinstance(record, Attraction) and record.hours is not None and bool(record.hours.on(day.date))


def _first(day: Day) -> int | None:
    """When a day's first stop begins, breakfast aside."""
    return next((stop.start for stop in day.stops if stop.meal != "breakfast" and stop.kind in ("attraction", "meal")), None)


MAKERS: tuple[Maker, ...] = (
    another_part,
    another_sight,
    sight_for_sight,
    dinner_of_a_kind,
    another_lunch,
    without,
    one_more,
    one_more_on,
    one_more_of_a_kind,
    to_another_day,
    trade_places,
    cheaper_hotel,
    another_hotel,
    better_hotel,
    new_budget,
    one_more_day,
    later_morning,
    easier_day,
    nothing_hot,
    locked_and_changed,
)
"""Every kind."""
