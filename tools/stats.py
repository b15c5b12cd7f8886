"""What became of every tool's calls since the registry was made: for the doctor, for OpenTelemetry, for Prometheus."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from ..domain.base import Model
from ..domain.errors import ErrorCode
from .result import ToolResult

if TYPE_CHECKING:
    from opentelemetry.metrics import Histogram

BOUNDS = (0.001, 0.005, 0.02, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Upper bounds of the latency classes, seconds; the last class has none."""

Count = Annotated[int, Field(ge=0, le=10**15)]


class ToolFigures(Model):
    """Figures of one tool.

    Attributes:
        calls: Ended calls, with all their attempts.
        attempts: Attempts of those calls.
        kept: Calls that a cache answered.
        stale: Of those, calls that got an answer past its time, as there was no new one.
        errors: Calls that failed, by code.
        seconds: Time of all calls, waits between attempts included.
        latency: Calls by latency class, see :data:`BOUNDS`.
    """

    calls: Count = 0
    attempts: Count = 0
    kept: Count = 0
    stale: Count = 0
    errors: Mapping[ErrorCode, Count] = {}
    seconds: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    latency: Annotated[tuple[Count, ...], Field(min_length=len(BOUNDS) + 1, max_length=len(BOUNDS) + 1)] = (0,) * (
        len(BOUNDS) + 1
    )

    def plus(self, other: ToolFigures) -> ToolFigures:
        """The figures of both."""
        return self._with(other, 1)

    def less(self, other: ToolFigures) -> ToolFigures:
        """What these figures have more than earlier ones of the same tool."""
        return self._with(other, -1)

    def quantile(self, share: float) -> float | None:
        """Seconds within which that share of the calls ended, by the upper bound of their class; None is beyond the last one."""
        below = 0
        for bound, count in zip(BOUNDS, self.latency, strict=False):
            below += count
            if below >= share * self.calls:
                return bound
        return None

    def _with(self, other: ToolFigures, sign: int) -> ToolFigures:
        codes = dict.fromkeys((*self.errors, *other.errors))
        errors = {code: self.errors.get(code, 0) + sign * other.errors.get(code, 0) for code in codes}
        return ToolFigures(
            calls=self.calls + sign * other.calls,
            attempts=self.attempts + sign * other.attempts,
            kept=self.kept + sign * other.kept,
            stale=self.stale + sign * other.stale,
            errors={code: count for code, count in errors.items() if count},
            seconds=max(0.0, self.seconds + sign * other.seconds),
            latency=tuple(mine + sign * yours for mine, yours in zip(self.latency, other.latency, strict=True)),
        )


class _Tally:
    """Figures while they grow."""

    def __init__(self) -> None:
        self.calls = self.attempts = self.kept = self.stale = 0
        self.errors: dict[ErrorCode, int] = {}
        self.seconds = 0.0
        self.latency = [0] * (len(BOUNDS) + 1)

    def figures(self) -> ToolFigures:
        return ToolFigures(
            calls=self.calls,
            attempts=self.attempts,
            kept=self.kept,
            stale=self.stale,
            errors=dict(self.errors),
            seconds=self.seconds,
            latency=tuple(self.latency),
        )


class ToolStats:
    """Counts calls by tool; where the application has set up OpenTelemetry, its instruments get them, too."""

    def __init__(self) -> None:
        """Start at nothing."""
        self._tallies: dict[str, _Tally] = {}
        self._histogram: Histogram | None = None

    def take(self, result: ToolResult[Any], *, stale: bool = False) -> None:
        """Count an ended call."""
        tally = self._tallies.setdefault(result.tool, _Tally())
        tally.calls += 1
        tally.attempts += result.attempts
        tally.kept += result.ok and result.attempts == 0
        tally.stale += stale
        if result.error is not None:
            tally.errors[result.error.code] = tally.errors.get(result.error.code, 0) + 1
        tally.seconds += result.elapsed
        tally.latency[bisect_left(BOUNDS, result.elapsed)] += 1
        if "opentelemetry.metrics" in sys.modules:  # else nobody has set it up
            self._observe(result)

    def figures(self) -> dict[str, ToolFigures]:
        """Figures by tool, in the order of their first calls."""
        return {name: tally.figures() for name, tally in self._tallies.items()}

    def __iter__(self) -> Iterator[tuple[str, ToolFigures]]:
        """Tools with their figures."""
        return iter(self.figures().items())

    def _observe(self, result: ToolResult[Any]) -> None:
        if self._histogram is None:
            from opentelemetry import metrics

            self._histogram = metrics.get_meter("xiake").create_histogram(
                "xiake.tool.duration", unit="s", description="Calls of tools, all attempts included."
            )
        attributes: dict[str, str | bool] = {"xiake.tool": result.tool, "xiake.kept": result.ok and result.attempts == 0}
        if result.error is not None:
            attributes["error.type"] = result.error.code
        self._histogram.record(result.elapsed, attributes)
