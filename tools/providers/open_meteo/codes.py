"""WMO codes of present weather, as Open-Meteo uses them."""

from __future__ import annotations

from collections.abc import Mapping

from ....domain.weather import Sky

SKIES: Mapping[int, Sky] = {
    0: "clear",
    1: "clear",
    2: "cloudy",
    3: "overcast",
    45: "fog",
    48: "fog",
    51: "drizzle",
    53: "drizzle",
    55: "drizzle",
    56: "drizzle",
    57: "drizzle",
    61: "rain",
    63: "rain",
    65: "heavy_rain",
    66: "sleet",
    67: "sleet",
    71: "snow",
    73: "snow",
    75: "snow",
    77: "snow",
    80: "rain",
    81: "rain",
    82: "heavy_rain",
    85: "snow",
    86: "snow",
    95: "thunderstorm",
    96: "thunderstorm",
    99: "thunderstorm",
}
"""What a day's code means; a code that isn't here is unknown."""
