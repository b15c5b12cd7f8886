"""The question whose yes commits the traveller, and what counts as one."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ...domain.booking import Quote, Reservation
from ...domain.language import Language
from ...domain.request import Question
from ..export.words import day_of, money
from ..phrases import PHRASES as ROOMS
from .phrases import PHRASES

BOOK, CANCEL, LEAVE = "book", "cancel", "leave"
"""Options of the questions."""

_AGREED = frozenset({"yes", "y", "是", "是的", "确认", "同意"})
_YES = {
    BOOK: _AGREED | {BOOK, "book it", "yes, book it", "确认预订", "预订"},
    CANCEL: _AGREED | {CANCEL, "cancel it", "yes, cancel it", "确认取消", "取消"},
}
_NO = frozenset({LEAVE, "", "no", "n", "don't", "stop", "否", "不", "不要", "不用", "不预订", "先不预订", "不取消", "算了"})


def verdict(answer: str | None, to: Literal["book", "cancel"]) -> bool | None:
    """Whether an answer agrees to the step; None where it says neither yes nor no, which is never a yes."""
    said = (answer or "").strip().lower().rstrip("。.!！ ")
    return True if said in _YES[to] else False if said in _NO else None


def consent_to(quote: Quote, language: Language, now: datetime, *, changed: str = "") -> Question:
    """The question whose yes books a quote; ``changed`` tells why it is put again."""
    stay = quote.stay
    parts = [
        PHRASES.say("ask.changed", language, problem=changed) if changed else "",
        PHRASES.say(
            "ask",
            language,
            name=stay.name,
            check_in=day_of(stay.check_in, language, year=True),
            check_out=day_of(stay.check_out, language, year=True),
            nights=stay.nights,
            rooms=stay.rooms,
            kind=ROOMS.say(f"room.{stay.room_kind}", language),
            total=money(quote.total, language),
        ),
        _refund(quote.refundable_until, now, language),
        PHRASES.say("ask.terms", language, terms=quote.terms) if quote.terms else "",
    ]
    return Question(slot="booking", text="".join(parts).strip(), default=LEAVE, options=(BOOK, LEAVE), quote=stay.name)


def _refund(until: datetime | None, now: datetime, language: Language) -> str:
    if until is None:
        return PHRASES.say("ask.no_refund", language)
    told = f"{day_of(until.date(), language)} {until:%H:%M}"
    return PHRASES.say("ask.refund" if until > now else "ask.late_refund", language, until=told)


def consent_to_cancel(booking: Reservation, language: Language) -> Question:
    """The question whose yes cancels a booking."""
    total = money(booking.total, language)
    text = PHRASES.say("ask.cancel", language, name=booking.stay.name, booking=booking.id, total=total)
    return Question(slot="booking", text=text, default=LEAVE, options=(CANCEL, LEAVE), quote=booking.stay.name)
