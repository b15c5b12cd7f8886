"""The first stages of the cascade: numbers and units become dates, durations, amounts, ages and counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .cascade import Match, Rule, rewrite
from .numerals import Number
from .token import Token


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date as it was said, before a calendar gives it a year.

    Attributes:
        feast: Name of a feast, e.g. ``national``.
        offset: Days from today.
        weekday: 0 is Monday; ``week`` weeks ahead (None: the next such day).
        weekend: A Saturday and the Sunday after it.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    feast: str | None = None
    offset: int | None = None
    weekday: int | None = None
    week: int | None = None
    weekend: bool = False


@dataclass(frozen=True, slots=True)
class Duration:
    """Days, and nights where they were said; ``days`` may be a vague pair's upper end."""

    days: int
    low: int
    nights: int | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of yuan; ``low`` is the lower end of a range."""

    value: Decimal
    low: Decimal | None = None
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Kin:
    """Some people of one group.

    Attributes:
        group: adult, parent, senior or child.
        count: How many.
        counted: Whether the number was said.
        ages: Years, as many as were said.
        heights: Centimetres, as many as were said.
    """

    group: str
    count: int
    counted: bool = False
    ages: tuple[int, ...] = ()
    heights: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rooms:
    """A number of rooms, and their kind where it was said."""

    count: int
    kind: str | None = None


def _whole(number: Number | None) -> int | None:
    if number is None or number.whole is None:
        return None
    return -number.whole if number.negative else number.whole


def _date(m: Match, *, year: str = "y", month: str = "m", day: str = "d") -> DateWords | None:
    y, mo, d = (_value(m, key) for key in (year, month, day))
    if (mo is not None and not 1 <= mo <= 12) or (d is not None and not 1 <= d <= 31):
        return None
    if y is not None and y < 100:
        y += 2000
    if y is not None and not 2000 <= y <= 2100:
        return None
    return DateWords(year=y, month=mo, day=d)


def _value(m: Match, key: str) -> int | None:
    value = m[key]
    return _whole(value) if isinstance(value, Number) else value


def _weekday(m: Match) -> DateWords:
    return DateWords(weekday=m["w"], week=2 if "x" in m else 1 if "n" in m else 0 if "t" in m else None)


def _weekend(m: Match) -> DateWords:
    return DateWords(weekend=True, week=1 if "n" in m else 0)


def _until(m: Match) -> tuple[DateWords, DateWords] | None:
    first: DateWords = m["a"]
    last = _whole(m["d"])
    if first.day is None or last is None or not 1 <= last <= 31:
        return None
    return first, DateWords(year=first.year, month=first.month, day=last)


def _two_days(m: Match) -> tuple[DateWords, DateWords] | None:
    first, last = _whole(m["a"]), _whole(m["b"])
    if first is None or last is None or not 1 <= first <= 31 or not 1 <= last <= 31:
        return None
    return DateWords(month=m["m"], day=first), DateWords(month=m["m"], day=last)


def _duration(m: Match) -> Duration | None:
    number, nights = m["n"], _value(m, "m")
    days = _whole(number)
    return None if days is None else Duration(days, int(number.low) if days > 0 else days, nights)


def _weeks(m: Match) -> Duration | None:
    weeks = _whole(m["n"])
    return Duration(weeks * 7, weeks * 7) if weeks else None


def _clock(m: Match) -> int | None:
    number: Number | None = m["n"] if "n" in m else None
    minutes = m["t"] if number is None else int(number.value * 60) + (30 if "h" in m else 0)
    part = m["p"] if "p" in m else None
    if part in ("pm", "noon") and minutes < (12 if part == "pm" else 11) * 60:
        minutes += 720
    return minutes if 0 <= minutes <= 26 * 60 else None


def _amount(m: Match) -> Amount:
    number: Number = m["n"]
    low = m["a"].value if "a" in m else None
    if low is not None and low * 100 < number.value:  # 3-5千: the unit belongs to both ends
        low = low * (1000 if low * 1000 <= number.value else 1)
    return Amount(number.value, low, number.negative)


def _age(m: Match) -> tuple[int, ...] | None:
    ages = tuple(age for key in ("n", "m") if key in m and (age := _whole(m[key])) is not None)
    return ages if ages and all(0 <= age <= 120 for age in ages) else None


def _height(m: Match) -> int | None:
    metres: Decimal = m["n"].value
    centimetres = metres if "c" in m else metres * 100
    if "k" in m:
        centimetres += m["k"].value * (10 if m["k"].value < 10 else 1)
    return int(centimetres) if 40 <= centimetres <= 230 else None


def _count(m: Match) -> int | None:
    return _whole(m["n"])


def _party(m: Match) -> tuple[int, int, int] | None:
    sizes = tuple(_value(m, key) or 0 for key in ("a", "c", "s"))
    return (sizes[0], sizes[1], sizes[2]) if all(0 <= size <= 200 for size in sizes) else None


def _kin(m: Match) -> Kin | None:
    group, unit = m["k"]
    number = _value(m, "n")
    ages = tuple(age for key in ("a", "b") if key in m for age in m[key])
    heights = (m["h"],) if "h" in m else ()
    count = max(unit, len(ages)) if number is None else number * unit
    return Kin(group, count, number is not None or unit > 1 or len(ages) > 1, ages, heights)


def _by_age(m: Match) -> Kin | None:
    ages = m["a"]
    group = "child" if max(ages) < 18 else "senior" if min(ages) >= 60 else None
    return Kin(group, len(ages), True, ages) if group else None


def _adults(m: Match) -> Kin | None:
    number = _value(m, "n")
    return None if number is None else Kin("adult", number, True)


def _stars(m: Match) -> tuple[int, int] | None:
    least = _value(m, "a") or _value(m, "n") or 0
    most = _value(m, "n") or 0
    if not 1 <= least <= most <= 5:
        return None
    if "u" in m:
        most = 5
    if "l" in m:
        least = 1
    return least, most


def _rooms(m: Match) -> Rooms | None:
    number = _whole(m["n"])
    return None if number is None or not 1 <= number <= 100 else Rooms(number, m["r"] if "r" in m else None)


_ATOMS = (
    Rule("calendar date", "DATE", "(y=NUM YEARU)? m=NUM MONTHU d=NUM (DAYU|HAO)?", _date),
    Rule("day of the month", "DATE", "d=NUM HAO", _date),
    Rule("day of departure", "DATE", "d=NUM DAYU DEPART", _date),
    Rule("English date", "DATE", "m=MONTHNAME d=NUM ORD? (COMMA? y=NUM)?", _date),
    Rule("English date, day first", "DATE", "d=NUM ORD? OF? m=MONTHNAME (COMMA? y=NUM)?", _date),
    Rule("English span, days first", "SPAN", "a=NUM (DASH|TO) b=NUM m=MONTHNAME", _two_days),
    Rule("numeric date", "DATE", "d=DATE", lambda m: DateWords(*m["d"])),
    Rule("day from today", "DATE", "d=RELDAY", lambda m: DateWords(offset=m["d"])),
    Rule("weekday", "DATE", "(n=NEXT|t=THIS|x=NEXTNEXT)? w=WEEKDAY", _weekday),
    Rule("weekend", "DATE", "(n=NEXT|t=THIS)? w=WEEKEND", _weekend),
    Rule("feast", "DATE", "f=FEAST PERIOD?", lambda m: DateWords(feast=m["f"])),
    Rule("feast of the first of October", "DATE", "f=TENTH PERIOD?", lambda m: DateWords(feast="national")),
    Rule("nth day of the trip", "NTHDAY", "NTH n=NUM DAYU", _count),
    Rule("trip length", "DURATION", "n=NUM MORE? MEASURE? DASH? DAYU ((SEP|COMMA)? m=NUM DASH? NIGHTU)?", _duration),
    Rule("trip length", "DURATION", "n=NUM DASH? DAYTRIP", _duration),
    Rule("trip length in a form", "DURATION", "DAYSLOT COLON? n=NUM DAYU?", _duration),
    Rule("day trip", "DURATION", "DAYTRIP", lambda m: Duration(1, 1)),
    Rule("weeks", "DURATION", "n=NUM DASH? WEEKU", _weeks),
    Rule("nights", "NIGHTS", "n=NUM DASH? NIGHTU", _count),
    Rule("time of day", "CLOCK", "p=DAYPART? n=NUM HOURU h=HALF?", _clock),
    Rule("time of day", "CLOCK", "p=DAYPART? t=TIME", _clock),
    Rule("English time of day", "CLOCK", "(n=NUM|t=TIME) HOURU? p=DAYPART", _clock),
    Rule("sum of money", "MONEY", "CURRENCY (a=NUM (DASH|TO) CURRENCY?)? n=NUM MORE? YUAN?", _amount),
    Rule("sum of money", "MONEY", "(a=NUM YUAN? (DASH|TO))? n=NUM MORE? YUAN", _amount),
    Rule("foreign money", "FOREIGNMONEY", "n=NUM FOREIGN", lambda m: True),
    Rule("foreign money", "FOREIGNMONEY", "FOREIGN n=NUM", lambda m: True),
    Rule("ages", "AGE", "n=NUM ((SEP|DASH|OR|COMMA)? m=NUM)? MORE? DASH? AGEU", _age),
    Rule("ages", "AGE", "AGED n=NUM ((SEP|DASH|OR) m=NUM)?", _age),
    Rule("body height", "HEIGHT", "TALL? n=NUM METRE k=NUM? TALL?", _height),
    Rule("body height", "HEIGHT", "TALL? n=NUM c=CENTIMETRE TALL?", _height),
    Rule("grown-ups and children", "PARTYOF", "WE? a=NUM BIG c=NUM SMALL (s=NUM OLD)?", _party),
    Rule("grown-ups, old people and children", "PARTYOF", "WE? a=NUM BIG s=NUM OLD (c=NUM SMALL)?", _party),
    Rule("number of people", "PEOPLE", "n=NUM MEASURE? PERSONU", _count),
    Rule("number of us", "PEOPLE", "WE n=NUM MEASURE?", _count),
    Rule("size of the group", "PEOPLE", "GROUPOF COLON? n=NUM MEASURE? PERSONU?", _count),
    Rule("size of the family", "FAMILYN", "FAMILYOF n=NUM (MEASURE|PERSONU)", _count),
    Rule("size of the family", "FAMILYN", "FAMILYSIZE n=NUM", _count),
    Rule("size of the household", "FAMILYN", "WE? n=NUM MEASURE? HOUSEHOLD", _count),
    Rule("two of a pair", "PAIR", "PAIR NUM", lambda m: 2),
    Rule("several pairs", "PAIR", "n=NUM MEASURE? p=PAIR", lambda m: (_whole(m["n"]) or 1) * m["p"]),
    Rule("stars", "STARS", "n=NUM DASH? STARU (u=UPWARD|l=DOWNWARD)?", _stars),
    Rule("stars from", "STARS", "u=ATLEAST n=NUM DASH? STARU", _stars),
    Rule("span of stars", "STARS", "a=NUM DASH? STARU? (DASH|TO|OR|SEP) n=NUM DASH? STARU", _stars),
    Rule("rooms", "ROOMS", "n=NUM (ROOMU|MEASURE)? r=ROOM", _rooms),
    Rule("rooms", "ROOMS", "n=NUM ROOMU", _rooms),
)

_PAIRS = (
    Rule("dates from and to", "SPAN", "a=DATE (TO|DASH) b=DATE", lambda m: (m["a"], m["b"])),
    Rule("dates from and to", "SPAN", "a=DATE (TO|DASH) d=NUM (DAYU|HAO|ORD)?", _until),
    Rule("before a time of day", "CLOCKBOUND", "c=CLOCK BEFORE", lambda m: (None, m["c"])),
    Rule("before a time of day", "CLOCKBOUND", "(BEFORE|BY) c=CLOCK", lambda m: (None, m["c"])),
    Rule("after a time of day", "CLOCKBOUND", "c=CLOCK AFTER", lambda m: (m["c"], None)),
    Rule("after a time of day", "CLOCKBOUND", "AFTER c=CLOCK", lambda m: (m["c"], None)),
    Rule("children with ages", "KIN", "n=NUM? MEASURE? k=CHILD (FILL|COMMA|COLON|AGED)? a=AGE ((SEP|COMMA)? b=AGE)?", _kin),
    Rule("children of an age", "KIN", "n=NUM? MEASURE? a=AGE ((SEP|COMMA)? b=AGE)? k=CHILD", _kin),
    Rule("children of a height", "KIN", "n=NUM? MEASURE? h=HEIGHT k=CHILD", _kin),
    Rule("children with a height", "KIN", "n=NUM? MEASURE? k=CHILD (a=AGE COMMA?)? h=HEIGHT", _kin),
    Rule("children", "KIN", "n=NUM? MEASURE? k=CHILD", _kin),
    Rule("babies", "KIN", "n=NUM? MEASURE? k=BABY", _kin),
    Rule("old people", "KIN", "n=NUM? MEASURE? a=AGE? k=SENIOR", _kin),
    Rule("relatives", "KIN", "n=NUM? MEASURE? a=AGE? k=MEMBER", _kin),
    Rule("relatives of an age", "KIN", "k=MEMBER FILL? a=AGE", _kin),
    Rule("friends", "KIN", "n=NUM? MEASURE? k=FRIEND", _kin),
    Rule("grown-ups", "KIN", "n=NUM MEASURE? ADULT", _adults),
    Rule("grown-ups", "KIN", "ADULT n=NUM MEASURE?", _adults),
    Rule("someone of an age", "KIN", "a=AGE", _by_age),
)

_ANCHORS = {"BUDGET", "PERHEAD", "PERNIGHT", "PERMEAL", "COSTOF", "TOTALLY", "ATMOST"}
_LINKS = {"FILL", "COLON", "ABOUT", "AT", "TO", "OF", "BY", "WANT", "PERSONU", "EVERYDAY"}
_TAILS = {"PERNIGHT", "PERHEAD", "ABOUT", "ATMOST", "DOWNWARD", "PERMEAL"}


def compound(tokens: Sequence[Token]) -> list[Token]:
    """Run the first stages: units, then pairs of them, then amounts that only their neighbours give away."""
    return _bare_amounts(rewrite(rewrite(_elevenths(tokens), _ATOMS), _PAIRS))


def _elevenths(tokens: Sequence[Token]) -> list[Token]:
    """十一 in front of a unit is the number, elsewhere the feast."""
    units = {"DAYU", "NIGHTU", "MONTHU", "HOURU", "MEASURE", "PERSONU", "HAO", "AGEU"}
    return [
        Token("NUM", token.start, token.end, Number(Decimal(11), Decimal(11), digits=False))
        if token.kind == "TENTH" and position + 1 < len(tokens) and tokens[position + 1].kind in units
        else token
        for position, token in enumerate(tokens)
    ]


def _bare_amounts(tokens: list[Token]) -> list[Token]:
    """A number next to a word of money is an amount: 预算5000, 人均2000, 600以内."""
    out: list[Token] = []
    for position, token in enumerate(tokens):
        if token.kind == "NUM":
            value: Number = token.value
            back = position - 1
            while back >= 0 and position - back <= 4 and tokens[back].kind in _LINKS | {"ATMOST"}:
                back -= 1
            before = {t.kind for t in tokens[max(back, 0) : position]} & _ANCHORS
            after = tokens[position + 1].kind if position + 1 < len(tokens) else ""
            sure = bool(before - {"ATMOST", "TOTALLY"})
            if sure or (value.value >= 50 and (before or after in _TAILS)):
                token = Token("MONEY", token.start, token.end, Amount(value.value, _low(value), value.negative))
        out.append(token)
    return out


def _low(value: Number) -> Decimal | None:
    return value.low if value.low != value.value else None

