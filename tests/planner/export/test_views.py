"""Rows, sums, checks and sources say what the plan says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xiake.domain.check import CheckResult
from xiake.planner.export.days import heading_of, rows_of, stay_dates, stay_rooms, stays_of
from xiake.planner.export.proof import findings_of, passed_of, sources_of, ways_out_of
from xiake.planner.export.sums import estimates_of, sums_of, unknown_of, verdict_of
from xiake.planner.export.words import Namer
from xiake.planner.trip import Conflict, WayOut

from ...trips import BAR, MUSEUM, NOODLES, itinerary, planned, sheet


def test_rows_of_a_day() -> None:
    day = itinerary().days[0]
    assert heading_of(day, "zh") == "第1天 · 5月2日 周六"
    train, museum, lake, grill, inn = rows_of(day, "zh", Namer("zh"))
    assert (train.label, train.name.text, train.cost) == ("火车 G7", "海城站 → 云州南站", "约¥301")
    assert (museum.time, museum.aside, museum.way, museum.cost) == ("10:00–14:30", "（含午餐）", "地铁 25分 ¥8", "约¥300")
    assert (lake.way, lake.distance, lake.cost) == ("步行 15分", "0.9公里", "免费")
    assert (grill.time, grill.label, grill.way) == ("23:10–24:40", "晚餐", "打车 15分 ¥21.50")
    assert (inn.time, inn.label, inn.cost) == ("24:50", "住宿", "约¥480")


def test_an_unknown_price_is_not_nothing() -> None:
    tower = rows_of(itinerary().days[1], "en", Namer("en"))[1]
    assert tower.cost == "unknown"


def test_an_english_ride_gives_both_local_names() -> None:
    train = rows_of(itinerary().days[0], "en", Namer("en"))[0]
    assert str(train.name) == "Haicheng Railway Station → Yunzhou South Railway Station (海城站 → 云州南站)"


def test_consecutive_nights_are_one_stay() -> None:
    plan = itinerary()
    first = plan.days[0]
    longer = plan.model_copy(update={"days": (first, first.model_copy(update={"index": 2, "date": plan.days[1].date}))})
    (stay,) = stays_of(longer)
    assert stay_dates(stay, "zh") == "5月2日 周六 – 5月4日 周一，2晚"
    assert stay_rooms(stay, "en") == "1 × family room, ~¥480 a room and night"
    assert stay_dates(stays_of(plan)[0], "en") == "Sat 2 May – Sun 3 May, 1 night"


def test_sums_show_what_they_are_made_of() -> None:
    plan = itinerary()
    rows = {row.category: row for row in sums_of(plan, sheet(plan), "en")}
    assert rows["tickets"].details == "Yunzhou Museum ¥120 · 望江楼 unknown · 1 free"
    assert rows["tickets"].amount == "¥120 + unknown"
    assert rows["meals"].details == "Lunch ¥300 · Dinner ¥240 · Breakfast ¥60"
    assert rows["innercity"].details == "metro ¥8 (1 ride) · taxi ¥21.50 (1 ride)"
    assert rows["lodging"].amount == "~¥480"
    assert rows["reserve"].amount == "~¥50"
    assert list(rows) == ["tickets", "lodging", "meals", "intercity", "innercity", "reserve"]


def test_the_verdict_names_what_is_unknown() -> None:
    plan = itinerary()
    known = verdict_of(sheet(plan), "en")
    assert "望江楼" in known
    assert "¥1,419.50 left" in known
    assert unknown_of(sheet(plan), "en") == "", "said already"
    assert verdict_of(sheet(plan, None), "zh") == "没有给出预算"
    assert "望江楼" in unknown_of(sheet(plan, None), "zh")
    assert verdict_of(sheet(plan, "1000"), "en") == "budget ¥1,000, ¥580.50 over"


def test_estimates_add_up() -> None:
    plan = itinerary()
    money = sheet(plan)
    estimated = sum((line.amount for line in money.lines if line.estimated and line.amount), Decimal(0))
    assert f"¥{estimated:,.2f}" in estimates_of(money, "en")


@given(st.integers(min_value=1, max_value=40))
def test_long_lists_of_unknowns_are_cut_and_counted(count: int) -> None:
    money = sheet(itinerary(), None).model_copy(update={"unknown": tuple(f"item{k}." for k in range(count))})
    text = unknown_of(money, "en")
    shown = sum(f"item{k}." in text for k in range(count))
    assert shown == count or f"and {count - shown} more" in text


def test_failed_checks_once_and_the_gravest_first() -> None:
    hard = CheckResult(rule="wish.choice", status="violated", message="HARD", wish=0)
    trip = planned()
    trip = trip.model_copy(update={"checks": (*trip.checks, hard)})
    assert [(finding.flaw, finding.message) for finding in findings_of(trip)] == [
        ("violated", "HARD"),
        ("unmet_soft", "NO POOL"),
        ("unverifiable", "PRICE UNKNOWN"),
    ]
    assert passed_of(trip) == "1/5 项通过"


def unknown_hours(place: str) -> CheckResult:
    return CheckResult(rule="opening_hours", status="unverifiable", message=f"HOURS OF {place}", place=place, day=1)


def test_unknown_hours_of_several_places_share_a_line() -> None:
    closed = CheckResult(rule="opening_hours", status="violated", message="CLOSED", place=MUSEUM.id)
    checks = (unknown_hours(BAR.id), closed, unknown_hours(NOODLES.id), unknown_hours(BAR.id))
    trip = planned("en", checks=checks)
    assert [finding.message for finding in findings_of(trip)] == [
        "CLOSED",
        "opening hours are not on record: Night Market Grill, Old Street Noodles (Lakeside)",
    ]
    assert passed_of(trip) == "0 of 4 passed", "folding changes no count"
    page = trip.to_markdown()
    assert page.count("opening hours are not on record") == 1
    assert "HOURS OF" not in page
    assert trip.to_json().count("HOURS OF") == 3
    alone = findings_of(planned("en", checks=(unknown_hours(BAR.id),)))
    assert [finding.message for finding in alone] == [f"HOURS OF {BAR.id}"]


def test_ways_out_say_their_cost_once() -> None:
    ways = (
        WayOut(text="raise the budget to ¥1,610", cost=Decimal(1610)),
        WayOut(text="give it up; costs from ¥1,606", cost=Decimal("1606.00")),
        WayOut(text="shorter than ¥11,606", cost=Decimal("1606.00")),
        WayOut(text="try again"),
    )
    assert ways_out_of(Conflict(wishes=(), explanation="", ways_out=ways), "en") == [
        "raise the budget to ¥1,610",
        "give it up; costs from ¥1,606",
        "shorter than ¥11,606 (the trip then costs from ¥1,606)",
        "try again",
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sources_are_grouped_and_without_repeats(language: str) -> None:
    trip = planned("zh" if language == "zh" else "en")
    groups = sources_of(trip)
    titles = [title for group in groups for title in group.titles]
    assert len(titles) == len(set(titles))
    assert any(title.endswith("[估算]" if language == "zh" else "[estimated]") for title in titles)
    assert groups[0].name == ("景点" if language == "zh" else "Sights")
    assert "云州博物馆 notice (2026-01)" in groups[0].titles
