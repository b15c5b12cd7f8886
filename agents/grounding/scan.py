"""Every fact that a text states."""

from __future__ import annotations

from collections.abc import Iterable

from ..intake.text import fold
from .claims import scan_claims
from .fact import Mention
from .figures import scan_figures
from .lures import scan_contacts, scan_lures
from .skeleton import BLANK


def scan_facts(text: str) -> list[Mention]:
    """The facts of a text whose names are blanked, from left to right."""
    contacts = list(scan_contacts(fold(text)))
    plain = blanked(text, ((mention.start, mention.end) for mention in contacts))
    figures = list(scan_figures(plain))
    rest = blanked(plain, ((mention.start, mention.end) for mention in figures))
    mentions = [*contacts, *figures, *scan_claims(fold(rest)), *scan_lures(fold(text))]
    return sorted(mentions, key=lambda mention: mention.start)


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text of the same length in which some stretches are blank."""
    for start, end in spans:
        text = text[:start] + BLANK * (end - start) + text[end:]
    return text
