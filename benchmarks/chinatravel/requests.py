"""From a query file to a request: the text with the header fields laid over it, the text alone, or the annotated constraints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from xiake.domain.errors import BadRequest
from xiake.domain.language import language_of
from xiake.domain.party import Party, Traveller
from xiake.domain.request import Budget, Given, Provenance, Slot, TripRequest
from xiake.planner.trip_planner import TripPlanner

from .oracle.compile import compile_query
from .provider import SandboxProvider

Reading = Literal["header", "words", "oracle"]
"""``header`` is the official natural-language track, ``words`` the text alone, ``oracle`` the annotation."""

Query = Mapping[str, Any]

_GIVEN: tuple[Slot, ...] = ("origin", "destination", "days", "party")


def request_of(query: Query, planner: TripPlanner, provider: SandboxProvider, reading: Reading) -> TripRequest:
    """What the planner is asked.

    Raises:
        BadRequest: If the text alone can't be planned.
    """
    text = query["nature_language"]
    if reading == "words":
        return planner.understand(text)
    if reading == "oracle":
        return _annotated(query, provider)
    try:
        said = planner.understand(text, _fields(query))
    except BadRequest:
        said = TripRequest(text=text, language=language_of(text))
    return with_header(said, query)


def _fields(query: Query) -> Given:
    return Given(origin=query["start_city"], destination=query["target_city"], days=query["days"], people=query["people_number"])


def _annotated(query: Query, provider: SandboxProvider) -> TripRequest:
    """What the annotation asks; where it says days or people, it counts, and what it can't tell is left unresolved."""
    compiled = compile_query(query, provider.gazetteer_of(query["target_city"]))
    stated = {"days": compiled.days, "people_number": compiled.people}
    request = TripRequest(
        text=query["nature_language"],
        language=language_of(query["nature_language"]),
        budget=Budget(amount=compiled.budget) if compiled.budget is not None else None,
        constraints=compiled.constraints,
        unresolved=tuple(unread.snippet for unread in compiled.unknown),
    )
    return with_header(request, {**query, **{name: value for name, value in stated.items() if value is not None}})


def with_header(request: TripRequest, query: Query) -> TripRequest:
    """The request with cities, people and days as the fields have them; what was read of who they are is kept.

    Nobody can be asked which of several places is meant; any of them will do then.
    """
    people = sorted(request.party.travellers, key=lambda person: person.group == "adult")[: query["people_number"]]
    party = Party(travellers=(*people, *(Traveller() for _ in range(query["people_number"] - len(people)))))
    return request.model_copy(
        update={
            "origin": query["start_city"],
            "destination": query["target_city"],
            "days": query["days"],
            "party": party,
            "questions": tuple(question for question in request.questions if question.slot not in (*_GIVEN, "place")),
            "provenance": request.provenance | dict.fromkeys(_GIVEN, Provenance(origin="given")),
        }
    )
