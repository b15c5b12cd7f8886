"""A text whose numbers are all one character, so that a pattern sees a number however it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..intake.numerals import Number, scan_numbers

N = "\ue000"
"""Stands for a number."""
BLANK = "\ue001"
"""Stands for what is read already."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number where it stands in the text."""

    start: int
    end: int
    number: Number


class Skeleton:
    """Folded text with one character for each number; what is read is blanked, so that nothing is read twice."""

    def __init__(self, folded: str) -> None:
        """Take folded text, in which characters of :data:`BLANK` are read already."""
        self.figures: list[Figure] = []
        self._starts: list[int] = []
        self._figure_at: dict[int, Figure] = {}
        parts: list[str] = []
        at = 0
        for token in scan_numbers(folded):
            self._take(parts, folded, at, token.start)
            figure = Figure(token.start, token.end, token.value)
            self.figures.append(figure)
            self._figure_at[len(self._starts)] = figure
            parts.append(N)
            self._starts.append(token.start)
            at = token.end
        self._take(parts, folded, at, len(folded))
        self._starts.append(len(folded))
        self.text = "".join(parts)

    def _take(self, parts: list[str], folded: str, start: int, end: int) -> None:
        parts.append(folded[start:end])
        self._starts.extend(range(start, end))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where some characters of the skeleton stand in the text."""
        last = self._figure_at.get(end - 1)
        return self._starts[start], last.end if last else self._starts[end - 1] + 1

    def numbers(self, match: re.Match[str]) -> list[Number]:
        """The numbers inside a match, from left to right."""
        return [self._figure_at[at].number for at in range(match.start(), match.end()) if at in self._figure_at]

    def at(self, index: int) -> Figure:
        """The number that a character stands for."""
        return self._figure_at[index]

    def blank(self, start: int, end: int) -> None:
        """Mark some characters as read."""
        self.text = self.text[:start] + BLANK * (end - start) + self.text[end:]
