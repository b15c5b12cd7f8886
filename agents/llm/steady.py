"""A chat model that can be relied on to answer in time, or to say that it can't."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, aclosing
from typing import Any, TypeVar, cast

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.utils.function_calling import convert_to_openai_tool
from langsmith import tracing_context
from pydantic import Field
from tenacity import AsyncRetrying, RetryCallState, retry_if_result, stop_after_attempt, wait_exponential

from ...domain.errors import ModelTrouble, ModelUnavailable
from ...domain.usage import Seat
from .call import MeteredCall
from .desk import Candidate, ModelDesk
from .troubles import RETRYABLE, EmptyAnswerError, trouble_of

T = TypeVar("T")

_MOST_PIECES = 4
"""A stream may take so many times the seconds of one answer."""


class SteadyChatModel(BaseChatModel):
    """The model of one seat in one run; asynchronous only.

    Each question waits for a slot, is counted against the budget, has a time limit, is put again after a jittered wait while that may
    help, and then goes to the next model of the list. A stream is begun anew only while nothing of it was given out.
    """

    desk: Any = Field(repr=False, exclude=True)
    sink: Any = Field(repr=False, exclude=True)
    seat: Seat
    task: str = ""
    cache: bool = False

    @property
    def _llm_type(self) -> str:
        return "xiake"

    @property
    def _identifying_params(self) -> dict[str, Any]:
        return {"model": self._desk.name, "seat": self.seat}

    @property
    def _desk(self) -> ModelDesk:
        return cast("ModelDesk", self.desk)

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: Any = None, **kwargs: Any
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Keep the tools until a model is asked; each binds them in its own way."""
        choice = {} if tool_choice is None else {"tool_choice": tool_choice}
        return self.bind(tools=[convert_to_openai_tool(tool) for tool in tools], **choice, **kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        raise NotImplementedError("models of a desk are asynchronous: use ainvoke or astream")

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        async def answer(candidate: Candidate) -> AIMessage | ModelUnavailable:
            call = self._call(candidate)
            try:
                model = _bound(candidate, kwargs)  # whoever takes no tools says so here, and was not asked
                async with call:
                    message = await self._in_time(_ask(model, messages, stop))
                    call.count(message)
                    return message
            except Exception as error:
                return self._unavailable(candidate, call.trouble or trouble_of(error))

        message = await self._from_someone(answer)
        return ChatResult(generations=[ChatGeneration(message=message)])

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        async def begin(candidate: Candidate) -> _Begun | ModelUnavailable:
            call = self._call(candidate)
            try:
                model = _bound(candidate, kwargs)
                async with AsyncExitStack() as stack:
                    await stack.enter_async_context(call)
                    stream = cast("AsyncIterator[BaseMessage]", model.astream(messages, _QUIET, stop=stop))
                    await stack.enter_async_context(aclosing(cast("Any", stream)))
                    first = await self._in_time(_next(stream))
                    if first is None:
                        raise EmptyAnswerError
                    return _Begun(candidate, call, first, stream, stack.pop_all())
            except Exception as error:
                return self._unavailable(candidate, call.trouble or trouble_of(error))

        begun = await self._from_someone(begin)
        trouble: ModelTrouble | None = None
        try:
            async with begun.stack:
                async for chunk in self._pieces(begun):
                    begun.call.count(chunk)
                    yield ChatGenerationChunk(message=chunk)
        except Exception:
            trouble = begun.call.trouble
        if trouble:  # outside of the handler: the provider's exception must not hang on to ours
            raise self._unavailable(begun.candidate, trouble)

    async def _pieces(self, begun: _Begun) -> AsyncIterator[AIMessageChunk]:
        end = self._desk.clock.monotonic() + _MOST_PIECES * self._desk.settings.model_seconds
        piece: BaseMessage | None = begun.first
        while piece is not None:
            yield _chunk(piece)
            piece = await self._in_time(_next(begun.stream), most=end - self._desk.clock.monotonic())

    def _call(self, candidate: Candidate) -> MeteredCall:
        return MeteredCall(self._desk, candidate, self.seat, self.task, self.sink)

    async def _from_someone(self, ask: Callable[[Candidate], Awaitable[T | ModelUnavailable]]) -> T:
        """The answer of the first model that gives one."""
        trouble = ModelUnavailable("unavailable", f"No model sits at {self.seat!r}.")
        for candidate in self._desk.candidates(self.seat):
            left = self._desk.left_alone(candidate)
            outcome = self._unavailable(candidate, left) if left else await self._again(candidate, ask)
            if not isinstance(outcome, ModelUnavailable):
                return outcome
            trouble = outcome
            if trouble.reason == "budget":
                break
        raise trouble

    async def _again(
        self, candidate: Candidate, ask: Callable[[Candidate], Awaitable[T | ModelUnavailable]]
    ) -> T | ModelUnavailable:
        """One model's answer, the question put again while that may help."""
        desk = self._desk
        exponential = wait_exponential(multiplier=1, max=8)
        retrying = AsyncRetrying(
            stop=lambda state: stop_after_attempt(desk.settings.model_attempts)(state) or desk.left_alone(candidate) is not None,
            wait=lambda state: exponential(state) * desk.random.uniform(0.5, 1.5),
            retry=retry_if_result(lambda outcome: isinstance(outcome, ModelUnavailable) and outcome.reason in RETRYABLE),
            sleep=desk.clock.sleep,
            retry_error_callback=_outcome,
        )
        outcome: T | ModelUnavailable = await retrying(ask, candidate)
        if isinstance(outcome, ModelUnavailable):
            desk.lost(candidate, outcome.reason)
        return outcome

    async def _in_time(self, work: Awaitable[T], most: float = float("inf")) -> T:
        """Race against the clock."""

        async def untraced() -> T:
            with tracing_context(enabled=False):  # this model is traced; what it asks would be counted twice
                return await work

        running = asyncio.ensure_future(untraced())
        alarm = asyncio.ensure_future(self._desk.clock.sleep(min(self._desk.settings.model_seconds, max(most, 0))))
        try:
            await asyncio.wait({running, alarm}, return_when=asyncio.FIRST_COMPLETED)
            if not running.done():
                running.cancel()
                await asyncio.wait({running}, timeout=1)  # a stream can only be closed when nobody waits for its next piece
                raise TimeoutError
            return running.result()
        finally:
            running.cancel()
            alarm.cancel()

    def _unavailable(self, candidate: Candidate, trouble: ModelTrouble | None) -> ModelUnavailable:
        trouble = trouble or "upstream"
        return ModelUnavailable(trouble, f"{candidate.name} gave no answer ({trouble}).")


class _Begun:
    """A stream whose first piece is there."""

    def __init__(
        self,
        candidate: Candidate,
        call: MeteredCall,
        first: BaseMessage,
        stream: AsyncIterator[BaseMessage],
        stack: AsyncExitStack,
    ) -> None:
        self.candidate = candidate
        self.call = call
        self.first = first
        self.stream = stream
        self.stack = stack


_QUIET: Any = {"callbacks": []}


def _bound(candidate: Candidate, kwargs: dict[str, Any]) -> Runnable[LanguageModelInput, AIMessage]:
    rest = dict(kwargs)
    tools = rest.pop("tools", None)
    if tools:
        return candidate.model.bind_tools(tools, **rest)
    rest.pop("tool_choice", None)
    return candidate.model.bind(**rest) if rest else candidate.model


async def _ask(model: Runnable[LanguageModelInput, AIMessage], messages: list[BaseMessage], stop: list[str] | None) -> AIMessage:
    return await model.ainvoke(messages, _QUIET, **({"stop": stop} if stop else {}))


async def _next(stream: AsyncIterator[BaseMessage]) -> BaseMessage | None:
    return await anext(stream, None)


def _chunk(message: BaseMessage) -> AIMessageChunk:
    """A piece of a stream; a model that can't stream gives its whole message."""
    if isinstance(message, AIMessageChunk):
        return message
    assert isinstance(message, AIMessage)
    return AIMessageChunk(
        content=message.content,
        id=message.id,
        response_metadata=message.response_metadata,
        usage_metadata=message.usage_metadata,
        tool_call_chunks=[
            tool_call_chunk(name=call["name"], args=json.dumps(call["args"], ensure_ascii=False), id=call["id"], index=index)
            for index, call in enumerate(message.tool_calls)
        ],
    )


def _outcome(state: RetryCallState) -> Any:
    assert state.outcome is not None
    return state.outcome.result()
