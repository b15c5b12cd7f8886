"""The calendar keeps RFC 5545: folding, escaping, time zone, one event a stop."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xiake.planner.export.ics import escape, fold, to_ics

from ...trips import asking, planned

NOW = datetime(2026, 4, 1, 8, 30, tzinfo=UTC)


def unfold(text: str) -> list[str]:
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def unescape(value: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def events(text: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for line in unfold(text):
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            name, _, value = line.partition(":")
            found[-1].setdefault(name, value)
    return found


def test_every_stop_but_the_night_is_an_event_and_the_stay_is_one() -> None:
    calendar = events(to_ics(planned(), now=NOW))
    assert len(calendar) == 4 + 3 + 1
    assert len({event["UID"] for event in calendar}) == len(calendar)
    assert {event["DTSTAMP"] for event in calendar} == {"20260401T083000Z"}
    museum = calendar[1]
    assert museum["SUMMARY"] == "云州博物馆（含午餐）"
    assert museum["DTSTART;TZID=Asia/Shanghai"] == "20260502T100000"
    assert museum["GEO"] == "30.010000;120.020000"
    assert "地铁 25分" in unescape(museum["DESCRIPTION"])
    grill = calendar[3]
    assert grill["DTEND;TZID=Asia/Shanghai"] == "20260503T004000", "24:40 is the next day"
    stay = calendar[-1]
    assert (stay["DTSTART;VALUE=DATE"], stay["DTEND;VALUE=DATE"]) == ("20260502", "20260503")
    assert stay["TRANSP"] == "TRANSPARENT"


def test_english_summaries_and_local_addresses() -> None:
    calendar = events(to_ics(planned("en"), now=NOW))
    assert calendar[0]["SUMMARY"] == "Train G7 Haicheng Railway Station → Yunzhou South Railway Station"
    assert calendar[1]["SUMMARY"] == "Yunzhou Museum (with lunch)"
    assert calendar[1]["LOCATION"].startswith("云州博物馆")


def test_components_are_balanced_and_lines_end_as_they_must() -> None:
    text = to_ics(planned(), now=NOW)
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    opened: list[str] = []
    for line in unfold(text):
        if line.startswith("BEGIN:"):
            opened.append(line.removeprefix("BEGIN:"))
        elif line.startswith("END:"):
            assert opened.pop() == line.removeprefix("END:")
    assert not opened


def test_the_same_run_keeps_its_uids() -> None:
    again = [event["UID"] for event in events(to_ics(planned("en")))]
    assert again == [event["UID"] for event in events(to_ics(planned("zh")))]


def test_without_a_plan_there_is_no_calendar() -> None:
    with pytest.raises(ValueError, match="needs_input"):
        asking().to_ics()


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])))
def test_folding_can_be_undone(line: str) -> None:
    folded = fold(line)
    assert folded.replace("\r\n ", "") == line
    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaping_can_be_undone(text: str) -> None:
    escaped = escape(text)
    assert "\n" not in escaped
    assert "\r" not in escaped
    assert unescape(escaped) == "\n".join(text.splitlines())
