"""Times and turns of visits, and distances."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from xiake.domain.constraint import Choice, FarMode, JourneyClock, Near, VisitClock, VisitOrder
from xiake.domain.request import TripRequest

Reader = Callable[[str], TripRequest]
ZH, EN = "上海出发去北京玩3天，2个人，", "2 people from Shanghai to Beijing for 3 days. "


def said(wish: VisitClock) -> dict[str, Any]:
    return wish.model_dump(exclude_defaults=True, exclude={"type", "quote", "label", "strength"})


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("希望不晚于08:00到达雍和宫", {"start_by": 480}),
        ("雍和宫不要晚于8点到", {"start_by": 480}),
        ("最晚10点到雍和宫", {"start_by": 600}),
        ("8点前到雍和宫", {"start_by": 480}),
        ("10点以后再去雍和宫", {"start_from": 600}),
        ("希望不早于13:50离开雍和宫", {"end_from": 830}),
        ("中午12点之前离开雍和宫", {"end_by": 720}),
        ("雍和宫玩到下午4点以后", {"end_from": 960}),
        ("在雍和宫停留不少于90分钟", {"at_least": 90}),
        ("去雍和宫，至少玩两个小时", {"at_least": 120}),
        ("雍和宫要玩一个半小时", {"at_least": 90}),
        ("arrive at Lama Temple no later than 9:00", {"start_by": 540}),
        ("leave the Lama Temple no earlier than 3 pm", {"end_from": 900}),
        ("spend at least 90 minutes at Lama Temple", {"at_least": 90}),
        ("visit the Lama Temple for 2 hours", {"at_least": 120}),
    ],
)
def test_a_bound_on_a_visit(read: Reader, text: str, fields: dict[str, int]) -> None:
    request = read((EN if text.isascii() else ZH) + text)
    (wish,) = request.constraints
    assert isinstance(wish, VisitClock)
    assert said(wish) == {"place": "a-lama", **fields}
    assert wish.strength == "hard"
    assert not request.unresolved


@pytest.mark.parametrize(
    "text", ["希望在14:00到16:00之间游览雍和宫", "下午两点到四点之间逛雍和宫", "visit Lama Temple between 14:00 and 16:00"]
)
def test_between_two_times_means_all_the_time_and_better_not_longer(read: Reader, text: str) -> None:
    firm, loose = (wish for wish in read((EN if text.isascii() else ZH) + text).constraints if isinstance(wish, VisitClock))
    assert (firm.strength, said(firm)) == ("hard", {"place": "a-lama", "start_by": 840, "end_from": 960})
    assert (loose.strength, said(loose)) == ("soft", {"place": "a-lama", "start_from": 840, "end_by": 960})


def test_two_bounds_on_one_visit(read: Reader) -> None:
    arrive, leave = read(ZH + "9点前到雍和宫，下午3点以后再离开").constraints
    assert isinstance(arrive, VisitClock)
    assert isinstance(leave, VisitClock)
    assert (arrive.start_by, leave.end_from) == (540, 900)


def test_a_time_that_is_hoped_for_is_soft(read: Reader) -> None:
    (wish,) = read(ZH + "最好9点前到雍和宫").constraints
    assert (wish.strength, type(wish)) == ("soft", VisitClock)


@pytest.mark.parametrize("text", ["去雍和宫，下午3点后返程", "雍和宫，返程高铁不早于15:00"])
def test_a_time_of_the_journey_is_not_the_visits(read: Reader, text: str) -> None:
    kinds = {type(wish) for wish in read(ZH + text).constraints}
    assert VisitClock not in kinds


def test_leaving_a_sight_is_not_leaving_the_city(read: Reader) -> None:
    assert not any(isinstance(wish, JourneyClock) for wish in read(ZH + "不早于10:30离开雍和宫").constraints)


@pytest.mark.parametrize(
    "text",
    [
        "希望先去天坛，再去雍和宫",
        "先逛天坛然后去雍和宫",
        "逛完天坛之后再去雍和宫",
        "去雍和宫之前先去天坛",
        "visit Temple of Heaven before Lama Temple",
        "First visit Temple of Heaven, then go to Lama Temple",
        "visit Lama Temple after Temple of Heaven",
    ],
)
def test_one_place_before_another(read: Reader, text: str) -> None:
    request = read((EN if text.isascii() else ZH) + text)
    (wish,) = request.constraints
    assert isinstance(wish, VisitOrder)
    assert (wish.first, wish.then, wish.strength) == ("a-heaven", "a-lama", "hard")
    assert not request.unresolved


def test_an_order_of_three_and_one_that_is_only_preferred(read: Reader) -> None:
    orders = [w for w in read(ZH + "先逛天坛，然后去雍和宫，最后去颐和园").constraints if isinstance(w, VisitOrder)]
    assert [(order.first, order.then) for order in orders] == [("a-heaven", "a-lama"), ("a-lama", "a-summer")]
    order, *visits = read(ZH + "最好先去天坛再去雍和宫").constraints
    assert isinstance(order, VisitOrder)
    assert all(isinstance(wish, Choice) for wish in visits)
    assert len(visits) == 2
    assert order.strength == "soft"


def test_a_list_without_words_of_order_has_none(read: Reader) -> None:
    assert not any(isinstance(wish, VisitOrder) for wish in read(ZH + "去天坛、雍和宫").constraints)


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("希望住宿地在雍和宫周围2.57千米内", 2.57),
        ("酒店离雍和宫不超过3公里", 3),
        ("住在雍和宫800米以内", 0.8),
        ("the hotel should be within 5.5 km of Lama Temple", 5.5),
    ],
)
def test_the_hotel_within_a_distance(read: Reader, text: str, km: float) -> None:
    request = read((EN if text.isascii() else ZH) + text)
    (wish,) = request.constraints
    assert isinstance(wish, Near)
    assert (wish.subject, wish.place, wish.max_km) == ("hotel", "a-lama", pytest.approx(km))
    assert not request.unresolved


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("若两地点间交通距离超过2.82千米，则打车出行", 2.82),
        ("两个景点距离大于3.5km就打车", 3.5),
        ("如果两地距离在2千米以上，就坐出租车", 2),
        ("If the distance between two places exceeds 4 km, take a taxi.", 4),
        ("Take a taxi for distances over 3 km.", 3),
    ],
)
def test_a_mode_beyond_a_distance(read: Reader, text: str, km: float) -> None:
    request = read((EN if text.isascii() else ZH) + text)
    (wish,) = request.constraints
    assert isinstance(wish, FarMode)
    assert (wish.mode, wish.beyond_km) == ("taxi", pytest.approx(km))
    assert not request.unresolved


@pytest.mark.parametrize("text", ["返程高铁下午3点到6点之间出发", "The return train should leave between 15:00 and 18:00."])
def test_a_journey_between_two_times(read: Reader, text: str) -> None:
    (wish,) = (w for w in read((EN if text.isascii() else ZH) + text).constraints if isinstance(w, JourneyClock))
    assert (wish.direction, wish.event, wish.not_before, wish.not_after) == ("back", "depart", 900, 1080)


def _clocks(request: TripRequest) -> set[tuple[str, int | None, int | None, int | None, int | None]]:
    return {(w.place, w.start_from, w.start_by, w.end_from, w.end_by) for w in request.constraints if isinstance(w, VisitClock)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("北京两天两人，三点前不要离开颐和园", ("a-summer", None, None, 900, None)),
        ("Beijing 2 days for two, don't leave the Summer Palace before three", ("a-summer", None, None, 900, None)),
        ("Beijing 2 days for two, don't arrive at the Summer Palace after 10 am", ("a-summer", None, 600, None, None)),
        ("Beijing 2 days for two, stay at the Summer Palace until at least four", ("a-summer", None, None, 960, None)),
        ("北京两天两人，在颐和园待到四点", ("a-summer", None, None, 960, None)),
        ("北京两天两人，颐和园不早于三点离开", ("a-summer", None, None, 900, None)),
        ("北京两天两人，颐和园五点前离开", ("a-summer", None, None, None, 1020)),
        ("北京两天两人，颐和园凌晨三点前离开", ("a-summer", None, None, None, 180)),
        ("北京两天两人，七点前到颐和园", ("a-summer", None, 420, None, None)),
    ],
)
def test_an_hour_is_the_likely_half_of_the_day_s_and_refusing_it_bans_no_place(
    read: Callable[[str], TripRequest], text: str, expected: tuple[str, int | None, int | None, int | None, int | None]
) -> None:
    request = read(text)
    assert _clocks(request) == {expected}
    assert not request.unresolved
    assert len(request.constraints) == 1


def test_an_afternoon_that_was_not_said_is_noted(read: Callable[[str], TripRequest]) -> None:
    assert any("15:00" in note for note in read("北京两天两人，颐和园三点前离开").notes)


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Beijing 2 days for two, taxis for ways longer than 4 km, otherwise walk", "otherwise walk"),
        ("Beijing 2 days for two, taxi if farther than 4 km, walk otherwise", "walk otherwise"),
        ("北京两天两人，超过4公里的路打车，其余步行", "其余步行"),
        ("北京两天两人，超过4公里打车，4公里以内步行", "4公里以内步行"),
    ],
)
def test_what_is_said_of_shorter_ways_binds_no_longer_ones(read: Callable[[str], TripRequest], text: str, unread: str) -> None:
    request = read(text)
    far, modes = request.constraints
    assert isinstance(far, FarMode)
    assert (far.mode, far.beyond_km) == ("taxi", 4)
    assert isinstance(modes, Choice)
    assert (modes.op, set(modes.values), modes.origin) == ("only", {"taxi", "walk"}, "derived")
    assert request.unresolved == (unread,)


def test_short_ways_on_foot_leave_the_others_free(read: Callable[[str], TripRequest]) -> None:
    request = read("北京两天两人，近的走路，超过4公里打车")
    assert [type(wish) for wish in request.constraints] == [FarMode]
    assert request.unresolved == ("近的走路",)


def test_a_distance_in_a_clause_of_its_own_is_the_hotel_s_that_was_spoken_of(read: Callable[[str], TripRequest]) -> None:
    request = read("Beijing 3 days for two, hotel at most 300 per night, within 3 km of Temple of Heaven")
    assert [(w.place, w.max_km) for w in request.constraints if isinstance(w, Near)] == [("a-heaven", 3)]
    assert not any(isinstance(wish, Choice) for wish in request.constraints)
