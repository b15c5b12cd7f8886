"""A question with the numbers of its options and its default."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from ...domain.language import Language
from ...domain.request import Question
from ..phrases import PHRASES
from .style import bullets


def render_question(question: Question, language: Language) -> RenderableType:
    """The question, its options one a line, and what an empty answer takes."""
    lines: list[RenderableType] = [bullets([Text(question.text, "bold")], "?", "warn")]
    for number, option in enumerate(question.options, 1):
        lines.append(Text("  " + PHRASES.say("ask.option", language, number=number, option=_worded(option, language))))
    if question.default:
        default = _worded(question.default, language)
        lines.append(Text("  " + PHRASES.say("ask.default", language, default=default), "faint"))
    return Group(*lines)


def _worded(option: str, language: Language) -> str:
    key = f"option.{option}"
    return PHRASES.say(key, language) if key in PHRASES else option
