"""Words a constraint for the traveller."""

from __future__ import annotations

from ..domain.clock import format_clock
from ..domain.constraint import Choice, Constraint, CostLimit, DayClock, HotelStars, JourneyClock, Near, RoomCount
from ..domain.language import Language, listed
from .phrases import PHRASES


def word_wish(wish: Constraint, language: Language) -> str:
    """One wish as a short phrase, e.g. "必去：故宫"."""
    if isinstance(wish, Choice):
        subject = PHRASES.say(f"subject.{wish.subject}", language)
        values = listed(language, (_label(label, language) for label in wish.labels))
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
        earliest = format_clock(wish.earliest) if wish.earliest is not None else "–"
        latest = format_clock(wish.latest) if wish.latest is not None else "–"
        return PHRASES.say("wish.day_clock", language, earliest=earliest, latest=latest)
    assert isinstance(wish, JourneyClock)
    return PHRASES.say(
        f"wish.journey.{wish.direction}.{wish.event}",
        language,
        earliest=format_clock(wish.not_before) if wish.not_before is not None else "–",
        latest=format_clock(wish.not_after) if wish.not_after is not None else "–",
    )


def _label(label: str, language: Language) -> str:
    for key in (f"word.{label}", f"room.{label}"):
        if key in PHRASES:
            return PHRASES.say(key, language)
    return label
