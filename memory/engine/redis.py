"""An engine on a Redis server, with plain commands of Redis 6."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar, cast
from weakref import WeakKeyDictionary

from ...domain.errors import ConfigurationError, MemoryTrouble, MemoryUnavailable
from .engine import NOTHING, EngineKind
from .patience import in_time

if TYPE_CHECKING:
    from redis.asyncio import Redis
    from redis.asyncio.client import Pipeline

T = TypeVar("T")

_CONNECT_SECONDS = 0.5
_REST = 1.0
"""After an answer was lost, calls fail at once for so long: a dead server costs a turn one wait, not one for each call."""
_ATTEMPTS = 3
_CONNECTIONS = 64
_CHUNK = 500
_REWRITE_SECONDS = 30.0
_SCAN_SECONDS = 10.0
_STEP = 0.02


class RedisEngine:
    """Implements :class:`~.engine.Engine` on any Redis server from version 6, or what speaks as one.

    Attributes:
        trouble: Always None: what goes wrong is raised.
    """

    kind: EngineKind = "redis"
    durable = True
    trouble: MemoryUnavailable | None = None

    def __init__(self, url: str, *, seconds: float = 2.0) -> None:
        """Connect at the first use.

        Args:
            url: ``redis://``, ``rediss://`` or ``unix://``.
            seconds: How long an answer may take.

        Raises:
            ConfigurationError: If the URL isn't one.
        """
        from redis.asyncio import ConnectionPool

        try:
            ConnectionPool.from_url(url)
        except ValueError:  # which may quote a password
            raise ConfigurationError("the Redis URL is none: redis://[user:password@]host[:port][/number]") from None
        self._url = url
        self._seconds = seconds
        self._clients: WeakKeyDictionary[asyncio.AbstractEventLoop, Redis] = WeakKeyDictionary()
        self._lost: tuple[float, MemoryUnavailable] | None = None

    async def get(self, key: str) -> bytes | None:
        """See the protocol."""
        return (await self.get_many([key]))[0]

    async def get_many(self, keys: Sequence[str]) -> list[bytes | None]:
        """See the protocol."""
        if not keys:
            return []
        return cast("list[bytes | None]", await self._do(lambda redis: redis.mget(list(keys))))

    async def put(self, key: str, value: bytes, ttl: float | None = None) -> None:
        """See the protocol."""
        await self._do(lambda redis: redis.set(key, value, px=_milliseconds(ttl)))

    async def delete(self, *keys: str) -> None:
        """See the protocol."""
        for start in range(0, len(keys), _CHUNK):
            chunk = keys[start : start + _CHUNK]
            await self._do(lambda redis, chunk=chunk: redis.delete(*chunk))  # type: ignore[misc]

    async def keys(self, prefix: str) -> list[str]:
        """See the protocol."""
        pattern = "".join(f"\\{sign}" if sign in "*?[]\\" else sign for sign in prefix) + "*"

        async def scan(redis: Redis) -> set[bytes]:
            cursor, found = 0, set[Any]()
            while True:
                cursor, some = await redis.scan(cursor, match=pattern, count=1000)
                found.update(some)
                if not cursor:
                    return found

        names: set[bytes] = await self._do(scan)
        return sorted(name.decode() for name in names)

    async def append(self, key: str, *values: bytes, ttl: float | None = None) -> int:
        """See the protocol."""

        async def write(redis: Redis) -> int:
            if not values:
                return int(await redis.llen(key))
            async with _transaction(redis) as pipe:
                pipe.rpush(key, *values)
                if ttl is not None:
                    pipe.pexpire(key, _milliseconds(ttl) or 1)
                return int((await pipe.execute())[0])

        return await self._do(write)

    async def items(self, key: str, start: int = 0, stop: int = -1) -> list[bytes]:
        """See the protocol."""
        return cast("list[bytes]", await self._do(lambda redis: redis.lrange(key, start, stop)))

    async def trim(self, key: str, start: int, stop: int = -1) -> None:
        """See the protocol."""
        await self._do(lambda redis: redis.ltrim(key, start, stop), repeat=False)

    async def swap(
        self,
        expected: Mapping[str, bytes | None],
        values: Mapping[str, bytes | None],
        *,
        appends: Mapping[str, Sequence[bytes]] = NOTHING,
        ttl: float | None = None,
    ) -> bool:
        """See the protocol."""
        from redis.exceptions import WatchError

        sent = False  # an earlier attempt may have come through although its answer was lost

        async def write(redis: Redis) -> bool:
            nonlocal sent
            async with _transaction(redis) as pipe:
                if expected:
                    await pipe.watch(*expected)
                    stand = dict(zip(expected, await pipe.mget(list(expected)), strict=True))
                    if stand != dict(expected):
                        return sent and all(stand[key] == values.get(key, expected[key]) for key in expected)
                    pipe.multi()  # type: ignore[no-untyped-call]
                for key, value in values.items():
                    if value is None:
                        pipe.delete(key)
                    else:
                        pipe.set(key, value, px=_milliseconds(ttl))
                for key, added in appends.items():
                    if added:
                        pipe.rpush(key, *added)
                sent = True
                try:
                    await pipe.execute()
                except WatchError:
                    return False
                return True

        return await self._do(write)

    async def touch(self, *keys: str, ttl: float) -> None:
        """See the protocol."""

        async def write(redis: Redis) -> None:
            async with _transaction(redis) as pipe:
                for key in keys:
                    pipe.pexpire(key, _milliseconds(ttl) or 1)
                await pipe.execute()

        if keys:
            await self._do(write)

    async def scrub(self) -> None:
        """See the protocol; a server that doesn't let its user do that raises ``read_only``."""

        async def rewrite(redis: Redis) -> None:
            until = time.monotonic() + _REWRITE_SECONDS
            told = await redis.info("persistence")
            command = redis.bgrewriteaof if told.get("aof_enabled") else redis.bgsave
            begun = False
            while time.monotonic() < until:
                if not begun:
                    begun = await _begins(command())  # else one is under way that may have begun before the deletion
                elif not _rewrites(await redis.info("persistence")):
                    return
                await asyncio.sleep(_STEP)
            raise MemoryUnavailable("timeout", "the server did not finish rewriting its files")

        await self._do(rewrite, seconds=_REWRITE_SECONDS + self._seconds)

    async def close(self) -> None:
        """See the protocol."""
        await self._disconnect()

    async def _disconnect(self) -> None:
        client = self._clients.pop(asyncio.get_running_loop(), None)
        self._clients.clear()  # those of loops that have ended
        if client is not None:
            await client.aclose()

    async def _point_to(self, url: str) -> None:
        if url != self._url:
            self._url = url
            await self._disconnect()

    async def _revive(self) -> None:
        """Bring the server back before a call is repeated; one that isn't ours comes back by itself."""

    async def _do(self, call: Callable[[Redis], Awaitable[T] | Any], *, repeat: bool = True, seconds: float | None = None) -> T:
        """Make a call, again where only the connection was lost; ``seconds`` are for all of it where it is long.

        Raises:
            MemoryUnavailable: If the server does not do it.
        """
        from redis.exceptions import ConnectionError as Lost
        from redis.exceptions import RedisError
        from redis.exceptions import TimeoutError as Late

        if self._lost is not None:
            until, trouble = self._lost
            if time.monotonic() < until:
                raise MemoryUnavailable(trouble.reason, str(trouble))
            self._lost = None
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return await in_time(_awaited(call, self._client()), seconds or self._seconds)
            except (RedisError, OSError) as error:
                trouble = _trouble(error)
                gone = isinstance(error, (Lost, Late, OSError)) and not isinstance(error, TimeoutError)  # late: to connect
                if gone and attempt < _ATTEMPTS:
                    try:
                        await self._revive()
                    except MemoryUnavailable as failure:
                        trouble = failure
                    else:
                        if repeat:
                            continue
                if trouble.reason in ("unreachable", "timeout"):
                    self._lost = time.monotonic() + _REST, trouble
                raise trouble from None  # what redis-py says may name the server and what was sent
        raise AssertionError("unreachable")

    def _client(self) -> Redis:
        from redis.asyncio import BlockingConnectionPool, Redis
        from redis.asyncio.retry import Retry
        from redis.backoff import NoBackoff

        loop = asyncio.get_running_loop()
        client = self._clients.get(loop)
        if client is None:
            pool = BlockingConnectionPool.from_url(
                self._url,
                max_connections=_CONNECTIONS,
                timeout=None,  # of all that a call waits for it is told by the time that it takes
                socket_connect_timeout=min(_CONNECT_SECONDS, self._seconds),
                socket_timeout=None,
                retry=Retry(NoBackoff(), 0),
                protocol=2,
            )
            client = Redis.from_pool(pool)
            self._clients[loop] = client
        return client


