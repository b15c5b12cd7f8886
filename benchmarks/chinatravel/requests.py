"""From a query file to a request: the text with the header fields laid over it, the text alone, or the annotated constraints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from xiake.domain.errors import BadRequest
from xiake.domain.language import language_of
from xiake.domain.party import Party, Traveller
from xiake.domain.request import Provenance, Slot, TripRequest
from xiake.planner.trip_planner import TripPlanner

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
        from .oracle import constraints_of

        wishes = constraints_of(dict(query), provider.gazetteer_of(query["target_city"]))
        return with_header(TripRequest(text=text, language=language_of(text), constraints=wishes), query)
    try:
        said = planner.understand(text)
    except BadRequest:
        said = TripRequest(text=text, language=language_of(text))
    return with_header(said, query)


def with_header(request: TripRequest, query: Query) -> TripRequest:
    """The request with cities, people and days as the fields have them; what was read of who they are is kept."""
    people = sorted(request.party.travellers, key=lambda person: person.group == "adult")[: query["people_number"]]
    party = Party(travellers=(*people, *(Traveller() for _ in range(query["people_number"] - len(people)))))
    return request.model_copy(
        update={
            "origin": query["start_city"],
            "destination": query["target_city"],
            "days": query["days"],
            "party": party,
            "questions": tuple(question for question in request.questions if question.slot not in _GIVEN),
            "provenance": request.provenance | dict.fromkeys(_GIVEN, Provenance(origin="given")),
        }
    )
