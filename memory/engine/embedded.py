"""An engine on the embedded server of the data folder."""

from __future__ import annotations

import asyncio
import errno
from pathlib import Path
from urllib.parse import quote

from ...domain.errors import MemoryUnavailable
from .engine import EngineKind
from .launcher import EmbeddedServer
from .redis import RedisEngine

_NOWHERE = "unix:///dev/null"


class EmbeddedEngine(RedisEngine):
    """Implements :class:`~.engine.Engine`; starts the server where none runs, and again where it was ended.

    The server writes each change to its file before it answers, and the disk holds it about a second later: what it has acknowledged
    outlives any process, its own included, while a power cut may cost the last second.
    """

    kind: EngineKind = "embedded"

    def __init__(self, folder: Path, binary: Path, *, seconds: float = 2.0, idle: float = 5.0) -> None:
        """Start nothing before the first use; see :class:`~.launcher.EmbeddedServer`."""
        super().__init__(_NOWHERE, seconds=seconds)
        self._server = EmbeddedServer(folder, binary, idle=idle)

    async def close(self) -> None:
        """See the protocol; the server ends by itself when nobody uses it."""
        await super().close()
        self._url = _NOWHERE  # who goes on has to join again first, or the server would end while it is used
        self._server.leave()

    async def _revive(self) -> None:
        try:
            path = await asyncio.to_thread(self._server.ensure)
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            message = f"the data folder can't be used ({type(error).__name__})"
            raise MemoryUnavailable("full" if full else "read_only", message) from None
        await self._point_to(f"unix://{quote(str(path))}")
