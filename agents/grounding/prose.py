"""What somebody wrote about a place, as a line of evidence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..intake.text import fold
from .cues import SOME
from .evidence import Line
from .fact import Fact
from .lures import scan_lures
from .scan import scan_facts

_FREE = Fact("money", Decimal(0))


def prose_line(text: str, written: str, about: frozenset[str], *, day: int | None = None) -> Iterator[Line]:
    """The line, or none for words that lure: whoever writes those is no witness.

    Args:
        text: The line as a reader sees it.
        written: What somebody wrote; its figures and addresses support the same said again.
        about: Ids of the places that it is about.
        day: The day that it holds on; None for every day.
    """
    if not any(scan_lures(fold(written))):
        facts = tuple(_known(fact) for mention in scan_facts(written) for fact in mention.readings)
        yield Line(text=text, day=day, about=about, facts=facts, prose=True)


def _known(fact: Fact) -> Fact:
    """What is counted becomes a word for it; who is let in free is the writer's to say, so it holds for some only."""
    if fact.kind == "count" and isinstance(fact.value, tuple):
        return Fact("count", (fact.value[0], (fact.value[1],)))
    return Fact("money", fact.value, frozenset({SOME})) if fact == _FREE else fact
