"""The rules' reading, as the model's is held against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ....domain.errors import BadRequest, InputProblem
from ....domain.gazetteer import CityName, Gazetteer
from ....domain.request import NOTHING_GIVEN, Given, Slot, TripRequest
from ..draft import Draft
from ..frames import framed
from ..names import NameIndex, name_index
from ..read import read_draft, request_of
from ..words import read_words

_CITIES: tuple[Slot, ...] = ("origin", "destination")


@dataclass(frozen=True, kw_only=True)
class Rules:
    """All that the rules read a text with; see :func:`~..read.read_request`."""

    cities: Sequence[CityName]
    gazetteer_of: Callable[[str], Gazetteer | None]
    today: date
    given: Given = NOTHING_GIVEN

    def knowing(self, given: Given) -> Rules:
        """The same with something given."""
        return replace(self, given=given)

    def index(self, city: str | None) -> NameIndex:
        """The names of a city."""
        return name_index(tuple(self.cities), self.gazetteer_of(city) if city else None)

    def draft(self, text: str) -> Draft:
        """A text, read as far as it goes.

        Raises:
            BadRequest: If there is nothing to read, or too much.
        """
        return read_draft(text, cities=self.cities, gazetteer_of=self.gazetteer_of, today=self.today, given=self.given)

    def read(self, text: str) -> tuple[TripRequest, Sequence[InputProblem]]:
        """A text, read as far as it goes, and what is wrong with it.

        Raises:
            BadRequest: If there is nothing to read, or too much.
        """
        draft = self.draft(text)
        return request_of(draft), draft.problems

    def slot(self, words: str, slot: Slot, request: TripRequest) -> tuple[object, str] | None:
        """What some words alone say of a slot of a trip, and which of them; None where they say nothing, or the impossible."""
        given = NOTHING_GIVEN if slot in _CITIES else Given(destination=request.destination)
        if slot == "budget":
            given = Given(destination=request.destination, days=request.days, people=min(request.party.size, 200))
        try:
            draft = self.knowing(given).draft(words)
        except BadRequest:
            return None
        source = draft.provenance.get(slot)
        if source is None or source.origin != "quoted" or any(problem.field == slot for problem in draft.problems):
            return None
        return getattr(request_of(draft), slot), source.quote

    def value(self, words: str, slot: Slot, request: TripRequest) -> tuple[object, str] | None:
        """What a bare value means, and the words that it was read as."""
        plain = words.strip()
        for said in (plain, framed(slot, plain, request.language)):
            if (found := self.slot(said, slot, request)) is not None:
                return found[0], said
        return None

    def wishes(self, words: str, request: TripRequest) -> Draft:
        """What some words wish for on a trip."""
        return read_words(words, request, index=self.index(request.destination), language=request.language, today=self.today)
