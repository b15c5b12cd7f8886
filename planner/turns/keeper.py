"""Keeps a conversation in its session, and in this process while the session store does not answer."""

from __future__ import annotations

from uuid import uuid4

from ...domain.errors import MemoryUnavailable
from ...domain.language import Language, listed
from ...memory.bundle import Memory
from ...memory.short_term.head import SessionMoved
from ...memory.short_term.store import Stored
from .phrases import PHRASES
from .talk import Talk, changes_between, talk_from


class Keeper:
    """One process's hold on a session.

    What could not be written stays here and goes with the next commit. Where the store has lost the session, it is written anew,
    unless the user had everything forgotten; where somebody else went on with it meanwhile, theirs counts.

    Attributes:
        talk: As it stands here.
    """

    def __init__(self, memory: Memory, *, user: str, session: str) -> None:
        """Hold nothing yet."""
        self._engine = memory.engine
        self._sessions = memory.sessions
        self._user = user
        self._session = session
        self.talk = Talk()
        self._stored: Stored | None = None
        self._saved: Talk | None = None
        self._unsaved = 0
        self._tried: tuple[str, Talk] | None = None
        self._news: list[tuple[str, dict[str, object]]] = []

    async def opened(self) -> Talk:
        """The conversation as it stands by now; what this process knows of it where the store does not answer.

        Raises:
            SessionTooNew: If a newer version of Xiake wrote it.
            SessionMoved: If somebody writes to it all the while.
        """
        try:
            if self._stored is not None and await self._sessions.unchanged(self._user, self._session, self._stored.raw):
                self._unsaved = self._unsaved if self._engine.trouble or self._saved is not self.talk else 0
                return self.talk
            stored = await self._sessions.load(self._user, self._session)
            last = self._stored.head.updated if stored is None and self._stored else None
            wiped = last is not None and await self._sessions.wiped_since(self._user, last)
        except MemoryUnavailable:
            return self.talk
        if stored is None:
            if wiped:
                self.talk, self._unsaved, self._tried = Talk(), 0, None
                self._news = [("degraded.wiped", {})]
            elif self._stored is not None:
                self._news.append(("degraded.restored", {}))
            self._stored = self._saved = None
        elif self._tried and stored.head.mark == self._tried[0]:  # it was written, only the answer got lost
            self._stored, self._saved, self._unsaved = stored, self._tried[1], 0
        else:
            self._taken_over(stored)
        return self.talk

    def _taken_over(self, stored: Stored) -> None:
        if self._unsaved:
            self._news.append(("degraded.moved", {"turns": self._unsaved}))
        talk = talk_from(stored.records)
        gone = sorted({*stored.head.records} - stored.records.keys())
        lost = ("head",) if stored.head.revision == 0 else (*talk.lost, *gone)
        if lost:
            self._news.append(("degraded.lost", {"names": lost}))
        self.talk = self._saved = talk
        self._stored, self._unsaved, self._tried = stored, 0, None

    async def keep(self, talk: Talk, *, title: str, language: Language) -> tuple[bool, list[str]]:
        """Commit the conversation as it stands after a turn.

        Returns:
            Whether it is safe in the store; and what the traveller should know of the store.

        Raises:
            SessionMoved: If somebody else was faster.
        """
        news, self._news = self._news, []
        told = [PHRASES.say(key, language, **_worded(fields, language)) for key, fields in news]
        mark = uuid4().hex
        try:
            self._stored = await self._sessions.commit(
                self._user,
                self._session,
                self._stored,
                changes_between(self._saved, talk),
                mark=mark,
                turns=talk.standing.turn,
                title=title,
            )
        except MemoryUnavailable as trouble:
            self.talk, self._tried = talk, (mark, talk)
            self._unsaved += 1
            return False, [*told, self._told("degraded.short_term", trouble, language)]
        except SessionMoved:
            self._news = news
            raise
        self.talk = self._saved = talk
        self._tried = None
        if (waiting := self._engine.trouble) is None:
            self._unsaved = 0
            return True, told
        self._unsaved += 1
        key = "degraded.not_durable" if self._engine.kind == "memory" else "degraded.short_term"
        return False, [*told, self._told(key, waiting, language)]

    def _told(self, key: str, trouble: MemoryUnavailable, language: Language) -> str:
        return PHRASES.say(key, language, reason=PHRASES.say(f"reason.{trouble.reason}", language))


def _worded(fields: dict[str, object], language: Language) -> dict[str, object]:
    return {name: listed(language, value) if isinstance(value, tuple) else value for name, value in fields.items()}
