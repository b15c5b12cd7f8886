"""The languages that travellers read: telling which one a text is in, choosing between two wordings, templates in both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

Language = Literal["zh", "en"]
_WORD = re.compile(r"[A-Za-z]+")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def language_of(text: str) -> Language:
    """Chinese where Han characters occur, unless they are names in an English text: words outnumber them."""
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    return "zh" if han > 0 and han >= len(_WORD.findall(text)) else "en"


def worded(language: Language, zh: str, en: str | None) -> str:
    """What stands in both languages, such as a name; Chinese where there is no English."""
    return en if language == "en" and en else zh


def listed(language: Language, items: Iterable[str]) -> str:
    """Items in a row."""
    return ("、" if language == "zh" else ", ").join(items)


class Phrasebook:
    """Message templates by key and language; a missing key or field is a programming error and raises."""

    def __init__(self, phrases: Mapping[str, tuple[str, str]]) -> None:
        """Take ``{key: (zh, en)}`` with :meth:`str.format` fields."""
        self._phrases = dict(phrases)

    def __contains__(self, key: object) -> bool:
        return key in self._phrases

    def say(self, key: str, language: Language, **fields: object) -> str:
        """Word a message in one language."""
        zh, en = self._phrases[key]
        return (zh if language == "zh" else en).format(**fields)

    def both(self, key: str, **fields: object) -> tuple[str, str]:
        """Word a message in Chinese and in English, for where the reader isn't known yet."""
        return self.say(key, "zh", **fields), self.say(key, "en", **fields)
