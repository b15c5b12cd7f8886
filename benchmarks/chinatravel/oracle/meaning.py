"""What the statements of a snippet mean in Xiake's own language of wishes."""

from __future__ import annotations

from xiake.domain.constraint import Choice, Near, Simple, VisitOrder
from xiake.domain.gazetteer import PlaceName

from .conditions import at_an_end, none, some
from .figures import cost_limit, count_holds
from .symbols import (
    Amount,
    Atom,
    Bag,
    Compares,
    Condition,
    Conditions,
    Distance,
    Exists,
    Fact,
    Formula,
    Index,
    Relates,
    UnreadableError,
)
from .trades import ATTRIBUTES, TRADES, Attribute, Subject, trade_of, types_of
from .wishes import ALWAYS, NEVER, Meaning, Wishes

_PLAN_HAS = frozenset[str]().union(*(trade.types for trade in TRADES))


def meaning_of(formula: Formula, wishes: Wishes) -> Meaning:
    """The meaning of a whole snippet.

    Raises:
        UnreadableError: If the language of wishes has no word for a part of it, or a place isn't known.
    """
    alternatives: Meaning = NEVER
    for option in formula:
        together: Meaning = ALWAYS
        for atom in option:
            together = tuple((*a, *(w for w in b if w not in a)) for a in together for b in _of(atom, wishes))
        alternatives = (*alternatives, *map(_plainly, together))
    return ALWAYS if () in alternatives else tuple(dict.fromkeys(alternatives))


def _plainly(wishes: tuple[Simple, ...]) -> tuple[Simple, ...]:
    """Without what "nothing but" one mode of journeys says already: some journey there always is."""
    only = {wish.values for wish in wishes if isinstance(wish, Choice) and (wish.subject, wish.op) == ("intercity", "only")}
    return tuple(
        wish
        for wish in wishes
        if not (
            isinstance(wish, Choice)
            and (wish.subject, wish.op) == ("intercity", "all_of")
            and len(wish.values) == 1
            and wish.values in only
        )
    )


def _of(atom: Atom, wishes: Wishes) -> Meaning:
    match atom:
        case Compares(Fact() as fact, op, int() | float() as value):
            return ALWAYS if count_holds(fact, op, value, days=wishes.days, people=wishes.people) else NEVER
        case Compares(Amount() as amount, op, int() | float() as limit):
            return ((cost_limit(amount, op, limit, days=wishes.days, people=wishes.people),),)
        case Compares(Distance() as distance, "<" | "<=", int() | float() as km):
            return ((_near(distance, km, wishes),),)
        case Compares(Index(first), "<" | "<=", Index(then)) | Compares(Index(then), ">" | ">=", Index(first)):
            a, b = _one_place(first, wishes), _one_place(then, wishes)
            return ((VisitOrder(first=a.id, then=b.id, labels=(a.name, b.name)),),)
        case Relates():
            return _relates(atom, wishes)
        case Exists(where, holds):
            return some(where, wishes) if holds else none(where, wishes)
        case Condition():
            return at_an_end(atom, wishes)
    raise UnreadableError("no wish says this")


def _near(distance: Distance, km: float, wishes: Wishes) -> Near:
    if distance.to.field != "activity_position" or trade_of(distance.to.where).subject != "hotel":
        raise UnreadableError("a distance to something else than the hotel")
    place = wishes.place(distance.name)
    return Near(place=place.id, label=place.name, max_km=km)


def _one_place(where: Conditions, wishes: Wishes) -> PlaceName:
    match where:
        case (condition,) if condition.field.name == "activity_position" and condition.op == "==":
            return wishes.place(condition.value)
    raise UnreadableError("an order of other things than places")


def _relates(atom: Relates, wishes: Wishes) -> Meaning:
    if atom.bag.field == "activity_position" and not types_of(atom.bag.where) & _PLAN_HAS:
        return ALWAYS if (atom.how == "within") == atom.holds else NEVER  # no plan has such activities: an empty set
    subject, attribute = _about(atom.bag)
    match atom.how, atom.holds:
        case "includes", True:
            return wishes.choice(subject, attribute, "all_of", atom.words)
        case "includes", False:
            return tuple(
                option
                for word in sorted(atom.words)
                for option in wishes.choice(subject, attribute, "none_of", frozenset((word,)))
            )
        case "meets", holds:
            return wishes.choice(subject, attribute, "any_of" if holds else "none_of", atom.words)
        case "within", True:
            return wishes.choice(subject, attribute, "only", atom.words)
    raise UnreadableError("something beyond a set of words")


def _about(bag: Bag) -> tuple[Subject, Attribute]:
    if bag.field == "activity_position":
        return trade_of(bag.where).subject, "place"
    if bag.field not in ATTRIBUTES:
        raise UnreadableError(f"a set of {bag.field}")
    subject, attribute = ATTRIBUTES[bag.field]
    match bag.where:
        case (condition,) if subject == "innercity" and (condition.field.name, condition.op, condition.value) == (
            "activity_transports",
            "!=",
            frozenset(),
        ):
            return subject, attribute
    if trade_of(bag.where).subject != subject:
        raise UnreadableError(f"{bag.field} of other activities")
    return subject, attribute
