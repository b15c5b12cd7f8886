"""The hotel's class, the kind of room, and how many."""

from __future__ import annotations

from dataclasses import replace

from ...domain.constraint import Choice, HotelStars, RoomCount
from .kinds import choose_kind
from .values import Rooms
from .walk import Walk


def read_stars(walk: Walk, at: int) -> None:
    """A number of stars, or a span."""
    least, most = walk.draft.tokens[at].value
    if walk.mood.negative:
        return
    walk.add(at, HotelStars(least=least, most=most, strength=walk.strength, quote=walk.quote(at)))


def read_class(walk: Walk, at: int) -> None:
    """豪华, 经济型: of a hotel a class, of food a kind."""
    if "STAY" in walk.clause_kinds(at):
        read_stars(walk, at)
    elif terms := walk.draft.index.terms(walk.draft.quote(at)):
        choose_kind(walk, at, terms)


def read_room(walk: Walk, at: int) -> None:
    """A kind of room without a number; what a hotel should have, beside the rooms one takes, is its feature."""
    features = tuple(term for term in walk.draft.index.terms(walk.draft.quote(at)) if term.family == "hotel_feature")
    if features and any(
        walk.draft.kind(p) == "STAY" and walk.draft.tokens[p].value == "house" for p in walk.draft.clause(at) if p < at
    ):
        choose_kind(walk, at, features)
        return
    walk.choose(
        at,
        Choice(
            subject="hotel",
            attribute="room",
            op="none_of" if walk.mood.negative else "any_of",
            values=(walk.draft.tokens[at].value,),
            labels=(walk.draft.quote(at),),
            strength=walk.strength,
            quote=walk.quote(at),
        ),
    )


def _for_all(walk: Walk, at: int) -> Rooms:
    """每人一间: as many as there are people; 大床和双床各一间: as many as there are kinds."""
    rooms: Rooms = walk.draft.tokens[at].value
    before = walk.draft.look(at, -1, frozenset({"FILL"}))
    if walk.draft.kind(before) == "PERHEAD":
        return replace(rooms, count=rooms.count * walk.draft.people.size)
    if walk.draft.kind(before) == "EACHOF":
        kinds = {walk.draft.tokens[p].value for p in walk.draft.clause(at) if p < before and walk.draft.kind(p) == "ROOM"}
        return replace(rooms, count=rooms.count * max(len(kinds), 1))
    return rooms


def read_rooms(walk: Walk, at: int) -> None:
    """A number of rooms, and their kind where it was said."""
    rooms = _for_all(walk, at)
    quote, wishes = walk.draft.quote(at), walk.draft.constraints
    if walk.draft.kind(at - 1) == "FILL" and walk.draft.quote(at - 1) == "其中" and any(isinstance(w, RoomCount) for w in wishes):
        walk.done(at)  # 两间房，其中一间大床房: its kind is no wish for all of them
        return
    of_a_kind = {wish.quote for wish in wishes if isinstance(wish, Choice) and wish.attribute == "room"}
    before = next((wish for wish in wishes if isinstance(wish, RoomCount) and wish.quote in of_a_kind), None)
    if before and rooms.kind:  # 一间大床一间双床 are two rooms
        wishes[wishes.index(before)] = before.model_copy(update={"count": before.count + rooms.count})
        walk.done(at)
    else:
        walk.add(at, RoomCount(count=rooms.count, strength=walk.strength, quote=quote))
    if rooms.kind:
        walk.add(
            at, Choice(subject="hotel", attribute="room", op="any_of", values=(rooms.kind,), strength=walk.strength, quote=quote)
        )
