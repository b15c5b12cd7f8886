"""How long the trip is and when it starts."""

from __future__ import annotations

from datetime import date

from ...domain.request import Provenance, Question
from .calendar import NoSuchDayError, PastDayError, resolve
from .draft import Draft
from .values import DateWords, Duration

_NEAR = frozenset({"FILL", "AT", "COLON", "DAYPART", "TO"})
MAX_DAYS = 30


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
        draft.quoted("days", *length[1])
    elif draft.days is None and (weekend := _weekend(draft)) is not None:
        draft.days = 2
        draft.quoted("days", weekend, note=draft.say("weekend_days"))
    if draft.days is None:
        draft.days = 3
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
            if length.nights is not None and length.nights > max(length.days, 1):
                draft.complain("days", draft.quote(at), "nights_days", days=length.days)
            found.append((length.days, (at,)))
    if not found:
        for at, token in enumerate(draft.tokens):
            if token.kind == "NIGHTS" and not _is_price(draft, at):
                return token.value + 1, (at,)
        for at, token in enumerate(draft.tokens):
            if token.kind == "SAMEDAY":
                return 1, (at,)
        return None
    longer = [item for item in found if item[0] != 1] or found  # 其中一天 beside a longer length is a part of it
    return longer[0]


def _dates(draft: Draft) -> tuple[date | None, date | None, tuple[int, ...]]:
    first: date | None = None
    last: date | None = None
    quoted: tuple[int, ...] = ()
    for at, token in enumerate(draft.tokens):
        try:
            if token.kind == "SPAN":
                first = resolve(token.value[0], draft.today)
                last = resolve(_same_kind(token.value[1], first), draft.today, after=first)
                return first, last, (at,)
            if token.kind == "DATE":
                if _ends_the_trip(draft, at):
                    last = resolve(token.value, draft.today, after=first)
                    quoted = (*quoted, at)
                elif first is None:
                    first = resolve(token.value, draft.today)
                    quoted = (*quoted, at)
        except NoSuchDayError:
            draft.complain("start", draft.quote(at), "bad_date")
        except PastDayError:
            draft.complain("start", draft.quote(at), "past_date", today=draft.today)
    if first is None:
        return None, None, ()
    return first, last, quoted


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

