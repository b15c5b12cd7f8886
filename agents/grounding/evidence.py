"""What may be said: the lines of a plan and its sources, each with what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ...domain.language import Language
from ..intake.names import NameIndex
from ..intake.text import fold
from .fact import Fact, Mention, supports
from .names import vocabulary_of

MEALS = frozenset({"breakfast", "lunch", "dinner"})
LODGING = "hotel"
"""Stand for the place where one eats then, and where one sleeps."""
_MEASURE_ONLY = 2


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of evidence.

    Attributes:
        text: In the traveller's language.
        day: Index of the day that it holds on; None for every day, 0 for the trip as a whole and no single day of it.
        about: Ids of places, names of meals and ``hotel``; empty where it is about the day or the trip as a whole.
        way: Whether it leads from one of the places to the other.
        facts: What it states.
        prose: Whether the text was written by somebody (a tip, a source) rather than made from figures.
    """

    text: str
    day: int | None = None
    about: frozenset[str] = frozenset()
    way: bool = False
    facts: tuple[Fact, ...] = ()
    prose: bool = False


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Everything that a model's words may rest on.

    Attributes:
        lines: All lines.
        index: Finds known names.
        days: Days of the trip.
        days_of: On which days one is at a place; of the trip's places only.
        cities: Canonical names of the trip's cities.
        phrases: Further words that occur: districts, dishes, kinds.
        called: What is called by name without being a place of the plan: metro stations, numbers of trains.
    """

    language: Language
    lines: tuple[Line, ...]
    index: NameIndex
    days: int
    days_of: Mapping[str, frozenset[int]]
    cities: frozenset[str]
    phrases: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()

    @cached_property
    def prose(self) -> str:
        """Folded text of what was written by somebody, and of the names of everything in the plan."""
        return fold("\n".join([*(line.text for line in self.lines if line.prose), *sorted(self.phrases | self.called)]))

    @cached_property
    def text(self) -> str:
        """Folded text of all lines."""
        return fold("\n".join([*(line.text for line in self.lines), *sorted(self.phrases | self.called)]))

    @cached_property
    def signs(self) -> re.Pattern[str] | None:
        """Finds what is called by name without being a place."""
        names = sorted(map(fold, self.called), key=len, reverse=True)
        return re.compile("|".join(_bordered(name) for name in names)) if names else None

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Words for kinds of places."""
        return vocabulary_of(self.index)

    @cached_property
    def nouns(self) -> frozenset[str]:
        """What can be counted."""
        counted = (word for line in self.lines if not line.prose for fact in line.facts for word in _counted(fact))
        return frozenset(word for word in counted if len(word) >= _MEASURE_ONLY) | self.vocabulary

    def knows(self, words: str) -> bool:
        """Whether folded words occur somewhere in the evidence, or are a kind of place."""
        return words in self.vocabulary or _occurs(words, self.text)

    def tells_of(self, words: str) -> bool:
        """Whether folded words occur in what somebody wrote about the places of the plan."""
        return _occurs(words, self.prose)

    def on(self, days: frozenset[int] | None) -> Iterator[Line]:
        """The lines that hold on some days; all of them for None."""
        return (line for line in self.lines if days is None or line.day is None or line.day in days)

    def states(self, line: Line, mention: Mention, roles: frozenset[str]) -> bool:
        """Whether a line states what was said, as a figure of one of these things (of anything where there are none)."""
        return any(
            supports(known, said, about=mention.about) and self._same_noun(known, said)
            for known in line.facts
            if not roles or not known.roles or roles & known.roles
            for said in mention.readings
        )

    def _same_noun(self, known: Fact, said: Fact) -> bool:
        """Of what is counted the longest word that is known decides: 位 alone may be anybody, 位成人 are adults."""
        if said.kind != "count":
            return True
        assert isinstance(said.value, tuple)
        following = said.value[1]
        nouns = [noun for noun in self.nouns if noun in following]
        return not nouns or any(noun in word or word in noun for word in _counted(known) for noun in [max(nouns, key=len)])


def _counted(fact: Fact) -> Iterable[str]:
    return fact.value[1] if fact.kind == "count" and isinstance(fact.value, tuple) else ()


def _occurs(words: str, text: str) -> bool:
    """Whether words stand in a text, English ones from border to border."""
    words = words.strip()
    if not words:
        return True
    if not words.isascii():
        return words in text
    return re.search(_bordered(words), text) is not None


def _bordered(words: str) -> str:
    return rf"(?<![a-z0-9]){re.escape(words)}(?![a-z0-9])" if words.isascii() else re.escape(words)
