"""The wrappers of one tool in their order."""

from __future__ import annotations

from random import Random

from ...domain import ports
from ..policy import ToolPolicy
from .base import Handler, invoke
from .breaker import Breaker
from .cache import Cache
from .limit import Limit
from .retry import Retry
from .timeout import Timeout


def chain(policy: ToolPolicy, random: Random, store: ports.Cache | None, *, binding: bool = False) -> Handler:
    """Cache, then breaker, retry, limit and time-out around the tool.

    A kept answer needs no service, so the cache is outermost. The breaker counts whole calls, not attempts. A slot of the
    limit is not held while a retry waits, and the time-out does not count the queue. Answers of a binding tool are not kept.
    """
    handler: Handler = Breaker(
        Retry(Limit(Timeout(invoke, policy.timeout_seconds), policy.concurrency), policy, random),
        policy.breaker_failures,
        policy.breaker_cooldown,
    )
    if policy.cache_ttl > 0 and not binding:
        handler = Cache(handler, store, policy.cache_ttl, policy.stale_ttl)
    return handler
