"""The files that a trip can be written to, by the ending of their name."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ...domain.language import Language
from ..trip import Trip


class Format(NamedTuple):
    """How a kind of file is written.

    Attributes:
        content: What stands in the file.
        needs_plan: Whether only a trip with a plan can be written to it; the others tell questions and conflicts, too.
        lack: What this installation lacks for it and how to get that, in a language; empty where it lacks nothing.
    """

    content: Callable[[Trip], str | bytes]
    needs_plan: bool = False
    lack: Callable[[Language], str] = lambda language: ""


def _lack_of_pdf(language: Language) -> str:
    from .pdf import lack_of_pdf

    return lack_of_pdf(language)


FORMATS: dict[str, Format] = {
    ".md": Format(Trip.to_markdown),
    ".json": Format(Trip.to_json),
    ".ics": Format(Trip.to_ics, needs_plan=True),
    ".geojson": Format(Trip.to_geojson, needs_plan=True),
    ".html": Format(Trip.to_html),
    ".pdf": Format(Trip.to_pdf, lack=_lack_of_pdf),
}
