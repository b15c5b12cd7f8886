"""The models of one run: what they may cost, what they did cost, which of them are left alone."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from ...domain.errors import ModelTrouble, ModelUnavailable
from ...domain.events import ModelCalled
from ...domain.ports import Clock, EventSink
from ...domain.usage import Seat, SeatUsage, Usage
from ...settings import Settings
from .prices import cost_of
from .slots import Slots
from .troubles import LASTING, RETRYABLE

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_MOST_FAILURES = 2
"""A model that kept us waiting this often, or whose service was lost this often after all attempts, is left alone."""


@dataclass(frozen=True)
class Candidate:
    """A model under the name it is configured by."""

    name: str
    model: BaseChatModel


class ModelDesk:
    """Hands out models by seat and keeps the run's accounts.

    Attributes:
        clock: Measures time-outs and waits of back-off.
        random: Draws their jitter.
    """

    def __init__(
        self,
        candidates: Mapping[Seat, Sequence[Candidate]],
        settings: Settings,
        clock: Clock,
        slots: Slots,
        random: Random,
    ) -> None:
        """Open the accounts of a run; ``candidates`` are asked in their order."""
        self.settings = settings
        self.clock = clock
        self.random = random
        self._candidates = candidates
        self._slots = slots
        self._started = clock.monotonic()
        self._calls = 0
        self._tokens = 0
        self._taken = Usage()
        self._failures: Counter[str] = Counter()
        self._left: dict[str, ModelTrouble] = {}
        self._answered: dict[Seat, str] = {}

    @property
    def name(self) -> str:
        """The model that is asked first, as it is configured; one that only sees or hears if there is no other."""
        by_seat = sorted(self._candidates.items(), key=lambda item: item[0] in ("eyes", "ears"))
        return next(candidates[0].name for _, candidates in by_seat if candidates)

    def answered(self, seat: Seat) -> str:
        """The model that gave the last answer in a seat; empty before the first."""
        return self._answered.get(seat, "")

    def takes(self, seat: Seat) -> bool:
        """Whether a model sits here."""
        return bool(self._candidates.get(seat))

    def seat(self, seat: Seat, sink: EventSink, *, task: str = "") -> BaseChatModel:
        """The model of a seat: asks in time, again, elsewhere, within the budget; it raises nothing but ``ModelUnavailable``.

        Args:
            seat: Where it sits.
            sink: Takes a ``ModelCalled`` for each call.
            task: Id of the subtask that it is asked for.
        """
        from .steady import SteadyChatModel

        return SteadyChatModel(desk=self, seat=seat, sink=sink, task=task)

    def take(self) -> Usage:
        """What was used since the last time."""
        taken, self._taken = self._taken, Usage()
        return taken

    def charge(self, usage: Usage) -> None:
        """Count what the run had used before it was interrupted; it isn't told again by :meth:`take`."""
        self._calls += usage.calls
        self._tokens += usage.tokens

    def candidates(self, seat: Seat) -> Sequence[Candidate]:
        """Models of a seat, in the order in which they are asked."""
        return self._candidates.get(seat, ())

    def slot(self) -> asyncio.Semaphore:
        """Held while a question is under way."""
        return self._slots.here()

    def left_alone(self, candidate: Candidate) -> ModelTrouble | None:
        """Why a model is asked no more in this run; None while it is."""
        return self._left.get(candidate.name)

    def admit(self) -> None:
        """Count a call that is about to begin.

        Raises:
            ModelUnavailable: If the calls or tokens of the request are used up.
        """
        if self._calls >= self.settings.model_calls:
            raise ModelUnavailable("budget", f"The {self.settings.model_calls} model calls of this request are used up.")
        if self._tokens >= self.settings.model_tokens:
            raise ModelUnavailable("budget", f"The {self.settings.model_tokens} model tokens of this request are used up.")
        self._calls += 1

    def record(
        self,
        seat: Seat,
        candidate: Candidate,
        *,
        task: str,
        sink: EventSink,
        ok: bool,
        code: ModelTrouble | None,
        tokens: tuple[int, int],
        seconds: float,
    ) -> None:
        """Enter a call that ended, and tell of it."""
        self._tokens += sum(tokens)
        entry = SeatUsage(
            seat=seat,
            model=candidate.name,
            calls=1,
            failed=0 if ok else 1,
            input_tokens=tokens[0],
            output_tokens=tokens[1],
            seconds=seconds,
            cost=self._cost(candidate, tokens, refused=code not in (None, "timeout")),
        )
        self._taken = self._taken.plus(Usage(seats=(entry,)))
        if ok:
            self._answered[seat] = candidate.name
        if code == "timeout":
            self._fail(candidate, code)
        elif code in LASTING:
            self._left[candidate.name] = code
        sink(
            ModelCalled(
                at=self.clock.monotonic() - self._started,
                seat=seat,
                model=candidate.name,
                task=task,
                ok=ok,
                input_tokens=tokens[0],
                output_tokens=tokens[1],
                elapsed=seconds,
                cost=entry.cost,
                code=code,
            )
        )

    def lost(self, candidate: Candidate, trouble: ModelTrouble) -> None:
        """All attempts of a question failed."""
        if trouble in RETRYABLE and trouble != "timeout":  # each time-out was counted by itself
            self._fail(candidate, trouble)

    def _cost(self, candidate: Candidate, tokens: tuple[int, int], *, refused: bool) -> Decimal | None:
        if refused and not any(tokens):
            return Decimal(0)  # an error is not charged for; what came too late may be
        settings = self.settings
        return cost_of(candidate.name, tokens, settings.model_prices, listed=settings.dashscope_region == "cn")

    def _fail(self, candidate: Candidate, trouble: ModelTrouble) -> None:
        self._failures[candidate.name] += 1
        if self._failures[candidate.name] >= _MOST_FAILURES:
            self._left[candidate.name] = trouble
