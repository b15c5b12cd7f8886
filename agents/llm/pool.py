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
        first = model or settings.model
        own: dict[Seat, str] = {"eyes": settings.vision_model, "ears": settings.audio_model}
        chosen: dict[Seat, Sequence[str | BaseChatModel]] = {}
        for seat in settings.model_seats:
            if seat in own and (own[seat] or _sense(first, seat)):
                chosen[seat] = [own[seat] or _sense(first, seat)]
            elif first:
                chosen[seat] = [first, *settings.model_fallbacks]
        if not chosen:
            return None
        return cls(_made(chosen, settings), settings, random)

    def desk(self, clock: Clock) -> ModelDesk:
        """The models of one run, nothing used yet."""
        return ModelDesk(self._candidates, self._settings, clock, self._slots, self._random)


def _sense(model: str | BaseChatModel | None, seat: Seat) -> str:
    provider = model.partition(":")[0].strip().lower() if isinstance(model, str) else ""
    return _SENSES.get(provider, {}).get(seat, "")


def _made(chosen: Mapping[Seat, Sequence[str | BaseChatModel]], settings: Settings) -> dict[Seat, list[Candidate]]:
    """The models, each made once."""
    from .factory import make_model

    made: dict[str, Candidate] = {}
    for models in chosen.values():
        for model in models:
            if isinstance(model, str) and model not in made:
                made[model] = Candidate(model, make_model(model, settings))
    return {
        seat: [made[model] if isinstance(model, str) else Candidate(_name(model), model) for model in models]
        for seat, models in chosen.items()
    }


def _name(model: BaseChatModel) -> str:
    name = getattr(model, "model_name", None) or getattr(model, "model", None)
    return f"{model._llm_type}:{name}" if isinstance(name, str) and name else model._llm_type
