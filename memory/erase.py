"""Forgetting for good: in both memories, in every file."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Collection, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from ..domain.memory import MemoryItem
from .engine.engine import Engine
from .engine.keys import NOBODY, prefix_of
from .long_term.outbox import OutboxStore
from .short_term.store import HEAD, SessionStore

_RUNS = frozenset({"call", "calls", "cache", "part", "checkpoints"})
"""What runs leave behind and can do without: forgotten altogether, since words may lie packed in it."""
_SHORTEST = 3
"""Words shorter than that are left in the records of conversations: they would be found in the names of places, too."""
_STARS = {1: "*", 2: "·", 3: "＊", 4: "𐄁"}


class Eraser:
    """Forgets items and users in everything under ``XIAKE_HOME`` and on the servers.

    Records of conversations are kept when an item is forgotten, with its words blackened: each character by one of the same length,
    so that they can still be read by whatever wrote them. Every method raises ``MemoryUnavailable`` where a store does not answer;
    what could not be done then is done later (long-term memory) or has to be asked for again.
    """

    def __init__(self, home: Path, engine: Engine, sessions: SessionStore, store: OutboxStore) -> None:
        """Take the data folder, short-term memory and the sessions in it, and long-term memory."""
        self._home = home
        self._engine = engine
        self._sessions = sessions
        self._store = store

    async def forget(self, user: str, items: Sequence[MemoryItem]) -> None:
        """Forget some items, and their words wherever they were said."""
        words = _words(items)
        await self._rewrite(user, {form for word in words for form in _escaped(word)})
        history = history_file(self._home, user)
        if history.is_file():
            history.write_bytes(blackened(history.read_bytes(), words))
        self._drop_broken()
        await self._store.delete(user, [item.id for item in items])

    async def wipe(self, user: str) -> int:
        """Forget everything of a user: items, conversations, runs, what they typed. Returns how many items went."""
        await self._sessions.note_wipe(user)
        await self._engine.delete(*await self._engine.keys(prefix_of(user)))
        history_file(self._home, user).unlink(missing_ok=True)
        self._drop_broken()
        number = await self._store.wipe(user)
        await self._engine.delete(*await self._engine.keys(prefix_of(user)))
        await self._sessions.note_wipe(user)  # of what was committed meanwhile, too
        return number

    async def _rewrite(self, user: str, words: Collection[str]) -> None:
        sessions: dict[str, list[str]] = defaultdict(list)
        for key in await self._engine.keys(prefix_of(user)):
            session, what = key.split(":")[2:4]
            if what in _RUNS:
                await self._engine.delete(key)
            elif session != NOBODY:
                sessions[f"{prefix_of(user)}{session}:"].append(key)
        for prefix, keys in sessions.items():
            while not await self._rewritten(keys, words):
                keys = [key for key in await self._engine.keys(prefix) if key.split(":")[3] not in _RUNS]

    async def _rewritten(self, keys: Sequence[str], words: Collection[str]) -> bool:
        """Rewrite the records of a session at once, unless one of them is written just now.

        The head is marked anew, so that whoever has the session open reads it again before they write what they still know of it.
        """
        found = zip(keys, await self._engine.get_many(keys), strict=True)
        before = {key: value for key, value in found if value is not None}
        after = {key: _marked(value) if key.endswith(f":{HEAD}") else value for key, value in before.items()}
        after = {key: blackened(value, words) for key, value in after.items()}
        changed = {key: value for key, value in after.items() if value != before[key]}
        return await self._engine.swap(before, changed, ttl=self._sessions.ttl)

    def _drop_broken(self) -> None:
        for path in self._home.rglob("*.broken-*"):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def history_file(home: Path, user: str) -> Path:
    """Where a chat keeps the lines that a user typed; its name suits every file system, whatever the user is called."""
    return home / "history" / sha256(user.encode()).hexdigest()[:40]


def _marked(head: bytes) -> bytes:
    with suppress(ValueError):  # a broken head marks nothing
        return json.dumps({**json.loads(head), "mark": uuid4().hex}, ensure_ascii=False).encode()
    return head


def blackened(content: bytes, words: Collection[str]) -> bytes:
    """Content without some words, in the same number of bytes and characters."""
    for word in sorted(words, key=len, reverse=True):
        content = content.replace(word.encode(), "".join(map(_star, word)).encode())
    return content


def _escaped(word: str) -> tuple[str, str]:
    """A word as it stands in JSON, with and without characters beyond ASCII."""
    return json.dumps(word, ensure_ascii=False)[1:-1], json.dumps(word)[1:-1]


def _star(character: str) -> str:
    return _STARS[len(character.encode())]


def _words(items: Sequence[MemoryItem]) -> set[str]:
    said = {word for item in items for word in (item.text, item.source.quote, *item.said)}
    return {word for word in said if len(word) >= _SHORTEST}
