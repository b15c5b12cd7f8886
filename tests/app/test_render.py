"""The terminal view: nothing missing, nothing too wide, plain when piped."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import pytest
from rich.cells import cell_len
from rich.console import Console
from xiake.app.render.request import render_request
from xiake.app.render.style import THEME, show
from xiake.app.render.tools import render_tools
from xiake.app.render.trip import render_trip
from xiake.domain.language import Language
from xiake.domain.request import Provenance
from xiake.planner.export.words import money
from xiake.planner.trip import Trip, WayOut
from xiake.tools.provider import provider_tools
from xiake.tools.providers.catalogue.provider import CatalogueProvider

from ..trips import asking, impossible, lacking, planned, request, substituted

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def printed(renderable: object, width: int, *, terminal: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, theme=THEME, highlight=False, emoji=False, force_terminal=terminal, _environ={})
    show(console, renderable)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("make", [planned, substituted, lacking, asking, impossible])
def test_no_line_is_wider_than_the_screen(make: object, width: int, language: Language) -> None:
    assert callable(make)
    lines = printed(render_trip(make(language)), width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert not any(line != line.rstrip() for line in lines), "no blanks at line ends when piped"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_shows_everything(language: Language) -> None:
    text = printed(render_trip(planned(language)), 120)
    for expected in (
        "云州博物馆", "望江楼", "云州饭店", "¥1,580.50", "24:50", "NO POOL", "PRICE UNKNOWN", "BOOK THE MUSEUM", "NOT READ",
        "PARTY ASSUMED", "START READ", "Fare rules (2026-01)", "<no> food",
    ):  # fmt: skip
        assert expected in text, expected
    assert text.count("PRICE UNKNOWN") == 1
    assert "1/4" in text or "1 of 4" in text


def test_distances_where_there_is_room() -> None:
    assert "0.9公里" in printed(render_trip(planned("zh")), 120)
    assert "0.9公里" not in printed(render_trip(planned("zh")), 80)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [36, 50, 69])
def test_a_narrow_screen_lists_the_stops(width: int, language: Language) -> None:
    trip = planned(language)
    text = printed(render_trip(trip), width)
    assert "…" not in text, "nothing is cut"
    lines = [line.strip() for line in text.splitlines()]
    assert trip.itinerary is not None
    assert trip.budget is not None
    for stop in [stop for day in trip.itinerary.days for stop in day.stops if not stop.journey]:
        assert any(stop.place.name in line for line in lines), "names are not broken"
    taxi = next(line for line in lines if line.startswith("23:10–24:40"))
    assert taxi.split()[-1] == ("约¥240" if language == "zh" else "~¥240")
    assert ("打车 15分 ¥21.50" if language == "zh" else "taxi 15 min ¥21.50") in taxi or width == 36
    totals = [line.split()[-1] for line in lines if line.startswith(("当日小计", "This day"))]
    assert totals == [money(amount, language) for amount in trip.budget.by_day]


def test_english_leads_with_english_names() -> None:
    text = printed(render_trip(planned("en")), 120)
    assert "Yunzhou Museum 云州博物馆 (with lunch)" in text or "Yunzhou Museum (with lunch) 云州博物馆" in text
    assert "湖西区" not in text


@pytest.mark.parametrize(
    ("trip", "expected"),
    [
        (substituted("zh"), ["△", "SOLD OUT, MUSEUM INSTEAD", "OTHER NOTE", "MUST-SEE MISSING"]),
        (lacking("zh"), ["✗ NO DINNER", "酒店：NO ANSWER（timeout）", "OTHER NOTE"]),
        (asking("en"), ["WHERE TO?", "choose from: 云州, 海城", "suggested: two", "--ask"]),
        (impossible("zh"), ["✗", "FIVE STARS", "AT LEAST ¥980", "RAISE TO ¥980"]),
    ],
)
def test_other_endings(trip: Trip, expected: list[str]) -> None:
    text = printed(render_trip(trip), 80)
    for words in expected:
        assert words in text
    assert text.count("SOLD OUT") <= 1, "a substitution is told once"


def test_a_way_out_shows_what_the_trip_then_costs() -> None:
    trip = impossible("en")
    assert trip.conflict is not None
    conflict = trip.conflict.model_copy(update={"ways_out": (WayOut(text="ONE DAY LESS", cost=Decimal(640)),)})
    trip = trip.model_copy(update={"conflict": conflict})
    assert "ONE DAY LESS (the trip then costs from ¥640)" in printed(render_trip(trip), 80)
    assert "ONE DAY LESS (the trip then costs from ¥640)" in trip.to_markdown()


def test_markup_in_data_is_text() -> None:
    trip = planned("zh", notes=("[red]plain[/red] :smile:",))
    assert "[red]plain[/red] :smile:" in printed(render_trip(trip), 80)


def test_colours_on_a_terminal_only() -> None:
    assert "\x1b[" in printed(render_trip(planned()), 80, terminal=True)
    assert "\x1b" not in printed(render_trip(planned()), 80)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_shows_where_each_slot_came_from(language: Language) -> None:
    wanted = request(
        language, budget=None, origin=None, provenance={"destination": Provenance(origin="quoted", quote="云州去"),
                                                        "party": Provenance(origin="default", note="WHY")},
        notes=("MENDED",), questions=asking().questions,
    )  # fmt: skip
    text = printed(render_request(wanted), 100)
    for expected in ("云州去", "WHY", "MENDED", "NOT READ", "WHERE TO?", "two", "云州博物馆"):
        assert expected in text, expected


def test_tools_are_listed_with_their_arguments() -> None:
    tools = provider_tools(CatalogueProvider())
    text = printed(render_tools(tools, "en"), 100)
    assert all(tool.name in text for tool in tools)
    assert re.search(r"origin\*, *destination\*", text)
    assert "* marks required arguments" in text
    assert "error codes: not_found" in text
