"""Qwen by DashScope's own SDK: langchain-community's ChatTongyi, mended.

ChatTongyi 0.4.2 with dashscope 2.0.2 and langchain-core 1.7: (1) gives a stream in one piece, (2) breaks on streamed parallel tool calls,
(3) swallows what is repeated in streamed text while tools are bound, (4) forgets the tool calls of earlier messages, (5) tells no
usage, (6) sends ``tool_choice`` as LangChain words it, (7) takes no ``method`` of structured output (8) and never forces its tool,
(9) does not try a stream again that didn't begin, (10) blocks a thread for each asynchronous call; and it turns an error within a
stream into a ``TypeError``, other errors into the service's own text, and a stream that was cut into a short answer.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from langchain_community.chat_models import ChatTongyi
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage, UsageMetadata
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import Field, model_validator
from tenacity import AsyncRetrying, Retrying, retry_if_exception, stop_after_attempt, wait_exponential, wait_random

from .tongyi_parts import MEDIA, part_of
from .troubles import RETRYABLE, EmptyAnswerError, ProviderError, trouble_of

if TYPE_CHECKING:
    import aiohttp


class MendedTongyi(ChatTongyi):
    """ChatTongyi without its faults.

    Attributes:
        base_address: Of the service; by default what the SDK is set to.
        retry_seconds: First wait before a call is repeated; it doubles and carries as much jitter again.
    """

    base_address: str | None = Field(default=None, repr=False)
    retry_seconds: float = 1.0

    @model_validator(mode="after")
    def _may_stream(self) -> MendedTongyi:
        if not self.streaming:
            self.model_fields_set.discard("streaming")  # the parent sets each default, and False counts as a refusal (1)
        return self

    @property
    def _hears_or_sees(self) -> bool:
        return bool(self.client.__name__ == "MultiModalConversation")

    def _invocation_params(self, messages: list[BaseMessage], stop: Any, **kwargs: Any) -> dict[str, Any]:
        params = super()._invocation_params([self._told(message) for message in messages], stop, **kwargs)
        params["messages"] = [{key: value for key, value in told.items() if value is not None} for told in params["messages"]]
        if params.get("stream"):
            params["incremental_output"] = True  # (2, 3)
        if self.base_address:
            params["base_address"] = self.base_address
        if not self._hears_or_sees and thinks_by_choice(self.model_name):
            if params.get("tools") or params.get("response_format"):
                params["enable_thinking"] = False  # both are refused to a model that thinks
            else:
                params.setdefault("enable_thinking", False)
        return params

    def _told(self, message: BaseMessage) -> BaseMessage:
        """The message with what the parent sends of it where the parent looks for it (4)."""
        blocks = [message.content] if isinstance(message.content, str) else message.content
        if not self._hears_or_sees and any(isinstance(block, dict) and block.get("type") in MEDIA for block in blocks):
            raise ValueError(f"{self.model_name} takes words alone, neither pictures nor sounds")
        update: dict[str, Any] = {
            "content": [part_of(block) for block in blocks if block] if self._hears_or_sees else str(message.text)
        }
        if isinstance(message, AIMessage) and message.tool_calls:
            calls = [
                {
                    "id": call["id"],
                    "type": "function",
                    "function": {"name": call["name"], "arguments": json.dumps(call["args"], ensure_ascii=False)},
                }
                for call in message.tool_calls
            ]
            update["additional_kwargs"] = {**message.additional_kwargs, "tool_calls": calls}
        return message.model_copy(update=update)

    @staticmethod
    def _chat_generation_from_qwen_resp(resp: Any, is_chunk: bool = False, is_last_chunk: bool = True) -> dict[str, Any]:
        generation = ChatTongyi._chat_generation_from_qwen_resp(resp, is_chunk, is_last_chunk)
        message = generation["message"]
        message.additional_kwargs.pop("tool_calls", None)  # pieces of these add up to nonsense; message.tool_calls has them
        if is_last_chunk:
            message.usage_metadata = _usage(resp["usage"])  # (5)
        return generation

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: Any = None, strict: bool | None = None, **kwargs: Any
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Offer tools.

        Args:
            tools: As LangChain takes them.
            tool_choice: ``auto``, ``none``, a name, or ``any``; the service can force one named tool alone, so ``any`` of several
                is left to the model.
            strict: Told with the tools.
            **kwargs: Sent as they are.
        """
        offered = [convert_to_openai_tool(tool, strict=strict) for tool in tools]
        choice = _choice(tool_choice, [tool["function"]["name"] for tool in offered])
        return self.bind(tools=offered, **({"tool_choice": choice} if choice else {}), **kwargs)

    def with_structured_output(
        self, schema: Any, *, include_raw: bool = False, method: str = "function_calling", **kwargs: Any
    ) -> Runnable[LanguageModelInput, Any]:
        """Answers of a shape, by one tool that is forced (7, 8).

        Args:
            schema: A pydantic class or a JSON schema.
            include_raw: See LangChain.
            method: ``function_calling``; the others come to the same, since JSON schemas aren't heeded by all Qwen models.
            **kwargs: Other arguments of LangChain's, e.g. ``strict``.
        """
        kwargs.pop("strict", None)
        return BaseChatModel.with_structured_output(self, schema, include_raw=include_raw, **kwargs)

    def completion_with_retry(self, **kwargs: Any) -> Any:
        """A whole answer."""
        return Retrying(**self._policy())(lambda: _usable(self.client.call(**kwargs)))

    def stream_completion_with_retry(self, **kwargs: Any) -> Iterator[Any]:
        """The pieces of an answer; what fails before the first is begun anew (9)."""
        pieces, first = Retrying(**self._policy())(self._begin, kwargs)
        end = _End(first)
        yield first
        for piece in pieces:
            yield end.seen(_usable(piece))
        end.check()

    def _begin(self, kwargs: dict[str, Any]) -> tuple[Iterator[Any], dict[str, Any]]:
        pieces = iter(self.client.call(**kwargs))
        return pieces, _usable(next(pieces, None))

    async def astream_completion_with_retry(self, **kwargs: Any) -> AsyncIterator[Any]:
        """The same without a thread (10)."""
        async with _session() as session:
            begun: tuple[AsyncIterator[Any], dict[str, Any]] = await AsyncRetrying(**self._policy())(
                self._abegin, session, kwargs
            )
            pieces, first = begun
            end = _End(first)
            yield first
            async for piece in pieces:
                yield end.seen(_usable(piece))
            end.check()

    async def _abegin(self, session: aiohttp.ClientSession, kwargs: dict[str, Any]) -> tuple[AsyncIterator[Any], dict[str, Any]]:
        pieces = await self._aio.call(session=session, **kwargs)
        return pieces, _usable(await anext(pieces, None))

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        if self.streaming:
            return await super()._agenerate(messages, stop, run_manager, **kwargs)
        params = self._invocation_params(messages, stop, **kwargs)

        async def answer() -> dict[str, Any]:
            return _usable(await self._aio.call(session=session, **params))

        async with _session() as session:
            response: dict[str, Any] = await AsyncRetrying(**self._policy())(answer)
        generation = ChatGeneration(**self._chat_generation_from_qwen_resp(response))
        return ChatResult(generations=[generation], llm_output={"model_name": self.model_name})

    @property
    def _aio(self) -> Any:
        """The asynchronous twin of the parent's client."""
        from dashscope import AioGeneration, AioMultiModalConversation

        return AioMultiModalConversation if self._hears_or_sees else AioGeneration

    def _policy(self) -> dict[str, Any]:
        return {
            "stop": stop_after_attempt(max(self.max_retries, 1)),
            "wait": wait_exponential(multiplier=self.retry_seconds, max=8) + wait_random(0, self.retry_seconds),
            "retry": retry_if_exception(lambda error: trouble_of(error) in RETRYABLE),
            "reraise": True,
        }


