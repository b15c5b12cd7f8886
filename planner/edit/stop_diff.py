"""Tells which visits and meals differ between two plans."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from ...domain.clock import format_clock
from ...domain.edit import DayPart
from ...domain.itinerary import Itinerary
from ...domain.language import Language
from ..export.words import money
from .phrases import PHRASES
from .plan_diff import DiffLine
from .targets import Placed, all_stops, part_of

_SOON = 10
"""Minutes by which a stop may begin earlier or later without a word."""


def stop_lines(before: Itinerary, after: Itinerary, language: Language) -> list[DiffLine]:
    """A line for each stop that is another one, new, gone, on another day or at another time; in the order of the later plan."""
    old, new = ({_key(placed): placed for placed in all_stops(plan)} for plan in (before, after))
    lines: list[tuple[tuple[int, int], DiffLine]] = []

    def tell(placed: Placed, line: DiffLine) -> None:
        lines.append(((placed.day.index, placed.stop.start), line))

    for key in old.keys() & new.keys():
        if (line := _moved(old[key], new[key], language)) is not None:
            tell(new[key], line)
    gone = [placed for key, placed in old.items() if key not in new]
    added = [placed for key, placed in new.items() if key not in old]
    for was, now in _paired(gone, added):
        tell(now, _changed(was, now, language))
        gone.remove(was)
        added.remove(now)
    for placed in added:
        tell(placed, _alone("new", placed, language))
    for placed in gone:
        tell(placed, _alone("gone", placed, language))
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])]


def _key(placed: Placed) -> tuple[str, str]:
    return placed.pin.kind, placed.pin.place


def _paired(gone: list[Placed], added: list[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """What took whose place: the same meal of the day, or sights of one part of it, then of one day."""
    left = list(added)
    for same in (_moment, lambda placed: (placed.day.index, placed.pin.kind)):
        for was in list(gone):
            now = next((placed for placed in left if same(placed) == same(was)), None)
            if now is not None and was in gone:
                left.remove(now)
                yield was, now


def _moment(placed: Placed) -> tuple[int, str, str | None]:
    return placed.day.index, placed.pin.kind, placed.pin.meal if placed.pin.kind == "meal" else part_of(placed.stop.start)


def _subject(placed: Placed) -> Literal["attraction", "meal"]:
    return placed.pin.kind


def _part(placed: Placed, language: Language) -> tuple[DayPart, str]:
    """The part of the day; a meal is told by its name."""
    part = part_of(placed.stop.start)
    if placed.pin.kind == "meal" and placed.pin.meal:
        return part, PHRASES.say(f"meal.{placed.pin.meal}", language)
    return part, PHRASES.say(f"part.{part}", language)


def _changed(was: Placed, now: Placed, language: Language) -> DiffLine:
    part, told = _part(now, language)
    names = {"before": was.stop.place.name_in(language), "after": now.stop.place.name_in(language)}
    text = PHRASES.say("diff.change", language, day=now.day.index, part=told, **names)
    return DiffLine(day=now.day.index, part=part, subject=_subject(now), text=text + _cost(was, now, language), **names)


def _alone(how: Literal["new", "gone"], placed: Placed, language: Language) -> DiffLine:
    part, told = _part(placed, language)
    name = placed.stop.place.name_in(language)
    names = {"before": "" if how == "new" else name, "after": name if how == "new" else ""}
    text = PHRASES.say(f"diff.{how}", language, day=placed.day.index, part=told, **names)
    was, now = (None, placed) if how == "new" else (placed, None)
    return DiffLine(day=placed.day.index, part=part, subject=_subject(placed), text=text + _cost(was, now, language), **names)


def _moved(was: Placed, now: Placed, language: Language) -> DiffLine | None:
    """The line of a stop that stays, on another day or at another time; None where it is where it was."""
    name, part = now.stop.place.name_in(language), part_of(now.stop.start)
    if was.day.index != now.day.index:
        days = {"before": was.day.index, "after": now.day.index}
        parts = {"before_part": _part(was, language)[1], "after_part": _part(now, language)[1]}
        text = PHRASES.say("diff.moved", language, name=name, **days, **parts)
        return DiffLine(day=now.day.index, part=part, subject="time", before=name, after=name, text=text)
    if max(abs(was.stop.start - now.stop.start), abs(was.stop.end - now.stop.end)) < _SOON:
        return None
    times = {"before": _times(was), "after": _times(now)}
    text = PHRASES.say("diff.time", language, day=now.day.index, name=name, **times)
    return DiffLine(day=now.day.index, part=part, subject="time", text=text, **times)


def _times(placed: Placed) -> str:
    return f"{format_clock(placed.stop.start)}–{format_clock(placed.stop.end)}"


def _cost(was: Placed | None, now: Placed | None, language: Language) -> str:
    """By how much the price changed, where it is known and did; what costs as much says so only of a sight's ticket."""
    one, other = _sum(was), _sum(now)
    placed = now or was
    if placed is None or one is None or other is None or ((was is None or now is None) and one == other):
        return ""
    step = other - one
    if not step and placed.pin.kind == "meal":
        return ""
    amount = f"{'+' if step > 0 else '−'}{money(abs(step), language)}"
    return PHRASES.say("diff.meal_cost" if placed.pin.kind == "meal" else "diff.ticket", language, amount=amount)


def _sum(placed: Placed | None) -> Decimal | None:
    """What a stop costs; None where that is unknown."""
    amounts = [charge.amount for charge in placed.stop.charges] if placed else []
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None
