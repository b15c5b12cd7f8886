"""Dates, money, people and places read well in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from xiake.domain.language import Language
from xiake.domain.party import Party, Traveller
from xiake.domain.request import Budget
from xiake.planner.export.words import (
    Namer,
    assumptions_of,
    dates_of,
    day_of,
    facts_of,
    money,
    people,
    readings_of,
    title_of,
    wishes_of,
)

from ...trips import MUSEUM, TOWER, request


@pytest.mark.parametrize(
    ("amount", "estimated", "zh", "en"),
    [
        (Decimal("1234.00"), False, "¥1,234", "¥1,234"),
        (Decimal("12.5"), False, "¥12.50", "¥12.50"),
        (Decimal("0"), False, "¥0", "¥0"),
        (Decimal("210"), True, "约¥210", "~¥210"),
        (None, True, "未知", "unknown"),
    ],
)
def test_money(amount: Decimal | None, estimated: bool, zh: str, en: str) -> None:
    assert money(amount, "zh", estimated=estimated) == zh
    assert money(amount, "en", estimated=estimated) == en


def test_dates_carry_their_weekday() -> None:
    assert day_of(date(2026, 5, 2), "zh") == "5月2日 周六"
    assert day_of(date(2026, 5, 2), "en") == "Sat 2 May"


@pytest.mark.parametrize(
    ("first", "last", "zh", "en"),
    [
        (date(2026, 5, 2), date(2026, 5, 2), "2026年5月2日 周六", "Sat 2 May 2026"),
        (date(2027, 10, 1), date(2027, 10, 3), "2027年10月1日 周五 – 10月3日 周日", "Fri 1 Oct – Sun 3 Oct 2027"),
        (
            date(2026, 12, 31),
            date(2027, 1, 1),
            "2026年12月31日 周四 – 2027年1月1日 周五",
            "Thu 31 Dec 2026 – Fri 1 Jan 2027",
        ),
    ],
)
def test_the_dates_of_a_trip_say_the_year(first: date, last: date, zh: str, en: str) -> None:
    assert dates_of(first, last, "zh") == zh
    assert dates_of(first, last, "en") == en


@pytest.mark.parametrize(
    ("party", "zh", "en"),
    [
        (Party(), "2位成人", "2 adults"),
        (Party(travellers=(Traveller(),)), "1位成人", "1 adult"),
        (
            Party(travellers=(Traveller(), Traveller(group="child", age=5), Traveller(group="child", age=8))),
            "1位成人、2个孩子（5、8岁）",
            "1 adult, 2 children (aged 5, 8)",
        ),
        (
            Party(travellers=(Traveller(group="senior"), Traveller(group="senior", age=70), Traveller(group="child"))),
            "2位老人（70岁）、1个孩子",
            "2 seniors (aged 70), 1 child",
        ),
    ],
)
def test_people(party: Party, zh: str, en: str) -> None:
    assert people(party, "zh") == zh
    assert people(party, "en") == en


def test_english_gives_the_local_name_once() -> None:
    name = Namer("en")
    assert str(name(MUSEUM)) == "Yunzhou Museum (云州博物馆)"
    assert str(name(MUSEUM)) == "Yunzhou Museum"
    assert str(name(TOWER)) == "望江楼", "a place without an English name has its own"


def test_chinese_names_stand_alone() -> None:
    assert str(Namer("zh")(MUSEUM)) == "云州博物馆"


def test_cities_are_named_in_the_language_of_the_answer() -> None:
    assert dict(facts_of(request("en", origin="海城", origin_en="Haicheng")))["From"] == "Haicheng"
    assert dict(facts_of(request("en", origin="海城")))["From"] == "海城", "a city without an English name has its own"
    assert dict(facts_of(request("zh", origin="海城", origin_en="Haicheng")))["出发地"] == "海城"


@pytest.mark.parametrize(
    ("days", "zh", "en"), [(1, "云州1日行程", "One day in Yunzhou"), (2, "云州2日行程", "2 days in Yunzhou")]
)
def test_title(days: int, zh: str, en: str) -> None:
    assert title_of(request("zh", days=days)) == zh
    assert title_of(request("en", days=days)) == en


def test_title_without_a_destination() -> None:
    assert title_of(request("en", destination=None)) == "Trip"


def test_facts_leave_out_what_is_open() -> None:
    facts = facts_of(request("zh", origin=None, start=None, budget=None))
    assert facts == [("同行", "2位成人、1个孩子（5岁）"), ("节奏", "适中")]


def test_facts_of_a_full_request() -> None:
    facts = dict(facts_of(request("en", budget=Budget(amount=Decimal(900), scope="person"), pace="relaxed")))
    assert facts["Dates"] == "Sat 2 May – Sun 3 May 2026"
    assert facts["Budget"] == "¥900 a person"
    assert facts["Pace"] == "relaxed"
    assert dict(facts_of(request("en", days=1)))["Dates"] == "Sat 2 May 2026"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_soft_wishes_are_marked(language: Language) -> None:
    hard, soft = wishes_of(request(language))
    mark = "尽量" if language == "zh" else "if possible"
    assert mark in soft
    assert mark not in hard


def test_defaults_and_readings_are_told_apart() -> None:
    wanted = request("zh", notes=("ANOTHER",))
    assert assumptions_of(wanted) == ["PARTY ASSUMED"]
    assert readings_of(wanted) == ["START READ", "ANOTHER"]
