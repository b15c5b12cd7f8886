"""When it gets dark."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from astral import Observer
from astral.sun import dusk as civil_dusk

from ...domain.place import Place

_LOCAL = ZoneInfo("Asia/Shanghai")


def dusk(place: Place, day: date) -> int:
    """End of civil twilight at a place, minutes from local midnight."""
    return _dusk(round(place.at.lat, 1), round(place.at.lon, 1), day)


@lru_cache(maxsize=4096)
def _dusk(lat: float, lon: float, day: date) -> int:
    moment = civil_dusk(Observer(lat, lon), date=day, tzinfo=_LOCAL)
    return moment.hour * 60 + moment.minute
