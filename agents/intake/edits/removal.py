"""Wishes that a turn gives up, or that newer ones take the place of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....domain.constraint import Choice, Constraint, CostLimit, DayClock, HotelStars, JourneyClock, Near, RoomCount
from ....domain.edit import Wishes
from ....domain.request import TripRequest
from ..text import fold
from .objects import said
from .turn import Turn

_GIVEN_UP = re.compile(
    r"不用非|不必非|不一定(?:要|非)|不再要求|不要求|没必要|不用(?:再|考虑|管|限制)|无所谓|不限|不强求|取消.*(?:要求|限制)|(?:也行|也可以|没关系|都行|也能接受)(?:了)?$|可以.*了$|"
    r"no longer (?:need|want|necessary)|don't need|doesn't (?:have|need) to|needn't|not necessary|is fine(?: too)?$|are fine(?: too)?$|doesn't matter|is ok(?:ay)?(?: now| too)?$"
)

_OPTIONAL = re.compile(
    r"可去可不去|去不去(?:都|无所谓)|不去也(?:行|可以|没关系|好)|不一定要去|\boptional\b|could skip|don't mind skipping"
)


def given_up(turn: Turn, clause: range) -> bool:
    """不用非住市中心, 辣的也行, no need for a pool any more: wishes of the request that the words mean."""
    words = turn.quote(clause)
    if _OPTIONAL.search(fold(words)):
        turn.unread.append(words)  # neither wanted nor refused
        return True
    if not _GIVEN_UP.search(fold(words)):
        return False
    meant = _meant(turn, words)
    return bool(meant) and turn.add(Wishes(removed=meant, quote=words))


def _meant(turn: Turn, words: str) -> tuple[Constraint, ...]:
    bare = _GIVEN_UP.sub("", words).strip()
    read = [wish for text in (words, bare) for wish in said(turn, text).constraints if wish.origin == "quoted"]
    return tuple(
        old
        for old in turn.request.constraints
        if any(_about_the_same(old, new) for new in read) or (old.quote and len(bare) > 1 and fold(bare) in fold(old.quote))
    )


def superseded(added: Sequence[Constraint], request: TripRequest) -> tuple[Constraint, ...]:
    """Wishes of the request that new ones take the place of."""
    return tuple(old for old in request.constraints if old not in added and any(_excludes(old, new) for new in added))


def _about_the_same(old: Constraint, new: Constraint) -> bool:
    if type(old) is not type(new):
        return False
    if isinstance(old, Choice) and isinstance(new, Choice):
        return old.subject == new.subject and old.attribute == new.attribute and bool({*old.values} & {*new.values})
    if isinstance(old, Near) and isinstance(new, Near):
        return old.subject == new.subject and old.place == new.place
    return _excludes(old, new)


def _excludes(old: Constraint, new: Constraint) -> bool:
    match old, new:
        case CostLimit(), CostLimit():
            return (old.category, old.per) == (new.category, new.per)
        case (HotelStars(), HotelStars()) | (RoomCount(), RoomCount()):
            return True
        case Near(), Near():
            return old.subject == new.subject == "hotel"
        case DayClock(), DayClock():
            return old.day == new.day and (
                (old.earliest is not None and new.earliest is not None) or (old.latest is not None and new.latest is not None)
            )
        case JourneyClock(), JourneyClock():
            return (old.direction, old.event) == (new.direction, new.event)
        case Choice(), Choice():
            if old.subject != new.subject or old.attribute != new.attribute:
                return False
            if old.attribute in ("mode", "room", "class"):
                return True
            opposite = (old.op == "none_of") != (new.op == "none_of")
            return opposite and bool({*old.values} & {*new.values})
    return False
