"""Takes out of a text what can't be found in the plan and its sources."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...domain.words import Removed
from ...memory.embedding.embedder import Embedder
from .evidence import Evidence
from .exact import unfounded
from .sentences import sentences_of
from .similarity import nearness


@dataclass
class Grounding:
    """Checks the words about one plan, sentence by sentence, and counts what it took out.

    First the sentences that are not about the trip at all go (nothing in the evidence is as near as ``similarity``), then
    those with a fact that the evidence doesn't have.

    What is checked: names of places, cities and whatever else is called by name; times, dates, weekdays, days of the trip, parts
    of the day, lengths, distances, ways, money, shares, counts; whether a visit is free or must be booked; addresses and
    telephone numbers. Each must hold for the place, meal, or day that the words around it speak of. What is not: praise and
    advice without a fact in it, the order of two visits, and unknown names that look like ordinary words.

    Attributes:
        similarity: Least cosine of a sentence with some line of the evidence.
        kept: Number of sentences that stayed so far.
        removed: Those that did not.
    """

    evidence: Evidence
    embedder: Embedder
    similarity: float
    kept: int = 0
    removed: list[Removed] = field(default_factory=list)

    def ground(self, text: str, day: int | None = None) -> str:
        """What stays of a text.

        Args:
            text: As a model wrote it, cleaned of markup.
            day: Index of the day that it is about; None where it may speak of any.
        """
        sentences = sentences_of(text)
        stay = []
        for sentence, near in zip(sentences, nearness(sentences, self.evidence, self.embedder), strict=True):
            fact = "" if near < self.similarity else unfounded(sentence, self.evidence, day)
            if fact is None:
                stay.append(sentence)
            else:
                self.removed.append(Removed(sentence=sentence, fact=fact))
        self.kept += len(stay)
        return ("" if self.evidence.language == "zh" else " ").join(stay)
