"""How long the trip is and when it starts."""

from __future__ import annotations

from datetime import date

from ...domain.request import Provenance, Question
from .calendar import NoSuchDayError, PastDayError, resolve
from .draft import CLAUSE_ENDS, Draft
from .ends import ends_of
from .values import DateWords, Duration

_NEAR = frozenset({"FILL", "AT", "COLON", "DAYPART", "TO"})
_GOING = frozenset({"GO", "INWARD", "DEPART", "ARRIVE", "TO", "AWAY"})
MAX_DAYS = 30
DEFAULT_DAYS = 3


def read_when(draft: Draft) -> None:
    """Fill ``start`` and ``days`` from durations, nights, dates and spans of dates; contradictions are complaints."""
    length = _length(draft)
    first, last, quoted = _dates(draft)
    if first and last:
        span = (last - first).days + 1
        if span < 1:
            draft.complain("start", last, "end_before_start", first=first)
            return
        if length and length[0] == 1 and span > 2:
            length = None  # 其中一天 is a day of the trip
        if length and length[0] == span - 1:
            draft.notes.append(draft.say("days_dates", value=length[0], first=first, last=last, span=span))
            length = span, length[1]
        if length and length[0] != span:
            draft.complain("days", length[0], "days_span", first=first, last=last, span=span)
            return
        draft.days = span
        if not length:
            draft.quoted("days", *quoted)
    if first:
        draft.start = first
        draft.quoted("start", *quoted, note=draft.say("date_read", value=draft.quote(*quoted), day=first.isoformat()))
    if length:
        draft.days = length[0]
        half = any(draft.kind(at) == "DURATION" and draft.tokens[at].value.half for at in length[1])
        draft.quoted("days", *length[1], note=draft.say("half_day") if half else "")
    elif draft.days is None and (weekend := _weekend(draft)) is not None:
        draft.days = 2
        draft.quoted("days", weekend, note=draft.say("weekend_days"))
    if draft.days is None:
        draft.days = DEFAULT_DAYS
        draft.provenance["days"] = Provenance(origin="default", note=draft.say("default_days"))
        draft.questions.append(Question(slot="days", text=draft.say("ask_days"), default="3", options=("1", "2", "3", "4", "5")))
    elif not 1 <= draft.days <= MAX_DAYS:
        draft.complain("days", draft.days, "days_range")


def _is_price(draft: Draft, at: int) -> bool:
    """Whether 一天 or 一晚 stands next to an amount and so means *per*."""
    return draft.kind(at + 1) in ("MONEY", "ATMOST") or (
        draft.kind(at - 1) == "MONEY" and draft.kind(at - 2) not in ("BUDGET", "TOTALLY")
    )


def _length(draft: Draft) -> tuple[int, tuple[int, ...]] | None:
    found: list[tuple[int, tuple[int, ...]]] = []
    for at, token in enumerate(draft.tokens):
        if token.kind == "DURATION":
            length: Duration = token.value
            if length.days == 1 and _is_price(draft, at):
                continue
            if length.nights is not None and length.nights == length.days + 1 > 2:
                draft.notes.append(draft.say("nights_swapped", value=draft.quote(at), days=length.nights, nights=length.days))
                length = Duration(length.nights, length.days)
            elif length.nights is not None and length.nights > max(length.days, 1):
                draft.complain("days", draft.quote(at), "nights_days", days=length.days)
            found.append((length.days, (at,)))
    if not found:
        for at, token in enumerate(draft.tokens):
            if token.kind == "NIGHTS" and not _is_price(draft, at):
                return token.value + 1, (at,)
        for at, token in enumerate(draft.tokens):
            if token.kind == "NTHDAY" and token.value > 1 and draft.kind(draft.look(at, 1, _NEAR)) == "BACK":
                return token.value, (at,)  # 当天去，第二天回
            if token.kind == "SAMEDAY":
                return 1, (at,)
        return None
    longer = [item for item in found if item[0] != 1] or found  # 其中一天 beside a longer length is a part of it
    return longer[0]


def _dates(draft: Draft) -> tuple[date | None, date | None, tuple[int, ...]]:
    for at, token in enumerate(draft.tokens):
        if token.kind == "SPAN":
            found = _resolved(draft, at, token.value[0], None)
            return found, found and _resolved(draft, at, _same_kind(token.value[1], found), found), (at,) if found else ()
    dates = [at for at, token in enumerate(draft.tokens) if token.kind == "DATE"]
    closing = {end.date for end in ends_of(draft) if end.role == "leave"} | {at for at in dates if _ends_the_trip(draft, at)}
    starts = [(at, day) for at in dates if at not in closing and (day := _resolved(draft, at, _in_month(draft, at), None))]
    going = [(at, day) for at, day in starts if _goes(draft, at)]
    if not starts:
        return None, None, ()
    begun, first = min(going, key=lambda found: found[1]) if going else starts[0]
    lasts = [(at, day) for at in dates if at in closing and (day := _resolved(draft, at, draft.tokens[at].value, first))]
    if not lasts:
        return first, None, (begun,)
    return first, lasts[-1][1], (begun, lasts[-1][0])


def _resolved(draft: Draft, at: int, words: DateWords, after: date | None) -> date | None:
    try:
        return resolve(words, draft.today, after=after)
    except NoSuchDayError:
        draft.complain("start", draft.quote(at), "bad_date")
    except PastDayError:
        draft.complain("start", draft.quote(at), "past_date", today=draft.today)
    return None


def _in_month(draft: Draft, at: int) -> DateWords:
    """A bare day of the month belongs to the month that is named: 5月9号有事，我8号过去."""
    words: DateWords = draft.tokens[at].value
    named = next((t.value for t in draft.tokens if t.kind == "DATE" and t.value.month), None)
    if words.day is None or words.month is not None or named is None:
        return words
    return DateWords(year=named.year, month=named.month, day=words.day)


def _goes(draft: Draft, at: int) -> bool:
    """Whether the traveller sets off on that date."""
    ahead = at + 1
    while draft.kind(ahead) and draft.kind(ahead) not in CLAUSE_ENDS | {"DATE"}:
        if draft.kind(ahead) in _GOING:
            return True
        ahead += 1
    return False


def _same_kind(words: DateWords, first: date) -> DateWords:
    """The second date of a span takes the month from the first where it names only a day after it."""
    if words.month is None and words.day is not None and words.day >= first.day:
        return DateWords(year=first.year, month=first.month, day=words.day)
    return words


def _ends_the_trip(draft: Draft, at: int) -> bool:
    """Whether the traveller goes home on that date: 18号回来, returning on the 18th."""
    return "BACK" in (draft.kind(draft.look(at, 1, _NEAR)), draft.kind(draft.look(at, -1, _NEAR)))


def _weekend(draft: Draft) -> int | None:
    for at, token in enumerate(draft.tokens):
        if token.kind == "DATE" and token.value.weekend:
            return at
    return None
