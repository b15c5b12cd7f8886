"""The benchmark's types of activities and fields, in the words of the domain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from xiake.domain.constraint import CostCategory

from .symbols import Conditions, UnreadableError

Subject = Literal["attraction", "restaurant", "hotel", "intercity", "intercity_out", "intercity_back", "innercity"]
Attribute = Literal["place", "kind", "feature", "room", "mode"]

MODES = {"train": "train", "airplane": "flight", "walk": "walk", "metro": "metro", "taxi": "taxi"}
ATTRIBUTES: dict[str, tuple[Subject, Attribute]] = {
    "attraction_type": ("attraction", "kind"),
    "restaurant_type": ("restaurant", "kind"),
    "accommodation_type": ("hotel", "feature"),
    "intercity_transport_type": ("intercity", "mode"),
    "innercity_transport_type": ("innercity", "mode"),
}
"""What a field that says something of a kind is about."""


@dataclass(frozen=True)
class Trade:
    """What activities of some types are."""

    types: frozenset[str]
    subject: Subject
    category: CostCategory


TRADES = (
    Trade(frozenset({"attraction"}), "attraction", "tickets"),
    Trade(frozenset({"accommodation"}), "hotel", "lodging"),
    Trade(frozenset({"breakfast", "lunch", "dinner"}), "restaurant", "meals"),
    Trade(frozenset({"train", "airplane"}), "intercity", "intercity"),
)


def types_of(where: Conditions) -> frozenset[str]:
    """The types of activity that conditions speak of, when type is all they speak of.

    Raises:
        UnreadableError: If they speak of more.
    """
    match where:
        case (condition,) if condition.field.name == "activity_type" and condition.op in ("==", "in"):
            return words(condition.value)
    raise UnreadableError("other activities than those of a type")


def trade_of(where: Conditions) -> Trade:
    """The trade whose types conditions list in full."""
    types = types_of(where)
    for trade in TRADES:
        if trade.types == types:
            return trade
    raise UnreadableError(f"activities of the types {', '.join(sorted(types))}")


def words(value: object) -> frozenset[str]:
    """One word or several."""
    values = value if isinstance(value, frozenset) else frozenset((value,))
    said = frozenset(word for word in values if isinstance(word, str))
    if said != values:
        raise UnreadableError("other things than words")
    return said
