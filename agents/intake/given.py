"""What is known beside the text, laid over what was read."""

from __future__ import annotations

from ...domain.party import Traveller
from ...domain.request import Provenance, Slot
from .draft import Draft


def take_given(draft: Draft) -> None:
    """Overrule cities, days and people; a given slot isn't asked for, and what the text says of it is no matter.

    To be called before anything is read that depends on them, such as money for each person.
    """
    given = draft.given
    named: dict[Slot, object] = {
        "origin": given.origin,
        "destination": given.destination,
        "days": given.days,
        "party": given.party or given.people,
    }
    slots = [slot for slot, value in named.items() if value is not None]
    draft.origin = given.origin or draft.origin
    draft.destination = given.destination or draft.destination
    draft.days = given.days or draft.days
    if given.party is not None:
        draft.travellers = given.party.travellers
    elif given.people is not None:
        draft.travellers = resized(draft.travellers or (), given.people)
    draft.provenance.update(dict.fromkeys(slots, Provenance(origin="given")))
    draft.questions[:] = [question for question in draft.questions if question.slot not in slots]
    draft.problems[:] = [problem for problem in draft.problems if problem.field == "destination" or problem.field not in slots]


def resized(people: tuple[Traveller, ...], size: int) -> tuple[Traveller, ...]:
    """So many travellers; whoever isn't an ordinary grown-up is kept first, but children don't travel alone."""
    told = sorted((person for person in people if person.group != "adult"), key=lambda person: person.group == "child")
    told = told[: size - 1] if told and told[0].group == "child" else told[:size]
    return (*(Traveller() for _ in range(size - len(told))), *told)
