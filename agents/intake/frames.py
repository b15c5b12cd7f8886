"""The words around a bare value that say which slot it is for."""

from __future__ import annotations

from ...domain.language import Language, worded

_FRAMES: dict[str, tuple[str, str]] = {
    "destination": ("去{}", "to {}"),
    "origin": ("从{}出发", "from {}"),
    "days": ("玩{}天", "for {} days"),
    "start": ("{}出发", "starting on {}"),
    "budget": ("预算{}元", "budget {} yuan"),
}


def framed(slot: str, words: str, language: Language) -> str:
    """A value as part of a sentence about its slot, e.g. 5000 as 预算5000元; as it is where no frame is needed."""
    return worded(language, *_FRAMES.get(slot, ("{}", "{}"))).format(words)
