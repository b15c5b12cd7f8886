"""How patiently a tool is called; all of it data."""

from __future__ import annotations

from pydantic import Field

from ..domain.base import Model


class ToolPolicy(Model):
    """Resilience of one tool.

    Attributes:
        timeout_seconds: Longest wait for one attempt.
        attempts: Attempts in all, the first included.
        wait_initial: Seconds before the second attempt; doubles with each further one.
        wait_max: Longest such wait.
        jitter: Up to this many seconds are added at random.
        cache_ttl: Seconds a good result may be reused across runs; 0 keeps none (right for local data).
        stale_ttl: Seconds that a result is kept beyond that, for the time that the tool gives no new one.
        hedge_after: Seconds of silence after which the next tool of the capability is asked, too; whoever answers well first counts.
            None asks it only after a failure.
        breaker_failures: Consecutive failed calls after which the tool is left alone.
        breaker_cooldown: Seconds until one probe is let through again.
        concurrency: Calls at the same time.
    """

    timeout_seconds: float = Field(default=10.0, gt=0)
    attempts: int = Field(default=3, ge=1)
    wait_initial: float = Field(default=1.0, ge=0)
    wait_max: float = Field(default=4.0, ge=0)
    jitter: float = Field(default=0.25, ge=0)
    cache_ttl: float = Field(default=0.0, ge=0)
    stale_ttl: float = Field(default=0.0, ge=0)
    hedge_after: float | None = Field(default=None, gt=0)
    breaker_failures: int = Field(default=5, ge=1)
    breaker_cooldown: float = Field(default=30.0, ge=0)
    concurrency: int = Field(default=8, ge=1)
