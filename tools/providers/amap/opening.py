"""Opening hours from the words that Amap has for them."""

from __future__ import annotations

import re

from pydantic import ValidationError

from ....domain.hours import WEEKDAYS, OpeningHours, OpeningRule, Weekday
from ....domain.season import Season

_NUMERALS = {**{numeral: day for day, numeral in enumerate("一二三四五六")}, "日": 6, "天": 6, "末": 5}
_DAY = r"(?:周|星期|礼拜)([一二三四五六日天])"
_SPAN = re.compile(rf"{_DAY}\s*(?:至|到|-|~|—|–)\s*{_DAY}")
_DAYS = re.compile(rf"{_DAY}(?:\s*[、,，/和及]\s*(?:周|星期|礼拜)?([一二三四五六日天]))*")
_TIMES = re.compile(r"(\d{1,2})[:：](\d{2})\s*(?:-|~|—|–|至|到)\s*(?:次日|翌日|第二天)?\s*(\d{1,2})[:：](\d{2})")
_SEASON = re.compile(r"(\d{1,2})月(\d{1,2})日\s*(?:-|~|—|–|至|到)\s*(?:次年|翌年)?(\d{1,2})月(\d{1,2})日")
_LAST = re.compile(
    r"(?:停止(?:入园|入场|入馆|售票|检票|进场)|最晚入[园场馆]|末次入[园场馆])(?:时间)?[为:：]?\s*(\d{1,2})[:：](\d{2})|(\d{1,2})[:：](\d{2})\s*(?:停止|后?不再|止)(?:入|售|检)[园场馆票]*"
)
_ALWAYS = re.compile(r"24\s*小时|全天(?:开放|营业)?|00:00\s*-\s*24:00")
_CLOSED = re.compile(r"闭馆|闭园|休息|不开放|关闭|休馆|不营业|停业")
_SAID = re.compile(
    r"[\s,，;；。.、()（）\[\]]|每[天日周]|营业时间|开放时间|营业|开放|时间|全年|上午|下午|上午场|下午场|[:：]|除外|法定节假日除外|节假日除外"
)


def read_hours(text: str, *, source: str, as_of: str) -> OpeningHours | None:
    """Hours of a text such as ``周二至周日 09:00-17:00；周一闭馆``; None where any of it is not understood.

    Hours that are half understood would be wrong ones: a season without dates (旺季) leaves the whole text unread.
    """
    try:
        rules: list[OpeningRule] = []
        for part in _parts(text):
            found, last_entry = _rules(part)
            if last_entry is not None and not found and rules:  # in brackets of its own: of what stands before them
                rules[-1] = rules[-1].model_copy(update={"last_entry": last_entry})
            rules += found
        return OpeningHours(rules=tuple(rules), source=source, as_of=as_of) if any(not rule.closed for rule in rules) else None
    except (ValueError, ValidationError):
        return None


def _parts(text: str) -> list[str]:
    """Stretches that each have days of their own: a new one begins at marks and wherever days are named after times."""
    text = text.replace("；", ";").replace("\n", ";").replace("（", ";").replace("）", ";").replace("(", ";").replace(")", ";")
    parts: list[str] = []
    for part in text.split(";"):
        rest = part
        while match := re.search(rf"(?<=\d)[\s,，、]*(?={_DAY}|\d{{1,2}}月)", rest):
            if not _TIMES.search(rest[: match.start() + 1]):
                break
            parts.append(rest[: match.start()])
            rest = rest[match.end() :]
        parts.append(rest)
    return [part for part in parts if part.strip(" ,，。")]


def _rules(part: str) -> tuple[list[OpeningRule], int | None]:
    """The rules of a part, and the last entry that it tells."""
    season_said = _SEASON.search(part)
    season = None
    if season_said:
        first_month, first_day, last_month, last_day = map(int, season_said.groups())
        season = Season(first=f"{first_month:02d}-{first_day:02d}", last=f"{last_month:02d}-{last_day:02d}")
        part = part.replace(season_said.group(), " ")
    last = _LAST.search(part)
    last_entry = None
    if last:
        hour, minute = (last[1], last[2]) if last[1] else (last[3], last[4])
        last_entry = int(hour) * 60 + int(minute)
        part = part.replace(last.group(), " ")
    part, days = _days(part)
    if _CLOSED.search(part):
        if not days or _TIMES.search(part):
            raise ValueError("closed, but when?")
        return [OpeningRule(season=season, days=days, closed=True)], None
    if _ALWAYS.search(part):
        return [OpeningRule(season=season, days=days or WEEKDAYS, opens=0, closes=24 * 60)], None
    times = list(_TIMES.finditer(part))
    left = _SAID.sub("", _TIMES.sub("", part))
    if left or not times:
        if not times and not left and last_entry is not None and not days:
            return [], last_entry
        raise ValueError(f"not understood: {left}")
    spans = [(int(t[1]) * 60 + int(t[2]), int(t[3]) * 60 + int(t[4])) for t in times]
    if any(opens >= 24 * 60 or closes > 24 * 60 for opens, closes in spans):
        raise ValueError("no time of day")
    return [
        OpeningRule(
            season=season,
            days=days or WEEKDAYS,
            opens=opens,
            closes=closes,
            last_entry=last_entry if last_entry is not None and number == len(spans) - 1 else None,
        )
        for number, (opens, closes) in enumerate(spans)
    ], last_entry


def _days(part: str) -> tuple[str, tuple[Weekday, ...]]:
    """What is left of a part without its days, and those."""
    found: set[int] = set()
    if match := _SPAN.search(part):
        first, last = _NUMERALS[match[1]], _NUMERALS[match[2]]
        found |= {(first + k) % 7 for k in range((last - first) % 7 + 1)}
        part = part.replace(match.group(), " ", 1)
    elif re.search(r"工作日", part):
        found |= set(range(5))
        part = part.replace("工作日", " ")
    elif re.search(r"周末|双休日", part):
        found |= {5, 6}
        part = re.sub(r"周末|双休日", " ", part)
    while match := _DAYS.search(part):
        found |= {_NUMERALS[numeral] for numeral in re.findall(r"[一二三四五六日天]", match.group())}
        part = part.replace(match.group(), " ", 1)
    return part, tuple(WEEKDAYS[day] for day in sorted(found))
