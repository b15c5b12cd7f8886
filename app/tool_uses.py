"""How tools that ask the outside world have fared of late, in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from ..domain.base import Model
from ..domain.errors import ErrorCode
from ..domain.language import Language
from ..settings import Settings
from .phrases import PHRASES

_TO_DO: tuple[ErrorCode, ...] = (
    "unauthorized",
    "forbidden",
    "rate_limited",
    "timeout",
    "unavailable",
    "upstream",
    "invalid_argument",
)
"""Codes that somebody should look at, the first ones sooner."""


class ToolUse(Model):
    """One tool in the last days.

    Attributes:
        calls: Ended calls, with all their attempts.
        errors: Calls that failed, by code.
        kept: Calls that a cache answered.
        median_seconds: Half of the calls took no longer, by the bound of their class; None is longer than the last bound.
        slowest_seconds: Likewise all of them.
        advice: What to do about its failures; empty where nothing is to be done.
    """

    name: str
    calls: int
    errors: Mapping[ErrorCode, int]
    kept: int
    median_seconds: float | None
    slowest_seconds: float | None
    advice: str = ""


def tool_uses(settings: Settings, language: Language) -> tuple[ToolUse, ...]:
    """What the ledger tells, the most used tool first."""
    from ..tools.clock import SystemClock
    from ..tools.ledger import ToolLedger

    figures = ToolLedger(settings.figures_path, SystemClock()).read()
    return tuple(
        ToolUse(
            name=name,
            calls=one.calls,
            errors=one.errors,
            kept=one.kept,
            median_seconds=one.quantile(0.5),
            slowest_seconds=one.quantile(1.0),
            advice=_advice(one.errors, language),
        )
        for name, one in sorted(figures.items(), key=lambda item: (-item[1].calls, item[0]))
    )


def _advice(errors: Mapping[ErrorCode, int], language: Language) -> str:
    code = next((code for code in _TO_DO if errors.get(code)), None)
    return PHRASES.say(f"doctor.advice.{code}", language) if code else ""
