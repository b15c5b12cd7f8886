"""The rides out and back: chosen together, by fare, by time, and by the hours they leave in the city."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xiake.domain.constraint import Choice, CostLimit, JourneyClock
from xiake.domain.party import Party, Traveller
from xiake.domain.request import Budget, TripRequest
from xiake.domain.travel import IntercityService
from xiake.planner.schedule.assumptions import CITY_BUFFER
from xiake.planner.schedule.journeys import ONLY_MONEY, choose_rides
from xiake.planner.schedule.rides import Ride, first_day, nights_of

from ...world import HOME, request, service

ALONE = Party(travellers=(Traveller(),))


def timed(name: str, leaves: str, hours: float, fare: float = 200, *, out: bool = True, **more: Any) -> IntercityService:
    ends = ("NorthStation", "EastStation") if out else ("EastStation", "NorthStation")
    return service(name, *ends, minutes=int(hours * 60), fare=fare, first=leaves, last=leaves, number=name, **more)


def chosen(wanted: TripRequest, out: Any, back: Any, **options: Any) -> tuple[str, str] | None:
    pair = choose_rides(wanted, out, back, way=lambda start, end: 20, **options)
    return pair and (pair[0].service.id, pair[1].service.id)


def trip(days: int = 3, **fields: Any) -> TripRequest:
    return request(**{"origin": HOME, "days": days, "party": ALONE, **fields})


HOMEWARD = [timed("b1", "18:00", 3, out=False)]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (timed("a", "08:00", 3), timed("b", "14:00", 3, fare=150)),  # the cheap one costs half a day
        (timed("a", "08:00", 3), timed("b", "08:00", 5, fare=190)),
        (timed("a", "08:00", 3), timed("b", "03:10", 3)),
        (timed("a", "15:00", 6), timed("b", "23:30", 3)),  # back on one's feet at half past two at night
        (timed("a", "09:00", 5, fare=400), timed("b", "09:30", 23, fare=200)),  # the first day would be spent on the way
        (timed("a", "08:30", 3, fare=120), timed("b", "08:00", 3, fare=400)),  # half an hour isn't worth that
    ],
)
def test_a_ride_is_worth_the_money_that_the_time_it_saves_is_worth(better: Any, worse: Any) -> None:
    assert chosen(trip(), [worse, better], HOMEWARD) == (better.id, "b1")


def test_a_wished_class_of_train_is_taken_wherever_there_is_one_within_the_caps() -> None:
    fast = Choice(subject="intercity", attribute="class", op="all_of", values=["high_speed"], strength="soft")
    slow = timed("slow", "08:00", 4, fare=100, train_class="conventional")
    quick = timed("quick", "06:00", 3.5, fare=700, train_class="high_speed")
    assert chosen(trip(), [slow, quick], HOMEWARD) == ("slow", "b1")
    assert chosen(trip(constraints=(fast,)), [slow, quick], HOMEWARD) == ("quick", "b1")
    cap = CostLimit(category="intercity", amount=400)
    assert chosen(trip(constraints=(fast, cap)), [slow, quick], HOMEWARD) == ("slow", "b1")


def test_a_short_trip_does_not_end_a_day_late_to_save_some_money() -> None:
    night = timed("night", "18:30", 20, fare=150, out=False)
    day = timed("day", "14:30", 7, fare=800, out=False)
    assert chosen(trip(3), [timed("a", "08:00", 3)], [night, day]) == ("a", "day")


def test_the_way_back_leaves_the_last_day_and_comes_home_before_the_night() -> None:
    rides = [timed(f"b{hour:02d}", f"{hour:02d}:00", 4, out=False) for hour in range(24)]
    _, back = chosen(trip(), [timed("a", "08:00", 3)], rides) or ("", "")
    assert back in ("b17", "b18", "b19")


def test_money_that_counts_more_buys_cheaper_rides() -> None:
    out = [timed("fast", "08:00", 3, fare=600), timed("fair", "08:00", 6, fare=300), timed("slow", "08:00", 12, fare=100)]
    assert [chosen(trip(), out, HOMEWARD, price=price) for price in (1, 3, ONLY_MONEY)] == [
        ("fast", "b1"),
        ("fair", "b1"),
        ("slow", "b1"),
    ]
    assert chosen(trip(budget=Budget(amount=Decimal(1000))), out, HOMEWARD) == ("fair", "b1")


def test_a_night_on_the_way_saves_one_at_the_hotel() -> None:
    out = [timed("day", "08:00", 10, fare=300), timed("night", "19:00", 13, fare=200)]
    assert chosen(trip(), out, HOMEWARD, price=ONLY_MONEY) == ("night", "b1")
    dearer = [timed("day", "08:00", 10, fare=300), timed("night", "19:00", 13, fare=350)]
    assert chosen(trip(), dearer, HOMEWARD, price=ONLY_MONEY) == ("day", "b1")
    assert chosen(trip(), dearer, HOMEWARD, price=ONLY_MONEY, night_fen=8000) == ("night", "b1")


def test_at_least_one_night_is_spent_in_the_city() -> None:
    night = [timed("night", "19:00", 13)]
    assert chosen(trip(days=2), night, HOMEWARD) is None
    assert chosen(trip(days=3), night, HOMEWARD) == ("night", "b1")
    assert chosen(trip(days=3), [timed("days", "19:00", 37)], HOMEWARD) is None


@pytest.mark.parametrize(
    ("leaves", "hours", "arrival"),
    [("08:00", 3, (0, 660)), ("22:00", 4, (0, 1560)), ("22:00", 7, (1, 300)), ("19:00", 37, (2, 480))],
)
def test_who_arrives_before_the_night_is_over_goes_to_bed_and_who_arrives_later_has_spent_it_on_the_way(
    leaves: str, hours: int, arrival: tuple[int, int]
) -> None:
    found = timed("a", leaves, hours)
    ride = Ride(direction="out", service=found, depart=found.first, not_before=found.first)
    assert ride.arrival == arrival
    assert nights_of(trip(days=4), (ride,)) == 3 - first_day((ride,))


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ([], ("train", "train")),
        ([Choice(subject="intercity", attribute="mode", op="only", values=("flight",))], ("flight", "flight")),
        ([Choice(subject="intercity", attribute="mode", op="all_of", values=("flight",))], ("flight", "flight")),
        ([Choice(subject="intercity_out", attribute="mode", op="only", values=("flight",))], ("flight", "train")),
        ([Choice(subject="intercity_back", attribute="mode", op="none_of", values=("train",))], ("train", "flight")),
        (
            [Choice(subject="intercity_back", attribute="mode", op="only", values=("flight",), strength="soft")],
            ("train", "flight"),
        ),
        ([JourneyClock(direction="out", event="arrive", not_after=12 * 60)], ("flight", "train")),
        ([Choice(subject="intercity", attribute="mode", op="only", values=("boat",))], None),
    ],
)
def test_wished_modes_and_hours(wishes: list[Any], expected: Any) -> None:
    out = [timed("train", "08:00", 5), timed("flight", "09:00", 2, fare=800, mode="flight")]
    back = [timed("train", "16:00", 5, out=False), timed("flight", "17:00", 2, fare=450, out=False, mode="flight")]
    assert chosen(trip(constraints=tuple(wishes)), out, back) == expected


def test_both_of_two_modes_are_used_where_both_are_wished() -> None:
    both = Choice(subject="intercity", attribute="mode", op="all_of", values=("train", "flight"))
    out = [timed("train", "08:00", 5), timed("flight", "09:00", 2, fare=1200, mode="flight")]
    back = [timed("train", "16:00", 5, out=False), timed("flight", "17:00", 2, fare=700, out=False, mode="flight")]
    assert chosen(trip(constraints=(both,)), out, back) == ("train", "flight")


def rides(out: bool) -> st.SearchStrategy[list[IntercityService]]:
    row = st.tuples(st.integers(0, 23), st.sampled_from((0, 30)), st.integers(1, 30), st.integers(1, 20), st.booleans())
    return st.lists(row, min_size=1, max_size=8).map(
        lambda rows: [
            timed(f"{'a' if out else 'b'}{k}", f"{h:02d}:{m:02d}", hours, 50 * fare, out=out, mode="flight" if flies else "train")
            for k, (h, m, hours, fare, flies) in enumerate(rows)
        ]
    )


def fits(wanted: TripRequest, there: IntercityService, home: IntercityService) -> bool:
    """Written anew: the pair leaves a night in the city, or on a day trip time between the two, and keeps the cap."""
    arrive, leave = there.first + there.minutes, home.first - CITY_BUFFER[home.mode]
    cap = next((wish.amount for wish in wanted.constraints if isinstance(wish, CostLimit)), None)
    if cap is not None and (there.fare.typical + home.fare.typical) * wanted.party.size > cap:
        return False
    if wanted.days == 1:
        return arrive + 20 <= leave
    return arrive < 1440 * (wanted.days - 1) + 240 and leave >= 60


@settings(derandomize=True, max_examples=150, deadline=None)
@given(out=rides(out=True), back=rides(out=False), days=st.integers(1, 4), cap=st.one_of(st.none(), st.integers(2, 30)))
def test_whatever_the_timetable(out: list[IntercityService], back: list[IntercityService], days: int, cap: int | None) -> None:
    wishes = () if cap is None else (CostLimit(category="intercity", amount=Decimal(100 * cap)),)
    wanted = trip(days=days, constraints=wishes, party=Party())
    allowed = {(a.id, b.id): a.fare.typical + b.fare.typical for a, b in product(out, back) if fits(wanted, a, b)}
    best, thrifty = chosen(wanted, out, back), chosen(wanted, out, back, price=ONLY_MONEY)
    assert (best is None) == (thrifty is None) == (not allowed)
    if best is None or thrifty is None:
        return
    assert best in allowed
    assert allowed[thrifty] == min(allowed.values()), "somebody who counts money alone pays the least that is possible"
    fewer = (
        [s for k, s in enumerate(out) if s.id == best[0] or k % 2],
        [s for k, s in enumerate(back) if s.id == best[1] or k % 2],
    )
    assert chosen(wanted, *fewer) == best, "what wasn't taken has no say"
