"""Every listed word by its folded form."""

from __future__ import annotations

from functools import cache

from ..text import fold
from .dishes import dish_words
from .entry import Words
from .marks import MARKS
from .money import MONEY
from .movement import MOVEMENT
from .people import PEOPLE
from .time import TIME
from .wishes import WISHES

SUBJECTS: tuple[tuple[Words, ...], ...] = (WISHES, MOVEMENT, MONEY, PEOPLE, TIME, MARKS)


@cache
def lexicon() -> dict[str, tuple[str, object]]:
    """Kind and value of each folded word.

    Raises:
        ValueError: If a word is listed with two kinds or values.
    """
    listed: dict[str, tuple[str, object]] = {}
    for subject in SUBJECTS:
        for words in subject:
            for word in words.each():
                meaning = words.kind, words.value
                if listed.setdefault(fold(word), meaning) != meaning:
                    raise ValueError(f"{word!r} is listed as {listed[fold(word)]} and {meaning}")
    dishes = dish_words(frozenset(listed))
    return listed | {fold(word): (dishes.kind, dishes.value) for word in dishes.each()}
