"""Skies in Chinese words, as weather services tell them."""

from __future__ import annotations

from ..domain.weather import Sky

_SKIES: tuple[tuple[str, Sky], ...] = (
    ("雨夹雪", "sleet"),
    ("雪", "snow"),
    ("雷", "thunderstorm"),
    ("暴雨", "heavy_rain"),
    ("大雨", "heavy_rain"),
    ("毛毛雨", "drizzle"),
    ("雨", "rain"),
    ("沙", "dust"),
    ("尘", "dust"),
    ("雾", "fog"),
    ("霾", "fog"),
    ("阴", "overcast"),
    ("云", "cloudy"),
    ("晴", "clear"),
)
"""Parts of Amap's words; the first that occurs counts, and 小雨-中雨 is as bad as its worse half."""


def sky_of(words: str) -> Sky | None:
    """What Amap's words for the sky mean; None where they are unknown."""
    if any(no in words for no in "无没不"):
        return None
    return next((sky for part, sky in _SKIES if part in words), None)
