"""Every setting in one place; read from the environment, all optional."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings from ``XIAKE_*`` environment variables.

    Attributes:
        home: Data folder of everything that is kept (``XIAKE_HOME``).
        user: Who talks and plans where no other name is given (``XIAKE_USER``); the name of the login by default.
        redis_url: A Redis server (6 or newer) for short-term memory, e.g. ``redis://:secret@host:6379/0`` (``XIAKE_REDIS_URL``);
            without one an embedded server keeps it under ``home``.
        engine: What keeps short-term memory where no URL is given: ``auto`` takes the embedded server, where none runs SQLite, and
            where nothing can be written the memory of the process.
        redis_seconds: How long an answer of the short-term store may take before it counts as lost, seconds.
        chroma_url: A Chroma server for long-term memory, e.g. ``http://host:8000`` (``XIAKE_CHROMA_URL``); without one it is kept
            under ``home``, by one of the processes for all of them.
        chroma_seconds: How long an answer of the long-term store may take before it counts as lost, seconds.
        idle_seconds: How long the embedded server stays after its last user has gone, seconds.
        embedder: What makes vectors of memories: ``local`` (the models that are installed), ``use`` or ``e5`` (that one alone), ``lexical``,
            ``dashscope[:MODEL]``, or ``PROVIDER:MODEL`` of LangChain (``XIAKE_EMBEDDER``). Another one has everything embedded anew.
        reranker: What orders found memories anew: nothing, or ``dashscope[:MODEL]`` (``XIAKE_RERANKER``).
        session_ttl: How long a session is kept after its last turn, seconds.
        run_ttl: How long a run that was left unfinished can be resumed, seconds.
        schedule_seconds: Most time of one search of the scheduler, seconds. It usually ends well before, where nothing better is
            found any more; then the same request gets the same plan again.
    """

    model_config = SettingsConfigDict(env_prefix="XIAKE_", frozen=True, extra="ignore")

    home: Path = Field(default_factory=lambda: Path.home() / ".xiake")
    user: str | None = None
    redis_url: SecretStr | None = None
    engine: Literal["auto", "embedded", "sqlite", "memory"] = "auto"
    redis_seconds: float = Field(default=2.0, gt=0, le=60)
    chroma_url: SecretStr | None = None
    chroma_seconds: float = Field(default=5.0, gt=0, le=60)
    idle_seconds: float = Field(default=5.0, ge=0)
    embedder: str = "local"
    reranker: str = ""
    session_ttl: float = Field(default=90 * 86400.0, gt=0)
    run_ttl: float = Field(default=7 * 86400.0, gt=0)
    schedule_seconds: float = Field(default=2.0, gt=0, le=60)
