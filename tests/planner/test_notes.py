"""What the traveller is told about a finished plan: bookings, concessions, closing days, unknowns, gaps; each once."""

from __future__ import annotations

from typing import Any

import pytest
from xiake.domain.place import Booking
from xiake.domain.task import Findings, Gap
from xiake.planner.arrange.arrange import arrange
from xiake.planner.arrange.attempt import Arrangement
from xiake.planner.flow.dossier import Dossier
from xiake.planner.flow.state import RunState
from xiake.planner.notes import notes_for
from xiake.planner.trip import Substitution

from ..world import (
    FAMILY,
    HOME,
    TODAY,
    World,
    findings_of,
    hotel,
    hours,
    request,
    restaurant,
    service,
    sight,
    station,
    ticket,
    wish_for,
)

TEMPLE = sight(
    "Temple",
    price=ticket(60, {"under_age": 6, "pays": 0, "note": "儿童凭证件免票", "note_en": "children with a document free"}),
    open_=hours({"days": "Tu,Th-Su", "open": "09:00-17:00"}),
    booking=Booking(required=True, real_name=True, opens_days_before=1, note="官网预约", note_en="book on the website"),
    tips="早到", tips_en="come early",
)  # fmt: skip
RUIN = sight("Ruin", 1, price=None, open_=None)
DINERS = [restaurant(f"Diner{k}", k % 3, open_=None if k == 0 else "10:30-21:30") for k in range(6)]
WORLD = World(records=(TEMPLE, RUIN, *DINERS, hotel("Inn", 1)))


def notes(world: World = WORLD, gaps: tuple[Findings, ...] = (), **fields: Any) -> tuple[str, ...]:
    wanted = request(**{"constraints": (wish_for(TEMPLE, RUIN),), "party": FAMILY, **fields})
    found = {**findings_of(world, wanted), **{finding.task: finding for finding in gaps}}
    made = arrange(wanted, found, seconds=0.1)
    assert isinstance(made, Arrangement)
    state = RunState(
        run="r", said="", today=TODAY, request=wanted, wanted=wanted, dossier=Dossier.of(found), itinerary=made.itinerary,
        substitutions=(Substitution(wish=0, place="x", by=None, reason="Gate is sold out"),),
    )  # fmt: skip
    return notes_for(state)


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("zh", ["Gate is sold out", "没有说明出发城市", "2026-03-02起可预约", "实名", "官网预约", "儿童凭证件免票", "3月4日 周三", "早到",
                "门票价格未知", "开放时间未知", "早餐"]),
        ("en", ["Gate is sold out", "No city of departure", "bookings open on 2026-03-02", "real name", "book on the website",
                "Wed 4 Mar", "children with a document free", "come early", "admission is unknown", "hours are unknown", "Breakfast"]),
    ],
)  # fmt: skip
def test_each_thing_worth_knowing_is_said_once(language: str, parts: list[str]) -> None:
    said = notes(language=language)
    for part in parts:
        assert sum(part in note for note in said) == 1, (part, said)
    assert len(said) == len(set(said))
    assert said[0] == "Gate is sold out", "the urgent comes first"


def test_a_hotel_far_from_everything_is_told() -> None:
    world = World(records=(*(place for place in WORLD.records if place.name != "Inn"), hotel("Lodge", 40)))
    assert any("Lodge is far from the sights" in note for note in notes(world))
    assert not any("is far from" in note for note in notes())


def test_a_booking_window_that_is_open_is_just_told() -> None:
    temple = TEMPLE.model_copy(update={"booking": Booking(required=True, opens_days_before=7)})
    world = World(records=(temple, *WORLD.records[1:]))
    assert any("must be booked" in note for note in notes(world))
    assert not any("bookings open on" in note for note in notes(world))


@pytest.mark.parametrize(
    ("terms", "zh", "en"),
    [
        ({"under_age": 6, "pays": 0}, "6岁以下免票", "under 6 years: free"),
        (
            {"under_age": 7, "up_to_height_cm": 120, "pays": 0},
            "7岁以下或身高1.20米及以下免票",
            "under 7 years or up to 1.20 m tall: free",
        ),
        ({"ages": [6, 17], "pays": 25}, "6–17岁¥25", "6-17 years: ¥25"),
        ({"up_to_height_cm": 150, "pays": "1/2"}, "身高1.50米及以下付全价的1/2", "up to 1.50 m tall: 1/2 of the full price"),
    ],
)
def test_childrens_prices_are_worded_from_their_numbers_where_nothing_else_is_known(
    terms: dict[str, Any], zh: str, en: str
) -> None:
    world = World(records=(sight("Temple", price=ticket(60, terms)), *WORLD.records[1:]))
    assert f"Temple：{zh}" in notes(world, language="zh")
    assert f"Temple: {en}" in notes(world, language="en")
    only_zh = World(records=(sight("Temple", price=ticket(60, {**terms, "note": "凭证件优惠"})), *WORLD.records[1:]))
    assert "Temple：凭证件优惠" in notes(only_zh, language="zh")
    assert f"Temple: {en}" in notes(only_zh, language="en")


def test_no_children_no_childrens_tickets() -> None:
    assert not any("儿童" in note for note in notes(language="zh", party=request().party))


def test_gaps_are_named_and_an_unknown_way_is_no_failure() -> None:
    lost = Findings(
        task="dining", places=tuple(DINERS), gaps=(Gap(capability="restaurants", code="unavailable", message="down"),)
    )
    unknown = Findings(task="intercity", gaps=(Gap(capability="intercity", code="not_found", message="none"),))
    said = notes(gaps=(lost, unknown), origin=HOME)
    assert any("restaurants" in note and "down" in note for note in said)
    assert any(HOME in note and "neither planned nor counted" in note for note in said)
    assert not any("No city of departure" in note for note in said)


@pytest.mark.parametrize(("language", "said"), [("zh", "第1晚在火车上度过"), ("en", "Night 1 is spent on the train")])
def test_a_night_on_the_way_is_told(language: str, said: str) -> None:
    assert said in notes(overnight("16:00"), origin=HOME, days=3, language=language, constraints=())


@pytest.mark.parametrize(("language", "said"), [("zh", "行程结束后第1天的08:00"), ("en", "arrives at 08:00, 1 day(s) after")])
def test_a_ride_that_is_home_after_the_last_day_is_told(language: str, said: str) -> None:
    told = notes(overnight("22:00"), origin=HOME, days=3, language=language, constraints=())
    assert any(said in note for note in told)
    assert not any("08:00" in note for note in notes(overnight("13:00"), origin=HOME, days=3, language=language, constraints=()))


def overnight(homeward: str) -> World:
    ends = {"number": "Z1", "minutes": 600}
    return World(
        records=(*WORLD.records, sight("Tower", 1), sight("Lake", 2), station("South", 2), station("Haven", 90, city=HOME)),
        services=(
            service("sleeper", "Haven", "South", first="22:00", last="22:00", **ends),
            service("back", "South", "Haven", first=homeward, last=homeward, **ends),
        ),
    )
