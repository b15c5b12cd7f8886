"""China's public holidays and the working days that make up for them.

Holidays of the law (国庆节 is 1 to 3 October, 春节 goes by the moon) are known for every year. The days around them, and the weekends
that are worked in exchange, are decided anew for each year in the November before; until then they are an estimate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from .base import Model
from .evidence import Source
from .language import Language, worded

_ENGLISH: Mapping[str, str] = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Qingming Festival",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
}
_EVE = "农历除夕"
_EXCHANGE = re.compile(r"由 (\d{4}-\d{2}-\d{2}) 调休")
"""How the library marks a day off for which another day is worked."""
_DAY = timedelta(days=1)


class CalendarDay(Model):
    """A date that is no ordinary one.

    Attributes:
        name: Of the holiday that it is part of, or worked for.
        kind: ``holiday`` is off for everybody, a weekend within holidays included; ``workday`` is a weekend that is worked.
        certain: False for a day around a holiday whose year's arrangement isn't known: whether it is off is an estimate.
        first: First day of the holidays it belongs to; of a working day itself, likewise below.
        last: Their last day.
    """

    name: str
    name_en: str | None = None
    day: date
    kind: Literal["holiday", "workday"]
    certain: bool = True
    first: date
    last: date
    source: Source

    def name_in(self, language: Language) -> str:
        """The holiday's name; the Chinese one where there is no other."""
        return worded(language, self.name, self.name_en)


def calendar_day(day: date) -> CalendarDay | None:
    """What a date is in the official calendar; None for an ordinary one."""
    return _year(day.year).get(day)


def calendar_days(days: Iterable[date]) -> tuple[CalendarDay, ...]:
    """The dates that are no ordinary ones."""
    return tuple(found for day in days if (found := calendar_day(day)))


def is_holiday(day: date) -> bool:
    """Whether a date is certainly off for everybody."""
    found = calendar_day(day)
    return found is not None and found.kind == "holiday" and found.certain


@lru_cache(maxsize=16)
def _year(year: int) -> Mapping[date, CalendarDay]:
    """A year's holidays and working weekends."""
    from holidays.countries.china import China

    around = (year - 1, year, year + 1)
    official = China(years=around, language="zh_CN")  # type: ignore[no-untyped-call]
    worked = {day for day in official.weekend_workdays if day.year in around}
    decided = {day.year for day in worked}
    names = {day: name for day, text in official.items() if (name := _name_of(text))}

    found: dict[date, CalendarDay] = {}
    for run in _runs(day for day in _days_of(around) if day in official or (day.weekday() >= 5 and day not in worked)):
        named = [names[day] for day in run if day in names]
        if not named:
            continue
        name = max(named, key=named.count)
        begun = next(day for day in run if day in names).year
        found |= {
            day: CalendarDay(
                name=name,
                name_en=_ENGLISH.get(name),
                day=day,
                kind="holiday",
                certain=day in names or begun in decided,
                first=run[0],
                last=run[-1],
                source=_source(begun, decided=begun in decided),
            )
            for day in run
        }
    for day, text in official.items():
        if (exchange := _EXCHANGE.search(text)) and (off := found.get(day)):
            worked_day = date.fromisoformat(exchange[1])
            found[worked_day] = off.model_copy(
                update={"day": worked_day, "kind": "workday", "first": worked_day, "last": worked_day, "certain": True}
            )
    return {day: known for day, known in found.items() if day.year == year}


def _source(year: int, *, decided: bool) -> Source:
    """The evidence for a year's days off; the law of 2025 alone where the year's arrangement isn't in the library yet."""
    if decided:
        title, as_of = f"国务院办公厅关于{year}年部分节假日安排的通知", f"{year - 1}-11"
    else:
        title, as_of = f"全国年节及纪念日放假办法（{year}年的安排尚未收录）", "2025-01"
    return Source(provider="holidays", record=str(year), title=title, as_of=as_of, estimated=not decided)


def _name_of(text: str) -> str:
    """The holiday that the law names on a day; nothing for a day off in exchange for another one."""
    name = text.split("; ")[-1]
    return "春节" if name == _EVE else name if name in _ENGLISH else ""


def _days_of(years: Iterable[int]) -> Iterator[date]:
    for year in years:
        first = date(year, 1, 1).toordinal()
        yield from (date.fromordinal(first + k) for k in range(366) if date.fromordinal(first + k).year == year)


def _runs(days: Iterable[date]) -> Iterator[list[date]]:
    """Days in a row."""
    run: list[date] = []
    for day in days:
        if run and day - run[-1] > _DAY:
            yield run
            run = []
        run.append(day)
    if run:
        yield run
