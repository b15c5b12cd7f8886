"""Figures with their units: times, dates, lengths, distances, money, shares and counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..intake.lexicon.time import TIME
from ..intake.numerals import Number
from ..intake.text import fold
from .fact import Fact, Kind, Mention
from .skeleton import BLANK, N, Skeleton

_HALF_DAY = 12 * 60
_DAY = 24 * 60
_MONTHS = {word: words.value for words in TIME if words.kind == "MONTHNAME" for word in words.each()}
_WEEKDAYS = {word: words.value for words in TIME if words.kind == "WEEKDAY" for word in words.each()}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_WEEKDAY = "|".join(sorted(map(re.escape, _WEEKDAYS), key=len, reverse=True))
_ORDINAL = "|".join((*_ORDINALS, "last", "final"))
_AM = r"凌晨|清晨|早上|早晨|上午|早"
_PM = r"下午|傍晚|晚上|夜里|夜晚|晚"
_AMPM = r"(?P<ap>[ap])\.? ?m\b\.?"
_ABOUT_BEFORE = re.compile(
    r"(?:约|大约|大概|将近|近|差不多|≈|~|\b(?:about|around|roughly|approximately|nearly|some|approx\.))[ ¥￥约]*$"
)
_ABOUT_BEHIND = re.compile(r"^ ?(?:左右|上下|or so)")
_FULL_CLOCK = re.compile(r"0\d:")
"""Of 24 hours."""
_JOINER = re.compile(rf" ?(?:-|–|—|~|至|到|to|or|或|、) ?(?={N})")
_IDIOM = re.compile(
    r"十分(?!钟)|三餐|四季|四周|四面八方|五彩|七彩|百姓|千万(?!元)|万一|万物|三五|一一|万千|千百|五花八门|九曲|两全其美|一日三餐|二手|二维"
    r"|\bone[- ]of[- ]a[- ]kind\b|\bone by one\b|\bone another\b|\bno one\b|\bsecond to none\b|\bat six(?:es)? and sevens\b"
)
_MEASURE = "个位名处座家间场顿餐趟次站条种层楼岁年代口对张份件公棵株幅尊级道番号天日晚夜组批轮家馆景人星折成项顶款碗盘杯倍"
_COUNTED = re.compile(
    r"[-  ]?(?:[a-z'-]+ ){0,2}[a-z'-]+|[^\x00-\x7f，。；、！？：（）《》「」“”和与及或都均也很就可要需共全\ue000\ue001]{1,8}"
)
"""What a number counts: up to three English words, or some characters to the next pause."""
_UNIT = re.compile(r"周?岁|星级?|楼|层|年|世纪|号线?|折|倍| years?\b")
"""These say by themselves what is counted: 5岁的孩子."""
_NO_NOUN = re.compile(r" (?:and|with|for|in|on|at|of|to|by|plus|then|after|before|from)\b.*")

Build = Callable[[re.Match[str], list[Number]], "tuple[Fact, ...]"]


@dataclass(frozen=True)
class _Rule:
    pattern: re.Pattern[str]
    build: Build


def scan_figures(text: str) -> Iterator[Mention]:
    """Every figure of a text whose names and contacts are blanked."""
    folded = fold(text)
    skeleton = Skeleton(_IDIOM.sub(lambda match: BLANK * len(match.group()), folded))
    found: list[Mention] = []
    for rule in _RULES:
        for match in list(rule.pattern.finditer(skeleton.text)):
            if BLANK in skeleton.text[match.start() : match.end()]:  # an earlier match of the same rule reaches into it
                continue
            readings = rule.build(match, skeleton.numbers(match))
            if readings and not (readings[0].kind == "weekday" and text[skeleton.span(*match.span())[0]].islower()):  # the sun
                found.append(_mention(folded, *skeleton.span(match.start(), match.end()), readings))
                found.extend(_range_begun(folded, skeleton, match, readings))
                skeleton.blank(match.start(), match.end())
    found.extend(_left_over(folded, skeleton))
    yield from sorted(found, key=lambda mention: mention.start)


def _mention(folded: str, start: int, end: int, readings: tuple[Fact, ...]) -> Mention:
    if _FULL_CLOCK.match(folded, start):
        readings = readings[:1]
    about = bool(_ABOUT_BEFORE.search(folded[:start]) or _ABOUT_BEHIND.match(folded[end:]))
    return Mention(start, end, readings, about)


def _range_begun(folded: str, skeleton: Skeleton, match: re.Match[str], readings: tuple[Fact, ...]) -> Iterator[Mention]:
    """The number in front of 至, to or a hyphen is of the same kind: 3至8岁, 10-15 minutes."""
    before = re.search(rf"{N}(?=(?: ?(?:-|–|—|~|至|到|to|or|或|、) ?)$)", skeleton.text[: match.start()])
    numbers = skeleton.numbers(match)
    if before is None or not numbers or readings[0].kind not in ("minutes", "metres", "money", "percent", "count", "day"):
        return
    figure = skeleton.at(before.start())
    said, last = figure.number.value, numbers[0].value
    scaled = tuple(_scaled(fact, said, last) for fact in readings)
    yield _mention(folded, figure.start, figure.end, scaled)
    skeleton.blank(before.start(), before.end())


def _scaled(fact: Fact, said: Decimal, last: Decimal) -> Fact:
    if isinstance(fact.value, tuple):
        return Fact(fact.kind, (said, *fact.value[1:]))
    if last and isinstance(fact.value, int | Decimal):
        value = Decimal(fact.value) * said / last
        return Fact(fact.kind, int(value) if isinstance(fact.value, int) and value == int(value) else value)
    return Fact("number", said)


def _left_over(folded: str, skeleton: Skeleton) -> Iterator[Mention]:
    """Numbers without a unit that is known here; those that only stand in a word, such as 一起, are none."""
    for match in re.finditer(N, skeleton.text):
        figure, number = skeleton.at(match.start()), skeleton.at(match.start()).number
        behind = _counted(folded, skeleton, match.start())
        if number.low != number.value:
            yield Mention(figure.start, figure.end, (Fact("number", folded[figure.start : figure.end]),))
        elif number.digits:
            said = Fact("count", (number.value, behind)) if behind else Fact("number", number.value)
            yield _mention(folded, figure.start, figure.end, (said,))
        elif folded[figure.start].isascii():
            if number.value != 1:
                yield _mention(folded, figure.start, figure.end, (Fact("count", (number.value, behind)),))
        elif behind[:1] and behind[0] in _MEASURE and number.value != 1 and folded[max(figure.start - 1, 0)] != "第":
            yield _mention(folded, figure.start, figure.end, (Fact("count", (number.value, behind)),))
        elif number.value >= 100 or (figure.start and folded[figure.start - 1] in "几数上近成"):  # 数百年, 上千
            yield Mention(figure.start, figure.end, (Fact("number", folded[figure.start : figure.end]),))


def _counted(folded: str, skeleton: Skeleton, at: int) -> str:
    """What a number counts; of 3 in 3至8岁 what 8 does."""
    while _JOINER.match(skeleton.text, at + 1):
        at = skeleton.text.index(N, at + 1)
    match = _COUNTED.match(folded, skeleton.at(at).end)
    behind = _NO_NOUN.sub("", match.group()) if match else ""
    unit = _UNIT.match(behind)
    return unit.group() if unit else behind


def _whole(number: Number) -> int | None:
    return number.whole if number.low == number.value else None


def _quantity(kind: Kind, factor: int) -> Build:
    def build(match: re.Match[str], numbers: list[Number]) -> tuple[Fact, ...]:
        if numbers[0].low != numbers[0].value:
            return (Fact("number", str(numbers[0])),)
        value = numbers[0].value * factor
        return (Fact(kind, value if kind in ("money", "percent") else _as_int(value)),)

    return build


def _as_int(value: Decimal) -> int | Decimal:
    return int(value) if value == int(value) else value


def _fixed(kind: Kind, value: int | Decimal | str) -> Build:
    return lambda match, numbers: (Fact(kind, value),)


def _clock(match: re.Match[str], numbers: list[Number]) -> tuple[Fact, ...]:
    """Minutes from midnight; an hour up to 12 that nothing says more about may be either half's."""
    hour, said = _whole(numbers[0]), match.groupdict()
    minute = 0
    if len(numbers) > 1:
        minute = _whole(numbers[1]) or 0
        minute = minute * 15 if said.get("quarter") else minute
    if said.get("half"):
        minute = 30
    if hour is None or not 0 <= hour <= 29 or not 0 <= minute <= 59:
        return ()
    minutes = hour * 60 + minute
    before, half = said.get("part") or "", said.get("ap") or ""
    morning, later = half == "a" or re.search(_AM, before), half == "p" or re.search(rf"{_PM}|中午", before)
    if morning:
        return (Fact("clock", minutes % _HALF_DAY if half == "a" else minutes % _DAY),)
    if later:
        return (Fact("clock", (minutes % _HALF_DAY + _HALF_DAY) if minutes < _DAY / 2 + 60 else minutes % _DAY),)
    settled = hour > 12 or hour == 0
    values = (minutes,) if settled else (minutes, (minutes + _HALF_DAY) % _DAY)
    return tuple(Fact("clock", value % _DAY) for value in dict.fromkeys(values))


