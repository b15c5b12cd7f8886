"""Arguments of slash commands."""

from __future__ import annotations

from ...domain.errors import BadRequest, InputProblem
from ...domain.language import Language
from .phrases import PHRASES


def number_in(command: str, words: str, language: Language) -> int | None:
    """The number that is a command's one argument; None without one.

    Raises:
        BadRequest: If it is no number from 1.
    """
    if not words:
        return None
    if not words.isdecimal() or len(words) > 4 or int(words) < 1:
        raise wrong_usage(command, words, language)
    return int(words)


def wrong_usage(command: str, words: str, language: Language) -> BadRequest:
    """That a command is used otherwise."""
    usage = f"{PHRASES.say(f'usage.{command}', language)}  {PHRASES.say(f'slash.{command}', language)}"
    return BadRequest(InputProblem(field="command", value=words, message=PHRASES.say("usage", language, usage=usage)))
