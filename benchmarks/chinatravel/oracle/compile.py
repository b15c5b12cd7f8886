"""A query's annotated constraints as a request's slots and wishes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from xiake.domain.base import Model
from xiake.domain.constraint import AnyOf, Constraint, CostLimit
from xiake.domain.gazetteer import Gazetteer, PlaceName
from xiake.domain.money import Yuan

from .meaning import meaning_of
from .reader import read_snippet
from .symbols import Compares, Fact, Formula, UnreadableError
from .wishes import ALWAYS, NEVER, Meaning, Wishes


class Unread(Model):
    """A snippet that the compiler can't turn into wishes.

    Attributes:
        snippet: As annotated.
        reason: What stood in the way.
    """

    snippet: str
    reason: str


class Compiled(Model):
    """What the annotations of a query ask for.

    Attributes:
        days: As the annotations say; None where they are silent.
        people: Likewise.
        budget: For the whole trip and party, CNY.
        constraints: All else.
        unknown: Snippets that could not be read, or that no plan could meet; a plan made without them may miss them.
    """

    days: int | None = None
    people: int | None = None
    budget: Yuan | None = None
    constraints: tuple[Constraint, ...] = ()
    unknown: tuple[Unread, ...] = ()


def compile_query(query: Mapping[str, Any], gazetteer: Gazetteer) -> Compiled:
    """Read the ``hard_logic_py`` of a query.

    Args:
        query: With its header fields; the annotations count where both say something.
        gazetteer: Names of the target city.
    """
    formulas: list[tuple[str, Formula]] = []
    unknown: list[Unread] = []
    for snippet in query.get("hard_logic_py", ()):
        try:
            formulas.append((snippet, read_snippet(snippet)))
        except UnreadableError as error:
            unknown.append(Unread(snippet=snippet, reason=str(error)))
    stated = {fact: count for _, formula in formulas for fact, count in _stated(formula)}
    wishes = Wishes(
        days=stated.get("days", query.get("days", 0)),
        people=stated.get("people", query.get("people_number", 0)),
        find=_finder(gazetteer.places),
    )
    budgets: list[Decimal] = []
    constraints: list[Constraint] = []
    for snippet, formula in formulas:
        try:
            meaning = meaning_of(formula, wishes)
            constraint = _constraints(meaning)
        except (UnreadableError, ValueError) as error:
            unknown.append(Unread(snippet=snippet, reason=str(error)))
            continue
        for wish in constraint:
            if isinstance(wish, CostLimit) and wish.category == "total":
                budgets.append(wish.amount)
            elif wish not in constraints:
                constraints.append(wish)
    return Compiled(
        days=stated.get("days"),
        people=stated.get("people"),
        budget=min(budgets, default=None),
        constraints=tuple(constraints),
        unknown=tuple(unknown),
    )


def _stated(formula: Formula) -> Iterable[tuple[str, int]]:
    match formula:
        case ((Compares(Fact("days" | "people" as name), "==", int(count)),),):
            yield name, count


def _constraints(meaning: Meaning) -> tuple[Constraint, ...]:
    if meaning == ALWAYS:
        return ()
    if meaning == NEVER:
        raise UnreadableError("no plan meets this")
    return meaning[0] if len(meaning) == 1 else (AnyOf(options=meaning),)


def _finder(places: Iterable[PlaceName]) -> Callable[[str], PlaceName | None]:
    by_name: dict[str, PlaceName] = {}
    for place in places:
        by_name.setdefault(place.name, place)
    return by_name.get
