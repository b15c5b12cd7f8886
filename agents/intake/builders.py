"""The values of compound tokens, built from what a rule matched; None refuses the match."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from .cascade import Match
from .numerals import Number
from .token import Token
from .values import Amount, DateWords, Duration, Kin, Rooms

_ADULT_FROM = 18
_OLD_FROM = 60
_NEAREST_METRES = 30
_HALF_HOUR = 30


def whole(number: Number | None) -> int | None:
    """An integer, negative where it was said so; None for a fraction or nothing."""
    if number is None or number.whole is None:
        return None
    return -number.whole if number.negative else number.whole


def date_words(m: Match, *, year: str = "y", month: str = "m", day: str = "d") -> DateWords | None:
    """Year, month and day as far as they were said; None when out of range."""
    y, mo, d = (value_of(m, key) for key in (year, month, day))
    if (mo is not None and not 1 <= mo <= 12) or (d is not None and not 1 <= d <= 31):
        return None
    if y is not None and y < 100:
        y += 2000
    if y is not None and not 2000 <= y <= 2100:
        return None
    return DateWords(year=y, month=mo, day=d)


def coming_month(m: Match) -> DateWords | None:
    """下个月1号: a day of this month or the next."""
    day = value_of(m, "d")
    return DateWords(months=m["r"], day=day) if day is not None and 1 <= day <= 31 else None


def value_of(m: Match, key: str) -> int | None:
    """A captured number as an integer, or a captured value as it is."""
    value = m[key]
    return whole(value) if isinstance(value, Number) else value


def weekday_words(m: Match) -> DateWords:
    """A weekday, of this week or a later one."""
    return DateWords(weekday=m["w"], week=2 if "x" in m else 1 if "n" in m else 0 if "t" in m else None)


def weekend_words(m: Match) -> DateWords:
    """The coming weekend or a later one."""
    return DateWords(weekend=True, week=1 if "n" in m else 0)


def until_day(m: Match) -> tuple[DateWords, DateWords] | None:
    """Two dates of which the second is only a day."""
    first: DateWords = m["a"]
    length: Duration | None = m["e"]  # 8日到11日: 11日 alone would be a length
    last = length.days if length else whole(m["d"])
    if first.day is None or last is None or not 1 <= last <= 31 or (length and (length.nights or last < first.day)):
        return None
    return first, DateWords(year=first.year, month=first.month, day=last)


def two_days(m: Match) -> tuple[DateWords, DateWords] | None:
    """Two days before the name of their month."""
    first, last = whole(m["a"]), whole(m["b"])
    if first is None or last is None or not 1 <= first <= 31 or not 1 <= last <= 31:
        return None
    return DateWords(month=m["m"], day=first), DateWords(month=m["m"], day=last)


def duration_of(m: Match) -> Duration | None:
    """Days, perhaps with nights."""
    number, nights = m["n"], value_of(m, "m")
    days = whole(number)
    return None if days is None else Duration(days, int(number.low) if days > 0 else days, nights)


def duration_and_nights(m: Match) -> Duration | None:
    """Days and, behind a comma, nights; 三天，一晚300 is a price."""
    priced = value_of(m, "m") == 1 and m.behind in ("NUM", "CURRENCY", "ATMOST", "ABOUT")
    return None if priced else duration_of(m)


def weeks_of(m: Match) -> Duration | None:
    """Whole weeks in days."""
    weeks = whole(m["n"])
    return Duration(weeks * 7, weeks * 7) if weeks else None


def days_ahead(m: Match) -> DateWords | None:
    """A day so many days from today."""
    days = whole(m["n"])
    return DateWords(offset=days) if days else None


def weeks_ahead(m: Match) -> DateWords | None:
    """A day so many weeks from today."""
    weeks = whole(m["n"])
    return DateWords(offset=7 * weeks) if weeks else None


def clock_minutes(m: Match) -> int | None:
    """Minutes from midnight; None when out of range."""
    number: Number | None = m["n"]
    minutes = m["t"] if number is None else int(number.value * 60) + (30 if "h" in m else 0)
    part = m["p"]
    if part in ("pm", "eve", "noon") and minutes < (11 if part == "noon" else 12) * 60:
        minutes += 720
    return minutes if 0 <= minutes <= 26 * 60 else None


_ENDED = {"noon": 720, "eve": 1080}
"""Parts of the day that one is somewhere before, as minutes: before noon, before the evening."""


def part_bound(m: Match) -> tuple[None, int] | None:
    """Before a part of the day; the other parts begin at no certain time."""
    return (None, _ENDED[m["p"]]) if m["p"] in _ENDED else None


def day_bound(m: Match) -> tuple[int | None, int | None]:
    """When days start or end."""
    minutes: int = m["c"]
    if m["f"] == "end" and minutes < 720:
        minutes += 720  # 8点结束 means the evening
    return (None, minutes) if m["f"] == "end" else (minutes, None)


def amount_of(m: Match) -> Amount:
    """An amount, perhaps with a lower end."""
    number: Number = m["n"]
    low = m["a"].value if "a" in m else None
    if low is not None and low * 100 < number.value:  # 3-5千: the unit belongs to both ends
        low = low * (1000 if low * 1000 <= number.value else 1)
    return Amount(number.value, low, number.negative)


def ages_of(m: Match) -> tuple[int, ...] | None:
    """One or two ages."""
    ages = tuple(age for key in ("n", "m") if key in m and (age := whole(m[key])) is not None)
    return ages if ages and all(0 <= age <= 120 for age in ages) else None


def height_of(m: Match) -> int | None:
    """Centimetres; None when no person is that tall."""
    metres: Decimal = m["n"].value
    centimetres = metres if "c" in m or metres > 30 else metres * 100  # 身高110
    if "k" in m:
        centimetres += m["k"].value * (10 if m["k"].value < 10 else 1)
    return int(centimetres) if 40 <= centimetres <= 230 else None


def distance_of(m: Match) -> float | None:
    """Kilometres; few metres are a height."""
    value: Decimal = m["n"].value
    if "k" in m:
        return float(value)
    return float(value / 1000) if value >= _NEAREST_METRES else None


def length_of(m: Match) -> int | None:
    """Minutes."""
    number: Number | None = m["n"]
    if number is None:
        return _HALF_HOUR
    minutes = number.value * (1 if "u" in m else 60) + (_HALF_HOUR if "h" in m else 0)
    return int(minutes) if 0 < minutes <= 24 * 60 else None


def clock_span(m: Match) -> tuple[int, int] | None:
    """Two times of one day; the second one is in the afternoon where the first one is."""
    first, second = m["c"], m["d"]
    if second <= first and second + 720 > first:
        second += 720  # 下午2点到4点
    return (first, second) if first < second else None


def count_of(m: Match) -> int | None:
    """A whole number."""
    return whole(m["n"])


def men_and_women(m: Match) -> int | None:
    """How many they are together."""
    first, second = whole(m["a"]), whole(m["b"])
    return None if first is None or second is None else first + second


def party_sizes(m: Match) -> tuple[int, int, int] | None:
    """Grown-ups, children and old people."""
    sizes = tuple(value_of(m, key) or 0 for key in ("a", "c", "s"))
    return (sizes[0], sizes[1], sizes[2]) if all(0 <= size <= 200 for size in sizes) else None


def kin_of(m: Match) -> Kin | None:
    """People of one group, with numbers, ages and heights."""
    group, unit, *who = m["k"]
    number = value_of(m, "n")
    ages, heights = _each(m.tokens)
    known = max(len(ages), len(heights))
    count = max(unit, known) if number is None else number * unit * (2 if "b" in m else 1)  # 两对老人
    youngest = min((age for age in ages if age is not None), default=None)
    if group == "relative" and youngest is not None and youngest < _ADULT_FROM:
        group = "child"  # 妹妹9岁
    return Kin(group, count, number is not None or unit > 1 or known > 1, ages, heights, *who)


def _each(tokens: Sequence[Token]) -> tuple[tuple[int | None, ...], tuple[int | None, ...]]:
    """Ages and heights person by person: 一个7岁一个1米4 are two people, 5岁，身高1米1 is one."""
    people: list[tuple[int | None, int | None]] = []
    parted = True
    for token in tokens:
        if token.kind == "AGE":
            for age in token.value:
                if not parted and people and people[-1][0] is None:
                    people[-1] = age, people[-1][1]
                else:
                    people.append((age, None))
                parted = False
        elif token.kind == "HEIGHT":
            if not parted and people and people[-1][1] is None:
                people[-1] = people[-1][0], token.value
            else:
                people.append((None, token.value))
            parted = False
        elif token.kind in ("SEP", "OR", "FILL"):
            parted = True
    ages, heights = tuple(age for age, _ in people), tuple(height for _, height in people)
    return ages if any(ages) or 0 in ages else (), heights if any(heights) else ()


def kin_of_bare_ages(m: Match) -> Kin | None:
    """People whose ages follow as mere numbers: two kids (5 and 9)."""
    ages = tuple(age for key in ("p", "q") if (age := whole(m[key])) is not None)
    kin = kin_of(m)
    if (
        kin is None
        or not ages
        or not all(0 < age < _ADULT_FROM if kin.group == "child" else _OLD_FROM <= age <= 110 for age in ages)
    ):
        return None
    return Kin(kin.group, max(kin.count, len(ages)), True, ages, who=kin.who)


def counted_behind(m: Match) -> Kin | None:
    """People whose number follows: 姐妹四个, 闺蜜俩; figures alone are something else's."""
    return kin_of(m) if "u" in m or not m["n"].digits else None


