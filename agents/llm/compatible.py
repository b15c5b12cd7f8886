"""Models that speak OpenAI's protocol, by langchain-openai."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_openai import ChatOpenAI

from .troubles import ProviderError


class LoopFreeOpenAI(ChatOpenAI):
    """ChatOpenAI for programs that run several event loops one after the other.

    The connections of the parent are bound to the loop that first used them, so each call gets its own; and a stream that ends before
    it is complete is an error instead of a short answer.
    """

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        async with self._connected() as model:
            return await ChatOpenAI._agenerate(model, messages, stop, run_manager, **kwargs)

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        ended = False
        async with self._connected() as model:
            async for chunk in ChatOpenAI._astream(model, messages, stop, run_manager, **kwargs):
                ended = ended or _ends(chunk)
                yield chunk
        if not ended:
            raise ProviderError(502, "StreamCut")

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[LoopFreeOpenAI]:
        from openai import DefaultAsyncHttpxClient

        async with DefaultAsyncHttpxClient(verify=_ssl()) as connection:
            client = self.root_async_client.with_options(http_client=connection)
            yield self.model_copy(update={"root_async_client": client, "async_client": client.chat.completions})


def _ends(chunk: ChatGenerationChunk) -> bool:
    """Whether nothing but usage can follow; either of OpenAI's two protocols."""
    told = {**(chunk.generation_info or {}), **chunk.message.response_metadata}
    return bool(told.get("finish_reason") or told.get("status"))


@cache
def _ssl() -> ssl.SSLContext:
    """Made once: it takes longer than all the rest of a call's preparation."""
    import certifi

    return ssl.create_default_context(cafile=certifi.where())
