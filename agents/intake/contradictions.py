"""Wishes that exclude each other, told before anyone plans."""

from __future__ import annotations

from itertools import combinations

from ...domain.constraint import Choice, HotelStars
from .draft import Draft

_TRANSPORT = ("intercity", "innercity")


def find_contradictions(draft: Draft) -> None:
    """Complain of hard wishes whose every value is banned as well, and of spans of stars that don't meet."""
    hard = [wish for wish in draft.constraints if wish.strength == "hard" and wish.origin == "quoted"]
    choices = [wish for wish in hard if isinstance(wish, Choice)]
    for wish in (choice for choice in choices if choice.op != "none_of"):
        bans = [ban for ban in choices if ban.op == "none_of" and _same_matter(wish, ban)]
        banned = {value for ban in bans for value in ban.values}
        meant = {*wish.values} - {"walk"} or {"walk"}  # walks are only allowed beside a mode that is wished
        if banned >= meant:
            field = "transport" if wish.subject.startswith(_TRANSPORT) else wish.subject
            draft.complain(field, wish.quote, "contradiction", other=bans[0].quote)
    for one, other in combinations([wish for wish in hard if isinstance(wish, HotelStars)], 2):
        if one.least > other.most or other.least > one.most:
            draft.complain("hotel", one.quote, "contradiction", other=other.quote)


def _same_matter(wish: Choice, ban: Choice) -> bool:
    """Whether a ban speaks of what a wish is about; one of all journeys also of the way out."""
    return wish.attribute == ban.attribute and (wish.subject == ban.subject or wish.subject.startswith(f"{ban.subject}_"))
