"""The models of a planner, for all its runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import TYPE_CHECKING

from ...domain.ports import Clock
from ...domain.usage import Seat
from ...settings import Settings
from .desk import Candidate, ModelDesk
from .slots import Slots

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_SENSES: dict[str, dict[Seat, str]] = {
    "tongyi": {"eyes": "tongyi:qwen-vl-plus", "ears": "tongyi:qwen-audio-turbo"},
    "qwen": {"eyes": "qwen:qwen-vl-plus", "ears": "tongyi:qwen-audio-turbo"},
}
"""Qwen's text models neither see nor hear."""


class ModelPool:
    """Makes a desk for each run; what the runs share is how many questions are under way at a time."""

    def __init__(self, candidates: Mapping[Seat, Sequence[Candidate]], settings: Settings, random: Random | None = None) -> None:
        """Keep the models of each seat."""
        self._candidates = candidates
        self._settings = settings
        self._slots = Slots(settings.model_concurrency)
        self._random = random or Random()

    @classmethod
    def of(
        cls, settings: Settings, model: str | BaseChatModel | None = None, *, random: Random | None = None
    ) -> ModelPool | None:
        """The models that are configured; None where none is.

        Args:
            settings: What the models are and what they may cost.
            model: Goes before ``settings.model``.
            random: Draws the jitter of waits.

        Raises:
            ConfigurationError: If a model is none that can be used.
        """
        seats = seating(settings, model)
        return cls(_made(seats, settings), settings, random) if seats else None

    def desk(self, clock: Clock) -> ModelDesk:
        """The models of one run, nothing used yet."""
        return ModelDesk(self._candidates, self._settings, clock, self._slots, self._random)


def seating(settings: Settings, model: str | BaseChatModel | None = None) -> dict[Seat, Sequence[str | BaseChatModel]]:
    """The models of each seat that one takes, in the order in which they are asked; none is made yet."""
    first = settings.model if model is None else model
    own: dict[Seat, str] = {"eyes": settings.vision_model, "ears": settings.audio_model}
    seats: dict[Seat, Sequence[str | BaseChatModel]] = {}
    for seat in settings.model_seats:
        sense = own.get(seat) or _sense(first, seat)
        if sense:
            seats[seat] = [sense]
        elif first:
            seats[seat] = [first, *settings.model_fallbacks]
    return seats


def _sense(model: str | BaseChatModel, seat: Seat) -> str:
    provider = model.partition(":")[0].strip().lower() if isinstance(model, str) else ""
    return _SENSES.get(provider, {}).get(seat, "")


def _made(seats: Mapping[Seat, Sequence[str | BaseChatModel]], settings: Settings) -> dict[Seat, list[Candidate]]:
    """The models, each made once."""
    from .factory import make_model

    made: dict[str, Candidate] = {}

    def candidate(model: str | BaseChatModel) -> Candidate:
        if not isinstance(model, str):
            return Candidate(_name(model), model)
        if model not in made:
            made[model] = Candidate(model, make_model(model, settings, setting=_setting(model, settings)))
        return made[model]

    return {seat: [candidate(model) for model in models] for seat, models in seats.items()}


def _setting(model: str, settings: Settings) -> str:
    """Where a model's name stands, for messages."""
    places = dict.fromkeys(settings.model_fallbacks, "XIAKE_MODEL_FALLBACKS")
    places |= {settings.vision_model: "XIAKE_VISION_MODEL", settings.audio_model: "XIAKE_AUDIO_MODEL"}
    return {**places, settings.model: "XIAKE_MODEL"}.get(model, "model")


def _name(model: BaseChatModel) -> str:
    name = getattr(model, "model_name", None) or getattr(model, "model", None)
    return f"{model._llm_type}:{name}" if isinstance(name, str) and name else model._llm_type
