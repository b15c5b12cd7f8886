"""Whether what a request says was read, and whether more was read than it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xiake.domain.constraint import AnyOf, Choice, Constraint, Simple
from xiake.domain.request import TripRequest

from .cases import Case

_ALONGSIDE = {"labels", "label", "quote", "origin", "strength"}
"""What a wish carries besides its meaning."""


def missed(case: Case, request: TripRequest) -> Iterator[str]:
    """What the request says and the reading lacks."""
    slots = {
        "origin": (case.origin, request.origin),
        "destination": (case.destination, request.destination),
        "days": (case.days, request.days),
        "people": (case.people, request.party.size),
        "budget": (case.budget, request.budget_total),
    }
    yield from (f"{slot}: {read} instead of {said}" for slot, (said, read) in slots.items() if said != read)
    for wish in case.means:
        if not _is_read(wish, request.constraints):
            yield f"{wish.type}: {_told(wish)}"


def slots(case: Case) -> int:
    """How many things the request says."""
    return 2 + sum(value is not None for value in (case.origin, case.budget)) + 1 + len(case.means)


def invented(case: Case, request: TripRequest) -> Iterator[str]:
    """Hard wishes that were read from words which don't say them."""
    for wish in request.constraints:
        if wish.strength == "hard" and wish.origin == "quoted" and not any(_overlap(wish, said) for said in case.means):
            yield f"{wish.type}: {_told(wish)} from {wish.quote!r}"


def _is_read(said: Constraint, read: Iterable[Constraint]) -> bool:
    read = [wish for wish in read if wish.strength == "hard"]
    if isinstance(said, AnyOf):
        return any(
            isinstance(wish, AnyOf)
            and all(any(all(_is_read(part, option) for part in parts) for option in wish.options) for parts in said.options)
            for wish in read
        )
    if not isinstance(said, Choice):
        return any(_meaning(wish) == _meaning(said) for wish in read)
    alike = [wish for wish in read if isinstance(wish, Choice) and _subject(wish) == _subject(said)]
    if said.op == "all_of" or len(said.values) == 1:  # one wish each is as good as one for all
        found = {value for wish in alike if _op(wish) == _op(said) for value in wish.values}
        return set(said.values) <= found
    return any(_op(wish) == _op(said) and set(wish.values) == set(said.values) for wish in alike)


def _op(wish: Choice) -> str:
    """The rule, where several come to the same for a single value or for what there is one of."""
    if wish.attribute == "room" or wish.subject == "intercity" or (len(wish.values) == 1 and wish.op == "any_of"):
        return "none_of" if wish.op == "none_of" else "all_of"
    return wish.op


def _subject(wish: Choice) -> tuple[str, str]:
    return wish.subject, wish.attribute


def _meaning(wish: Simple | Constraint) -> dict[str, object]:
    return wish.model_dump(exclude=_ALONGSIDE)


def _overlap(read: Constraint, said: Constraint) -> bool:
    """Whether a reading has to do with what is said; how well it fits is judged by what is missed."""
    if isinstance(read, AnyOf):
        return any(_overlap(wish, said) for option in read.options for wish in option)
    if isinstance(said, AnyOf):
        return any(_overlap(read, wish) for option in said.options for wish in option)
    if isinstance(read, Choice) and isinstance(said, Choice):
        return _subject(read) == _subject(said) and bool(set(read.values) & set(said.values))
    return _meaning(read) == _meaning(said)


def _told(wish: Constraint) -> str:
    return " ".join(f"{key}={value}" for key, value in _meaning(wish).items() if value is not None and key != "type")
