"""Words a constraint for the traveller."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..domain.clock import format_clock
from ..domain.constraint import (
    AnyOf,
    Choice,
    Constraint,
    CostLimit,
    DayClock,
    FarMode,
    HotelStars,
    JourneyClock,
    Near,
    RoomCount,
    Simple,
    VisitClock,
    VisitOrder,
)
from ..domain.language import Language, listed
from .phrases import PHRASES


def word_wish(wish: Constraint, language: Language) -> str:
    """One wish as a short phrase, e.g. "必去：故宫"."""
    if isinstance(wish, Choice):
        subject = PHRASES.say(f"subject.{wish.subject}", language)
        values = listed(language, (word_label(label, language) for label in wish.labels))
        return PHRASES.say(f"wish.{wish.op}", language, subject=subject, values=values)
    if isinstance(wish, CostLimit):
        category = PHRASES.say(f"category.{wish.category}", language)
        return PHRASES.say(f"wish.cost.{wish.per}", language, category=category, amount=f"{wish.amount:,.0f}")
    if isinstance(wish, Near):
        subject = PHRASES.say(f"subject.{wish.subject}", language)
        return PHRASES.say("wish.near", language, subject=subject, place=wish.label, km=f"{wish.max_km:g}")
    if isinstance(wish, HotelStars):
        key = "wish.stars_exactly" if wish.least == wish.most else "wish.stars"
        return PHRASES.say(key, language, least=wish.least, most=wish.most)
    if isinstance(wish, RoomCount):
        return PHRASES.say("wish.rooms", language, count=wish.count)
    if isinstance(wish, DayClock):
        if wish.day is None:
            return _span("wish.day_clock", wish.earliest, wish.latest, language)
        return PHRASES.say("wish.one_day", language, day=wish.day, when=_span("when", wish.earliest, wish.latest, language))
    if isinstance(wish, JourneyClock):
        when = _span("when", wish.not_before, wish.not_after, language)
        return PHRASES.say(f"wish.journey.{wish.direction}.{wish.event}", language, when=when)
    if isinstance(wish, VisitClock):
        when = PHRASES.say("joint.wish", language).join(_times(wish, language))
        return PHRASES.say("wish.visit_at" if when else "wish.visit", language, place=wish.label, when=when)
    if isinstance(wish, VisitOrder):
        first, then = wish.labels
        return PHRASES.say("wish.order", language, first=first, then=then)
    if isinstance(wish, FarMode):
        mode = word_label(wish.mode, language)
        return PHRASES.say("wish.far_mode", language, mode=mode, km=f"{wish.beyond_km:g}")
    assert isinstance(wish, AnyOf)
    options = [word_option(option, language) for option in wish.options]
    if len(options) == 1:
        return options[0]
    return PHRASES.say("wish.either", language, options=PHRASES.say("joint.or", language).join(options))


def word_option(option: Iterable[Simple], language: Language) -> str:
    """What holds together in one of several alternatives."""
    return PHRASES.say("joint.and", language).join(word_wish(wish, language) for wish in option)


def _span(key: str, earliest: int | None, latest: int | None, language: Language) -> str:
    """A span of the day, either end of which may be open."""
    if earliest is not None and latest is not None:
        return PHRASES.say(f"{key}.between", language, earliest=format_clock(earliest), latest=format_clock(latest))
    if earliest is not None:
        return PHRASES.say(f"{key}.from", language, earliest=format_clock(earliest))
    if latest is not None:
        return PHRASES.say(f"{key}.by", language, latest=format_clock(latest))
    return PHRASES.say(f"{key}.any", language)


def _times(wish: VisitClock, language: Language) -> Iterator[str]:
    clocks = (
        ("start_from", wish.start_from),
        ("start_by", wish.start_by),
        ("end_from", wish.end_from),
        ("end_by", wish.end_by),
    )
    for key, minute in clocks:
        if minute is not None:
            yield PHRASES.say(f"wish.{key}", language, time=format_clock(minute))
    if wish.day is not None:
        yield PHRASES.say("wish.on_day", language, day=wish.day)
    if wish.at_least is not None:
        yield PHRASES.say("wish.at_least", language, minutes=wish.at_least)


def word_label(label: str, language: Language) -> str:
    """A value of a wish as the traveller says it: modes, rooms and the like in words, all else as labelled."""
    for key in (f"word.{label}", f"room.{label}"):
        if key in PHRASES:
            return PHRASES.say(key, language)
    return label
