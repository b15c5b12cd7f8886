"""Tells what differs between two plans."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from ...domain.clock import format_clock
from ...domain.constraint import COST_CATEGORIES, CostCategory
from ...domain.itinerary import Day, Itinerary, Journey, Stop
from ...domain.language import Language, listed
from ...domain.request import TripRequest
from ..export.words import budget_of, day_of, money, people
from ..phrases import PHRASES as WORDS
from ..trip import Trip
from .phrases import PHRASES
from .plan_diff import DiffLine, PlanDiff
from .stop_diff import stop_lines


def diff_of(before: Trip, after: Trip) -> PlanDiff:
    """What changed from one plan to another, in the language of the later one.

    Args:
        before: The former version.
        after: The present one. Where one of them has no itinerary only the slots are compared.
    """
    language = after.request.language
    lines = list(_slots(before.request, after.request, language))
    if before.itinerary is None or after.itinerary is None:
        return PlanDiff(lines=tuple(lines))
    if before.request.destination == after.request.destination:
        lines = [*_plan(before.itinerary, after.itinerary, language), *lines]
    sums = _money(before, after)
    lines += _money_lines(before, after, sums, language)
    return PlanDiff(
        lines=tuple(lines),
        money=sums,
        total=_total(before, after),
        walking=walked(after.itinerary.days) - walked(before.itinerary.days),
    )


def walked(days: tuple[Day, ...]) -> int:
    """Metres on foot, the ways to and from stations included."""
    legs = [stop.leg for day in days for stop in day.stops if stop.leg]
    whole = sum(leg.metres for leg in legs if leg.mode == "walk" and not leg.parts)
    return whole + sum(part.metres for leg in legs for part in leg.parts if part.mode == "walk")


def signed(amount: Decimal, language: Language) -> str:
    """An amount as a change: ``+¥120``, ``−¥80``."""
    return f"{'+' if amount > 0 else '−'}{money(abs(amount), language)}"


def _plan(before: Itinerary, after: Itinerary, language: Language) -> Iterator[DiffLine]:
    old, new = {day.index: day for day in before.days}, {day.index: day for day in after.days}
    stops = stop_lines(before, after, language)
    for index in sorted(old.keys() | new.keys()):
        if index not in old or index not in new:
            day = new.get(index) or old[index]
            key = "diff.day_new" if index not in old else "diff.day_gone"
            text = PHRASES.say(key, language, day=index, date=day_of(day.date, language))
            yield DiffLine(day=index, subject="day", text=text)
        lines = [line for line in stops if line.day == index]
        on_foot = walked((new[index],)) - walked((old[index],)) if index in old and index in new else 0
        changes = [line for line in lines if line.subject in ("attraction", "meal")]
        for line in lines:
            last = bool(changes) and line is changes[-1] and abs(on_foot) >= _FAR
            walk = PHRASES.say("diff.walking", language, km=f"{on_foot / 1000:+.1f}".replace("-", "−")) if last else ""
            yield line.model_copy(update={"text": line.text + walk})
    yield from _hotels(old, new, language)
    yield from _rides(before, after, language)


_FAR = 100
"""Metres more or less on foot that are worth a word."""


def _hotels(old: dict[int, Day], new: dict[int, Day], language: Language) -> Iterator[DiffLine]:
    """Consecutive nights whose hotel changed in the same way, together; nights of days that are new or gone count only elsewhere."""
    known = {day.night.hotel.id for day in old.values() if day.night} & {day.night.hotel.id for day in new.values() if day.night}

    def change(index: int) -> tuple[str, str]:
        nights = [days[index].night if index in days else None for days in (old, new)]
        ids = [night.hotel.id if night else "" for night in nights]
        return ("", "") if ids[0] == ids[1] or ("" in ids and set(ids) - {""} <= known) else (ids[0], ids[1])

    for (one, other), group in groupby(sorted(old.keys() | new.keys()), change):
        indices = list(group)
        if not (one or other):
            continue
        before, after = old.get(indices[0]), new.get(indices[0])
        was = before.night if before else None
        now = after.night if after else None
        first, last = indices[0], indices[-1]
        nights = PHRASES.say("diff.night" if first == last else "diff.nights", language, first=first, last=last)
        names = {"before": was.hotel.name_in(language) if was else "", "after": now.hotel.name_in(language) if now else ""}
        key = "diff.hotel" if was and now else "diff.hotel_new" if now else "diff.hotel_gone"
        text = PHRASES.say(key, language, nights=nights, **names)
        if was and now and was.charge.unit_price is not None and now.charge.unit_price is not None:
            step = now.charge.unit_price - was.charge.unit_price
            text += PHRASES.say("diff.rate", language, amount=signed(step, language)) if step else ""
        yield DiffLine(day=None, subject="hotel", text=text, **names)


def _rides(before: Itinerary, after: Itinerary, language: Language) -> Iterator[DiffLine]:
    for direction in ("out", "back"):
        was, now = (_ride(itinerary, direction, language) for itinerary in (before, after))
        if was == now:
            continue
        nothing = PHRASES.say("diff.nothing", language)
        text = PHRASES.say(f"diff.ride.{direction}", language, before=was or nothing, after=now or nothing)
        yield DiffLine(subject="journey", before=was, after=now, text=text)


def _ride(itinerary: Itinerary, direction: str, language: Language) -> str:
    found = [stop for day in itinerary.days for stop in day.stops if stop.journey and stop.journey.direction == direction]
    return _ride_told(found[0], found[0].journey, language) if found and found[0].journey else ""


def _ride_told(stop: Stop, journey: Journey, language: Language) -> str:
    """Mode, number, times and the station in the city that is visited."""
    here = journey.destination if journey.direction == "out" else journey.origin
    mode = WORDS.say(f"word.{journey.mode}", language)
    what = " ".join([mode, *([journey.number] if journey.number else []), f"{format_clock(stop.start)}–{format_clock(stop.end)}"])
    return PHRASES.say("diff.ride", language, ride=what, station=here.name_in(language))


def _slots(before: TripRequest, after: TripRequest, language: Language) -> Iterator[DiffLine]:
    nothing = PHRASES.say("diff.nothing", language)

    def told(request: TripRequest) -> dict[str, str]:
        return {
            "destination": request.destination_name,
            "origin": request.origin_name or nothing,
            "start": day_of(request.start, language, year=True) if request.start else nothing,
            "days": str(request.days),
            "party": people(request.party, language),
            "budget": budget_of(request.budget, language) if request.budget else nothing,
            "pace": PHRASES.say(f"pace.{request.pace}", language),
        }

    was, now = told(before), told(after)
    for slot, value in now.items():
        if was[slot] != value:
            name = PHRASES.say(f"slot.{slot}", language)
            text = PHRASES.say("diff.slot", language, slot=name, before=was[slot], after=value)
            yield DiffLine(subject="slot", before=was[slot], after=value, text=text)


def _money(before: Trip, after: Trip) -> dict[CostCategory, Decimal]:
    if before.budget is None or after.budget is None:
        return {}
    was, now = before.budget.by_category, after.budget.by_category
    steps = {key: now.get(key, Decimal(0)) - was.get(key, Decimal(0)) for key in COST_CATEGORIES}
    return {key: step for key, step in steps.items() if step}


def _total(before: Trip, after: Trip) -> Decimal | None:
    if before.budget is None or after.budget is None or before.budget.unknown or after.budget.unknown:
        return None
    return after.budget.total - before.budget.total


def _money_lines(before: Trip, after: Trip, sums: dict[CostCategory, Decimal], language: Language) -> Iterator[DiffLine]:
    """The total, and by how much each category changed it."""
    if before.budget is None or after.budget is None or not sums:
        return
    was, now = money(before.budget.total, language), money(after.budget.total, language)
    parts = (f"{WORDS.say(f'category.{category}', language)} {signed(step, language)}" for category, step in sums.items())
    step = after.budget.total - before.budget.total
    key = "diff.total" if step else "diff.total_same"
    names = {"before": was, "after": now}
    text = PHRASES.say(key, language, amount=signed(step, language), parts=listed(language, parts), **names)
    yield DiffLine(subject="money", text=text, **names)
