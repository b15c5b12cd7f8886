"""What a turn of the conversation was read as."""

from __future__ import annotations

from typing import Literal

from ....domain.base import Model
from ....domain.edit import Edit, Target
from ....domain.language import Language
from ....domain.memory import Statement
from ....domain.request import Question


class TurnReading(Model):
    """A turn as it was understood.

    Attributes:
        text: The user's words, verbatim.
        edits: In the order said.
        statements: Lasting things that were said of the traveller or the people with them; also where an edit says them.
        answer: The words that answer the open question; None where the turn says something else.
        questions: Names that may mean several places; an answer's words take the place of the question's quote.
        unread: Words that carry a meaning but could not be read, verbatim.
        notes: How words were taken where that is not plain, and what can't be done, in the user's language.
        asks: Something to be shown or done that changes no plan; ``forget`` is about what is remembered.
        about: What shall be forgotten, in the turn's words.
        chat: Words that ask for nothing.
        like_last: Whether the trip should be like the last one.
        new_request: Whether it is a whole trip of its own.
        focus: The part of the plan that was spoken of last, for a next turn that doesn't name it.
    """

    text: str
    language: Language = "zh"
    edits: tuple[Edit, ...] = ()
    statements: tuple[Statement, ...] = ()
    answer: str | None = None
    questions: tuple[Question, ...] = ()
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    asks: Literal["plan", "memory", "save", "history", "help", "forget"] | None = None
    about: str = ""
    chat: Literal["greeting", "thanks", "consent", "small_talk"] | None = None
    like_last: bool = False
    new_request: bool = False
    focus: Target | None = None
