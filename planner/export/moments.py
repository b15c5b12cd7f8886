"""Minutes of a day as points in time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
"""All of China keeps UTC+8, without summer time since 1992."""


def moment_of(day: date, minute: int) -> datetime:
    """When a minute of a day is; those past 1440 fall on later days."""
    return datetime.combine(day, time(), ZONE) + timedelta(minutes=minute)
