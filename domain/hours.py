"""Opening hours: which windows of a given date a place lets people in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from pydantic import Field, model_validator

from .base import Model
from .calendar import is_holiday
from .clock import LATEST, Minute
from .season import Season

Weekday = Literal["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
RestDay = Literal["kept", "lifted", "shifted"]
_DAY = 24 * 60
WEEKDAYS: tuple[Weekday, ...] = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


class Window(Model):
    """One continuous opening on one date.

    Attributes:
        opens: First minute, from local midnight.
        closes: Last minute; greater than 1440 where the place closes after midnight.
        last_entry: Latest minute to enter; equals ``closes`` where no rule is known.
    """

    opens: Minute
    closes: Minute
    last_entry: Minute


class OpeningRule(Model):
    """Hours on some weekdays of some season.

    The short forms ``days: "Tu-Su"``, ``days: "Sa,Su"`` and ``open: "08:30-17:00"`` parse;
    ``open: "18:00-02:00"`` closes after midnight, as does its ``last_entry: "01:30"``; equal times are the whole day;
    ``open: closed`` is a closing day. A night ends at 06:00: what is open longer counts as open until then.
    """

    season: Season | None = None
    days: tuple[Weekday, ...] = WEEKDAYS
    closed: bool = False
    opens: Minute = 0
    closes: Minute = 24 * 60
    last_entry: Minute | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        data = dict(value)
        if isinstance(data.get("days"), str):
            data["days"] = _parse_days(data["days"])
        text = data.pop("open", None)
        if text == "closed":
            data["closed"] = True
        elif text is not None:
            data["opens"], data["closes"] = str(text).split("-")
        return data

    @model_validator(mode="after")
    def _in_order(self) -> OpeningRule:
        opens, closes, last_entry = self.opens, self.closes, self.last_entry
        if closes == opens:  # "10:00-10:00"
            opens, closes = 0, _DAY
        elif closes < opens:  # "18:00-02:00": the closing lies on the next day
            closes += _DAY
            if last_entry is not None and last_entry < opens:
                last_entry += _DAY
        if last_entry is not None and not opens <= last_entry <= closes:
            raise ValueError(f"last_entry {last_entry} lies outside {opens}-{closes}")
        object.__setattr__(self, "opens", opens)
        object.__setattr__(self, "closes", min(closes, LATEST))
        object.__setattr__(self, "last_entry", last_entry if last_entry is None else min(last_entry, LATEST))
        return self

    def applies(self, day: date, weekday: Weekday | None = None) -> bool:
        """Whether the rule speaks about this date, or would if it were another weekday."""
        return (weekday or WEEKDAYS[day.weekday()]) in self.days and (self.season is None or self.season.covers(day))


def _parse_days(text: str) -> list[str]:
    days: list[str] = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if not dash:
            days.append(first)
            continue
        start, stop = WEEKDAYS.index(first), WEEKDAYS.index(last)
        days += [WEEKDAYS[(start + k) % 7] for k in range((stop - start) % 7 + 1)]
    return days


class OpeningHours(Model):
    """All that is known about when a place is open. ``None`` in its stead means *unknown*.

    Attributes:
        rules: A date is open in the windows of every rule that applies and is not closed; a closing rule that applies
            shuts the date; a date that no rule speaks about is closed.
        rest_day: What holidays do to a weekly closing day: ``kept`` closed, ``lifted`` (open as on a Sunday), or ``shifted`` to the
            first day after the holidays; None is unknown, and then it counts as kept.
        source: What a traveller could look up.
        as_of: When it was last known good.
    """

    rules: tuple[OpeningRule, ...] = Field(min_length=1)
    rest_day: RestDay | None = None
    source: str = Field(min_length=1)
    as_of: str = Field(min_length=4)

    def on(self, day: date) -> tuple[Window, ...]:
        """The openings of a date in order; empty when the place is closed."""
        windows = self._on(day)
        if self.rest_day in ("lifted", "shifted"):
            if not windows and is_holiday(day):
                return self._as_otherwise(day)
            if self.rest_day == "shifted" and self.rest_before(day):
                return ()
        return windows

    def rests_on(self, day: date) -> bool:
        """Whether a date falls on the weekly closing day, whatever holidays make of it."""
        return not self._on(day) and bool(self._as_otherwise(day))

    def rest_before(self, day: date) -> date | None:
        """The weekly closing day within the holidays that end right before a date; None where there is none, or it is off itself."""
        before = day - timedelta(days=1)
        while not is_holiday(day) and is_holiday(before):
            if self.rests_on(before):
                return before
            before -= timedelta(days=1)
        return None

    def _as_otherwise(self, day: date) -> tuple[Window, ...]:
        """The openings that the date would have as a Sunday; where it rests on Sundays, as the last day of the week that it doesn't."""
        return next((windows for weekday in reversed(WEEKDAYS) if (windows := self._on(day, weekday))), ())

    def _on(self, day: date, weekday: Weekday | None = None) -> tuple[Window, ...]:
        rules = [rule for rule in self.rules if rule.applies(day, weekday)]
        if any(rule.closed for rule in rules):
            return ()
        windows = [
            Window(opens=r.opens, closes=r.closes, last_entry=r.closes if r.last_entry is None else r.last_entry) for r in rules
        ]
        return tuple(sorted(windows, key=lambda window: window.opens))
