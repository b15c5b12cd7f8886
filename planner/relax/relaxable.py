"""A request whose wishes can be given up, and what the scheduler says about each attempt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ...domain.language import listed
from ...domain.pin import LegPin
from ...domain.request import Budget, Provenance, Slot, TripRequest
from ...domain.task import Findings
from ..arrange.arrange import arrange, has_candidates, least_cost
from ..arrange.attempt import Arrangement
from ..arrange.deadline import NEVER, Deadline
from ..arrange.pins import word_pin
from ..phrases import PHRASES
from ..schedule.select import total_caps
from ..trip import WayOut
from ..wording import word_wish

_WITHOUT_MEALS = Decimal("0.3")
"""Share of the cost that is left at least when meals are given up."""

_SECONDS = 0.3
"""Search time of an attempt that makes do with too little money."""


class TimeIsUpError(Exception):
    """No further question is put to the scheduler; what is known so far has to do."""


@dataclass(frozen=True, kw_only=True)
class Unit:
    """What could be given up at once: all hard wishes of one wording, or the budget.

    Attributes:
        label: In the user's language.
        indices: Of the wishes in ``request.constraints``; none for the budget.
        pin: Of a locked part in ``request.pins``; to give it up is to unlock it.
    """

    label: str
    indices: tuple[int, ...] = ()
    pin: int | None = None

    @property
    def is_budget(self) -> bool:
        """Whether it is the money and no wish."""
        return not self.indices and self.pin is None


@dataclass
class Relaxable:
    """A request whose wishes can be given up, and what the scheduler said about each attempt.

    What asks the scheduler raises TimeIsUpError after the deadline; what was asked before is still known.
    """

    request: TripRequest
    findings: Mapping[str, Findings]
    wanted: TripRequest
    deadline: Deadline = NEVER
    units: list[Unit] = field(init=False)
    _costs: dict[frozenset[str], Decimal | None] = field(init=False, default_factory=dict)
    _squeezed: dict[frozenset[str], bool] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        labelled: dict[str, list[int]] = {}
        for index, wish in enumerate(self.request.constraints):
            if wish.strength == "hard":
                labelled.setdefault(word_wish(wish, self.request.language), []).append(index)
        self.units = [Unit(label=label, indices=tuple(indices)) for label, indices in labelled.items()]
        locked = ((k, pin) for k, pin in enumerate(self.request.pins) if pin.locked and not isinstance(pin, LegPin))
        self.units += [Unit(label=word_pin(pin, self.request.language), pin=k) for k, pin in locked]
        if self.request.budget_total is not None:
            amount = f"{self.request.budget_total:,.0f}"
            self.units.append(Unit(label=PHRASES.say("wish.budget", self.request.language, amount=amount)))

    @property
    def unbudgeted(self) -> list[Unit]:
        """All units but the budget."""
        return [unit for unit in self.units if not unit.is_budget]

    @property
    def has_beds(self) -> bool:
        """Whether beds were looked for; what a longer trip costs can't be told for a day trip, for which none were."""
        return "lodging" in self.findings

    @property
    def goes_home(self) -> bool:
        """Whether the trip ends with a journey, on its last day."""
        return any(found.services for found in self.findings.values())

    def keeping(self, units: Collection[Unit]) -> TripRequest:
        """The request with these wishes alone; soft ones stay. Of an earlier plan only what is locked counts."""
        kept = _without(self.request, [unit for unit in self.units if unit not in units])
        return kept.model_copy(update={"pins": tuple(pin for pin in kept.pins if pin.locked)})

    def has_candidates(self, units: Collection[Unit]) -> bool:
        """Whether these wishes leave a hotel, rides and a way to move; told without a search, whatever may be spent."""
        return has_candidates(self.keeping([unit for unit in units if not unit.is_budget]), self.findings)

    def cost(self, units: Collection[Unit]) -> Decimal | None:
        """What the cheapest plan that keeps these wishes costs, whatever may be spent; None where there is none."""
        key = frozenset(unit.label for unit in units if not unit.is_budget)
        if key not in self._costs:
            self._in_time()
            cost = least_cost(self.keeping(units), self.findings, deadline=self.deadline)
            if cost is None:  # none there is, or none was found in time
                self._in_time()
            self._costs[key] = cost
        return self._costs[key]

    def limit(self, units: Collection[Unit]) -> Decimal | None:
        """What may be spent on the whole trip."""
        kept = self.keeping(units)
        return min([*([] if kept.budget_total is None else [kept.budget_total]), *total_caps(kept)], default=None)

    def affordable(self, units: Collection[Unit]) -> bool:
        """Whether some plan that lacks nothing keeps these wishes."""
        least, limit = self.cost(units), self.limit(units)
        return least is not None and (limit is None or least <= limit)

    def feasible(self, units: Collection[Unit]) -> bool:
        """Whether some plan keeps these wishes, if need be one that gives up meals."""
        if self.affordable(units):
            return True
        least, limit, key = self.cost(units), self.limit(units), frozenset(unit.label for unit in units)
        if least is None or limit is None or limit < least * _WITHOUT_MEALS:
            return False
        if key not in self._squeezed:
            self._in_time()
            outcome = arrange(self.keeping(units), self.findings, seconds=_SECONDS, deadline=self.deadline)
            if not isinstance(outcome, Arrangement):
                self._in_time()
            self._squeezed[key] = isinstance(outcome, Arrangement)
        return self._squeezed[key]

    def failed(self, units: Collection[Unit], *, roomless: bool = False) -> None:
        """Take note that the scheduler found no plan that keeps these, nor would at any price where they have no room."""
        self._squeezed[frozenset(unit.label for unit in units)] = False
        if roomless:
            self._costs[frozenset(unit.label for unit in units if not unit.is_budget)] = None

    def of_days(self, days: int) -> Relaxable:
        """The same for a longer or a shorter trip; what was locked or open on days that it no longer has isn't."""
        request, wanted = (_of_days(_given(request, "days", days), days) for request in (self.request, self.wanted))
        return Relaxable(request, self.findings, wanted, self.deadline)

    def _in_time(self) -> None:
        if self.deadline.passed:
            raise TimeIsUpError

    def way_out(
        self, key: str, *, cost: Decimal | None, dropped: Sequence[Unit] = (), budget: Decimal | None = None, **words: object
    ) -> WayOut:
        """A way out in words, with the request it leads to."""
        request = _without(self.wanted, dropped)
        if budget is not None:
            request = _given(request, "budget", Budget(amount=budget))
            words["amount"] = f"{budget:,.0f}"
        if cost is not None:
            words["cost"] = f"{cost:,.0f}"
        if key == "way.drop" and all(unit.pin is not None for unit in dropped):
            key = "way.unlock"
        words["wish"] = listed(request.language, (unit.label for unit in dropped))
        return WayOut(text=PHRASES.say(key, request.language, **words), cost=cost, request=request)


def _without(request: TripRequest, units: Iterable[Unit]) -> TripRequest:
    """The request without some of its wishes, or without its budget."""
    units = list(units)
    gone = {index for unit in units for index in unit.indices}
    unlocked = {unit.pin for unit in units}
    pins = tuple(p.model_copy(update={"locked": False}) if k in unlocked else p for k, p in enumerate(request.pins))
    kept = tuple(wish for index, wish in enumerate(request.constraints) if index not in gone)
    budget = None if any(unit.is_budget for unit in units) else request.budget
    return request.model_copy(update={"constraints": kept, "budget": budget, "pins": pins})


def _of_days(request: TripRequest, days: int) -> TripRequest:
    pins = tuple(pin for pin in request.pins if getattr(pin, "day", 1) <= days)
    spans = tuple(span for span in request.open_spans if span.day <= days)
    return request.model_copy(update={"pins": pins, "open_spans": spans})


def _given(request: TripRequest, slot: Slot, value: object) -> TripRequest:
    """The request with a slot that no longer is what the text says."""
    provenance = {**request.provenance, slot: Provenance(origin="given")}
    return request.model_copy(update={slot: value, "provenance": provenance})
