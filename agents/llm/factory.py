"""A model from its name."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from ...domain.errors import ConfigurationError
from ...settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_EXAMPLE = "PROVIDER:NAME is expected, e.g. tongyi:qwen-plus"
_UNKNOWN = "there is no provider {provider!r}; known are tongyi, qwen, openai, deepseek, local, vllm, ollama, and LangChain's own"
_DASHSCOPE_HOSTS = {"cn": "https://dashscope.aliyuncs.com", "intl": "https://dashscope-intl.aliyuncs.com"}


@dataclass(frozen=True)
class _Service:
    """Something that speaks OpenAI's protocol.

    Attributes:
        key: Variable of its key; empty where it needs none.
        url: Its address by the settings; None leaves it to the client.
    """

    key: str
    url: Callable[[Settings], str | None]


def make_model(spec: str, settings: Settings, *, setting: str = "XIAKE_MODEL") -> BaseChatModel:
    """The model of a specification.

    Args:
        spec: ``PROVIDER:NAME``, see :class:`~xiake.settings.Settings`.
        settings: Addresses.
        setting: Where the specification stands, for messages.

    Raises:
        ConfigurationError: If there is no such provider, or its key, package or address is missing; it names what is.
    """
    provider, _, name = spec.strip().partition(":")
    provider, name = provider.strip().lower(), name.strip()
    asked = f"{setting}={spec!r}"
    if not provider or not name:
        raise ConfigurationError(f"{asked}: {_EXAMPLE}")
    if provider == "tongyi":
        return _tongyi(asked, name, settings)
    if provider in _SERVICES:
        return _compatible(asked, provider, name, settings)
    return _any(asked, provider, name)


def _tongyi(asked: str, name: str, settings: Settings) -> BaseChatModel:
    key = _key(asked, "DASHSCOPE_API_KEY")
    address = _variable_url("DASHSCOPE_HTTP_BASE_URL")
    from .tongyi import MendedTongyi

    if address is None and settings.dashscope_region != "cn":
        address = f"{_DASHSCOPE_HOSTS[settings.dashscope_region]}/api/v1"
    logging.getLogger("dashscope").addHandler(
        logging.NullHandler()
    )  # its tracebacks go where the program logs, not to the screen
    return MendedTongyi(model=name, api_key=key, max_retries=1, base_address=address)  # a SecretStr it would send as asterisks


def _compatible(asked: str, provider: str, name: str, settings: Settings) -> BaseChatModel:
    service = _SERVICES[provider]
    if service.key:
        key = _key(asked, service.key)
    else:
        key = settings.model_key.get_secret_value() if settings.model_key else "none"
        _check_key("XIAKE_MODEL_KEY", key)
    url = service.url(settings)
    if not find_spec("langchain_openai"):
        raise ConfigurationError(f"{asked} needs langchain-openai: pip install 'xiake[openai]'")
    from .compatible import LoopFreeOpenAI

    extra: dict[str, Any] = {}
    if provider == "qwen" and name.startswith("qwen") and "thinking" not in name:
        extra["extra_body"] = {"enable_thinking": False}
    return LoopFreeOpenAI(model=name, api_key=SecretStr(key), base_url=url, max_retries=0, stream_usage=True, **extra)


def _any(asked: str, provider: str, name: str) -> BaseChatModel:
    """A provider that LangChain knows."""
    from langchain.chat_models import init_chat_model

    try:
        model: BaseChatModel = init_chat_model(name, model_provider=provider)
    except ImportError as error:
        needed = (error.name or f"langchain-{provider}").replace("_", "-")
        problem = f"it needs the package {needed}"
    except ValueError as error:
        unknown = "Unsupported" in str(error) or "Unable" in str(error)
        problem = _UNKNOWN.format(provider=provider) if unknown else "its client does not start; is its key set?"
    except Exception as error:
        problem = f"its client does not start ({type(error).__name__}); is its key set?"
    else:
        return model
    raise ConfigurationError(f"{asked}: {problem}")  # outside of the handler: a client's error may repeat its key


def _key(asked: str, variable: str) -> str:
    key = os.environ.get(variable, "").strip()
    if not key:
        raise ConfigurationError(f"{asked} needs the key of its service: set {variable}")
    _check_key(variable, key)
    return key


def _check_key(variable: str, key: str) -> None:
    if not key.isascii() or not key.isprintable() or " " in key:
        raise ConfigurationError(f"{variable} is no key: it holds blanks or characters that no key has (its value is not shown)")


def _variable_url(variable: str) -> str | None:
    url = os.environ.get(variable, "").strip()
    return _checked_url(variable, url) if url else None


def _checked_url(variable: str, url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigurationError(f"{variable} is no address of a server: http://HOST:PORT/v1 or https://... is expected")
    return url


def _qwen_url(settings: Settings) -> str:
    native = _variable_url("DASHSCOPE_HTTP_BASE_URL")
    beside = native.rstrip("/").removesuffix("/api/v1") + "/compatible-mode/v1" if native else None
    own = _variable_url("DASHSCOPE_COMPATIBLE_BASE_URL")
    return own or beside or f"{_DASHSCOPE_HOSTS[settings.dashscope_region]}/compatible-mode/v1"


def _own_url(usual: str | None) -> Callable[[Settings], str]:
    def url(settings: Settings) -> str:
        own = settings.model_url.get_secret_value().strip() if settings.model_url else usual
        if not own:
            raise ConfigurationError(
                "local: models need the address of their server: set XIAKE_MODEL_URL, e.g. http://127.0.0.1:8000/v1"
            )
        return _checked_url("XIAKE_MODEL_URL", own)

    return url


_SERVICES = {
    "qwen": _Service("DASHSCOPE_API_KEY", _qwen_url),
    "openai": _Service("OPENAI_API_KEY", lambda settings: _variable_url("OPENAI_BASE_URL")),
    "deepseek": _Service(
        "DEEPSEEK_API_KEY", lambda settings: _variable_url("DEEPSEEK_BASE_URL") or "https://api.deepseek.com/v1"
    ),
    "local": _Service("", _own_url(None)),
    "vllm": _Service("", _own_url("http://127.0.0.1:8000/v1")),
    "ollama": _Service("", _own_url("http://127.0.0.1:11434/v1")),
}
