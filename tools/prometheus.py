"""A registry's figures for Prometheus; needs the extra ``prometheus``.

Example:
    >>> from prometheus_client import start_http_server
    >>> publish(planner.registry)
    >>> start_http_server(9100, addr="127.0.0.1")
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..domain.errors import ConfigurationError
from .registry import ToolRegistry
from .stats import BOUNDS

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry
    from prometheus_client.core import Metric


def publish(registry: ToolRegistry, collected: CollectorRegistry | None = None) -> None:
    """Have the registry's figures collected whenever Prometheus asks.

    Args:
        registry: Whose tools are meant.
        collected: What they are added to; Prometheus' own by default.

    Raises:
        ConfigurationError: If ``prometheus_client`` is not installed.
    """
    try:
        from prometheus_client import REGISTRY
    except ImportError:
        raise ConfigurationError("metrics for Prometheus need prometheus-client: pip install 'xiake[prometheus]'") from None
    (collected or REGISTRY).register(_Figures(registry))


class _Figures:
    """A collector that reads the figures when it is asked."""

    def __init__(self, registry: ToolRegistry) -> None:
        self._registry = registry

    def collect(self) -> Iterable[Metric]:
        from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily

        calls = CounterMetricFamily("xiake_tool_calls", "Ended calls of a tool.", labels=["tool"])
        attempts = CounterMetricFamily("xiake_tool_attempts", "Attempts of those calls.", labels=["tool"])
        kept = CounterMetricFamily("xiake_tool_kept", "Calls that a cache answered.", labels=["tool", "stale"])
        errors = CounterMetricFamily("xiake_tool_errors", "Calls that failed.", labels=["tool", "code"])
        seconds = HistogramMetricFamily("xiake_tool_seconds", "Time of calls, all attempts included.", labels=["tool"])
        for name, figures in self._registry.stats:
            calls.add_metric([name], figures.calls)
            attempts.add_metric([name], figures.attempts)
            kept.add_metric([name, "no"], figures.kept - figures.stale)
            kept.add_metric([name, "yes"], figures.stale)
            for code, count in figures.errors.items():
                errors.add_metric([name, code], count)
            below, buckets = 0, []
            for bound, count in zip((*map(str, BOUNDS), "+Inf"), figures.latency, strict=True):
                below += count
                buckets.append((bound, below))
            seconds.add_metric([name], buckets, figures.seconds)
        return [calls, attempts, kept, errors, seconds]
