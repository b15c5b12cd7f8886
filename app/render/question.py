"""A question with the numbers of its options and its default."""

from __future__ import annotations

from rich.cells import cell_len
from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from ...domain.language import Language
from ...domain.request import Question
from ..phrases import PHRASES
from .style import bullets

_SHORT = 16
"""Width of options that stand in a row."""


def render_question(question: Question, language: Language) -> RenderableType:
    """The question, its options one a line or, where they are short, in a row, and what an empty answer takes."""
    lines: list[RenderableType] = [bullets([Text(question.text, "bold")], "?", "warn")]
    options = [
        PHRASES.say("ask.option", language, number=number, option=_worded(option, language))
        for number, option in enumerate(question.options, 1)
    ]
    in_a_row = all(cell_len(option) <= _SHORT for option in options)
    shown: list[RenderableType] = [Columns(options, padding=(0, 2))] if in_a_row else [Text(option) for option in options]
    lines += [Padding(option, (0, 0, 0, 2)) for option in shown if options]
    if question.default:
        default = _worded(question.default, language)
        lines.append(Text("  " + PHRASES.say("ask.default", language, default=default), "faint"))
    return Group(*lines)


def _worded(option: str, language: Language) -> str:
    key = f"option.{option}"
    return PHRASES.say(key, language) if key in PHRASES else option
