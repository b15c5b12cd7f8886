"""Turns that change where the trip goes, or where it begins."""

from __future__ import annotations

from ....domain.edit import ChangeTrip
from .turn import Turn


def read_city_change(turn: Turn, clause: range) -> bool:
    """改去上海, 从杭州出发, destination Shanghai instead."""
    at = turn.find(clause, "CITY")
    if at is None:
        return False
    kinds, city = turn.kinds(clause), turn.draft.tokens[at].value
    quote = turn.quote(clause)
    if turn.draft.kind(turn.draft.look(at, -1, frozenset({"FILL"}))) == "FROM" or turn.draft.kind(at + 1) == "DEPART":
        return turn.add(ChangeTrip(origin=city.name, quote=quote))
    cue = kinds & {"INTO", "REPLACE", "INSTEAD", "FORWHAT"} or "目的地" in quote or "destination" in quote.lower()
    if not cue or city.name == turn.request.destination or kinds & {"NAME", "TERM", "HOUSE"}:
        return False
    if not city.covered:
        turn.notes.append(
            turn.say(
                "not_covered",
                value=city.name if turn.language == "zh" else city.name_en,
                covered="、".join(c.name for c in turn.cities if c.covered),
            )
        )
        return True
    length = turn.find(clause, "DURATION", "NIGHTS")
    days = None
    if length is not None:
        told = turn.draft.tokens[length]
        days = told.value.days if told.kind == "DURATION" else told.value + 1
    return turn.add(ChangeTrip(destination=city.name, days=days, quote=quote))
