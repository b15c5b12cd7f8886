"""Forgetting for good: in both memories, in every file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from ..domain.memory import MemoryItem
from .engine.engine import Engine
from .engine.keys import NOBODY, prefix_of
from .long_term.outbox import OutboxStore
from .short_term.store import HEAD

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

    def __init__(self, home: Path, engine: Engine, store: OutboxStore, session_ttl: float) -> None:
        """Take the data folder, both stores, and how long records of conversations are kept from now, seconds."""
        self._home = home
        self._engine = engine
        self._store = store
        self._ttl = session_ttl

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
        await self._engine.delete(*await self._engine.keys(prefix_of(user)))
        history_file(self._home, user).unlink(missing_ok=True)
        self._drop_broken()
        number = await self._store.wipe(user)
        await self._engine.delete(*await self._engine.keys(prefix_of(user)))
        return number

    async def _rewrite(self, user: str, words: Collection[str]) -> None:
        keys = await self._engine.keys(prefix_of(user))
        for key in keys:
            session, what = key.split(":")[2:4]
            if what in _RUNS:
                await self._engine.delete(key)
            elif session != NOBODY:
                await self._rewrite_value(key, words)
        for key in keys:
            if key.endswith(f":{HEAD}"):
                await self._mark_anew(key)

    async def _mark_anew(self, head: str) -> None:
        """Let whoever has the session open read it again, before they write what they still know of it."""
        while (before := await self._engine.get(head)) is not None:
            with suppress(ValueError):  # a broken head marks nothing
                after = json.dumps({**json.loads(before), "mark": uuid4().hex}, ensure_ascii=False).encode()
                if not await self._engine.swap({head: before}, {head: after}, ttl=self._ttl):
                    continue
            return

    async def _rewrite_value(self, key: str, words: Collection[str]) -> None:
        while (before := await self._engine.get(key)) is not None and (after := blackened(before, words)) != before:
            if await self._engine.swap({key: before}, {key: after}, ttl=self._ttl):
                return

    def _drop_broken(self) -> None:
        for path in self._home.rglob("*.broken-*"):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def history_file(home: Path, user: str) -> Path:
    """Where a chat keeps the lines that a user typed."""
    return home / "history" / quote(user, safe="")


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
