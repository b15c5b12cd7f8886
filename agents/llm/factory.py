"""A model from its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...domain.errors import ConfigurationError
from ...settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


def make_model(spec: str, settings: Settings) -> BaseChatModel:
    """The model of ``PROVIDER:NAME``."""
    provider, _, name = spec.strip().partition(":")
    if not provider or not name:
        raise ConfigurationError(f"XIAKE_MODEL={spec!r}: PROVIDER:NAME is expected, e.g. tongyi:qwen-plus")
    from langchain.chat_models import init_chat_model

    return init_chat_model(name, model_provider=provider)
