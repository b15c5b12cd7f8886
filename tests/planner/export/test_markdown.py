"""The Markdown page says everything, in tables that hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xiake.domain.language import Language
from xiake.planner.trip import Trip

from ...trips import asking, impossible, itinerary, lacking, planned, substituted

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def tables(page: str) -> list[list[list[str]]]:
    """Every table as rows of cells, split where GitHub's dialect splits them."""
    found: list[list[list[str]]] = [[]]
    for line in page.splitlines():
        if line.startswith("|"):
            found[-1].append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
        elif found[-1]:
            found.append([])
    return [table for table in found if table]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_has_a_table_a_day_and_one_for_the_money(language: Language) -> None:
    trip = planned(language)
    page = trip.to_markdown()
    first, second, money = tables(page)
    assert trip.itinerary is not None
    assert [len(first) - 2, len(second) - 2] == [len(day.stops) for day in trip.itinerary.days]
    assert money[-1][-1] == "**¥1,580.50**"
    for expected in ("NO POOL", "PRICE UNKNOWN", "BOOK THE MUSEUM", "PARTY ASSUMED", "START READ", "NOT READ", "云州饭店"):
        assert expected in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (substituted, ["SOLD OUT, MUSEUM INSTEAD", "OTHER NOTE", "MUST-SEE MISSING"]),
        (lacking, ["NO ANSWER", "timeout", "OTHER NOTE"]),
        (asking, ["WHERE TO?", "HOW MANY?"]),
        (impossible, ["FIVE STARS", "BUDGET 100", "AT LEAST ¥980", "RAISE TO ¥980", "FEWER STARS"]),
    ],
)
def test_other_endings(make: object, expected: list[str], language: Language) -> None:
    assert callable(make)
    page = make(language).to_markdown()
    for words in expected:
        assert page.count(words) == 1


def test_a_missing_meal_is_a_named_gap() -> None:
    gaps, _, rest = lacking("en").to_markdown().partition("## Gaps")[2].partition("\n## ")
    assert "NO DINNER" in gaps
    assert "NO ANSWER" in gaps
    assert "NO DINNER" not in rest.partition("## Checks")[0], "told once before the checks, which list all"


def test_the_languages_have_the_same_shape() -> None:
    zh, en = (planned(language).to_markdown() for language in LANGUAGES)
    assert [len(table) for table in tables(zh)] == [len(table) for table in tables(en)]
    assert "Getting there" in en
    assert "怎么去" in zh
    assert "None" not in zh + en


@given(st.text(min_size=1))
def test_no_name_breaks_the_page(name: str) -> None:
    plan = itinerary()
    stop = plan.days[1].stops[1]
    odd = stop.model_copy(update={"place": stop.place.model_copy(update={"name": name}), "notes": (name,)})
    days = (plan.days[0], plan.days[1].model_copy(update={"stops": (odd,)}))
    trip: Trip = planned(itinerary=plan.model_copy(update={"days": days}), notes=(name,))
    found = tables(trip.to_markdown())
    assert [len(table) for table in found][:2] == [7, 3]
    assert all(len(row) == len(table[0]) for table in found for row in table)


def test_markup_in_data_is_shown_as_it_is() -> None:
    page = planned().to_markdown()
    assert r"镜湖\|西岸" in page
    assert r"Leave \*bags\* at the gate; \<no\> food." in page