def _past(match: re.Match[str], numbers: list[Number]) -> tuple[Fact, ...]:
    """Half past eight, a quarter to nine."""
    hour = _whole(numbers[-1])
    if hour is None or not 1 <= hour <= 12:
        return ()
    minutes = hour * 60 + {"half past": 30, "quarter past": 15, "quarter to": -15}[match["how"]]
    halves = {"a": (minutes % _HALF_DAY,), "p": (minutes % _HALF_DAY + _HALF_DAY,)}.get(match["ap"] or "", ())
    return tuple(Fact("clock", value) for value in halves or (minutes % _DAY, (minutes + _HALF_DAY) % _DAY))


def _date(match: re.Match[str], numbers: list[Number]) -> tuple[Fact, ...]:
    """Year, month and day as far as they are said."""
    values = [_whole(number) for number in numbers]
    name = match.groupdict().get("month")
    if name:
        if len(values) > 1 and (values[1] or 0) < 1000:
            return ()
        year, month, day = (values[1] if len(values) > 1 else None), _MONTHS[name], values[0]
    else:
        year, month, day = ([None] * (3 - len(values)) + values)[-3:]
    if day is None or not 1 <= day <= 31 or (month is not None and not 1 <= month <= 12):
        return ()
    return (Fact("date", (year, month, day)),)


