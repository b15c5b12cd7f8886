"""Explains why no plan exists: the smallest set of wishes that conflict, and the cheapest ways out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal

from ..domain.check import CheckResult
from ..domain.constraint import Choice, Constraint, CostLimit, HotelStars, JourneyClock, Near, RoomCount
from ..domain.language import Language, listed
from ..domain.place import AnyPlace
from ..domain.request import TripRequest
from ..domain.task import Findings
from .arrange import Shortfall, least_cost
from .phrases import PHRASES
from .schedule.select import total_caps
from .state import Blame
from .trip import Conflict, WayOut
from .wording import word_wish

_MOST_MORE_DAYS = 2
"""A longer trip is offered up to so many days more."""

_WORTHWHILE = Decimal("0.9")
"""Giving up a wish is offered beside a higher budget when it saves a tenth of it."""


def blame_of(shortfall: Shortfall, request: TripRequest, findings: Mapping[str, Findings]) -> Blame:
    """What an attempt of the scheduler failed on.

    Args:
        shortfall: Its own account.
        request: What was attempted.
        findings: Name the places.
    """
    language = request.language
    subject, unplaced = shortfall.subject, shortfall.unplaced
    wishes = tuple(index for index, wish in enumerate(request.constraints) if _failed_on(wish, shortfall))
    reason = ""
    if subject:
        reason = PHRASES.say("blame.candidates", language, subject=PHRASES.say(f"subject.{subject}", language))
    elif unplaced:
        places: dict[str, AnyPlace] = {place.id: place for found in findings.values() for place in found.places}
        names = listed(language, (places[place].name_in(language) for place in unplaced))
        reason = PHRASES.say("blame.unplaced", language, names=names)
    return Blame(wishes=wishes, reason=reason)


def refusal(objections: Sequence[CheckResult], request: TripRequest) -> Blame:
    """What the verifier holds against a plan that was found."""
    checks = "; ".join(dict.fromkeys(check.message for check in objections))
    return Blame(
        wishes=tuple(dict.fromkeys(check.wish for check in objections if check.wish is not None)),
        refused=True,
        reason=PHRASES.say("blame.checks", request.language, checks=checks),
    )


def explain(request: TripRequest, findings: Mapping[str, Findings], blame: Blame | None = None) -> Conflict:
    """Find a minimal set of conflicting wishes, and price the ways out.

    Each question to the scheduler may take it a second or more, so few are asked: what the failed attempt blames comes
    first, and halves of the wishes are acquitted together.

    Args:
        request: The request that has no plan.
        findings: Of all subtasks; candidates beyond the wishes are among them.
        blame: What the attempt failed on.

    Returns:
        The conflict; its ways out cheapest first. Where only the verifier objects, the wishes it names are the conflict.
    """
    blame = blame or Blame()
    language, case = request.language, _Case(request, findings)
    blamed = {word_wish(request.constraints[index], language) for index in blame.wishes}
    suspects = [unit for unit in case.units if unit.label in blamed]
    others = [unit for unit in case.units if unit.label not in blamed]
    budget = [unit for unit in others if unit.is_budget]
    ranked = [*suspects, *budget, *(unit for unit in others if not unit.is_budget)]
    if case.feasible(ranked):
        conflict = suspects
        ways = list(_ways_out_of_refusal(case, suspects))
    else:
        if not case.feasible([]):
            conflict = []
        elif not case.feasible(budget):
            conflict = budget
        else:
            guilty = bool(suspects) and not case.feasible(suspects)
            conflict = _minimal(case, [], [], suspects if guilty else ranked)
        ways = list(_ways_out(case, conflict))
    least, limit = case.cost(case.units), case.limit(case.units)
    if least is not None and limit is not None and least > limit and not blame.refused:
        explanation = PHRASES.say(
            "conflict.budget", language, least=f"{least:,.2f}", budget=f"{limit:,.2f}", short=f"{least - limit:,.2f}"
        )
    else:
        explanation = blame.reason or PHRASES.say("conflict.none", language)
    labels = tuple(unit.label for unit in case.units if unit in conflict)
    return Conflict(
        wishes=labels or (PHRASES.say("conflict.request", language),),
        explanation=explanation,
        ways_out=tuple(sorted(ways, key=lambda way: (way.cost is None, way.cost or 0))),
    )


@dataclass(frozen=True, kw_only=True)
class _Unit:
    """What could be given up at once: all hard wishes of one wording, or the budget."""

    label: str
    wishes: tuple[Constraint, ...] = ()

    @property
    def is_budget(self) -> bool:
        return not self.wishes


@dataclass
class _Case:
    """A request whose wishes can be given up, and what the scheduler said about each attempt."""

    request: TripRequest
    findings: Mapping[str, Findings]
    units: list[_Unit] = field(init=False)
    _costs: dict[frozenset[str], Decimal | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        labelled: dict[str, list[Constraint]] = {}
        for wish in self.request.constraints:
            if wish.strength == "hard":
                labelled.setdefault(word_wish(wish, self.request.language), []).append(wish)
        self.units = [_Unit(label=label, wishes=tuple(wishes)) for label, wishes in labelled.items()]
        if self.request.budget_total is not None:
            amount = f"{self.request.budget_total:,.0f}"
            self.units.append(_Unit(label=PHRASES.say("wish.budget", self.request.language, amount=amount)))

    def keeping(self, units: Collection[_Unit]) -> TripRequest:
        """The request with these wishes alone; soft ones stay."""
        kept = {unit.label for unit in units}
        wishes = tuple(w for w in self.request.constraints if w.strength == "soft" or word_wish(w, self.request.language) in kept)
        budget = self.request.budget if any(unit.is_budget for unit in units) else None
        return self.request.model_copy(update={"constraints": wishes, "budget": budget})

    def cost(self, units: Collection[_Unit]) -> Decimal | None:
        """What the cheapest plan that keeps these wishes costs, whatever may be spent; None where there is none."""
        key = frozenset(unit.label for unit in units if not unit.is_budget)
        if key not in self._costs:
            self._costs[key] = least_cost(self.keeping(units), self.findings)
        return self._costs[key]

    def limit(self, units: Collection[_Unit]) -> Decimal | None:
        """What may be spent on the whole trip."""
        kept = self.keeping(units)
        return min([*([] if kept.budget_total is None else [kept.budget_total]), *total_caps(kept)], default=None)

    def feasible(self, units: Collection[_Unit]) -> bool:
        """Whether some plan keeps these wishes."""
        least, limit = self.cost(units), self.limit(units)
        return least is not None and (limit is None or least <= limit)

    def without(self, *dropped: _Unit) -> list[_Unit]:
        """All units but these."""
        return [unit for unit in self.units if unit not in dropped]


def _minimal(case: _Case, kept: list[_Unit], added: list[_Unit], units: list[_Unit]) -> list[_Unit]:
    """The units that a minimal conflict takes from a list beside those kept; the first ones are preferred (QuickXplain)."""
    if added and not case.feasible(kept):
        return []
    if len(units) == 1:
        return units
    first, second = units[: (len(units) + 1) // 2], units[(len(units) + 1) // 2 :]
    from_second = _minimal(case, kept + first, first, second)
    return _minimal(case, kept + from_second, from_second, first) + from_second


def _ways_out(case: _Case, conflict: list[_Unit]) -> Iterator[WayOut]:
    """A higher budget, each wish that could be given up, alone or beside a higher budget, a longer or a shorter trip."""
    language, budget = case.request.language, case.request.budget_total
    unbudgeted = [unit for unit in case.units if not unit.is_budget]
    least = case.cost(case.units)
    short = budget is not None and least is not None and least > budget
    if short and least is not None and case.feasible(unbudgeted):
        enough = _rounded_up(least)
        yield WayOut(text=PHRASES.say("way.budget", language, amount=f"{enough:,.0f}"), cost=enough)
    for unit in unbudgeted:
        if unit not in conflict and not (short and _may_cost(unit)):
            continue
        rest = case.without(unit)
        price = case.cost(rest)
        if price is None:
            continue
        if case.feasible(rest):
            if unit in conflict:
                yield WayOut(text=PHRASES.say("way.drop", language, wish=unit.label, cost=f"{price:,.0f}"), cost=price)
        elif budget is not None and price > budget and (least is None or price < least * _WORTHWHILE):
            enough = _rounded_up(price)
            if case.feasible([other for other in rest if not other.is_budget]):
                text = PHRASES.say("way.drop_and_budget", language, wish=unit.label, amount=f"{enough:,.0f}")
                yield WayOut(text=text, cost=enough)
    for more in range(1, _MOST_MORE_DAYS + 1) if least is None else ():
        longer = _Case(case.request.model_copy(update={"days": case.request.days + more}), case.findings)
        if longer.feasible(longer.units):
            days = case.request.days + more
            yield WayOut(text=PHRASES.say("way.longer", language, days=_days(days, language)), cost=longer.cost(longer.units))
            break
    if short and case.request.days > 1:
        days = case.request.days - 1
        shorter = _Case(case.request.model_copy(update={"days": days}), case.findings)
        if shorter.feasible(shorter.units):
            yield WayOut(text=PHRASES.say("way.shorter", language, days=_days(days, language)), cost=shorter.cost(shorter.units))


def _days(number: int, language: Language) -> str:
    return PHRASES.say("days.one" if number == 1 else "days.many", language, days=number)


def _ways_out_of_refusal(case: _Case, suspects: list[_Unit]) -> Iterator[WayOut]:
    """Giving up all that the verifier objects to."""
    if not suspects:
        return
    price = case.cost(case.without(*suspects))
    if price is not None:
        language = case.request.language
        wish = listed(language, (unit.label for unit in suspects))
        yield WayOut(text=PHRASES.say("way.drop", language, wish=wish, cost=f"{price:,.0f}"), cost=price)


def _may_cost(unit: _Unit) -> bool:
    """Whether a trip may be cheaper without a wish: bans, caps and times seldom are what makes it dear."""
    return any(isinstance(w, HotelStars | RoomCount | Near) or (isinstance(w, Choice) and w.op != "none_of") for w in unit.wishes)


def _failed_on(wish: Constraint, shortfall: Shortfall) -> bool:
    """Whether a wish is about what has no candidates, no room, or no place in the plan, or caps what costs too much."""
    subject = shortfall.subject
    if isinstance(wish, Choice):
        if subject is not None:
            return wish.subject.startswith(subject)
        named = wish.attribute == "place" and bool(set(wish.values) & set(shortfall.unplaced))
        return named or (shortfall.unmet and wish.op in ("all_of", "any_of"))
    if isinstance(wish, Near):
        return wish.subject == subject or (shortfall.unmet and wish.subject == "restaurant")
    if isinstance(wish, HotelStars | RoomCount):
        return subject == "hotel"
    if isinstance(wish, CostLimit):
        if shortfall == Shortfall():  # everything has its place, so it costs too much
            return True
        return subject is not None and wish.category == {"hotel": "lodging"}.get(subject, subject)
    return isinstance(wish, JourneyClock) and subject == "intercity"


def _rounded_up(amount: Decimal) -> Decimal:
    """To full tens, so that the sum that is offered is enough."""
    return (amount / 10).quantize(Decimal(1), rounding=ROUND_CEILING) * 10
