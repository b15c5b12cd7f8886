"""The memory of a traveller: what they said that lasts, and what of it counts now."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Mapping, Sequence
from uuid import NAMESPACE_URL, uuid5
from weakref import WeakValueDictionary

from ...domain.errors import MemoryUnavailable
from ...domain.memory import MemoryItem, SourceTurn, Statement
from ...domain.ports import Clock
from ...domain.request import TripRequest
from ..embedding.embedder import Embedder, Vectors
from ..retrieval.fusion import fuse
from ..retrieval.keywords import keyword_ranking
from ..retrieval.rerank import Reranker
from .decay import FAINT, is_lasting, refreshed, strength_now
from .found import Found, Learnt, Recollection
from .merge import may_relate, merged, relation
from .resemblance import ALIKE, resemblance
from .store import LongTermStore

MEANING, WORDS = 1.0, 0.5
"""Weights of the two rankings."""
SHARED = 1 / 3
"""Share of a query's words that a memory must have for words to count beside meaning: they find names and numbers, but one common
word in a sentence misleads."""

RERANKED = 20
"""How many of the found a reranker reads."""


class LongTermMemory:
    """Statements of travellers over a :class:`LongTermStore`; one traveller never sees another's.

    Any method raises :class:`~xiake.domain.errors.MemoryUnavailable` where the store does not answer. An embedder that does not
    answer raises nothing: reading goes by words alone and says so, writing merges less.
    """

    def __init__(self, store: LongTermStore, embedder: Embedder, clock: Clock, reranker: Reranker | None = None) -> None:
        """Take where items are kept, the embedder of that store, the time, and what orders the found anew, if anything does."""
        self._store = store
        self._embedder = embedder
        self._clock = clock
        self._reranker = reranker
        self._writing: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def remember(self, user: str, statements: Sequence[Statement], source: SourceTurn) -> tuple[Learnt, ...]:
        """Keep statements, each merged with what says the same and put in the place of what it contradicts.

        To remember the same statements of the same turn again changes nothing, as long as nothing else was said since.

        Returns:
            What became of each, in order; durable on return.
        """
        learnt: list[Learnt] = []

        async def learn(known: Sequence[MemoryItem]) -> Sequence[MemoryItem]:
            items = {item.id: item for item in known}
            changed: dict[str, MemoryItem] = {}
            learnt.clear()
            for statement in statements:
                outcome = await self._learn(user, statement, source, items)
                for item in (outcome.item, *outcome.replaced):
                    if items.get(item.id) != item:
                        items[item.id] = changed[item.id] = item
                learnt.append(outcome)
            return tuple(changed.values())

        async with self._lock(user):
            await self._store.revise(user, learn)
        return tuple(learnt)

    async def recall(self, user: str, query: str, k: int = 5) -> Recollection:
        """The memories that fit some words best, by meaning and by the words; faded and superseded ones are left out."""
        items = {item.id: item for item in await self._store.items(user)}
        active = {key: item for key, item in items.items() if self._counts(item)}
        if not active:
            return Recollection()
        keys, texts = list(active), tuple(map(_wordings, active.values()))
        embedding = asyncio.ensure_future(self._embed([query]))
        await asyncio.sleep(0)  # the thread embeds while words are looked for here
        places = keyword_ranking(texts, query, least=SHARED)
        trouble = None
        try:
            near = await self._store.nearest(user, (await embedding)[0], len(items))
        except MemoryUnavailable as problem:
            near, trouble = (), problem.reason
            places = keyword_ranking(texts, query)
        meaning = [key for key, _ in near if key in active]
        best = fuse([(MEANING, meaning), (WORDS, [keys[at] for at in places])])
        if self._reranker and best:
            try:
                best = await asyncio.to_thread(_reranked, self._reranker, query, active, best[: max(k, RERANKED)])
            except MemoryUnavailable as problem:
                trouble = trouble or problem.reason
        best = best[:k]
        return Recollection(found=tuple(Found(active[key], score) for key, score in best), trouble=trouble)

    async def recall_for(
        self, user: str, request: TripRequest, *, like_last: bool = False, k: int = 24
    ) -> tuple[MemoryItem, ...]:
        """What counts for a new trip: everything of the traveller that hasn't faded, up to ``k`` memories.

        What never fades (allergies, facts about companions) comes first, whatever the request says; then what fits the request
        best; last the one finished trip that resembles it most, or the latest with ``like_last``.
        """
        active = [item for item in await self._store.items(user) if self._counts(item)]
        cases = [item for item in active if item.statement.kind == "case"]
        wishes = [item for item in active if item.statement.kind != "case"]
        if len(wishes) > k:  # otherwise nothing hangs on how well they fit, and no embedder need be loaded
            best = {item.id: rank for rank, item in enumerate((await self.recall(user, request.text, len(active))).items)}
            wishes.sort(key=lambda item: (not is_lasting(item.statement), best.get(item.id, len(best))))
        else:
            now = self._clock.now()
            wishes.sort(key=lambda item: (not is_lasting(item.statement), -strength_now(item, now)))
        return tuple(wishes[:k]) + _case_for(request, cases, like_last)

    async def touch(self, user: str, ids: Collection[str]) -> None:
        """Say that memories were used: they are as strong again as when they were said."""
        now = self._clock.now()

        async def used(known: Sequence[MemoryItem]) -> Sequence[MemoryItem]:
            return [refreshed(item, now) for item in known if item.id in ids and item.superseded_by is None]

        async with self._lock(user):
            await self._store.revise(user, used)

    async def items(self, user: str, *, history: bool = False) -> tuple[MemoryItem, ...]:
        """All that is remembered of a traveller, oldest first; with ``history`` also what was superseded."""
        return tuple(item for item in await self._store.items(user) if history or item.superseded_by is None)

    def strength(self, item: MemoryItem) -> float:
        """What is left of an item's strength today, above 0 to 1."""
        return strength_now(item, self._clock.now())

    async def forget(self, user: str, ids: Collection[str]) -> tuple[MemoryItem, ...]:
        """Forget memories for good, with the history that they superseded; returns what went."""
        async with self._lock(user):
            items = {item.id: item for item in await self._store.items(user)}
            gone = set(ids) & set(items)
            while older := {item.id for item in items.values() if item.superseded_by in gone} - gone:
                gone |= older
            if gone:
                await self._store.delete(user, sorted(gone))
            return tuple(item for item in items.values() if item.id in gone)

    async def wipe(self, user: str) -> int:
        """Forget everything of a traveller for good; returns how many items went."""
        async with self._lock(user):
            return await self._store.wipe(user)

    async def export(self, user: str) -> str:
        """All that is kept of a traveller, history included, as JSON."""
        items = [item.model_dump(mode="json") for item in await self._store.items(user)]
        return json.dumps({"user": user, "exported": self._clock.now().isoformat(), "items": items}, ensure_ascii=False, indent=2)

    async def users(self) -> tuple[str, ...]:
        """Of whom anything is remembered."""
        return tuple(await self._store.users())

    async def _learn(self, user: str, statement: Statement, source: SourceTurn, items: dict[str, MemoryItem]) -> Learnt:
        """What becomes of one statement beside what is known; changes nothing."""
        now = self._clock.now()
        key = uuid5(NAMESPACE_URL, "\n".join((user, source.session, str(source.turn), statement.model_dump_json()))).hex
        if key in items:  # the turn is told again
            return Learnt(item=items[key], how="new")
        new = MemoryItem(
            id=key, user=user, statement=statement, strength=statement.strength, source=source, created=now, used=now
        )
        active = [item for item in items.values() if item.superseded_by is None]
        if statement.kind == "case":
            earlier = next(
                (item for item in active if item.statement.kind == "case" and item.source.session == source.session), None
            )
            if earlier is None:
                return Learnt(item=new, how="new")
            return Learnt(item=new.model_copy(update={"id": earlier.id, "created": earlier.created}), how="merged")
        relations = [(item, relation(statement, item.statement)) for item in active if may_relate(item.statement, statement)]
        unsure = [item for item, how in relations if how is None]
        if unsure:
            near = await self._cosines(user, statement.text, unsure, len(items))
            relations = [(item, how or relation(statement, item.statement, near[item.id])) for item, how in relations]
        for item, how in relations:
            if how == "same":
                return Learnt(
                    item=merged(item, statement, strength_now(item, now)).model_copy(update={"used": now}), how="merged"
                )
        replaced = tuple(item.model_copy(update={"superseded_by": key}) for item, how in relations if how == "opposed")
        return Learnt(item=new, how="contradicts" if replaced else "new", replaced=replaced)

    async def _cosines(self, user: str, text: str, items: Sequence[MemoryItem], most: int) -> Mapping[str, float]:
        """Of a text with some of a user's items, ``most`` in all, by id; 0 where the embedder or the store does not answer.

        The store knows the vectors of what it holds; only what was said along with the text is embedded here.
        """
        try:
            vector = (await self._embed([text]))[0]
            cosines = dict(await self._store.nearest(user, vector, most))
            rest = [item for item in items if item.id not in cosines]
            rows = await self._embed([item.text for item in rest])
        except MemoryUnavailable:
            return {item.id: 0.0 for item in items}
        return cosines | {item.id: float(cosine) for item, cosine in zip(rest, rows @ vector, strict=True)}

    async def _embed(self, texts: Sequence[str]) -> Vectors:
        return await asyncio.to_thread(self._embedder.embed, texts)

    def _counts(self, item: MemoryItem) -> bool:
        return item.superseded_by is None and self.strength(item) >= FAINT

    def _lock(self, user: str) -> asyncio.Lock:
        """One writer a user in this process, so that the store need seldom have it decided again."""
        return self._writing.setdefault(user, asyncio.Lock())


def _wordings(item: MemoryItem) -> str:
    return "\n".join((item.text, *item.said))


def _reranked(
    reranker: Reranker, query: str, items: Mapping[str, MemoryItem], found: Sequence[tuple[str, float]]
) -> list[tuple[str, float]]:
    order = reranker.rank(query, [items[key].text for key, _ in found])
    return [(found[place][0], 1 / rank) for rank, place in enumerate(order, start=1)]


def _case_for(request: TripRequest, cases: Sequence[MemoryItem], like_last: bool) -> tuple[MemoryItem, ...]:
    """The finished trip that says most about a request, if any does."""
    if like_last:
        return tuple(sorted(cases, key=lambda item: item.created)[-1:])
    scored = [(resemblance(item.statement.case, request), item.created, item) for item in cases if item.statement.case]
    best = max(scored, key=lambda entry: entry[:2], default=None)
    return (best[2],) if best and best[0] >= ALIKE else ()