def _day_or_length(match: re.Match[str], numbers: list[Number]) -> tuple[Fact, ...]:
    """24日 is a date, 3日 may be a length as well."""
    value = _whole(numbers[0])
    if value is None:
        return (Fact("number", str(numbers[0])),)
    if value == 1 and not numbers[0].digits:
        return ()
    return (Fact("date", (None, None, value)), Fact("count", (numbers[0].value, "天")))


def _length_in_days(match: re.Match[str], numbers: list[Number]) -> tuple[Fact, ...]:
    if numbers[0].value == 1 and not numbers[0].digits and match["unit"] in ("天", "day", "days"):
        return ()  # 一天 and one day say no more than "some time"
    return (Fact("count", (numbers[0].value, match["unit"])),)


def _nth_day(match: re.Match[str], numbers: list[Number]) -> tuple[Fact, ...]:
    word = match.groupdict().get("nth") or ""
    if numbers and not word:
        value = _whole(numbers[0])
        return (Fact("day", value),) if value is not None else ()
    return (Fact("day", _ORDINALS.index(word) + 1 if word in _ORDINALS else -1 if word else 1),)


def _nth_stop(match: re.Match[str], numbers: list[Number]) -> tuple[Fact, ...]:
    fact = _nth_day(match, numbers)
    return tuple(Fact("order", one.value) for one in fact)


def _weekday(match: re.Match[str], numbers: list[Number]) -> tuple[Fact, ...]:
    """周四: to a reader of numbers the day is one."""
    value = _whole(numbers[0])
    return (Fact("weekday", value - 1),) if value is not None and 1 <= value <= 6 else ()


def _rule(pattern: str, build: Build) -> _Rule:
    return _Rule(re.compile(pattern.replace("N", N)), build)


