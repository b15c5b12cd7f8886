"""The default start: the next day from which every must-see can be visited."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from xiake.domain.place import Attraction
from xiake.domain.request import Question
from xiake.planner.settle import settle_start

from ..world import START, hours, request, sight

SUNDAY = date(2026, 3, 1)
NOT_ON_MONDAYS = sight("Palace", open_=hours({"days": "Tu-Su", "open": "09:00-17:00"}))
ONLY_ON_FRIDAYS = sight("Studio", open_=hours({"days": "Fr", "open": "09:00-17:00"}))
FROM_APRIL = sight("Garden", open_=hours({"season": "04-01/10-31", "open": "09:00-17:00"}))
LONG_SHUT = sight("Crypt", open_=hours({"season": "12-24/12-24", "open": "09:00-17:00"}))
OF_UNKNOWN_HOURS = sight("Ruin", open_=None)


@pytest.mark.parametrize(
    ("must_sees", "days", "start"),
    [
        ((), 3, date(2026, 3, 2)),
        ((NOT_ON_MONDAYS,), 1, date(2026, 3, 3)),
        ((NOT_ON_MONDAYS,), 2, date(2026, 3, 2)),  # it is open on the second day
        ((ONLY_ON_FRIDAYS,), 3, date(2026, 3, 4)),
        ((FROM_APRIL,), 2, date(2026, 3, 31)),
        ((ONLY_ON_FRIDAYS, FROM_APRIL), 1, date(2026, 4, 3)),
        ((OF_UNKNOWN_HOURS,), 1, date(2026, 3, 2)),
        ((LONG_SHUT,), 2, date(2026, 3, 2)),  # beyond the horizon: tomorrow, and the conflict will say why
    ],
)
def test_start(must_sees: tuple[Attraction, ...], days: int, start: date) -> None:
    settled = settle_start(request(start=None, days=days), must_sees, SUNDAY)
    assert settled.start == start
    assert settled.provenance["start"].origin == "default"
    assert start.isoformat() in settled.provenance["start"].note


def test_three_places_open_on_one_day_do_not_crowd_into_it() -> None:
    fridays = tuple(
        sight(name, open_=hours({"days": days, "open": "09:00-17:00"}))
        for name, days in [("A", "Fr"), ("B", "Fr"), ("C", "Fr,Sa")]
    )
    settled = settle_start(request(start=None, days=1), fridays, SUNDAY)
    assert settled.start == date(2026, 3, 2), "no single day holds three long visits, so tomorrow is taken"
    assert settle_start(request(start=None, days=2), fridays, SUNDAY).start == date(2026, 3, 6)


@pytest.mark.parametrize("weekday", range(7))
def test_a_weekly_closing_day_is_never_the_only_day(weekday: int) -> None:
    today = SUNDAY + timedelta(days=weekday)
    start = settle_start(request(start=None, days=1), (NOT_ON_MONDAYS,), today).start
    assert start is not None
    assert start > today
    assert NOT_ON_MONDAYS.hours is not None
    assert NOT_ON_MONDAYS.hours.on(start)


def test_a_start_that_was_said_stays() -> None:
    said = request(start=START)
    assert settle_start(said, (ONLY_ON_FRIDAYS,), SUNDAY) is said


def test_the_question_about_the_start_is_settled_and_others_stay() -> None:
    asked = request(
        start=None, questions=(Question(slot="start", text="When?"), Question(slot="days", text="How long?", default="2"))
    )
    settled = settle_start(asked, (), SUNDAY)
    assert [question.slot for question in settled.questions] == ["days"]
    zh = settle_start(asked.model_copy(update={"language": "zh"}), (), SUNDAY)
    assert "周一" in zh.provenance["start"].note
