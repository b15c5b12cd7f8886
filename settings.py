"""Every setting in one place; read from the environment, all optional."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings from ``XIAKE_*`` environment variables.

    Attributes:
        home: Data folder for checkpoints, the call journal and, later, memory (``XIAKE_HOME``).
        schedule_seconds: Most time of one search of the scheduler, seconds. It usually ends well before, where nothing better is
            found any more; then the same request gets the same plan again.
    """

    model_config = SettingsConfigDict(env_prefix="XIAKE_", frozen=True, extra="ignore")

    home: Path = Field(default_factory=lambda: Path.home() / ".xiake")
    schedule_seconds: float = Field(default=2.0, gt=0, le=60)
