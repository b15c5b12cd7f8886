"""Rows, sums, checks and sources say what the plan says."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from xiake.app.render.days import DayTable
from xiake.app.render.style import THEME
from xiake.domain.check import CheckResult
from xiake.domain.itinerary import Itinerary, LegPart
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


def by_metro() -> Itinerary:
    """The first ride of the plan with the stations it changes at."""
    plan = itinerary()
    first = plan.days[0]
    position, stop = next((k, s) for k, s in enumerate(first.stops) if s.leg and s.leg.mode == "metro")
    assert stop.leg is not None
    begin, end = stop.leg.depart, stop.leg.arrive
    parts = tuple(
        LegPart(mode=mode, start=start, end=there, depart=depart, arrive=arrive, metres=100)
        for mode, start, there, depart, arrive in (
            ("walk", "云州南站", "南站地铁站", begin, begin + 3),
            ("metro", "南站地铁站", "博物馆站", begin + 3, end - 5),
            ("walk", "博物馆站", "云州博物馆", end - 5, end),
        )
    )
    stops = list(first.stops)
    stops[position] = stop.model_copy(update={"leg": stop.leg.model_copy(update={"parts": parts})})
    return plan.model_copy(update={"days": (first.model_copy(update={"stops": tuple(stops)}), *plan.days[1:])})


def test_a_ride_tells_its_stations() -> None:
    rows = rows_of(by_metro().days[0], "zh", Namer("zh"))
    assert [row.stations for row in rows if row.stations] == ["南站地铁站 → 博物馆站（步行3+5分）"]
    trip = planned("en").model_copy(update={"itinerary": by_metro()})
    assert "南站地铁站 → 博物馆站 (3 + 5 min on foot)" in trip.to_markdown()
    assert "南站地铁站" in trip.to_ics().replace("\r\n ", "")


def test_a_day_on_the_way_is_told() -> None:
    plan = itinerary()
    train = plan.days[0].stops[0]
    assert train.journey is not None
    ride = train.journey.model_copy(update={"depart": 20 * 60, "arrive": 57 * 60 + 5})
    there = train.model_copy(update={"start": 20 * 60, "end": 57 * 60 + 5, "journey": ride})
    first, second = plan.days
    days = (
        first.model_copy(update={"stops": (there,), "night": None}),
        second.model_copy(update={"stops": ()}),
        first.model_copy(update={"index": 3, "stops": first.stops[1:]}),
    )
    long = plan.model_copy(update={"days": days})
    assert rows_of(days[0], "zh", Namer("zh"))[0].time == "20:00–09:05+2"
    trip = planned("zh").model_copy(update={"itinerary": long})
    assert "在路上" in trip.to_markdown()
    assert "DTEND;TZID=Asia/Shanghai:20260504T090500" in trip.to_ics()
    console = Console(width=120, record=True, file=StringIO(), theme=THEME)
    console.print(*DayTable.all(long, None, "zh"))
    assert "在路上" in console.export_text()
