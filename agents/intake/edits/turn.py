"""A turn cut into tokens and clauses, with the plan it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ....domain.edit import Edit, Target
from ....domain.gazetteer import CityName
from ....domain.language import Language
from ....domain.request import Question, TripRequest
from ..draft import Draft
from ..names import NameIndex
from ..token import Token
from .view import PlanView

_ACTS = frozenset({"INTO", "REPLACE", "DROP", "ADD", "MOVE", "SWAP", "CHEAPER", "BETTER", "CLOSER", "EARLIER", "LATER", "SLOWER", "FASTER", "LOCK", "REDO", "UNDO", "UNLOCK", "PACE", "NEG"})  # fmt: skip

_COURTESY = re.compile(r"(?P<go>要不要去|要不再去|要不去|不如去)|要不然|要不(?!要)|要不要|不如|能不能|可不可以")
"""不 is no ban in these."""


@dataclass
class Turn:
    """Where the reading of a turn stands.

    Attributes:
        draft: Its text and tokens; marks what was read.
        focus: The part of the plan that was spoken of last.
        fresh: Whether that was in this turn.
    """

    draft: Draft
    view: PlanView
    request: TripRequest
    index: NameIndex
    cities: Sequence[CityName]
    focus: Target | None = None
    fresh: bool = False
    edits: list[Edit] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def language(self) -> Language:
        """Language of the turn."""
        return self.draft.language

    @property
    def today(self) -> date:
        """What tomorrow counts from."""
        return self.draft.today

    def clauses(self) -> Iterator[range]:
        """The clauses in order; two things to do that *and* joins are two."""
        for clause in self.draft.clauses():
            first = clause.start
            for at in clause:
                if self.draft.kind(at) == "SEP" and self._parts(range(first, at), range(at + 1, clause.stop)):
                    yield range(first, at)
                    first = at + 1
            yield range(first, clause.stop)

    def _parts(self, left: range, right: range) -> bool:
        """Whether two parts each say what to do: skip the zoo and go to the park."""
        leads_on = bool(self.kinds(left) & {"DROP", "NEG"}) and bool(self.kinds(right) & {"GO", "SEE"})
        return self._acts(left) and (self._acts(right) or leads_on)

    def _acts(self, part: range) -> bool:
        return any(self.draft.kind(at) in _ACTS for at in part)

    def kinds(self, part: range) -> set[str]:
        """Kinds that occur in a part of the text."""
        return {self.draft.kind(at) for at in part}

    def find(self, part: range, *kinds: str) -> int | None:
        """Position of the first token of one of these kinds."""
        return next((at for at in part if self.draft.kind(at) in kinds), None)

    def quote(self, part: range) -> str:
        """The words of a part; empty where it is."""
        return self.draft.quote(part[0], part[-1]) if part else ""

    def scan(self, folded: str) -> Iterator[Token]:
        """The plan's places by their short names, beside whatever else is called so, and words of suggesting that hold others."""
        for token in self.view.scan(folded):
            places = {place.id: place for place in (*token.value, *self.index.places(folded[token.start : token.end]))}
            yield Token("NAME", token.start, token.end, tuple(places.values()))
        for match in _COURTESY.finditer(folded):
            yield Token("WANT", *match.span(), "see") if match["go"] else Token("FILL", *match.span(), True)

    def say(self, key: str, **fields: object) -> str:
        """Word something in the language of the turn."""
        return self.draft.say(key, **fields)

    def add(self, *edits: Edit) -> bool:
        """Add edits, none twice; True where there was one."""
        plain = [edit.model_copy(update={"quote": ""}) for edit in self.edits]
        self.edits.extend(edit for edit in edits if edit.model_copy(update={"quote": ""}) not in plain)
        return bool(edits)
