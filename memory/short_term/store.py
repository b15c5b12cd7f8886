"""Sessions in an engine: records of JSON under one head, read as of one moment and committed at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from pydantic import ValidationError

from ...domain.errors import MemoryUnavailable
from ..engine.engine import Engine
from ..engine.keys import NOBODY, key_of
from .head import SHAPE, Head, SessionInfo, SessionMoved, SessionTooNew

HEAD = "head"
_INDEX = "sessions"
_MOST_READS = 20
"""Times a session is read anew because somebody commits to it all the while."""


@dataclass(frozen=True, kw_only=True)
class Stored:
    """A session as it stood at one moment.

    Attributes:
        raw: The head's bytes, as the next commit expects to find them.
        records: The other records by name.
    """

    head: Head
    raw: bytes
    records: Mapping[str, bytes]


class SessionStore:
    """Keeps sessions of travellers apart, each under keys ``xiake:{user}:{session}:{record}``.

    Optimistic locking: a commit names the head that it was made from; where another one stands by now, it fails with
    :class:`~.head.SessionMoved`, and whoever commits does the turn again on fresh state. Every method may raise
    :class:`~xiake.domain.errors.MemoryUnavailable`.

    Attributes:
        ttl: How long a session is kept after its last turn, seconds.
    """

    def __init__(self, engine: Engine, *, ttl: float, now: Callable[[], datetime]) -> None:
        """Keep sessions in ``engine`` for ``ttl`` seconds after their last turn."""
        self.ttl = ttl
        self._engine = engine
        self._now = now

    async def unchanged(self, user: str, session: str, raw: bytes) -> bool:
        """Whether the head still stands as it was read or written."""
        return await self._engine.get(key_of(user, session, HEAD)) == raw

    async def load(self, user: str, session: str) -> Stored | None:
        """A session as of one moment; None where there is none. One with a broken head is of revision 0 and empty.

        Raises:
            SessionTooNew: If a newer version wrote it.
        """
        head_key = key_of(user, session, HEAD)
        raw = await self._engine.get(head_key)
        for _ in range(_MOST_READS):
            if raw is None:
                return None
            head = self._head_of(session, raw)
            again, *values = await self._engine.get_many([head_key, *(key_of(user, session, name) for name in head.records)])
            if again == raw:
                records = {name: value for name, value in zip(head.records, values, strict=True) if value is not None}
                return Stored(head=head, raw=raw, records=records)
            raw = again
        raise SessionMoved(session)

    async def commit(
        self,
        user: str,
        session: str,
        base: Stored | None,
        changes: Mapping[str, bytes | None],
        *,
        mark: str,
        turns: int,
        title: str,
        appends: Mapping[str, Sequence[bytes]] | None = None,
    ) -> Stored:
        """Write the records of a turn, all or none; durable on return.

        Args:
            user: Whose session.
            session: Its name.
            base: What the turn was made from; None for a new session.
            changes: Records by name; None drops one.
            mark: Stands in the new head, so that who lost the answer to a commit can see whether it was made.
            turns: Acknowledged turns, this one included.
            title: What the session is about.
            appends: Full keys of lists, and what is added to them in the same moment.

        Raises:
            SessionMoved: If the session isn't what ``base`` says any more.
        """
        before = base.head if base else None
        kept = {name: value for name, value in {**(base.records if base else {}), **changes}.items() if value is not None}
        now = self._now()
        head = Head(
            revision=before.revision + 1 if before else 1,
            mark=mark,
            turns=turns,
            title=title,
            created=before.created if before else now,
            updated=now,
            records=tuple(sorted(kept)),
        )
        raw = head.model_dump_json().encode()
        head_key = key_of(user, session, HEAD)
        if base is None:
            await self._engine.append(key_of(user, NOBODY, _INDEX), session.encode(), ttl=self.ttl)
        values = {head_key: raw, **{key_of(user, session, name): value for name, value in changes.items()}}
        expected = {head_key: base.raw if base else None}
        if not await self._engine.swap(expected, values, appends=appends or {}, ttl=self.ttl):
            raise SessionMoved(session)
        untouched = [key_of(user, session, name) for name in kept if name not in changes]
        with suppress(MemoryUnavailable):  # the turn stands; the rest lives on until the next one
            await self._engine.touch(key_of(user, NOBODY, _INDEX), *untouched, ttl=self.ttl)
        return Stored(head=head, raw=raw, records=kept)

    async def listed(self, user: str) -> list[SessionInfo]:
        """A user's sessions, the one used last first; such as can't be read are left out."""
        names = list(dict.fromkeys(name.decode() for name in await self._engine.items(key_of(user, NOBODY, _INDEX))))
        heads = await self._engine.get_many([key_of(user, name, HEAD) for name in names])
        found = []
        for name, raw in zip(names, heads, strict=True):
            if raw is None:
                continue
            try:
                head = self._head_of(name, raw)
            except SessionTooNew:
                continue
            found.append(SessionInfo(session=name, title=head.title, turns=head.turns, updated=head.updated))
        return sorted(found, key=lambda info: info.updated, reverse=True)

    async def note_wipe(self, user: str) -> None:
        """Leave a sign, without the user's name, that all their sessions were forgotten: open windows still know theirs."""
        await self._engine.put(_wiped_key(user), self._now().isoformat().encode(), self.ttl)

    async def wiped_since(self, user: str, moment: datetime) -> bool:
        """Whether all of a user's sessions were forgotten at that moment or later."""
        noted = await self._engine.get(_wiped_key(user))
        return noted is not None and datetime.fromisoformat(noted.decode()) >= moment

    async def drop(self, user: str, session: str) -> None:
        """Forget a session."""
        stored = await self.load(user, session)
        if stored is not None:
            await self._engine.delete(*(key_of(user, session, name) for name in (HEAD, *stored.head.records)))

    def _head_of(self, session: str, raw: bytes) -> Head:
        """The head, if this version can read what it stands for; in place of a broken one that of a session without records."""
        try:
            head = Head.model_validate_json(raw)
        except ValidationError:
            return Head(created=self._now(), updated=self._now())
        if head.shape > SHAPE:
            raise SessionTooNew(session, head.shape)
        return head


def _wiped_key(user: str) -> str:
    return key_of(NOBODY, NOBODY, "wiped", sha256(user.encode()).hexdigest())
