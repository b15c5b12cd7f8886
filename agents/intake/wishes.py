"""All wishes beyond the slots, read in one walk over the tokens."""

from __future__ import annotations

from collections.abc import Callable

from .clocks import read_clock_bound, read_clock_span, read_day_bound
from .described import read_described
from .distances import read_distances
from .draft import Draft
from .ends import read_ends
from .kinds import read_climb, read_diet, read_dish, read_frail, read_free, read_spice, read_term, suit_children
from .movement import Movement
from .named import read_brand, read_gap, read_name
from .pace import read_pace, read_sight_cap
from .rooms import read_class, read_room, read_rooms, read_stars
from .unread import unread
from .visits import read_visits
from .walk import Walk

_READERS: dict[str, Callable[[Walk, int], None]] = {
    "NAME": read_name,
    "GAP": read_gap,
    "TERM": read_term,
    "DIET": read_diet,
    "DISH": read_dish,
    "BRAND": read_brand,
    "PICKONE": Walk.pick_one,
    "CLASS": read_class,
    "STARS": read_stars,
    "ROOM": read_room,
    "ROOMS": read_rooms,
    "SPICE": read_spice,
    "CLIMB": read_climb,
    "FREE": read_free,
    "FRAIL": read_frail,
    "PACE": read_pace,
    "STROLL": read_pace,
    "SIGHTCAP": read_sight_cap,
    "CLOCKBOUND": read_clock_bound,
    "CLOCKSPAN": read_clock_span,
    "DAYBOUND": read_day_bound,
}


def read_wishes(draft: Draft) -> None:
    """Add every constraint that the clauses state, those that follow from the party, and what could not be read."""
    read_visits(draft)
    read_distances(draft)
    read_ends(draft)
    walk = Walk(draft)
    movement = Movement(walk)
    for at, token in enumerate(draft.tokens):
        walk.step(at)
        if movement.says_a_mode(at):
            movement.read_mode(walk, at)
        elif at not in draft.used and (reader := _READERS.get(token.kind)) is not None:
            reader(walk, at)
    movement.finish()
    read_described(draft)
    suit_children(walk)
    draft.unresolved.extend(words for words in unread(draft) if words not in draft.unresolved)
