"""The first stages of the cascade: numbers and units become dates, durations, amounts, ages and counts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from .builders import (
    adults_of,
    ages_of,
    amount_of,
    clock_minutes,
    clock_span,
    coming_month,
    count_of,
    counted_behind,
    date_words,
    day_bound,
    days_ahead,
    distance_of,
    duration_and_nights,
    duration_of,
    height_of,
    kin_by_age,
    kin_of,
    kin_of_bare_ages,
    length_of,
    men_and_women,
    old_pair,
    pairs_of,
    part_bound,
    party_sizes,
    rooms_of,
    star_span,
    two_days,
    until_day,
    weekday_words,
    weekend_words,
    weeks_ahead,
    weeks_of,
)
from .cascade import Rule, rewrite
from .draft import CLAUSE_ENDS
from .numerals import Number
from .token import Token
from .values import Amount, DateWords, Duration

_LIE_IN = 9 * 60 + 30
"""Who doesn't want to get up early isn't out before."""

_ATOMS = (
    Rule("calendar date", "DATE", "(y=NUM YEARU)? m=NUM MONTHU d=NUM (DAYU|HAO)?", date_words),
    Rule("day of a coming month", "DATE", "r=MONTHREL d=NUM (DAYU|HAO)", coming_month),
    Rule("day of the month", "DATE", "d=NUM HAO", date_words),
    Rule("English day of the month", "DATE", "AT d=NUM ORD", date_words),
    Rule("day of departure", "DATE", "d=NUM DAYU DEPART", date_words),
    Rule("English date", "DATE", "m=MONTHNAME d=NUM ORD? (COMMA? y=NUM)?", date_words),
    Rule("English date, day first", "DATE", "d=NUM ORD? OF? m=MONTHNAME (COMMA? y=NUM)?", date_words),
    Rule("English span, days first", "SPAN", "a=NUM (DASH|TO) b=NUM m=MONTHNAME", two_days),
    Rule("numeric date", "DATE", "d=DATE", lambda m: DateWords(*m["d"])),
    Rule("day from today", "DATE", "d=RELDAY", lambda m: DateWords(offset=m["d"])),
    Rule("weekday", "DATE", "(n=NEXT|t=THIS|x=NEXTNEXT)? w=WEEKDAY", weekday_words),
    Rule("weekend", "DATE", "(n=NEXT|t=THIS)? w=WEEKEND", weekend_words),
    Rule("feast", "DATE", "f=FEAST PERIOD?", lambda m: DateWords(feast=m["f"])),
    Rule("feast of the first of October", "DATE", "f=TENTH PERIOD?", lambda m: DateWords(feast="national")),
    Rule("month without a day", "SEASON", "m=NUM MONTHU|MONTHREL", lambda m: True),
    Rule("nth day of the trip", "NTHDAY", "NTH n=NUM DAYU", count_of),
    Rule("trip length", "DURATION", "n=NUM MORE? MEASURE? DASH? DAYU (SEP? m=NUM DASH? NIGHTU)?", duration_of),
    Rule("trip length", "DURATION", "n=NUM MORE? MEASURE? DASH? DAYU COMMA m=NUM DASH? NIGHTU", duration_and_nights),
    Rule("days from today", "DATE", "n=NUM DAYU AFTER DEPART", days_ahead),
    Rule("trip length", "DURATION", "n=NUM DASH? DAYTRIP", duration_of),
    Rule("trip length in a form", "DURATION", "DAYSLOT COLON? n=NUM DAYU?", duration_of),
    Rule("day trip", "DURATION", "DAYTRIP|ONEDAY", lambda m: Duration(1, 1)),
    Rule("half a day", "DURATION", "HALFDAY", lambda m: Duration(1, 1, half=True)),
    Rule("a week", "DURATION", "AWEEK", lambda m: Duration(7, 7)),
    Rule("weeks", "DURATION", "n=NUM DASH? WEEKU", weeks_of),
    Rule("nights", "NIGHTS", "n=NUM DASH? NIGHTU", count_of),
    Rule("time of day", "CLOCK", "p=DAYPART? n=NUM HOURU h=HALF?", clock_minutes),
    Rule("time of day", "CLOCK", "p=DAYPART? t=TIME", clock_minutes),
    Rule("English time of day", "CLOCK", "(n=NUM|t=TIME) HOURU? p=DAYPART", clock_minutes),
    Rule("sum of money", "MONEY", "CURRENCY (a=NUM (DASH|TO) CURRENCY?)? n=NUM MORE? YUAN?", amount_of),
    Rule("sum of money", "MONEY", "(a=NUM YUAN? (DASH|TO))? n=NUM MORE? YUAN", amount_of),
    Rule("foreign money", "FOREIGNMONEY", "n=NUM FOREIGN", lambda m: True),
    Rule("foreign money", "FOREIGNMONEY", "FOREIGN n=NUM", lambda m: True),
    Rule("ages", "AGE", "n=NUM ((SEP|DASH|OR|COMMA)? m=NUM)? MORE? DASH? AGEU", ages_of),
    Rule("ages", "AGE", "AGED n=NUM ((SEP|DASH|OR) m=NUM)?", ages_of),
    Rule("ages", "AGE", "DECADE n=NUM", ages_of),
    Rule("distance", "DISTANCE", "n=NUM DASH? k=KM", distance_of),
    Rule("distance", "DISTANCE", "n=NUM METRE", distance_of),
    Rule("length of time", "LENGTH", "n=NUM DASH? HOURLEN h=HALF?", length_of),
    Rule("length of time", "LENGTH", "n=NUM DASH? u=MINUTEU", length_of),
    Rule("length of time", "LENGTH", "(n=NUM MEASURE?)? h=HALFHOUR", length_of),
    Rule("body height", "HEIGHT", "TALL? n=NUM METRE k=NUM? TALL?", height_of),
    Rule("body height", "HEIGHT", "TALL? n=NUM c=CENTIMETRE TALL?", height_of),
    Rule("body height", "HEIGHT", "TALL n=NUM", height_of),
    Rule("grown-ups and children", "PARTYOF", "WE? a=NUM BIG c=NUM SMALL (s=NUM OLD)?", party_sizes),
    Rule("grown-ups, old people and children", "PARTYOF", "WE? a=NUM BIG s=NUM OLD (c=NUM SMALL)?", party_sizes),
    Rule("old people, grown-ups and children", "PARTYOF", "WE? s=NUM OLD a=NUM BIG (c=NUM SMALL)?", party_sizes),
    Rule("old people and children", "PARTYOF", "WE? s=NUM OLD c=NUM SMALL", party_sizes),
    Rule("men and women", "PEOPLE", "a=NUM MEASURE? MAN SEP? b=NUM MEASURE? WOMAN", men_and_women),
    Rule("men and women", "PEOPLE", "a=NUM MEASURE? WOMAN SEP? b=NUM MEASURE? MAN", men_and_women),
    Rule("two families", "FILL", "WE? NUM HOUSES", lambda m: True),
    Rule("weeks from today", "DATE", "n=NUM MEASURE? WEEKU AFTER", weeks_ahead),
    Rule("number of people", "PEOPLE", "n=NUM MEASURE? PERSONU", count_of),
    Rule("grown-ups of us", "KIN", "WE TOTALLY? n=NUM MEASURE? ADULT", adults_of),
    Rule("number of us", "PEOPLE", "WE TOTALLY? n=NUM MEASURE?", count_of),
    Rule("size of the group", "PEOPLE", "GROUPOF (COLON|FILL)? n=NUM MEASURE? PERSONU?", count_of),
    Rule("size of the family", "FAMILYN", "FAMILYOF n=NUM (MEASURE|PERSONU)", count_of),
    Rule("size of the family", "FAMILYN", "(FAMILYSIZE|FAMILY OF) n=NUM", count_of),
    Rule("size of the household", "FAMILYN", "WE? n=NUM MEASURE? HOUSEHOLD", count_of),
    Rule("two of a pair", "PAIR", "PAIR NUM (MEASURE|PERSONU)?", lambda m: 2),
    Rule("several pairs", "PAIR", "p=PAIR n=NUM PAIRU", pairs_of),
    Rule("several pairs", "PAIR", "WE? n=NUM (MEASURE|PAIRU)? OLD? p=PAIR", pairs_of),
    Rule("stars", "STARS", "n=NUM DASH? STARU (u=UPWARD|l=DOWNWARD)?", star_span),
    Rule("stars from", "STARS", "u=ATLEAST n=NUM DASH? STARU", star_span),
    Rule("span of stars", "STARS", "a=NUM DASH? STARU? (DASH|TO|OR|SEP) n=NUM DASH? STARU", star_span),
    Rule("rooms", "ROOMS", "n=NUM (ROOMU|MEASURE)? r=ROOM", rooms_of),
    Rule("rooms of a kind", "ROOMS", "r=ROOM n=NUM ROOMU", rooms_of),
    Rule("rooms", "ROOMS", "n=NUM ROOMU", rooms_of),
)

_MEASURES = "(FILL|COMMA|COLON|AGED)* (AGE|HEIGHT) ((SEP|COMMA|OR|FILL)* (AGE|HEIGHT))*"
"""Ages and heights behind the people they are of."""

_PAIRS = (
    Rule("dates from and to", "SPAN", "a=DATE (TO|DASH) b=DATE", lambda m: (m["a"], m["b"])),
    Rule("dates from and to", "SPAN", "a=DATE (TO|DASH) d=NUM (DAYU|HAO|ORD)?", until_day),
    Rule("dates from and to", "SPAN", "a=DATE (TO|DASH) e=DURATION", until_day),
    Rule("month without a day", "SEASON", "AT GAP? m=MONTHNAME", lambda m: True),
    Rule("getting up", "DAYBOUND", "SLEEP c=CLOCK (UPWARD|FINISH|AFTER)?", lambda m: (m["c"], None)),
    Rule("getting up", "DAYBOUND", "EVERYDAY c=CLOCK UPWARD", lambda m: (m["c"], None)),
    Rule("start or end of the days", "DAYBOUND", "EVERYDAY? c=CLOCK (BEFORE|AFTER)? f=FINISH", day_bound),
    Rule("start and end of the days", "DAYBOUND", "EVERYDAY FROM? c=CLOCK (TO|DASH) d=CLOCK FINISH?", clock_span),
    Rule("start and end of the days", "DAYBOUND", "FROM? c=CLOCK (TO|DASH) d=CLOCK (FINISH|EVERYDAY)", clock_span),
    Rule("no early start", "DAYBOUND", "NEG MUCH? EARLY|SLEEPIN", lambda m: (_LIE_IN, None)),
    Rule(
        "sights a day", "SIGHTCAP", "d=DURATION ATMOST n=NUM MEASURE? SIGHTS", lambda m: count_of(m) if m["d"].days == 1 else None
    ),
    Rule("sights a day", "SIGHTCAP", "EVERYDAY? ATMOST n=NUM MEASURE? SIGHTS EVERYDAY?", count_of),
    Rule("sights a day", "SIGHTCAP", "NEG ATLEAST n=NUM MEASURE? SIGHTS EVERYDAY?", count_of),
    Rule("sights a day", "SIGHTCAP", "EVERYDAY SEE? n=NUM MEASURE? SIGHTS", count_of),
    Rule("before a time of day", "CLOCKBOUND", "c=CLOCK BEFORE", lambda m: (None, m["c"])),
    Rule("before a time of day", "CLOCKBOUND", "(BEFORE|BY) c=CLOCK", lambda m: (None, m["c"])),
    Rule("before a part of the day", "CLOCKBOUND", "p=DAYPART BEFORE", part_bound),
    Rule("before a part of the day", "CLOCKBOUND", "(BEFORE|BY) p=DAYPART", part_bound),
    Rule("after a time of day", "CLOCKBOUND", "c=CLOCK AFTER", lambda m: (m["c"], None)),
    Rule("after a time of day", "CLOCKBOUND", "AFTER c=CLOCK", lambda m: (m["c"], None)),
    Rule("not later than", "CLOCKBOUND", "NOLATER c=CLOCK BEFORE?", lambda m: (None, m["c"])),
    Rule("not later than", "CLOCKBOUND", "c=CLOCK LATEST", lambda m: (None, m["c"])),
    Rule("not sooner than", "CLOCKBOUND", "NOSOONER c=CLOCK AFTER?", lambda m: (m["c"], None)),
    Rule("from one time of day to another", "CLOCKSPAN", "FROM? c=CLOCK (TO|DASH) d=CLOCK BETWEEN?", clock_span),
    Rule("between two times of day", "CLOCKSPAN", "BETWEEN c=CLOCK (SEP|TO|DASH) d=CLOCK", clock_span),
    Rule("children with ages or heights", "KIN", f"n=NUM? MEASURE? k=CHILD {_MEASURES}", kin_of),
    Rule("children of an age", "KIN", "n=NUM? MEASURE? AGE ((SEP|COMMA)? AGE)? k=CHILD", kin_of),
    Rule("children of a height", "KIN", "n=NUM? MEASURE? HEIGHT k=CHILD", kin_of),
    Rule("children", "KIN", "n=NUM? MEASURE? k=CHILD", kin_of),
    Rule("children with bare ages", "KIN", "n=NUM? MEASURE? k=CHILD COMMA? p=NUM SEP q=NUM", kin_of_bare_ages),
    Rule("old people with bare ages", "KIN", "n=NUM? MEASURE? k=SENIOR COMMA? p=NUM SEP q=NUM", kin_of_bare_ages),
    Rule("a child with a bare age", "KIN", "n=NUM? MEASURE? k=CHILD COMMA p=NUM COMMA", kin_of_bare_ages),
    Rule("a child that is so old", "KIN", "n=NUM? MEASURE? k=CHILD GAP? (BEING|OF) p=NUM (SEP q=NUM)?", kin_of_bare_ages),
    Rule("babies", "KIN", f"n=NUM? MEASURE? AGE? k=BABY ({_MEASURES})?", kin_of),
    Rule("old people", "KIN", f"n=NUM? MEASURE? AGE? k=SENIOR ({_MEASURES})?", kin_of),
    Rule("pairs of old people", "KIN", f"n=NUM b=PAIRU k=SENIOR ({_MEASURES})?", kin_of),
    Rule("relatives", "KIN", f"n=NUM? MEASURE? AGE? k=MEMBER ({_MEASURES})?", kin_of),
    Rule("friends", "KIN", "n=NUM? MEASURE? k=FRIEND", kin_of),
    Rule("friends, so many of them", "KIN", "k=FRIEND n=NUM u=MEASURE?", counted_behind),
    Rule("grown-ups", "KIN", "n=NUM MEASURE? ADULT", adults_of),
    Rule("grown-ups", "KIN", "ADULT n=NUM MEASURE?", adults_of),
    Rule("an old couple", "KIN", "p=PAIR (FILL|COMMA)? a=AGE", old_pair),
    Rule("someone of an age", "KIN", "(n=NUM MEASURE)? a=AGE", kin_by_age),
)

_ANCHORS = {"BUDGET", "PERHEAD", "PERNIGHT", "PERMEAL", "COSTOF", "TOTALLY", "ATMOST"}
_LINKS = {
    "FILL",
    "COLON",
    "ABOUT",
    "AT",
    "TO",
    "OF",
    "FOR",
    "BY",
    "WANT",
    "PERSONU",
    "PEOPLE",
    "PAIR",
    "SOLO",
    "EVERYDAY",
    "SEE",
    "EAT",
    "STAY",
    "SIGHTS",
    "TRANSPORT",
    "COSTOF",
    "NEARPRE",
}
_SPENT_ON = {"STAY", "EAT", "MODE", "TRANSPORT", "SIGHTS", "BOTHWAYS"}
_BORDERS = CLAUSE_ENDS | {""}
_LEAST_LONE = 500
"""Smaller numbers that nothing says anything about may be anything."""
_TAILS = {"BUDGET", "PERNIGHT", "PERHEAD", "ABOUT", "ATMOST", "DOWNWARD", "PERMEAL"}


def compound(tokens: Sequence[Token]) -> list[Token]:
    """Run the first stages: units, then pairs of them, then amounts that only their neighbours give away."""
    return _corrected(_bare_amounts(rewrite(_bare_hours(rewrite(_elevenths(tokens), _ATOMS)), _PAIRS)))


def _corrected(tokens: list[Token]) -> list[Token]:
    """两天，改成三天: what was said before the correction is taken back."""
    out = list(tokens)
    for position, token in enumerate(tokens):
        if token.kind != "CHANGE":
            continue
        new = next((t for t in tokens[position + 1 :] if t.kind not in ("COLON", "FILL", "TO")), None)
        old = next((at for at in reversed(range(position)) if new and tokens[at].kind == new.kind), None)
        out[position] = Token("FILL" if old is not None else "GAP", token.start, token.end)
        if old is not None:
            out[old] = Token("FILL", tokens[old].start, tokens[old].end)
    return out


def _bare_hours(tokens: Sequence[Token]) -> list[Token]:
    """An hour that a clause ends with, behind a word of time: leave before three, until at least four."""
    out = list(tokens)
    for position, token in enumerate(tokens):
        hour = token.value.whole if token.kind == "NUM" else None
        after = tokens[position + 1].kind if position + 1 < len(tokens) else ""
        before = [t.kind for t in tokens[max(position - 2, 0) : position]]
        bound = before[-1:] in (["BEFORE"], ["AFTER"], ["BY"], ["NOLATER"], ["NOSOONER"]) or before == ["TO", "ATLEAST"]
        if hour and 1 <= hour <= 12 and bound and after in _BORDERS:
            out[position] = Token("CLOCK", token.start, token.end, hour * 60)
    return out


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
    skip, alone = 0, _lone_amount(tokens)
    for position, token in enumerate(tokens):
        if position < skip:
            continue
        if token.kind == "NUM":
            value: Number = token.value
            back = position - 1
            while back >= 0 and position - back <= 4 and tokens[back].kind in _LINKS | {"ATMOST"}:
                back -= 1
            before = {t.kind for t in tokens[max(back, 0) : position]} & _ANCHORS
            after = tokens[position + 1].kind if position + 1 < len(tokens) else ""
            sure = bool(before - {"ATMOST", "TOTALLY"})
            previous = tokens[position - 1] if position else None
            spent = (previous is not None and previous.kind in _SPENT_ON) or _is_one_of_time(tokens, position)
            if sure or (value.value >= 50 and (before or spent or after in _TAILS)) or position == alone:
                token = Token("MONEY", token.start, token.end, Amount(value.value, _low(value), value.negative))
                if [t.kind for t in tokens[position + 1 : position + 3]] in (["DASH", "NUM"], ["TO", "NUM"]):  # 1000-1500
                    end = tokens[position + 2]
                    token = Token("MONEY", token.start, end.end, Amount(end.value.value, value.value))
                    skip = position + 3
        out.append(token)
    return out


def _is_one_of_time(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is of one night or one day of something: 一晚250, 300一晚, 吃饭一天200."""
    before, after = (tokens[p] if 0 <= p < len(tokens) else None for p in (at - 1, at + 1))
    for token in (before, after):
        if token is not None and token.kind == "NIGHTS" and token.value == 1:
            return True
    spent_on = at > 1 and tokens[at - 2].kind in _SPENT_ON | {"PERHEAD"}
    return spent_on and before is not None and before.kind == "DURATION" and before.value.days == 1


def _lone_amount(tokens: list[Token]) -> int | None:
    """Position of the one large number that has a clause to itself, where no other money is spoken of as the trip's: 三天，2500."""
    if any(token.kind == "BUDGET" for token in tokens):
        return None
    kinds = ["", *(token.kind for token in tokens), "", "", ""]
    found = []
    for position, token in enumerate(tokens):
        if token.kind != "NUM" or token.value.value < _LEAST_LONE or _is_a_year(token.value):
            continue
        first = position  # in kinds, what stands before the number
        while kinds[first] in ("ABOUT", "FILL", "PEOPLE", "PAIR", "SOLO", "KIN"):
            first -= 1
        last = position + (4 if kinds[position + 2] in ("DASH", "TO") and kinds[position + 3] == "NUM" else 2)
        if kinds[first] in _BORDERS and kinds[last] in _BORDERS and (kinds[first] or kinds[last]):
            found.append(position)
    return found[0] if len(found) == 1 and not any(token.kind == "MONEY" for token in tokens) else None


def _is_a_year(value: Number) -> bool:
    return value.digits and 2020 <= value.value <= 2035 and value.value % 10 != 0


def _low(value: Number) -> Decimal | None:
    return value.low if value.low != value.value else None