_PART = rf"(?:(?P<part>{_AM}|中午|{_PM})的? ?)?"
_EARLY_QUARTERS = r"(?P<how>half past|quarter past|quarter to)"
_RULES = (
    _rule(r"(?:周|星期|礼拜)N(?!年|岁|个)", _weekday),
    _rule(r"(?<!N)N ?[-/.] ?N ?[-/.] ?N(?!N)", _date),
    _rule(r"N年N月N[日号]?", _date),
    _rule(r"N月N[日号]?", _date),
    _rule(rf"(?P<month>\b(?:{_MONTH})) N(?:st|nd|rd|th)?(?![a-z]),? N", _date),
    _rule(rf"N(?:st|nd|rd|th)? (?:of )?(?P<month>(?:{_MONTH})\b),? N", _date),
    _rule(rf"(?P<month>\b(?:{_MONTH})) N(?:st|nd|rd|th)?(?![a-z])", _date),
    _rule(rf"N(?:st|nd|rd|th)? (?:of )?(?P<month>(?:{_MONTH})\b)", _date),
    _rule(rf"{_PART}N:N(?::N)? ?(?:{_AMPM})?", _clock),
    _rule(rf"(?:a )?{_EARLY_QUARTERS} N(?: ?{_AMPM})?", _past),
    _rule(rf"N ?{_AMPM}", _clock),
    _rule(r"N o'clock", _clock),
    _rule(rf"{_PART}N(?:点钟?|时(?!尚|光|间|代))(?:(?P<half>半)|N(?P<quarter>刻)|N分?)?(?!N?公里)", _clock),
    _rule(r"第N[天日]|首日|\bday[ -]N|(?P<nth>最后)(?:N天|天)", _nth_day),
    _rule(rf"\b(?P<nth>{_ORDINAL}) (?:full )?day\b", _nth_day),
    _rule(r"第N(?:站|个景点|处景点)|首站", _nth_stop),
    _rule(rf"\b(?P<nth>{_ORDINAL}) (?:stop|sight|visit)\b", _nth_stop),
    _rule(r"N个半(?:小时|钟头)", lambda match, numbers: (Fact("minutes", _as_int(numbers[0].value * 60 + 30)),)),
    _rule(
        r"(?:N|an?) and a half hours?|an hour and a half",
        lambda match, numbers: (Fact("minutes", _as_int((numbers[0].value if numbers else Decimal(1)) * 60 + 30)),),
    ),
    _rule(
        r"N ?个?(?:小时|钟头|[- ]?hours?\b|[- ]?hrs?\b|h\b) ?(?:and )?N ?(?:分钟?|[- ]?minutes?\b|[- ]?mins?\b|m\b)",
        lambda match, numbers: (Fact("minutes", _as_int(numbers[0].value * 60 + numbers[1].value)),),
    ),
    _rule(r"N ?个?(?:小时|钟头|[- ]?hours?\b|[- ]?hrs?\b|h\b)", _quantity("minutes", 60)),
    _rule(r"半个?(?:小时|钟头)|\bhalf an hour\b|\ba half[- ]hour\b|\bhalf[- ]hour\b", _fixed("minutes", 30)),
    _rule(r"\b(?:a )?quarter of an hour\b", _fixed("minutes", 15)),
    _rule(r"\ban hour\b(?! (?:later|before|after|earlier))", _fixed("minutes", 60)),
    _rule(r"N刻钟", _quantity("minutes", 15)),
    _rule(r"N ?分钟|N分(?!之|店)|N[- ]?min(?:ute)?s?\b", _quantity("minutes", 1)),
    _rule(r"N ?(?:公里|千米)|N[- ]?(?:km|kilomet(?:er|re)s?)\b", _quantity("metres", 1000)),
    _rule(r"N里(?!面|边|程)", _quantity("metres", 500)),
    _rule(r"N ?米(?!其林)|N[- ]?(?:m|met(?:er|re)s?)\b", _quantity("metres", 1)),
    _rule(
        r"[$€£] ?N|N ?(?:dollars?|usd|euros?|pounds?|美元|美金|欧元|港币|日元)",
        lambda match, numbers: (Fact("number", match.group()),),
    ),
    _rule(r"(?:[¥￥]|\b(?:rmb|cny)) ?N(?: ?(?:元|yuan\b))?", _quantity("money", 1)),
    _rule(r"N ?(?:元|块钱?|圆|人民币)|N ?(?:rmb|yuan|cny|kuai)\b", _quantity("money", 1)),
    _rule(
        r"免费|免票|免门票|不收门票|不要门票|不用门票|无需门票|不要钱|不花钱|\bfree of charge\b|\bfor free\b|\bfree (?:admission|entry)\b"
        r"|(?<!feel )(?<!-)\bfree\b(?! time| to | day| morning| afternoon| evening|[- ]form)|\bno (?:admission|entry|entrance) fee\b|\bcosts? nothing\b",
        _fixed("money", Decimal(0)),
    ),
    _rule(r"N ?%|N个?百分点|百分之N|N ?per ?cent\b", _quantity("percent", 1)),
    _rule(r"N折", _quantity("percent", 10)),
    _rule(r"半价|\bhalf[- ]price\b|\bhalf (?:the )?(?:fare|price)\b", _fixed("percent", Decimal(50))),
    _rule(r"N(?P<unit>天)|N个?(?P<unit2>白天)", lambda match, numbers: _length_in_days(match, numbers) if match["unit"] else ()),
    _rule(r"N[- ]?(?:full |whole )?(?P<unit>days?)\b", _length_in_days),
    _rule(
        r"N个?(?P<unit>晚)上?|N[- ]?(?P<unit_en>nights?)\b",
        lambda match, numbers: (Fact("count", (numbers[0].value, match["unit"] or match["unit_en"])),),
    ),
    _rule(
        r"\b(?:aged?|child of|kid of|son of|daughter of) N", lambda match, numbers: (Fact("count", (numbers[0].value, " years")),)
    ),
    _rule(r"N[日号](?!线|楼|店|院|馆|门|厅)", _day_or_length),
    _rule(r"\bthe N(?:st|nd|rd|th)\b", _date),
    _rule(
        rf"(?<![a-z])(?P<weekday>{_WEEKDAY})(?![a-z])",
        lambda match, numbers: (Fact("weekday", _WEEKDAYS[match["weekday"]]),),
    ),
)
