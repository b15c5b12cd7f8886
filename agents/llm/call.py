"""One call of one model: admitted, in its slot, metered whichever way it ends."""

from __future__ import annotations

from types import TracebackType

from langchain_core.messages import AIMessage, BaseMessage

from ...domain.errors import ModelTrouble
from ...domain.ports import EventSink
from ...domain.usage import Seat
from .desk import Candidate, ModelDesk
from .tracing import begin_span, end_span
from .troubles import trouble_of


class MeteredCall:
    """An asynchronous context around one call.

    Attributes:
        trouble: Why it ended without an answer.
    """

    def __init__(self, desk: ModelDesk, candidate: Candidate, seat: Seat, task: str, sink: EventSink) -> None:
        """Prepare the call; nothing is counted yet."""
        self.trouble: ModelTrouble | None = None
        self._desk = desk
        self._candidate = candidate
        self._seat = seat
        self._task = task
        self._sink = sink
        self._input = 0
        self._output = 0

    def count(self, message: BaseMessage) -> None:
        """Add the tokens of an answer or of a piece of one."""
        usage = message.usage_metadata if isinstance(message, AIMessage) else None
        if usage:
            self._input += usage["input_tokens"]
            self._output += usage["output_tokens"]

    async def __aenter__(self) -> None:
        """Wait for a slot and begin.

        Raises:
            ModelUnavailable: If the budget of the request is used up.
        """
        self._slot = self._desk.slot()
        await self._slot.acquire()
        try:
            self._desk.admit()
        except BaseException as error:
            self._slot.release()
            self.trouble = trouble_of(error)
            raise
        self._began = self._desk.clock.monotonic()
        self._span = begin_span(self._candidate.name, self._seat, self._task)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Enter what came of it into the accounts."""
        self._slot.release()
        self.trouble = trouble_of(error) if isinstance(error, Exception) else None
        tokens = (self._input, self._output)
        end_span(self._span, tokens, ok=error is None, trouble=self.trouble)
        self._desk.record(
            self._seat,
            self._candidate,
            task=self._task,
            sink=self._sink,
            ok=error is None,
            code=self.trouble,
            tokens=tokens,
            seconds=self._desk.clock.monotonic() - self._began,
        )
