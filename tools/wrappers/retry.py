"""Another try for what may pass."""

from __future__ import annotations

from random import Random
from typing import Any

from tenacity import AsyncRetrying, RetryCallState, retry_if_result, wait_exponential

from ...domain.events import ToolRetried
from ..policy import ToolPolicy
from ..result import ToolResult
from .base import Call, Handler


class Retry:
    """Repeats a call that failed with a retryable code: waits double (1, 2, 4 s), carry some jitter, and end at the deadline."""

    def __init__(self, wrapped: Handler, policy: ToolPolicy, random: Random) -> None:
        """Wrap a handler; ``random`` draws the jitter."""
        self.wrapped = wrapped
        self.policy = policy
        self._random = random
        self._exponential = wait_exponential(multiplier=policy.wait_initial, max=policy.wait_max)

    def _wait(self, state: RetryCallState) -> float:
        return self._exponential(state) + self._random.uniform(0, self.policy.jitter)

    async def __call__(self, call: Call) -> ToolResult[Any]:
        """Try until it works, fails for good, or the attempts are used up; the result counts them."""

        def announce(state: RetryCallState) -> None:
            result = _outcome(state)
            if call.context.sink and result.error and state.next_action:
                call.context.sink(
                    ToolRetried(
                        at=call.at,
                        tool=call.tool.name,
                        attempt=state.attempt_number + 1,
                        wait=state.next_action.sleep,
                        code=result.error.code,
                    )
                )

        attempts = 0

        async def attempt() -> ToolResult[Any]:
            nonlocal attempts
            attempts += 1
            return await self.wrapped(call)

        retrying = AsyncRetrying(
            stop=lambda state: state.attempt_number >= self.policy.attempts or state.upcoming_sleep >= call.left,
            wait=self._wait,
            retry=retry_if_result(lambda result: result.error is not None and result.error.retryable),
            sleep=call.clock.sleep,
            before_sleep=announce,
            retry_error_callback=_outcome,
        )
        result: ToolResult[Any] = await retrying(attempt)
        return result.model_copy(update={"attempts": attempts})


def _outcome(state: RetryCallState) -> ToolResult[Any]:
    assert state.outcome is not None
    result: ToolResult[Any] = state.outcome.result()
    return result
