"""The budget sheet against the itinerary, to the fen, and the total against the budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from ...domain.budget import BudgetLine
from ...domain.check import CheckResult
from ...domain.constraint import COST_CATEGORIES, CostCategory
from ...domain.itinerary import Charge
from ...domain.place import Hotel, Restaurant
from .case import Case, yuan


def charges(case: Case) -> Iterator[tuple[int, Charge]]:
    """Everything the itinerary charges, with the day."""
    for day in case.days:
        for stop in day.stops:
            if stop.leg is not None and stop.leg.charge is not None:
                yield day.index, stop.leg.charge
            for charge in stop.charges:
                yield day.index, charge
        if day.night is not None:
            yield day.index, day.night.charge


def cost_of(charge: Charge) -> Decimal | None:
    """Unit price times quantity, CNY; None when unknown."""
    return None if charge.unit_price is None else charge.unit_price * charge.quantity


def uncounted(case: Case) -> Iterator[CostCategory]:
    """Categories in which a plan pays little for want of any record."""
    if case.asked.nights > 0 and not case.facts.knows(Hotel):
        yield "lodging"
    if not case.facts.searched(Restaurant):
        yield "meals"
    if case.leaves_town and not case.facts.services:
        yield "intercity"


def budget_sheet(case: Case) -> Iterator[CheckResult]:
    """The lines are exactly the itinerary's charges and at most one reserve; every sum is right to the fen."""
    faults = [*_line_faults(case), *_sum_faults(case)]
    yield from faults
    if not faults:
        sheet = case.budget
        yield case.satisfied("budget_sheet", "sheet.ok", count=len(sheet.lines), total=yuan(sheet.total))


def _line_faults(case: Case) -> Iterator[CheckResult]:
    reserve = [line for line in case.budget.lines if line.category == "reserve"]
    if len(reserve) > 1:
        yield case.violated("budget_sheet", "sheet.reserves", count=len(reserve))
    listed = Counter((line.day, line.charge) for line in case.budget.lines if line.category != "reserve")
    due: Counter[tuple[int | None, Charge]] = Counter(charges(case))
    for (day, charge), count in (due - listed).items():
        yield case.violated("budget_sheet", "sheet.missing", item=charge.label, on=day, amount=yuan(cost_of(charge)), count=count)
    for (day, charge), count in (listed - due).items():
        on = "–" if day is None else day
        yield case.violated("budget_sheet", "sheet.extra", item=charge.label, on=on, amount=yuan(cost_of(charge)), count=count)
    for line in case.budget.lines:
        yield from _line_fault(case, line)


def _line_fault(case: Case, line: BudgetLine) -> Iterator[CheckResult]:
    shown = {
        "amount": (yuan(line.amount), yuan(cost_of(line.charge))),
        "category": (line.category, line.charge.category),
        "estimated": (line.estimated, line.charge.estimated),
    }
    if line.category == "reserve":
        shown["day"] = (line.day, None)
    for field, (plan, true) in shown.items():
        if plan != true:
            yield case.violated("budget_sheet", "sheet.line", item=line.item, field=field, plan=plan, true=true)


def _sum_faults(case: Case) -> Iterator[CheckResult]:
    sheet = case.budget
    known = [(line, cost) for line in sheet.lines if (cost := cost_of(line.charge)) is not None]
    total = sum((cost for _, cost in known), Decimal(0))
    sums: list[tuple[str, Decimal, Decimal]] = [("total", sheet.total, total)]
    for category in COST_CATEGORIES:
        true = sum((cost for line, cost in known if line.category == category), Decimal(0))
        sums.append((category, sheet.by_category.get(category, Decimal(0)), true))
    by_day = [sum((cost for line, cost in known if line.day == day.index), Decimal(0)) for day in case.days]
    if len(sheet.by_day) != len(by_day):
        yield case.violated("budget_sheet", "sheet.days", plan=len(sheet.by_day), true=len(by_day))
    for day, plan, true in zip(case.days, sheet.by_day, by_day, strict=False):
        if plan != true:
            yield case.violated("budget_sheet", "sheet.day", day, plan=yuan(plan), true=yuan(true))
    for name, plan, true in sums:
        if plan != true:
            field = case.word(f"category.{name}")
            yield case.violated("budget_sheet", "sheet.sum", field=field, plan=yuan(plan), true=yuan(true))
    unknown = {line.item for line in sheet.lines if cost_of(line.charge) is None}
    if unknown != set(sheet.unknown):
        yield case.violated(
            "budget_sheet", "sheet.unknown", plan=case.join(sorted(sheet.unknown)) or "–", true=case.join(sorted(unknown)) or "–"
        )
    limit = case.request.budget_total
    if sheet.limit != limit:
        yield case.violated("budget_sheet", "sheet.limit", plan=yuan(sheet.limit), true=yuan(limit))
    verdict = _verdict(total, limit, bool(unknown))
    if sheet.verdict != verdict:
        yield case.violated("budget_sheet", "sheet.verdict", plan=sheet.verdict, true=verdict)


def _verdict(total: Decimal, limit: Decimal | None, unknown: bool) -> str:
    if limit is None:
        return "no_limit"
    if total > limit:
        return "over"
    return "within_known" if unknown else "within"


def budget(case: Case) -> Iterator[CheckResult]:
    """The party spends at most what it has; unknown prices, and what could not be looked up at all, leave that open."""
    limit = case.request.budget_total
    if limit is None:
        return
    costs = [cost_of(charge) for _, charge in charges(case)]
    costs += [cost_of(line.charge) for line in case.budget.lines if line.category == "reserve"]
    total, unknown = sum((cost for cost in costs if cost is not None), Decimal(0)), costs.count(None)
    told = {"total": yuan(total), "limit": yuan(limit)}
    if total > limit:
        yield case.violated("budget", "budget.over", short=yuan(total - limit), **told)
    elif unknown:
        yield case.unverifiable("budget", "budget.unknown", count=unknown, **told)
    elif lacking := [case.word(f"category.{category}") for category in uncounted(case)]:
        yield case.unverifiable("budget", "budget.uncounted", what=case.join(lacking), **told)
    else:
        yield case.satisfied("budget", "budget.ok", left=yuan(limit - total), **told)
