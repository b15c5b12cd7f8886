"""Explains why no plan exists: the smallest set of wishes that conflict, and the cheapest ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_CEILING, Decimal

from ...domain.constraint import AnyOf, Choice, Constraint, CostLimit, FarMode, HotelStars, Near, RoomCount
from ...domain.language import Language, listed
from ...domain.request import TripRequest
from ...domain.task import Findings
from ..arrange.deadline import NEVER, Deadline
from ..arrange.pins import word_pin
from ..flow.state import Blame
from ..phrases import PHRASES
from ..trip import Conflict, WayOut
from ..wording import word_wish
from .relaxable import Relaxable, TimeIsUpError, Unit

_MOST_MORE_DAYS = 2
"""A longer trip is offered up to so many days more."""

_WORTHWHILE = Decimal("0.9")
"""Giving up a wish is offered beside a higher budget when it saves a tenth of it."""

_MOST_COSTLY = 2
"""Of the wishes that don't conflict but may be dear, so many are priced."""

_SECONDS = 2.5
"""So long ways out of an edit are looked for; who edits has a plan, and waits."""


def explain(
    request: TripRequest, findings: Mapping[str, Findings], blame: Blame | None = None, *, wanted: TripRequest | None = None
) -> Conflict:
    """Find a minimal set of conflicting wishes, and price the ways out.

    Where the wishes leave no candidates that is the proof, and no search is needed for it. Else each question to the
    scheduler may take it a second or more, so few are asked: what the failed attempt blames comes first, and halves of the
    wishes are acquitted together.

    Args:
        request: The request that has no plan.
        findings: Of all subtasks; candidates beyond the wishes are among them.
        blame: What the attempt failed on.
        wanted: The same request before repairs changed some of its wishes, by default itself; the ways out change this one.

    Returns:
        The conflict; its ways out cheapest first, each with the request it leads to. Where only the verifier objects, the
        wishes it names are the conflict.
    """
    blame = blame or Blame()
    deadline = Deadline.after(_SECONDS) if request.pins else NEVER
    language, case = request.language, Relaxable(request, findings, wanted or request, deadline)
    blamed = {word_wish(request.constraints[index], language) for index in blame.wishes}
    blamed |= {word_pin(request.pins[index], language) for index in blame.pins}
    suspects = [unit for unit in case.units if unit.label in blamed]
    others = [unit for unit in case.units if unit.label not in blamed]
    ranked = [*suspects, *sorted(others, key=lambda unit: not unit.is_budget)]
    if not blame.refused:
        case.failed(ranked, roomless=bool(request.pins and blame.reason))
    proved = not case.has_candidates(ranked)
    conflict, ways = suspects, list[WayOut]()
    try:
        if (case.has_candidates if proved else case.feasible)(ranked):
            ways += _ways_out_of_refusal(case, suspects)
        else:
            if request.pins and suspects:  # what an edit failed on is known, the smallest set of it may take too long
                _collect(ways, _ways_out(case, suspects))
            if not ways:
                conflict = _conflict(case, suspects, ranked, proved=proved)
                _collect(ways, _ways_out(case, conflict))
            if not ways:
                _collect(ways, _last_way_out(case, [*suspects, *conflict]))
        explanation = _over_budget(case) if not blame.refused else ""
    except TimeIsUpError:
        explanation = ""
        if not ways and conflict:  # whether it is enough wasn't found out, and isn't claimed
            ways.append(case.way_out("way.try", cost=None, dropped=conflict))
    if not explanation:
        lacking = _lacks_hotel(case, conflict) if proved else ""
        explanation = lacking or blame.reason or PHRASES.say("conflict.none", language)
    labels = tuple(unit.label for unit in case.units if unit in conflict)
    return Conflict(
        wishes=labels or (PHRASES.say("conflict.request", language),),
        explanation=explanation,
        ways_out=tuple(sorted(ways, key=lambda way: (way.cost is None, way.cost or 0))),
    )


def _collect(ways: list[WayOut], found: Iterator[WayOut]) -> None:
    """Note each way out as soon as it is found: those are offered when the time is up."""
    for way in found:
        ways.append(way)


def _conflict(case: Relaxable, suspects: list[Unit], ranked: list[Unit], *, proved: bool) -> list[Unit]:
    """A minimal set of wishes that can't be kept together."""
    budget = [unit for unit in ranked if unit.is_budget and unit not in suspects]
    possible = case.has_candidates if proved else case.feasible
    if not possible([]):
        conflict = []
    elif not possible(budget):
        conflict = budget
    else:
        guilty = bool(suspects) and not possible(suspects)
        conflict = _minimal(possible, [], [], suspects if guilty else ranked)
    return _sharpened(case, conflict) if proved else conflict


def _over_budget(case: Relaxable) -> str:
    """By how much the cheapest plan exceeds what may be spent; nothing where it doesn't."""
    least, limit = case.cost(case.units), case.limit(case.units)
    if least is None or limit is None or least <= limit:
        return ""
    amounts = {"least": f"{least:,.2f}", "budget": f"{limit:,.2f}", "short": f"{least - limit:,.2f}"}
    return PHRASES.say("conflict.budget", case.request.language, **amounts)


def _lacks_hotel(case: Relaxable, conflict: list[Unit]) -> str:
    """What no hotel has, if all that conflicts is about hotels; else nothing."""
    request = case.request
    wishes = [request.constraints[index] for unit in conflict for index in unit.indices]
    if not wishes or any(unit.is_budget for unit in conflict) or not all(_is_about_hotels(wish) for wish in wishes):
        return ""
    words = listed(request.language, (unit.label for unit in conflict))
    key = "conflict.no_night" if request.days == 1 and case.goes_home else "conflict.no_hotel"
    return PHRASES.say(key, request.language, city=request.destination_name, wishes=words)


