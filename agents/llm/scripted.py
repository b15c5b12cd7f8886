"""A chat model that plays a script, for tests of everything that asks a model."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal

import httpx
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, ToolMessage, UsageMetadata
from langchain_core.messages.tool import ToolCallChunk, tool_call_chunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import BaseModel, PrivateAttr

from ...domain.errors import ConfigurationError
from ...domain.ports import Clock
from .script import Answer, Asked, Call, Fault, FaultKind, Message, Offer, Reply

Said = str | Call | Answer | Fault | BaseModel | BaseException | None
"""An answer of a script: words, a :class:`~.script.Call`, :class:`~.script.Answer` or :class:`~.script.Fault`, an ``AIMessage``, an
exception to raise, None for an empty answer, or any other pydantic object: it goes out as a call of the tool that is named like its
class, and as JSON where no such tool is offered."""

_PIECE = 8
"""Characters of a streamed piece."""

_ROLES: dict[str, Literal["system", "assistant", "tool"]] = {"system": "system", "ai": "assistant", "tool": "tool"}
_CHOICES = {"any": "required", True: "required", False: "auto", None: "auto"}
_STATUS: dict[FaultKind, int] = {
    "invalid": 400,
    "refused": 400,
    "unauthorized": 401,
    "forbidden": 403,
    "not_found": 404,
    "rate_limited": 429,
    "quota": 429,
    "upstream": 500,
    "unavailable": 503,
}
_FOR_EVER = 10.0**9


class ScriptedModel(BaseChatModel):
    """Answers by a script, whole or streamed, with tools and structured output, and remembers what it was asked.

    Synchronous calls get their answer without waiting for its delay.

    Example:
        >>> model = ScriptedModel(["你好", Call("hotels", {"city": "北京"})])
        >>> model.invoke("hello").content
        '你好'
    """

    model_name: str = "scripted"
    _script: tuple[Said, ...] = PrivateAttr()
    _otherwise: Callable[[Asked], Said] | None = PrivateAttr()
    _clock: Clock | None = PrivateAttr()
    _asked: list[Asked] = PrivateAttr(default_factory=list)

    def __init__(
        self,
        script: Sequence[Said] = (),
        *,
        otherwise: Callable[[Asked], Said] | None = None,
        clock: Clock | None = None,
        name: str = "scripted",
    ) -> None:
        """Play a script.

        Args:
            script: Answers in the order in which they are given, one for each question.
            otherwise: Answers whatever is asked after the script is over; without one more questions are an error.
            clock: On which answers with a delay wait; the machine's own by default.
            name: What the model calls itself.
        """
        super().__init__(model_name=name)
        self._script, self._otherwise, self._clock = tuple(script), otherwise, clock

    @property
    def asked(self) -> list[Asked]:
        """All questions so far."""
        return self._asked

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | dict[str, Any] | bool | None = None, **kwargs: Any
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Offer tools, in any form that LangChain knows."""
        return self.bind(tools=[convert_to_openai_tool(tool) for tool in tools], tool_choice=tool_choice, **kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        asked, answer = self._next(messages, kwargs, stream=False)
        _end(answer)
        return _whole(asked, answer, self.model_name)

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        asked, answer = self._next(messages, kwargs, stream=False)
        await self._wait(answer)
        _end(answer)
        return _whole(asked, answer, self.model_name)

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        asked, answer = self._next(messages, kwargs, stream=True)
        for number, piece in enumerate(_pieces(asked, answer, self.model_name)):
            _end(answer, number)
            if run_manager:
                run_manager.on_llm_new_token(piece.text, chunk=piece)
            yield piece

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        asked, answer = self._next(messages, kwargs, stream=True)
        for number, piece in enumerate(_pieces(asked, answer, self.model_name)):
            await self._wait(answer, number)
            _end(answer, number)
            if run_manager:
                await run_manager.on_llm_new_token(piece.text, chunk=piece)
            yield piece

    def _next(self, messages: Sequence[BaseMessage], kwargs: dict[str, Any], *, stream: bool) -> tuple[Asked, Answer]:
        asked = asked_of(messages, kwargs, model=self.model_name, stream=stream)
        turn = len(self._asked)
        self._asked.append(asked)
        if turn < len(self._script):
            said = self._script[turn]
        elif self._otherwise is not None:
            said = self._otherwise(asked)
        else:
            raise ConfigurationError(f"the script has {len(self._script)} answers, and this is question {turn + 1}")
        reply = reply_of(said, asked)
        return asked, Answer(fault=reply) if isinstance(reply, Fault) else _numbered(reply, turn)

    async def _wait(self, answer: Answer, piece: int = 0) -> None:
        """Wait as long as the answer, or this piece of it, does."""
        if not piece and answer.gate is not None:
            await asyncio.wrap_future(answer.gate)
        if not piece and answer.delay:
            await self._sleep(answer.delay)
        if answer.fault == Fault("stall") and piece == answer.after:
            await self._sleep(_FOR_EVER)

    async def _sleep(self, seconds: float) -> None:
        if self._clock is None:
            await asyncio.sleep(seconds)
        else:
            await self._clock.sleep(seconds)


def asked_of(messages: Sequence[BaseMessage], kwargs: dict[str, Any], *, model: str, stream: bool) -> Asked:
    """A question in LangChain's terms as one of a script."""
    rest = dict(kwargs)
    tools, choice, form = rest.pop("tools", None), rest.pop("tool_choice", None), rest.pop("response_format", None)
    if isinstance(choice, dict):
        choice = choice.get("function", {}).get("name", "auto")
    return Asked(
        model=model,
        messages=tuple(map(_message, messages)),
        tools=tuple(map(_offer, tools or ())),
        tool_choice=_CHOICES.get(choice, choice),
        stream=stream,
        json_mode=form is not None,
        parameters=rest,
    )


def reply_of(said: Said, asked: Asked) -> Reply:
    """What an answer of a script comes to, given the question.

    Raises:
        BaseException: Where the script has one.
    """
    if isinstance(said, BaseException):
        raise said
    if isinstance(said, Answer | Fault):
        return said
    if said is None or isinstance(said, str):
        return Answer(text=said or "")
    if isinstance(said, Call):
        return Answer(calls=(said,))
    if isinstance(said, AIMessage):
        message = _message(said)
        return Answer(text=message.text, calls=message.calls)
    name = type(said).__name__
    if asked.offered(name):
        return Answer(calls=(Call(name=name, arguments=said.model_dump(mode="json")),))
    return Answer(text=said.model_dump_json())


def _numbered(answer: Answer, turn: int) -> Answer:
    calls = (replace(call, id=call.id or f"call_{turn}_{k}") for k, call in enumerate(answer.calls))
    return replace(answer, calls=tuple(calls))


def _end(answer: Answer, piece: int | None = None) -> None:
    """Raise the fault that comes in the place of the answer, or of this piece of it."""
    if answer.fault is not None and piece in (None, answer.after):
        raise _thrown(answer.fault.kind)


def _thrown(kind: FaultKind) -> httpx.HTTPError:
    """A fault as an HTTP client tells it."""
    request = httpx.Request("POST", "https://scripted.invalid/")
    if kind not in _STATUS:
        return httpx.RemoteProtocolError("the line is dead", request=request)
    status = _STATUS[kind]
    response = httpx.Response(status, json={"code": kind, "message": f"scripted: {kind}"}, request=request)
    return httpx.HTTPStatusError(f"HTTP {status}", request=request, response=response)


def _whole(asked: Asked, answer: Answer, name: str) -> ChatResult:
    calls = [{"id": c.id, "type": "function", "function": {"name": c.name, "arguments": c.raw}} for c in answer.calls]
    message = AIMessage(
        content=answer.text,
        additional_kwargs={"tool_calls": calls} if calls else {},  # parsed by LangChain, what is broken as invalid calls
        usage_metadata=_usage(answer, asked),
        response_metadata=_ending(answer, name),
    )
    return ChatResult(generations=[ChatGeneration(message=message)])


def _pieces(asked: Asked, answer: Answer, name: str) -> list[ChatGenerationChunk]:
    chunks = [AIMessageChunk(content=text) for text in answer.pieces or _cut(answer.text)]
    for index, call in enumerate(answer.calls):
        first, *rest = _cut(call.raw) or [""]
        chunks.append(_called(tool_call_chunk(name=call.name, args=first, id=call.id, index=index)))
        chunks += [_called(tool_call_chunk(args=part, index=index)) for part in rest]
    end = AIMessageChunk(
        content="", usage_metadata=_usage(answer, asked), response_metadata=_ending(answer, name), chunk_position="last"
    )
    return [ChatGenerationChunk(message=chunk) for chunk in (*chunks, end)]


def _called(part: ToolCallChunk) -> AIMessageChunk:
    return AIMessageChunk(content="", tool_call_chunks=[part])


def _cut(text: str) -> list[str]:
    return [text[k : k + _PIECE] for k in range(0, len(text), _PIECE)]


def _ending(answer: Answer, name: str) -> dict[str, str]:
    return {"model_name": name, "finish_reason": answer.finish or ("tool_calls" if answer.calls else "stop")}


def _usage(answer: Answer, asked: Asked) -> UsageMetadata:
    inward, outward = answer.usage(asked)
    return UsageMetadata(input_tokens=inward, output_tokens=outward, total_tokens=inward + outward)


def _message(message: BaseMessage) -> Message:
    parts = [message.content] if isinstance(message.content, str) else message.content
    calls = (*getattr(message, "tool_calls", ()), *getattr(message, "invalid_tool_calls", ()))
    return Message(
        _ROLES.get(message.type, "user"),
        text="\n".join(
            part if isinstance(part, str) else part["text"] for part in parts if isinstance(part, str) or "text" in part
        ),
        calls=tuple(Call(call["name"] or "", call["args"] or {}, call["id"] or "") for call in calls),
        call_id=message.tool_call_id if isinstance(message, ToolMessage) else None,
        parts=tuple(part for part in parts if isinstance(part, dict) and "text" not in part),
    )


def _offer(tool: dict[str, Any]) -> Offer:
    function = tool.get("function", tool)
    return Offer(
        name=function.get("name", ""),
        description=function.get("description", ""),
        parameters=function.get("parameters", {}),
    )
