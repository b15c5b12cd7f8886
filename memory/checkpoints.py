"""LangGraph checkpoints on an engine."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from langgraph.checkpoint.base import (
    WRITES_IDX_MAP,
    BaseCheckpointSaver,
    ChannelVersions,
    Checkpoint,
    CheckpointMetadata,
    CheckpointTuple,
    PendingWrite,
    get_checkpoint_id,
    get_checkpoint_metadata,
    writes_sort_key,
)
from langgraph.checkpoint.serde.base import SerializerProtocol

from .engine.engine import Engine
from .engine.keys import key_of, prefix_of

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig

_EMPTY = "empty"
_PART = "part"
_INDEX = "checkpoints"


class EngineSaver(BaseCheckpointSaver[str]):
    """Keeps checkpoints of a user's session; asynchronous use only.

    A thread has one list that names all its parts: checkpoints, values of channels by version, and lists of pending writes.
    So neither reading nor deleting searches the store, and a checkpoint is there with all its values or not at all.
    """

    def __init__(self, engine: Engine, user: str, session: str, *, ttl: float, serde: SerializerProtocol | None = None) -> None:
        """Keep checkpoints for ``ttl`` seconds after the last one of their thread."""
        super().__init__(serde=serde)
        self._engine = engine
        self._user = user
        self._session = session
        self._ttl = ttl
        self._closed = False
        self._under_way = 0
        self._quiet = asyncio.Event()

    async def close(self) -> None:
        """Wait for writes that are under way; later ones are left out.

        LangGraph still writes after the stream of a run was closed that somebody left.
        """
        self._closed = True
        while self._under_way:
            self._quiet.clear()
            await self._quiet.wait()

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """The checkpoint that is named, or the latest of its thread and namespace; None when there is none."""
        thread, space = _place(config)
        found = get_checkpoint_id(config) or max((name for at, name in await self._names(thread) if at == space), default=None)
        return None if found is None else await self._load(thread, space, found)

    async def alist(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[CheckpointTuple]:
        """Checkpoints of a thread, or of all, the latest first."""
        threads = await self._threads() if config is None else [_place(config)[0]]
        space = config["configurable"].get("checkpoint_ns") if config else None
        wanted = get_checkpoint_id(config) if config else None
        bound = get_checkpoint_id(before) if before else None
        left = limit
        for thread in threads:
            for at, name in sorted(await self._names(thread), key=lambda found: found[1], reverse=True):
                if left == 0:
                    return
                if (space is not None and at != space) or (wanted and name != wanted) or (bound and name >= bound):
                    continue
                item = await self._load(thread, at, name)
                if item is None or any(item.metadata.get(key) != value for key, value in (filter or {}).items()):
                    continue
                yield item
                if left is not None:
                    left -= 1

    async def aput(
        self, config: RunnableConfig, checkpoint: Checkpoint, metadata: CheckpointMetadata, new_versions: ChannelVersions
    ) -> RunnableConfig:
        """Keep a checkpoint and the values of the channels that changed."""
        thread, space = _place(config)
        bare: dict[str, Any] = {**checkpoint}
        channels = bare.pop("channel_values")
        parts: dict[tuple[str, ...], bytes] = {
            ("value", space, channel, str(version)): self._dump(channels[channel]) if channel in channels else _pack(_EMPTY, b"")
            for channel, version in new_versions.items()
        }
        record = {"checkpoint": bare, "metadata": get_checkpoint_metadata(config, metadata), "parent": get_checkpoint_id(config)}
        parts["checkpoint", space, checkpoint["id"]] = self._dump(record)
        await self._write(thread, values={self._key(thread, part): value for part, value in parts.items()}, parts=parts)
        return _config(thread, space, checkpoint["id"])

    async def aput_writes(
        self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = ""
    ) -> None:
        """Keep what a task wrote after a checkpoint; a repeated write counts once."""
        thread, space = _place(config)
        part = ("writes", space, config["configurable"]["checkpoint_id"])
        rows = []
        for index, (channel, value) in enumerate(writes):
            kind, data = self.serde.dumps_typed(value)
            head = json.dumps([task_id, WRITES_IDX_MAP.get(channel, index), channel, task_path, kind])
            rows.append(head.encode() + b"\n" + data)
        await self._write(thread, appends={self._key(thread, part): rows}, parts=[part])

    async def adelete_thread(self, thread_id: str) -> None:
        """Drop everything about a thread."""
        if parts := await self._parts(thread_id):
            await self._engine.delete(*(self._key(thread_id, part) for part in parts), self._index(thread_id))

    def get_next_version(self, current: str | None, channel: None) -> str:
        """Versions grow; two branches of one thread never share one, since values are found by it."""
        number = int(current.split(".")[0]) + 1 if current else 1
        return f"{number:016}.{uuid4().hex[:12]}"

    async def _write(
        self,
        thread: str,
        *,
        parts: Iterable[tuple[str, ...]],
        values: Mapping[str, bytes] | None = None,
        appends: Mapping[str, Sequence[bytes]] | None = None,
    ) -> None:
        if self._closed:
            return
        index = self._index(thread)
        names = [json.dumps(part).encode() for part in parts]
        lists = {**(appends or {}), index: names}
        self._under_way += 1
        try:
            await self._engine.swap({}, values or {}, appends=lists, ttl=self._ttl)
            await self._engine.touch(*lists, ttl=self._ttl)
        finally:
            self._under_way -= 1
            self._quiet.set()

    async def _load(self, thread: str, space: str, name: str) -> CheckpointTuple | None:
        kept = await self._engine.get(self._key(thread, ("checkpoint", space, name)))
        if kept is None:
            return None
        record = self._read(kept)
        versions: dict[str, str] = record["checkpoint"]["channel_versions"]
        keys = [self._key(thread, ("value", space, channel, str(version))) for channel, version in versions.items()]
        values = {
            channel: self._read(value)
            for channel, value in zip(versions, await self._engine.get_many(keys), strict=True)
            if value is not None and not value.startswith(_pack(_EMPTY, b""))
        }
        parent = record["parent"]
        return CheckpointTuple(
            config=_config(thread, space, name),
            checkpoint=cast("Checkpoint", {**record["checkpoint"], "channel_values": values}),
            metadata=record["metadata"],
            parent_config=_config(thread, space, parent) if parent else None,
            pending_writes=await self._pending(thread, space, name),
        )

    async def _pending(self, thread: str, space: str, name: str) -> list[PendingWrite]:
        kept: dict[tuple[str, int], tuple[tuple[str, str, int], PendingWrite]] = {}
        for row in await self._engine.items(self._key(thread, ("writes", space, name))):
            head, data = row.split(b"\n", 1)
            task, index, channel, path, kind = json.loads(head)
            if index < 0 or (task, index) not in kept:  # of an error or an interrupt the last word counts, else the first
                value = self.serde.loads_typed((kind, data))
                kept[task, index] = (writes_sort_key(path, task, index), (task, channel, value))
        return [write for _, write in sorted(kept.values(), key=lambda entry: entry[0])]

    async def _parts(self, thread: str) -> list[tuple[str, ...]]:
        rows = await self._engine.items(self._index(thread))
        return list(dict.fromkeys(tuple(json.loads(row)) for row in rows))

    async def _names(self, thread: str) -> list[tuple[str, str]]:
        """Namespace and id of each checkpoint."""
        return [(part[1], part[2]) for part in await self._parts(thread) if part[0] == "checkpoint"]

    async def _threads(self) -> list[str]:
        from urllib.parse import unquote

        prefix = prefix_of(self._user, self._session, _INDEX)
        return [unquote(key.removeprefix(prefix)) for key in await self._engine.keys(prefix)]

    def _index(self, thread: str) -> str:
        return key_of(self._user, self._session, _INDEX, thread)

    def _key(self, thread: str, part: tuple[str, ...]) -> str:
        return key_of(self._user, self._session, _PART, thread, *part)

    def _dump(self, value: Any) -> bytes:
        return _pack(*self.serde.dumps_typed(value))

    def _read(self, packed: bytes) -> Any:
        kind, data = packed.split(b"\n", 1)
        return self.serde.loads_typed((kind.decode(), data))


def _pack(kind: str, data: bytes) -> bytes:
    return kind.encode() + b"\n" + data


def _place(config: RunnableConfig) -> tuple[str, str]:
    """Thread and namespace."""
    return str(config["configurable"]["thread_id"]), config["configurable"].get("checkpoint_ns", "")


def _config(thread: str, space: str, name: str) -> RunnableConfig:
    return {"configurable": {"thread_id": thread, "checkpoint_ns": space, "checkpoint_id": name}}
