"""Going back to an earlier version, and forward again."""

from __future__ import annotations

from dataclasses import replace

from ...domain.edit import Undo
from ...domain.errors import XiakeError
from ...domain.language import Language, listed
from .phrases import PHRASES
from .talk import Talk


class UndoRefused(XiakeError):
    """There is no such version; the text says so in the user's language."""


def undone(talk: Talk, undo: Undo, language: Language) -> Talk:
    """The conversation with another version current; no version is lost by it.

    Raises:
        UndoRefused: If there is no version to go to.
    """
    standing = talk.standing
    redo = standing.redo
    if undo.redo:
        if not redo:
            raise UndoRefused(PHRASES.say("redo.none", language))
        target, redo = redo[-1], redo[:-1]
    elif undo.version is not None:
        target = undo.version
        if target not in talk.versions:
            known = listed(language, map(str, talk.versions))
            raise UndoRefused(PHRASES.say("undo.unknown", language, version=target, known=known))
        redo = (*redo, standing.current) if standing.current and standing.current != target else redo
    else:
        earlier = talk.current.parent if talk.current else None
        if earlier is None and standing.current:  # a new request was made on top of another plan
            earlier = max((number for number in talk.versions if number < standing.current), default=None)
        if earlier is None or earlier not in talk.versions:
            raise UndoRefused(PHRASES.say("undo.none", language))
        assert standing.current is not None
        target, redo = earlier, (*redo, standing.current)
    return replace(talk.standing_at(current=target, redo=redo, pending=None), attempt=None)
