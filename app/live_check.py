"""Examines the live data: whether a key is set, and on request whether it is let in."""

from __future__ import annotations

import asyncio

from ..domain.errors import ToolFailure
from ..domain.language import Language
from ..settings import Settings


def check_live(settings: Settings, language: Language, *, live: bool) -> str:
    """What keeps Amap from being asked, in plain words; empty where nothing does, or nobody has set a key.

    Args:
        settings: Has the key and the address.
        language: What troubles are worded in.
        live: Ask for one district; else no network is used.
    """
    if settings.amap_key is None or not live:
        return ""
    from ..tools.clock import SystemClock
    from ..tools.providers.amap.client import AmapClient

    client = AmapClient(settings.amap_key, SystemClock(), address=settings.amap_url, per_second=settings.amap_per_second)
    try:
        asyncio.run(client.districts("中国"))
    except ToolFailure as failure:
        return failure.message_in(language)
    return ""
