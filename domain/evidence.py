"""Where a fact comes from."""

from __future__ import annotations

from .base import Model


class Source(Model):
    """The evidence behind one fact or one record.

    Attributes:
        provider: Tool provider that served it, e.g. ``catalogue``.
        record: Id of the record there.
        title: Something a traveller can look up, e.g. "故宫博物院官网 开放时间".
        as_of: When the fact was last known good, ISO date or month (``2025-04``).
        estimated: True where the value is a typical figure or computed by formula.
    """

    provider: str
    record: str = ""
    title: str = ""
    as_of: str = ""
    estimated: bool = False
