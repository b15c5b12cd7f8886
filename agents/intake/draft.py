"""What the grammars write into while they read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ...domain.constraint import Constraint
from ...domain.errors import InputProblem
from ...domain.language import Language
from ...domain.party import Party, Traveller
from ...domain.request import NOTHING_GIVEN, Budget, Given, Pace, Provenance, Question, Slot
from .names import NameIndex
from .phrases import PHRASES
from .token import Token

CLAUSE_ENDS = frozenset({"COMMA", "STOP", "BUT"})
_BORDERS = CLAUSE_ENDS | {""}


@dataclass
class Draft:
    """A request in the making.

    Attributes:
        text: The traveller's words.
        tokens: Their tokens after the first stages.
        given: What is known beside the text.
        used: Positions of the tokens that a grammar has read.
    """

    text: str
    language: Language
    today: date
    index: NameIndex
    tokens: Sequence[Token]
    given: Given = NOTHING_GIVEN
    used: set[int] = field(default_factory=set)
    origin: str | None = None
    destination: str | None = None
    start: date | None = None
    days: int | None = None
    travellers: tuple[Traveller, ...] | None = None
    budget: Budget | None = None
    pace: Pace = "normal"
    constraints: list[Constraint] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    problems: list[InputProblem] = field(default_factory=list)
    provenance: dict[Slot, Provenance] = field(default_factory=dict)

    def say(self, key: str, **fields: object) -> str:
        """Word a message in the language of the text."""
        return PHRASES.say(key, self.language, **fields)

    def complain(self, field_name: str, value: object, key: str, **fields: object) -> None:
        """Note something wrong with the request."""
        self.problems.append(InputProblem(field=field_name, value=str(value), message=self.say(key, value=value, **fields)))

    def kind(self, position: int) -> str:
        """Kind of a token; empty outside the text."""
        return self.tokens[position].kind if 0 <= position < len(self.tokens) else ""

    def quote(self, *positions: int) -> str:
        """The words from the first to the last of these tokens, verbatim."""
        return self.text[self.tokens[min(positions)].start : self.tokens[max(positions)].end]

    def use(self, positions: Iterable[int]) -> None:
        """Mark tokens as read."""
        self.used.update(positions)

    def quoted(self, slot: Slot, *positions: int, note: str = "") -> None:
        """Record that a slot was read from these tokens."""
        self.use(positions)
        self.provenance[slot] = Provenance(origin="quoted", quote=self.quote(*positions), note=note)

    def look(self, position: int, step: int, skip: frozenset[str]) -> int:
        """Position of the nearest token in a direction that isn't skipped."""
        position += step
        while self.kind(position) in skip:
            position += step
        return position

    def clause(self, at: int) -> range:
        """Positions of the clause around a token, or of the one that a mark ends; empty outside the text."""
        first = last = at
        while self.kind(first - 1) not in _BORDERS:
            first -= 1
        while self.kind(last) not in _BORDERS:
            last += 1
        return range(max(first, 0), last)

    def clauses(self) -> Iterator[range]:
        """Every clause of the text, in order."""
        at = 0
        while at < len(self.tokens):
            if clause := self.clause(at):
                yield clause
            at = max(clause.stop, at) + 1

    def stretch(self, position: int, kinds: frozenset[str]) -> range:
        """The unbroken run of tokens of some kinds around one: nothing, not even a particle, stands between them."""
        first = last = position
        while self.kind(first - 1) in kinds and self.tokens[first - 1].end == self.tokens[first].start:
            first -= 1
        while self.kind(last + 1) in kinds and self.tokens[last + 1].start == self.tokens[last].end:
            last += 1
        return range(first, last + 1)

    @property
    def people(self) -> Party:
        """The party as far as it is known."""
        return Party(travellers=self.travellers) if self.travellers else Party()
