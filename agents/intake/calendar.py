"""Dates as they were said, given a year and a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from .values import DateWords

_FIXED = {"national": (10, 1), "labour": (5, 1), "new_year": (1, 1), "christmas": (12, 25)}
_NAMES = {"spring": "春节", "eve": "农历除夕", "qingming": "清明节", "dragon_boat": "端午节", "mid_autumn": "中秋节"}
_LONG_WEEKENDS = frozenset({"qingming", "dragon_boat", "mid_autumn"})


class NoSuchDayError(ValueError):
    """The words name a day that doesn't exist, such as 30 February."""


class PastDayError(ValueError):
    """The words name a day that is over."""


def resolve(words: DateWords, today: date, *, after: date | None = None) -> date:
    """The first day that the words can mean, from today on (or from ``after`` on).

    Raises:
        NoSuchDayError: If there is none.
        PastDayError: If the words name a day that is over.
    """
    floor = after or today
    if words.offset is not None:
        if words.offset < 0:
            raise PastDayError(str(words.offset))
        return today + timedelta(days=words.offset)
    if words.weekend:
        saturday = _monday(today) + timedelta(days=5 + 7 * (words.week or 0))
        return saturday if saturday >= today or words.week else max(saturday, today)
    if words.weekday is not None:
        return _weekday(words, today, after)
    if words.feast:
        return next(day for year in range(floor.year, floor.year + 3) if (day := _feast(words.feast, year)) and day >= floor)
    return _calendar_day(words, floor)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weekday(words: DateWords, today: date, after: date | None) -> date:
    assert words.weekday is not None
    if words.week is not None and after is None:
        day = _monday(today) + timedelta(days=7 * words.week + words.weekday)
        return day if day >= today else day + timedelta(days=7)
    floor = after or today
    return floor + timedelta(days=(words.weekday - floor.weekday()) % 7)


def _calendar_day(words: DateWords, floor: date) -> date:
    day = words.day or 1
    if words.months is not None:
        ahead = floor.month - 1 + words.months
        found = _day(floor.year + ahead // 12, ahead % 12 + 1, day)
        if found < floor:
            raise PastDayError(found.isoformat())
        return found
    if words.year:
        found = _day(words.year, words.month or 1, day)
        if found < floor:
            raise PastDayError(found.isoformat())
        return found
    if words.month:
        for year in range(floor.year, floor.year + 9):  # 29 February comes every four years, at worst every eight
            try:
                found = _day(year, words.month, day)
            except NoSuchDayError:
                continue
            if found >= floor:
                return found
        raise NoSuchDayError(f"{words.month}-{day}")
    for ahead in range(13):
        year, month = floor.year + (floor.month - 1 + ahead) // 12, (floor.month - 1 + ahead) % 12 + 1
        try:
            found = _day(year, month, day)
        except NoSuchDayError:
            continue
        if found >= floor:
            return found
    raise NoSuchDayError(str(day))


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDayError(f"{year}-{month}-{day}") from None


@lru_cache(maxsize=64)
def _feast(feast: str, year: int) -> date | None:
    if feast in _FIXED:
        return date(year, *_FIXED[feast])
    from holidays.countries.china import China

    calendar: Mapping[date, str] = China(years=year, language="zh_CN")  # type: ignore[no-untyped-call]
    days = sorted(day for day, name in calendar.items() if name.split("（")[0] == _NAMES[feast] and day.year == year)
    if not days:
        return None
    first = days[0]
    while feast in _LONG_WEEKENDS and (first - timedelta(days=1)).weekday() >= 5:
        first -= timedelta(days=1)
    return first
