"""A long-term store that is a dict, and small makers of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from xiake.domain.language import language_of
from xiake.domain.memory import MemoryItem, SourceTurn, Statement
from xiake.memory.embedding.embedder import Embedder, Vectors
from xiake.memory.long_term.store import Revision


class DictStore:
    """Keeps items in this process; vectors are made when they are asked for."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.kept: defaultdict[str, dict[str, MemoryItem]] = defaultdict(dict)
        self.writes = 0

    async def items(self, user: str) -> Sequence[MemoryItem]:
        return list(self.kept[user].values())

    async def nearest(self, user: str, vector: Vectors, k: int) -> Sequence[tuple[str, float]]:
        items = list(self.kept[user].values())
        cosines = self._embedder.embed([item.text for item in items]) @ vector.reshape(-1)
        return sorted(((item.id, float(c)) for item, c in zip(items, cosines, strict=True)), key=lambda entry: -entry[1])[:k]

    async def revise(self, user: str, revised: Revision) -> None:
        items = await revised(await self.items(user))
        self.writes += bool(items)
        self.kept[user].update({item.id: item for item in items})

    async def delete(self, user: str, ids: Sequence[str]) -> None:
        for key in ids:
            self.kept[user].pop(key, None)

    async def wipe(self, user: str) -> int:
        return len(self.kept.pop(user, {}))

    async def users(self) -> Sequence[str]:
        return sorted(user for user, items in self.kept.items() if items)


def says(text: str, aspect: str, **fields: object) -> Statement:
    """A statement; a preference unless told otherwise."""
    told = {"kind": "preference", "text": text, "language": language_of(text), "aspect": aspect, "polarity": "for", **fields}
    return Statement.model_validate(told)


def turn(number: int, session: str = "s") -> SourceTurn:
    """A turn of a conversation."""
    return SourceTurn(session=session, turn=number)
