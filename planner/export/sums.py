"""The budget sheet, category by category, with what each sum is made of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...domain.base import Model
from ...domain.budget import BudgetSheet
from ...domain.constraint import COST_CATEGORIES, CostCategory
from ...domain.itinerary import Charge, Itinerary, PlaceRef
from ...domain.language import Language, listed
from .phrases import LABELS
from .words import Namer, counted, money

_SHOWN = 6


class Sum(Model):
    """One category of the sheet.

    Attributes:
        details: What it is made of, the dearest first.
        amount: As the sheet has it.
        estimated: True where any part of it is.
    """

    category: CostCategory
    name: str
    details: str
    amount: str
    estimated: bool


class _Part:
    def __init__(self) -> None:
        self.amount = Decimal(0)
        self.count = 0
        self.unknown = False


def sums_of(itinerary: Itinerary, sheet: BudgetSheet, language: Language) -> list[Sum]:
    """Every category that has a line."""
    parts: dict[CostCategory, dict[str, _Part]] = {}
    for charge, what in _labelled(itinerary, language):
        part = parts.setdefault(charge.category, {}).setdefault(what, _Part())
        part.count += 1
        part.amount += charge.amount or 0
        part.unknown |= charge.amount is None
    sums = []
    for category in COST_CATEGORIES:
        lines = [line for line in sheet.lines if line.category == category]
        if not lines:
            continue
        estimated = any(line.estimated for line in lines)
        amount = money(sheet.by_category.get(category, Decimal(0)), language, estimated=estimated)
        if any(line.amount is None for line in lines):
            amount = LABELS.say("and_unknown", language, amount=amount)
        sums.append(
            Sum(
                category=category,
                name=LABELS.say(category, language),
                details=_details(category, parts.get(category, {}), language),
                amount=amount,
                estimated=estimated,
            )
        )
    return sums


def verdict_of(sheet: BudgetSheet, language: Language) -> str:
    """The total against the budget, in words."""
    if sheet.limit is None:
        return LABELS.say("verdict.no_limit", language)
    return LABELS.say(
        f"verdict.{sheet.verdict}",
        language,
        limit=money(sheet.limit, language),
        left=money(abs(sheet.limit - sheet.total), language),
        unknown=_short(list(sheet.unknown), language),
    )


def unknown_of(sheet: BudgetSheet, language: Language) -> str:
    """What has no known price, where the verdict doesn't say it already; else empty."""
    if not sheet.unknown or sheet.verdict == "within_known":
        return ""
    return LABELS.say("unknown_prices", language, items=_short(list(sheet.unknown), language))


def estimates_of(sheet: BudgetSheet, language: Language) -> str:
    """How much of the total is estimated, by category; empty where nothing is."""
    found: dict[str, Decimal] = {}
    for line in sheet.lines:
        if line.estimated and line.amount:
            name = LABELS.say(line.category, language)
            found[name] = found.get(name, Decimal(0)) + line.amount
    if not found:
        return ""
    parts = [LABELS.say("part", language, name=name, amount=money(amount, language)) for name, amount in found.items()]
    total = money(sum(found.values(), Decimal(0)), language)
    return LABELS.say("estimates", language, amount=total, parts=listed(language, parts))


def _labelled(itinerary: Itinerary, language: Language) -> Iterator[tuple[Charge, str]]:
    """Each charge with the part of its category that it belongs to."""
    namer = Namer(language)
    for day in itinerary.days:
        for stop in day.stops:
            if stop.leg and stop.leg.charge:
                yield stop.leg.charge, stop.leg.charge.label
            for charge in stop.charges:
                if charge.category == "meals" and stop.meal:
                    yield charge, LABELS.say(f"meal.{stop.meal}", language)
                else:
                    yield charge, _part_name(charge, stop.place, namer)
        if day.night:
            yield day.night.charge, _part_name(day.night.charge, day.night.hotel, namer)


def _part_name(charge: Charge, place: PlaceRef, namer: Namer) -> str:
    return charge.label if charge.category in ("intercity", "innercity") else namer.plain(place)


def _details(category: CostCategory, parts: dict[str, _Part], language: Language) -> str:
    free = sum(not part.amount and not part.unknown for part in parts.values())
    paid = {name: part for name, part in parts.items() if part.amount or part.unknown}
    ordered = sorted(paid.items(), key=lambda item: -item[1].amount) if category == "tickets" else list(paid.items())
    words = []
    for name, part in ordered:
        amount = money(part.amount, language)
        if part.unknown:
            amount = LABELS.say("and_unknown", language, amount=amount) if part.amount else LABELS.say("unknown", language)
        if category == "innercity":
            amount = f"{amount} ({counted('times', part.count, language)})"
        elif category == "lodging" and part.count > 1:
            amount = f"{amount} ({counted('nights', part.count, language)})"
        words.append(f"{name} {amount}")
    if free:
        words.append(counted("free_places", free, language))
    return " · ".join(words)


def _short(items: list[str], language: Language) -> str:
    if len(items) <= _SHOWN:
        return listed(language, items)
    more = LABELS.say("more_items", language, count=len(items) - _SHOWN)
    return f"{listed(language, items[:_SHOWN])} {more}"