def _is_about_hotels(wish: Constraint) -> bool:
    match wish:
        case Choice(subject="hotel") | Near(subject="hotel") | CostLimit(category="lodging") | HotelStars():
            return True
    return False


def _minimal(possible: Callable[[list[Unit]], bool], kept: list[Unit], added: list[Unit], units: list[Unit]) -> list[Unit]:
    """The units that a minimal conflict takes from a list beside those kept; the first ones are preferred (QuickXplain)."""
    if added and not possible(kept):
        return []
    if len(units) == 1:
        return units
    first, second = units[: (len(units) + 1) // 2], units[(len(units) + 1) // 2 :]
    from_second = _minimal(possible, kept + first, first, second)
    return _minimal(possible, kept + from_second, from_second, first) + from_second


def _sharpened(case: Relaxable, conflict: list[Unit]) -> list[Unit]:
    """A conflict that lack of candidates proves, or what of it conflicts for another reason, too."""
    for unit in conflict:
        others = [other for other in conflict if other is not unit]
        everything_else = [other for other in case.units if other is not unit]
        if not case.feasible(everything_else) and not case.feasible(others):
            return _sharpened(case, others)
    return conflict


def _ways_out(case: Relaxable, conflict: list[Unit]) -> Iterator[WayOut]:
    """A higher budget, each wish that could be given up, alone or beside a higher budget, a longer or a shorter trip."""
    budget, days = case.request.budget_total, case.request.days
    least = case.cost(case.units)
    short = budget is not None and least is not None and least > budget
    if short and least is not None and case.affordable(case.unbudgeted):
        enough = _rounded_up(least)
        yield case.way_out("way.budget", cost=enough, budget=enough)
    for unit in [*conflict, *_costly(case, conflict)] if short else conflict:
        if unit.is_budget:
            continue
        rest = [other for other in case.units if other is not unit]
        price = case.cost(rest)
        if price is None:
            continue
        if case.affordable(rest):
            if unit in conflict:
                yield case.way_out("way.drop", cost=price, dropped=[unit])
        elif budget is not None and price > budget and (least is None or price < least * _WORTHWHILE):
            enough = _rounded_up(price)
            if case.affordable([other for other in rest if not other.is_budget]):
                yield case.way_out("way.drop_and_budget", cost=enough, dropped=[unit], budget=enough)
    unaffordable = any(unit.is_budget for unit in conflict)
    for more in range(1, _MOST_MORE_DAYS + 1) if least is None and not unaffordable and case.has_beds else ():
        longer = case.of_days(days + more)
        if longer.has_candidates(longer.units) and longer.affordable(longer.units):
            yield longer.way_out("way.longer", cost=longer.cost(longer.units), days=_days(days + more, case.request.language))
            break
    if short and days > 1:
        shorter = case.of_days(days - 1)
        if shorter.affordable(shorter.units):
            yield shorter.way_out("way.shorter", cost=shorter.cost(shorter.units), days=_days(days - 1, case.request.language))


def _costly(case: Relaxable, conflict: list[Unit]) -> list[Unit]:
    """The few wishes beyond a conflict that may make a trip dear."""
    units = [unit for unit in case.unbudgeted if unit not in conflict]
    return [unit for unit in units if any(_may_cost(case.request.constraints[k]) for k in unit.indices)][:_MOST_COSTLY]


def _last_way_out(case: Relaxable, doubtful: list[Unit]) -> Iterator[WayOut]:
    """Where no single change helps: as many wishes as go together are kept, and the others given up at once."""
    trusted = [unit for unit in case.unbudgeted if unit not in doubtful]
    kept = _compatible(case.affordable, [], trusted)
    kept += _compatible(case.affordable, kept, [unit for unit in case.unbudgeted if unit in doubtful])
    dropped = [unit for unit in case.unbudgeted if unit not in kept]
    price, budget = case.cost(kept), case.request.budget_total
    if price is None or not dropped:
        return
    if budget is None or price <= budget:
        yield case.way_out("way.drop", cost=price, dropped=dropped)
    else:
        enough = _rounded_up(price)
        yield case.way_out("way.drop_and_budget", cost=enough, dropped=dropped, budget=enough)


def _compatible(possible: Callable[[list[Unit]], bool], kept: list[Unit], units: list[Unit]) -> list[Unit]:
    """As many of the units as go together with those kept, the first ones preferred; whole halves are tried at once."""
    if not units or possible(kept + units):
        return units
    if len(units) == 1:
        return []
    middle = len(units) // 2
    first = _compatible(possible, kept, units[:middle])
    return first + _compatible(possible, kept + first, units[middle:])


def _days(number: int, language: Language) -> str:
    return PHRASES.say("days.one" if number == 1 else "days.many", language, days=number)


def _ways_out_of_refusal(case: Relaxable, suspects: list[Unit]) -> Iterator[WayOut]:
    """Giving up all that the verifier objects to."""
    price = case.cost([unit for unit in case.units if unit not in suspects]) if suspects else None
    if price is not None:
        yield case.way_out("way.drop", cost=price, dropped=suspects)


def _may_cost(wish: Constraint) -> bool:
    """Whether a trip may be cheaper without a wish: bans, caps and times seldom are what makes it dear."""
    if isinstance(wish, AnyOf):
        return any(_may_cost(part) for option in wish.options for part in option)
    return isinstance(wish, HotelStars | RoomCount | Near | FarMode) or (isinstance(wish, Choice) and wish.op != "none_of")


def _rounded_up(amount: Decimal) -> Decimal:
    """To full tens, so that the sum that is offered is enough."""
    return (amount / 10).quantize(Decimal(1), rounding=ROUND_CEILING) * 10
