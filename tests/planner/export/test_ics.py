"""The calendar says what the plan says when it is read back, keeps RFC 5545, and reminds in time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event
from xiake.planner.export.ics import to_ics
from xiake.planner.trip import Trip

from ...trips import LAKE, MUSEUM, TOWER, admission, asking, itinerary, planned

NOW = datetime(2026, 4, 1, 8, 30, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def read(trip: Trip, now: datetime = NOW) -> Calendar:
    calendar = Calendar.from_ical(to_ics(trip, now=now))
    assert isinstance(calendar, Calendar)
    assert not calendar.errors
    return calendar


def events(trip: Trip, now: datetime = NOW) -> list[Event]:
    return read(trip, now).events


def found(trip: Trip, text: str, now: datetime = NOW) -> Event:
    (event,) = [event for event in events(trip, now) if text in str(event["summary"])]
    return event


def alarms(event: Event) -> list[timedelta]:
    return [alarm["trigger"].dt for alarm in event.walk("VALARM")]


def test_every_stop_but_the_night_is_an_event_and_the_stay_is_one() -> None:
    calendar = events(planned(admissions=()))
    assert len(calendar) == 4 + 3 + 1
    assert len({event["uid"] for event in calendar}) == len(calendar)
    assert {event["dtstamp"].dt for event in calendar} == {NOW}
    museum = calendar[1]
    assert museum["summary"] == "云州博物馆（含午餐）"
    assert museum["dtstart"].dt == datetime(2026, 5, 2, 10, tzinfo=SHANGHAI)
    assert museum["geo"].to_ical() == "30.01;120.02"
    assert museum["location"] == "云州博物馆 湖西区"
    assert "地铁 25分" in museum["description"]
    assert "position=120.020000,30.010000" in museum["url"]
    assert "coordinate=wgs84" in museum["url"]
    grill = calendar[3]
    assert grill["dtend"].dt == datetime(2026, 5, 3, 0, 40, tzinfo=SHANGHAI), "24:40 is the next day"
    stay = calendar[-1]
    assert (stay["dtstart"].dt, stay["dtend"].dt) == (date(2026, 5, 2), date(2026, 5, 3))
    assert stay["transp"] == "TRANSPARENT"


def test_times_come_with_their_zone() -> None:
    (zone,) = read(planned()).walk("VTIMEZONE")
    assert zone["tzid"] == "Asia/Shanghai"
    assert "TZOFFSETTO:+0800" in to_ics(planned(), now=NOW)
    assert "DTSTART;TZID=Asia/Shanghai:20260502T100000" in to_ics(planned(), now=NOW)


def test_english_summaries_and_local_addresses() -> None:
    calendar = events(planned("en"))
    assert calendar[0]["summary"] == "Train G7 Haicheng Railway Station → Yunzhou South Railway Station"
    assert calendar[1]["summary"] == "Yunzhou Museum (with lunch)"
    assert calendar[1]["location"].startswith("云州博物馆")


def test_a_ride_and_the_first_stop_of_a_day_remind_in_time() -> None:
    trip = planned()
    assert alarms(found(trip, "G7")) == [timedelta(hours=-2)]
    assert alarms(found(trip, "早餐")) == [timedelta(minutes=-30)], "it is in the hotel"
    assert alarms(found(trip, "博物馆（")) == [], "the day has begun"
    plan = itinerary()
    late = plan.days[1].model_copy(update={"stops": plan.days[1].stops[1:]})
    onward = planned(itinerary=plan.model_copy(update={"days": (plan.days[0], late)}))
    assert alarms(found(onward, "望江楼")) == [timedelta(minutes=-80)], "they leave 50 minutes before"


def test_a_ticket_reminds_on_the_day_its_booking_opens() -> None:
    trip = planned("en", admissions=(admission(MUSEUM, opens=date(2026, 4, 25), real_name=True, note="ON THE SITE"),))
    opening = found(trip, "Booking opens: Yunzhou Museum")
    assert opening["dtstart"].dt == date(2026, 4, 25)
    assert opening["description"] == "Yunzhou Museum, visit on Sat 2 May; in your real name; ON THE SITE"
    assert alarms(opening) == [timedelta(hours=9)]


def test_what_can_be_booked_at_once_stands_on_the_day_the_calendar_is_made() -> None:
    wanted = (admission(MUSEUM, opens=date(2026, 3, 20)), admission(LAKE), admission(TOWER, opens=date(2026, 4, 2)))
    at_night = datetime(2026, 4, 1, 17, 30, tzinfo=UTC)  # in China it is the 2nd
    to_book = found(planned("en", admissions=wanted), "Tickets to book (3)", at_night)
    assert to_book["dtstart"].dt == date(2026, 4, 2)
    assert [line.count("unknown") for line in str(to_book["description"]).split("\n")] == [0, 1, 0]
    after = datetime(2026, 6, 1, tzinfo=UTC)
    assert not [event for event in events(planned("en", admissions=wanted), after) if "ook" in event["summary"]]


def test_a_changed_plan_updates_what_stayed() -> None:
    def uids(trip: Trip) -> set[str]:
        return {str(event["uid"]) for event in events(trip)}

    assert uids(planned("en")) == uids(planned("zh", run="another"))
    plan = itinerary()
    less = plan.days[0].model_copy(update={"stops": plan.days[0].stops[:-2]})
    changed = planned(itinerary=plan.model_copy(update={"days": (less, plan.days[1])}))
    assert uids(changed) < uids(planned())


def test_without_a_plan_there_is_no_calendar() -> None:
    with pytest.raises(ValueError, match="needs_input"):
        asking().to_ics()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_any_name_survives_in_lines_that_are_short_enough(name: str) -> None:
    plan = itinerary()
    stop: Any = plan.days[1].stops[1]
    odd = stop.model_copy(update={"place": stop.place.model_copy(update={"name": name}), "notes": (name,)})
    days = (plan.days[0], plan.days[1].model_copy(update={"stops": (odd,)}))
    trip = planned(itinerary=plan.model_copy(update={"days": days}))
    text = to_ics(trip, now=NOW)
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    event = events(trip)[4]
    assert event["summary"] == name
    assert event["description"].startswith(name)
