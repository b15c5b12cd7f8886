"""Every setting in one place; read from the environment, all optional."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeVar, get_args

from pydantic import AliasChoices, BeforeValidator, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from .domain.money import Amount
from .domain.usage import Seat

T = TypeVar("T")


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


Names = Annotated[tuple[T, ...], NoDecode, BeforeValidator(_split)]
"""Several values, in the environment separated by commas."""

SEATS: tuple[Seat, ...] = get_args(Seat)


class Settings(BaseSettings):
    """Settings from ``XIAKE_*`` environment variables.

    Attributes:
        home: Data folder of everything that is kept (``XIAKE_HOME``).
        config: A file of MCP servers whose tools are used (``XIAKE_CONFIG``); by default ``xiake.toml`` under ``home``.
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
        gather_seconds: How long the search for data may take in one request, all tries included, seconds; it is shared out over the
            subtasks, and what is late is gone on without.
        session_ttl: How long a session is kept after its last turn, seconds.
        run_ttl: How long a run that was left unfinished can be resumed, seconds.
        schedule_seconds: Most time of one search of the scheduler, seconds. It usually ends well before, where nothing better is
            found any more; then the same request gets the same plan again.
        model: The language model, ``PROVIDER:NAME``: ``tongyi:qwen-plus`` (DashScope by its own SDK), ``qwen:`` (DashScope by the
            OpenAI protocol), ``openai:``, ``deepseek:``, ``local:``, ``vllm:``, ``ollama:`` (at ``model_url``), or any provider that
            LangChain knows (``XIAKE_MODEL``). Without one everything is done by rules.
        model_fallbacks: Models that are asked, in this order, where the first gives no answer; separated by commas.
        model_url: Address of an OpenAI-compatible server for ``local:``, ``vllm:`` and ``ollama:``, e.g. ``http://127.0.0.1:8000/v1``.
        model_key: What that server wants to be shown, if anything.
        model_seconds: How long a model's answer may take, in a stream each next piece of it, seconds.
        model_concurrency: How many questions to models are under way at a time.
        model_attempts: How often a question is put to one model while it fails for reasons that may pass.
        model_calls: Most calls of models in one request, repeated ones included.
        model_tokens: Most tokens of one request, in and out; a call is not begun once they are used up.
        model_seats: Where a model may sit, separated by commas: ``intake``, ``planner``, ``worker``, ``critic``, ``writer``, ``eyes``,
            ``ears``; all by default.
        model_prices: Prices that replace or add to the known ones, CNY per million tokens in and out:
            ``{"tongyi:qwen-plus": [0.8, 2]}``.
        vision_model: The model that reads pictures; for ``tongyi:`` and ``qwen:`` a Qwen-VL, else ``model`` itself.
        audio_model: The model that hears; for ``tongyi:`` a Qwen-Audio, else ``model`` itself.
        grounding_similarity: A sentence that a model words about a plan is taken out where nothing in the plan or its sources is as near
            as this (a cosine); what is near enough still has each of its facts looked up.
        amap_key: Key of Amap's Web Service (``AMAP_API_KEY``): with one, every city of China can be planned.
        live: Which cities live data serves: those ``beyond`` the bundled ones, which know more of tickets and bookings; or all of them
            ``first``, with the bundled ones to fall back on.
        amap_url: Where Amap is asked.
        amap_per_second: Most requests to Amap that begin in a second; a personal key has 3.
        amap_per_day: Most requests to Amap in a day of China; by default Amap itself says when it is enough.
        weather: ``live`` asks Open-Meteo for forecasts, and Amap where there is a key of it; ``bundled`` knows what the months usually
            bring, offline; ``auto`` is ``live`` with a key of Amap, else ``bundled``.
        open_meteo_url: Where forecasts are asked for.
        open_meteo_archive_url: Where past weather is.
        dashscope_region: Where DashScope is asked: ``cn`` or ``intl``; ``DASHSCOPE_HTTP_BASE_URL`` goes before it.
    """

    model_config = SettingsConfigDict(env_prefix="XIAKE_", frozen=True, extra="ignore")

    home: Path = Field(default_factory=lambda: Path.home() / ".xiake")
    config: Path | None = None
    user: str | None = None
    redis_url: SecretStr | None = None
    engine: Literal["auto", "embedded", "sqlite", "memory"] = "auto"
    redis_seconds: float = Field(default=2.0, gt=0, le=60)
    chroma_url: SecretStr | None = None
    chroma_seconds: float = Field(default=5.0, gt=0, le=60)
    idle_seconds: float = Field(default=5.0, ge=0)
    embedder: str = "local"
    reranker: str = ""
    gather_seconds: float = Field(default=120.0, gt=0, le=3600)
    session_ttl: float = Field(default=90 * 86400.0, gt=0)
    run_ttl: float = Field(default=7 * 86400.0, gt=0)
    schedule_seconds: float = Field(default=2.0, gt=0, le=60)
    model: str = ""
    model_fallbacks: Names[str] = ()
    model_url: SecretStr | None = None
    model_key: SecretStr | None = None
    model_seconds: float = Field(default=30.0, gt=0, le=600)
    model_concurrency: int = Field(default=2, ge=1, le=64)
    model_attempts: int = Field(default=3, ge=1, le=10)
    model_calls: int = Field(default=60, ge=1)
    model_tokens: int = Field(default=400_000, ge=1)
    model_seats: Names[Seat] = SEATS
    model_prices: dict[str, tuple[Amount, Amount]] = Field(default_factory=dict)
    vision_model: str = ""
    audio_model: str = ""
    grounding_similarity: float = Field(default=0.2, ge=0, le=1)
    amap_key: SecretStr | None = Field(default=None, validation_alias=AliasChoices("amap_key", "AMAP_API_KEY"))
    live: Literal["beyond", "first"] = "beyond"
    amap_url: str = Field(default="https://restapi.amap.com", pattern=r"^https?://")
    amap_per_second: float = Field(default=3.0, gt=0, le=1000)
    amap_per_day: int | None = Field(default=None, ge=1)
    weather: Literal["auto", "live", "bundled"] = "auto"
    open_meteo_url: str = Field(default="https://api.open-meteo.com", pattern=r"^https?://")
    open_meteo_archive_url: str = Field(default="https://archive-api.open-meteo.com", pattern=r"^https?://")
    dashscope_region: Literal["cn", "intl"] = "cn"

    @field_validator("config", mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        """An empty variable, as compose files leave them, names no file."""
        return None if value == "" else value

    @property
    def amap_quota_path(self) -> Path:
        """Where the requests of the present key of Amap are counted."""
        return self.home / "quota" / "amap.json"

    @property
    def figures_path(self) -> Path:
        """Where it stands how the outside world answered."""
        return self.home / "figures"
