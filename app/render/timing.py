"""How long something took, in words."""

from __future__ import annotations

from ...domain.language import Language
from ..phrases import PHRASES


def duration(seconds: float, language: Language) -> str:
    """Milliseconds below a second, else seconds with one decimal."""
    if seconds < 0.001:
        return PHRASES.say("ms", language, value="<1")
    if seconds < 1:
        return PHRASES.say("ms", language, value=round(seconds * 1000))
    return PHRASES.say("s", language, value=f"{seconds:.1f}")