async def _awaited(call: Callable[[Redis], Awaitable[T] | Any], redis: Redis) -> T:
    return cast("T", await call(redis))


async def _begins(command: Awaitable[Any]) -> bool:
    from redis.exceptions import ResponseError

    try:
        await command
    except ResponseError as error:
        if "progress" in str(error):
            return False
        raise
    return True


def _rewrites(told: Mapping[str, Any]) -> bool:
    return any(told.get(name) for name in ("aof_rewrite_in_progress", "aof_rewrite_scheduled", "rdb_bgsave_in_progress"))


@asynccontextmanager
async def _transaction(redis: Redis) -> AsyncIterator[Pipeline]:
    async with redis.pipeline(transaction=True) as pipe:
        yield pipe


def _milliseconds(ttl: float | None) -> int | None:
    return None if ttl is None else max(1, round(ttl * 1000))


_REPLIES: tuple[tuple[str, MemoryTrouble, str], ...] = (
    ("OOM", "full", "the Redis server is full"),
    ("READONLY", "read_only", "the Redis server takes no writes"),
    ("MISCONF", "full", "the Redis server can't write its files"),
    ("NOAUTH", "unreachable", "the Redis server wants a password"),
    ("Protocol", "unreachable", "the Redis server wants a password"),  # it reads nothing long from strangers
    ("WRONGPASS", "unreachable", "the Redis server refuses the password"),
    ("NOPERM", "read_only", "the Redis server doesn't allow this to its user"),
    ("LOADING", "timeout", "the Redis server is still loading"),
    ("BUSY", "timeout", "the Redis server is busy"),
    ("MASTERDOWN", "unreachable", "the Redis server lost its primary"),
    ("WRONGTYPE", "corrupt", "a key holds what Xiake didn't write"),
)


def _trouble(error: Exception) -> MemoryUnavailable:
    from redis import exceptions

    said = str(error)
    if isinstance(error, (exceptions.TimeoutError, TimeoutError)):
        return MemoryUnavailable("timeout", "the Redis server does not answer in time")
    named: tuple[tuple[type[Exception], str], ...] = (
        (exceptions.OutOfMemoryError, "OOM"),
        (exceptions.ReadOnlyError, "READONLY"),
        (exceptions.NoPermissionError, "NOPERM"),
        (exceptions.AuthenticationError, "WRONGPASS"),
        (exceptions.BusyLoadingError, "LOADING"),
    )
    kind = next((word for cls, word in named if isinstance(error, cls)), said.split(" ", 1)[0])
    if isinstance(error, exceptions.ExecAbortError):  # what was refused inside a transaction is told in words
        kind = next((word for word, _, _ in _REPLIES if word in said), kind)
    for word, reason, message in _REPLIES:
        if kind == word:
            return MemoryUnavailable(reason, message)
    if isinstance(error, (exceptions.ConnectionError, OSError)):
        return MemoryUnavailable("unreachable", "the Redis server can't be reached")
    return MemoryUnavailable("corrupt", f"the Redis server refuses a command ({type(error).__name__})")
