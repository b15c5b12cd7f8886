"""Which long-term store is used."""

from __future__ import annotations

from ...domain.ports import Clock
from ...settings import Settings
from ..embedding.embedder import Embedder
from ..engine.engine import Engine
from .chroma_store import ChromaStore
from .outbox import OutboxStore
from .server_shelf import ServerShelf
from .shared_shelf import SharedShelf
from .shelf import Shelf


async def open_store(settings: Settings, engine: Engine, embedder: Embedder, clock: Clock) -> OutboxStore:
    """Open the Chroma that the settings name, or the embedded one under ``settings.home``; no trouble of theirs shows before use.

    Args:
        settings: See :class:`~xiake.settings.Settings`.
        engine: Keeps what is not yet in Chroma.
        embedder: Makes the vectors.
        clock: Dates what is set aside, and waits.
    """
    store = OutboxStore(engine, ChromaStore(_shelf(settings, clock), embedder), embedder, clock.sleep)
    store.start()
    return store


def _shelf(settings: Settings, clock: Clock) -> Shelf:
    if settings.chroma_url is not None:
        return ServerShelf(settings.chroma_url, settings.chroma_seconds)
    return SharedShelf(settings.home / "chroma", clock.now, settings.chroma_seconds)
