"""Unit prices and quantities of every charge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from ...domain.check import CheckResult
from ...domain.itinerary import Charge, Day, PlaceRef
from .case import Case, yuan
from .money import cost_of
from .owed import Owed, Prices, categories_of, owed


def prices(case: Case) -> Iterator[CheckResult]:
    """Each charge has the price its record gives for that date and traveller, by the right unit."""
    for day in case.days:
        lines = list(owed(case, day))
        faults = [fault for line in lines for fault in _faults(case, line)]
        faults += [
            case.violated("prices", "prices.stray", day, place, label=charge.label, amount=yuan(cost_of(charge)))
            for place, charge in _stray(day)
        ]
        yield from faults
        for line in lines:
            if None in line.stated or (line.prices is not None and None in line.prices):
                yield case.unverifiable("prices", "prices.unknown", day, line.place, what=_category(case, line))
        if lines and not faults:
            yield case.satisfied("prices", "prices.ok", day, count=sum(len(line.charges) for line in lines))


def _faults(case: Case, line: Owed) -> Iterator[CheckResult]:
    what = _category(case, line)
    if not line.charges and not line.is_free:
        yield case.violated("prices", "prices.missing", line.day, line.place, what=what)
        return
    for charge in line.charges:
        if charge.basis != line.basis and cost_of(charge) != 0:
            yield case.violated("prices", "prices.basis", line.day, line.place, what=what, plan=charge.basis, true=line.basis)
        if charge.category != line.category:
            yield case.violated("prices", "prices.category", line.day, line.place, what=what, plan=charge.category)
    if line.prices is None:
        return  # an assumption; that it is flagged is checked with the sources
    stated, true = line.stated, line.prices
    # A wrong number of units is the party's affair; here then only prices that no unit has.
    same = _paid(stated) == _paid(true) if line.count_fits else set(_paid(stated)) == set(_paid(true))
    if line.charges and not same:
        yield case.violated(
            "prices", "prices.differs", line.day, line.place, what=what, plan=_show(case, stated), true=_show(case, true)
        )


def _paid(units: Prices) -> Prices:
    return Counter({price: count for price, count in units.items() if price != 0 and count})


def _show(case: Case, units: Prices) -> str:
    ordered = sorted(units.items(), key=lambda item: (item[0] is None, item[0] or Decimal(0)), reverse=True)
    return case.join(f"{yuan(price)} × {count}" for price, count in ordered)


def _stray(day: Day) -> Iterator[tuple[PlaceRef, Charge]]:
    for stop in day.stops:
        for charge in stop.charges:
            if charge.category not in categories_of(stop):
                yield stop.place, charge


def party(case: Case) -> Iterator[CheckResult]:
    """Tickets, meals, seats, cars and fares are as many as the party needs."""
    size = case.request.party.size
    for day in case.days:
        faults, count = [], 0
        for line in owed(case, day):
            count += len(line.charges)
            if line.charges and not line.count_fits:
                told = {"what": _category(case, line), "plan": sum(line.stated.values()), "needed": line.units, "people": size}
                faults.append(case.violated("party", "party.units", day, line.place, **told))
        yield from faults
        if count and not faults:
            yield case.satisfied("party", "party.ok", day, count=count, people=size)


def _category(case: Case, line: Owed) -> str:
    return case.word(f"category.{line.category}")
