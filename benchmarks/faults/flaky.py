"""A provider whose calls go wrong at random, in every way that a service can."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from random import Random
from typing import Any

from xiake.domain.errors import ErrorCode, ToolFailure
from xiake.domain.evidence import Source
from xiake.domain.ports import Clock
from xiake.tools.provider import CAPABILITIES, Provider

SECRET = "sk-never-to-be-shown"  # noqa: S105
"""Stands in texts of exceptions; must reach no result."""

_SERVED = frozenset(capability.name for capability in CAPABILITIES)
_PASSING: tuple[ErrorCode, ...] = ("timeout", "rate_limited", "upstream", "unavailable")
_FINAL: tuple[ErrorCode, ...] = ("unauthorized", "forbidden", "not_found", "invalid_argument")


class Flaky:
    """Delegates to a provider; each call goes wrong at its capability's rate.

    Attributes:
        name: Of this provider, other than that of the one behind.
        faults: How often which fault was played.
    """

    def __init__(
        self, provider: Provider, rates: Mapping[str, float], random: Random, clock: Clock, *, final: bool = False
    ) -> None:
        """Wrap a provider.

        Args:
            provider: Has the answers.
            rates: Share of calls that go wrong, by capability; ``*`` for the others.
            random: Draws the faults.
            clock: Slow calls take its time.
            final: Faults for good, too, such as an expired key.
        """
        self.name = "live"
        self.faults: Counter[str] = Counter()
        self._provider = provider
        self._rates = rates
        self._random = random
        self._clock = clock
        self._final = final

    @property
    def source(self) -> Source:
        """The wrapped provider's, as this one's."""
        return self._provider.source.model_copy(update={"provider": self.name})

    def __getattr__(self, capability: str) -> Callable[[Any], Awaitable[Any]]:
        if capability not in _SERVED:
            raise AttributeError(capability)
        method = getattr(self._provider, capability)
        rate = self._rates.get(capability, self._rates.get("*", 0.0))

        async def call(query: Any) -> Any:
            if self._random.random() >= rate:
                return await method(query)
            kinds = ["failing", "failing", "slow", "hanging", "rubbish", "empty", "crash", *(["final"] if self._final else [])]
            kind = self._random.choice(kinds)
            self.faults[kind] += 1
            match kind:
                case "slow":
                    await self._clock.sleep(self._random.choice((2, 8, 30)))
                    return await method(query)
                case "hanging":
                    await self._clock.sleep(1e7)
                case "rubbish":
                    return {"items": [None, -1, "\ufffd"], "error": "0"}
                case "empty":
                    return None
                case "crash":
                    raise RuntimeError(f"connection to https://example.com/?key={SECRET} was reset")
            code = self._random.choice(_FINAL if kind == "final" else _PASSING)
            raise ToolFailure(code, f"played {code}")

        return call
