"""What the catalogue says where it has no answer."""

from __future__ import annotations

from ....domain.language import Phrasebook

PHRASES = Phrasebook(
    {
        "no_city": ("目录里没有城市「{name}」", "the catalogue knows no city {name}"),
        "not_covered": ("目录还没有收录「{name}」，现有：{covered}", "{name} is not covered; there are {covered_en}"),
        "no_link": ("目录里没有{origin}到{destination}的交通", "the catalogue knows no way from {origin} to {destination}"),
        "no_climate": ("目录里没有{city}的气候资料", "the catalogue knows nothing of the climate of {city}"),
        "no_place": ("目录里的{city}没有「{name}」", "the catalogue has no {name} in {city}"),
    }
)
