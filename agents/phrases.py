"""What workers tell travellers."""

from __future__ import annotations

from ..domain.language import Phrasebook

PHRASES = Phrasebook(
    {
        "widen": ("找到 {found} 项，想要 {wanted} 项，扩大范围再找", "{found} found, {wanted} wanted; searching wider"),
        "skip": ("只找到 {found} 项（想要 {wanted} 项），就用这些", "only {found} of {wanted} found; going on with these"),
        "no_places": ("在{city}没有找到任何地点", "found no place at all in {city}"),
    }
)