def kin_by_age(m: Match) -> Kin | None:
    """People known by their age alone."""
    ages = m["a"]
    group = "child" if max(ages) < _ADULT_FROM else "senior" if min(ages) >= _OLD_FROM else None
    return Kin(group, max(value_of(m, "n") or 1, len(ages)), True, ages) if group else None


def pairs_of(m: Match) -> int:
    """How many people several pairs are."""
    return (whole(m["n"]) or 1) * int(m["p"])


def old_pair(m: Match) -> Kin | None:
    """A couple that is old: a couple in their sixties."""
    kin = kin_by_age(m)
    return Kin("senior", m["p"], True, kin.ages) if kin and kin.group == "senior" else None


def adults_of(m: Match) -> Kin | None:
    """So many grown-ups."""
    number = value_of(m, "n")
    return None if number is None else Kin("adult", number, True)


def star_span(m: Match) -> tuple[int, int] | None:
    """Least and most stars."""
    least = value_of(m, "a") or value_of(m, "n") or 0
    most = value_of(m, "n") or 0
    if not 1 <= least <= most <= 5:
        return None
    if "u" in m:
        most = 5
    if "l" in m:
        least = 1
    return least, most


def rooms_of(m: Match) -> Rooms | None:
    """So many rooms, perhaps of a kind."""
    number = whole(m["n"])
    return None if number is None or not 1 <= number <= 100 else Rooms(number, m["r"])