def thinks_by_choice(model: str) -> bool:
    """Whether thinking is a switch of this model: there are Qwen models that always think and some that aren't Qwen's."""
    return model.startswith("qwen") and "thinking" not in model


class _End:
    """Whether a stream came to one."""

    def __init__(self, first: dict[str, Any]) -> None:
        self._come = False
        self.seen(first)

    def seen(self, piece: dict[str, Any]) -> dict[str, Any]:
        self._come = self._come or piece["output"]["choices"][0]["finish_reason"] not in (None, "", "null")
        return piece

    def check(self) -> None:
        if not self._come:
            raise ProviderError(502, "StreamCut")


def _usable(response: Any) -> dict[str, Any]:
    """An answer as the parent reads it.

    Raises:
        EmptyAnswerError: If there is none.
        ProviderError: If the service tells of an error.
    """
    if response is None:
        raise EmptyAnswerError
    if response["status_code"] != 200:
        raise ProviderError(response["status_code"], str(response["code"] or ""))
    choices = (response["output"] or {}).get("choices") or [{}]
    message = {"role": "assistant", **(choices[0].get("message") or {})}
    content = message.get("content") or ""
    if not isinstance(content, str):
        content = "".join(part.get("text") or "" for part in content)
    choice = {"finish_reason": choices[0].get("finish_reason") or "null", "message": {**message, "content": content}}
    return {
        "output": {"choices": [choice]},
        "usage": response["usage"] or {},
        "request_id": response["request_id"],
    }


def _usage(told: Mapping[str, Any]) -> UsageMetadata | None:
    if not told:
        return None
    inward, outward = int(told.get("input_tokens") or 0), int(told.get("output_tokens") or 0)
    return UsageMetadata(input_tokens=inward, output_tokens=outward, total_tokens=inward + outward)


def _choice(asked: Any, names: Sequence[str]) -> Any:
    """``tool_choice`` as the service words it (6)."""
    if asked in ("any", "required", True):
        return _forced(names[0]) if len(names) == 1 else None
    if isinstance(asked, str) and asked not in ("auto", "none"):
        return _forced(asked)
    return asked or None


def _forced(name: str) -> dict[str, Any]:
    return {"type": "function", "function": {"name": name}}


@asynccontextmanager
async def _session() -> AsyncIterator[aiohttp.ClientSession]:
    """A session of one call: the SDK's own outlives its event loop."""
    import aiohttp
    from dashscope.api_entities.aio_session import get_ssl_context

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=get_ssl_context()), trust_env=True) as session:
        yield session
