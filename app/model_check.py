"""Examines the configured language models: that each can be made, and on request that it answers."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

from ..agents.phrases import PHRASES
from ..domain.base import Model
from ..domain.errors import ConfigurationError, ModelUnavailable
from ..domain.events import Event
from ..domain.language import Language
from ..domain.usage import Seat
from ..settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


class ModelCheck(Model):
    """One configured model.

    Attributes:
        name: As it is configured.
        seats: Where it sits, or stands by.
        problem: What keeps it from being asked; empty where its key and package are there.
        seconds: How long it took to answer; None where it wasn't asked.
    """

    name: str
    seats: tuple[Seat, ...]
    problem: str = ""
    seconds: float | None = None


def check_models(settings: Settings, language: Language, *, live: bool) -> tuple[ModelCheck, ...]:
    """Every configured model; no model package is imported where there is none.

    Args:
        settings: Name the models.
        language: What troubles of services are worded in.
        live: Put a question to each; else no network is used.
    """
    from ..agents.llm.pool import seating

    seats: dict[str, list[Seat]] = {}
    for seat, models in seating(settings).items():
        for model in models:
            if isinstance(model, str):
                seats.setdefault(model, []).append(seat)
    checks = []
    for name, taken in seats.items():
        check = ModelCheck(name=name, seats=tuple(taken))
        try:
            seconds = _asked(name, settings) if live else None
            if not live:
                _made(name, settings)
        except (ConfigurationError, ModelUnavailable) as error:
            checks.append(check.model_copy(update={"problem": _problem(name, error, language)}))
        else:
            checks.append(check.model_copy(update={"seconds": seconds}))
    return tuple(checks)


def _made(name: str, settings: Settings) -> None:
    from ..agents.llm.factory import make_model

    make_model(name, settings)


def _asked(name: str, settings: Settings) -> float:
    """Seconds until it answered."""
    from ..agents.llm.pool import ModelPool
    from ..tools.clock import SystemClock

    alone = {"model": name, "model_fallbacks": (), "model_seats": ("writer",), "model_attempts": 1}
    pool = ModelPool.of(settings.model_copy(update=alone))
    assert pool is not None  # it has a model
    model = pool.desk(SystemClock()).seat("writer", _unheard)
    begun = monotonic()
    asyncio.run(_one_word(model))
    return monotonic() - begun


async def _one_word(model: BaseChatModel) -> None:
    await model.ainvoke("Answer with the word OK.")


def _problem(name: str, error: ConfigurationError | ModelUnavailable, language: Language) -> str:
    if isinstance(error, ConfigurationError):
        return str(error)
    return f"{name}: {PHRASES.say(f'model.{error.reason}', language)}"


def _unheard(event: Event) -> None:
    """Takes events that nobody listens to."""
