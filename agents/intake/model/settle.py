"""Both readings together: what the rules read stands, what a model adds must be borne out by the text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from ....domain.errors import InputProblem
from ....domain.gazetteer import CityName
from ....domain.language import worded
from ....domain.request import Provenance, Question, Slot, TripRequest
from ..read import refusal_of
from .evidence import Text, corrections_gone, without
from .phrases import PHRASES
from .rules import Rules
from .schema import RequestReading
from .slots import Settler, Taken, given_by, shown
from .wishes import settle_wishes

Learn = Callable[[str], Awaitable[None]]
"""Has the names of a city fetched before they are needed."""
_LEAST = 2
"""So many slots make a request of what no rule could read."""


async def settle(text: str, said: RequestReading, rules: Rules, learn: Learn | None = None) -> TripRequest:
    """A text as rules and model read it.

    Args:
        text: The traveller's words.
        said: The model's reading.
        rules: The rules', and what they read with.
        learn: For a city that only the model's reading leads to.

    Raises:
        BadRequest: If the text can't be planned and the model's reading, as far as the text bears it out, doesn't mend that.
    """
    request, problems = rules.read(text)
    settler = Settler(rules, request, problems, Text(text, rules.index(request.destination)))
    slots = settler.settle(said.slots)
    settled = await _with_slots(request, problems, slots.taken, rules, learn) if slots.taken else None
    if settled is None:
        if problems:
            raise refusal_of(problems)
        settled, slots = request, slots.undone(request.language)
    settled = _asking(settled, slots.meant)
    settled = settled.model_copy(update={"readings": tuple(dict.fromkeys(slots.readings))})
    return settle_wishes(settled, said.wishes, rules)


async def _with_slots(
    request: TripRequest,
    problems: Sequence[InputProblem],
    taken: Mapping[Slot, Taken],
    rules: Rules,
    learn: Learn | None,
) -> TripRequest | None:
    """The request with its settled slots, read again where the rest depends on them; None where that makes no sense."""
    given = given_by(taken, rules.given)
    again, troubles = request, problems
    if given != rules.given:
        if learn and given.destination is not None:
            await learn(given.destination)
        again, troubles = rules.knowing(given).read(request.text)
    if any(problem.field == "text" for problem in problems) and len(taken) < _LEAST:
        return None
    if any(trouble.field != "text" and trouble.field not in taken for trouble in troubles):
        return None
    provenance, unresolved = dict(again.provenance), again.unresolved
    changes: dict[str, Any] = {}
    for slot, found in taken.items():
        note = PHRASES.say("understood", request.language, quote=found.quote, plain=shown(found.value, request.language))
        changes[slot] = found.value
        provenance[slot] = Provenance(origin="quoted", quote=found.quote, note=note)
        unresolved = without(unresolved, found.quote, *found.instead_of)
        unresolved = corrections_gone(unresolved) if found.instead_of else unresolved
    questions = tuple(question for question in again.questions if question.slot not in taken)
    changes |= {"provenance": provenance, "unresolved": unresolved, "questions": questions}
    return again.model_copy(update=changes)


def _asking(request: TripRequest, meant: Sequence[tuple[str, CityName]]) -> TripRequest:
    """With the question for the city put in the words that may mean one."""
    asked = next((question for question in request.questions if question.slot == "destination"), None)
    if asked is None or not meant:
        return request
    quote, city = meant[0]
    name = worded(request.language, city.name, city.name_en)
    options = (name, *(option for option in asked.options if option != name))
    text = PHRASES.say("meant", request.language, quote=quote, name=name)
    question = Question(slot="destination", text=f"{text} {asked.text}", options=options, quote=asked.quote)
    return request.model_copy(update={"questions": tuple(question if q is asked else q for q in request.questions)})
