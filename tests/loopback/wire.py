"""What both services have in common: messages, tools, what they refuse, and how an answer is cut into pieces."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from xiake.agents.llm.script import Answer, Asked, Call, FaultKind, Message, Offer

PIECE = 4
"""Characters of a streamed piece, where the answer doesn't say."""


class Refusal(Exception):
    """The service objects to a call."""

    def __init__(self, message: str, kind: FaultKind = "invalid") -> None:
        self.kind = kind
        super().__init__(message)


class Dialect(Protocol):
    """How a service speaks."""

    def read(self, body: Mapping[str, Any], *, stream: bool) -> Asked:
        """The question in a request.

        Raises:
            Refusal: If the service doesn't take it.
        """
        ...

    def whole(self, asked: Asked, answer: Answer) -> dict[str, Any]:
        """An answer that is not streamed."""
        ...

    def events(self, asked: Asked, answer: Answer) -> Sequence[bytes]:
        """An answer that is: one event a piece, then those that end it."""
        ...

    def trouble(self, kind: FaultKind, message: str | None = None) -> tuple[int, dict[str, Any]]:
        """HTTP status and body of an error."""
        ...

    def trouble_event(self, kind: FaultKind, message: str | None = None) -> bytes:
        """An error that is told within a stream."""
        ...


@dataclass(frozen=True, kw_only=True)
class Piece:
    """What one event of a stream brings: words, thoughts, or a bit of a call's arguments.

    Attributes:
        index: Which call it belongs to.
        opens: Whether the call begins here.
    """

    text: str = ""
    thinking: str = ""
    call: Call | None = None
    index: int = 0
    opens: bool = False

    def told(self) -> dict[str, Any]:
        """The bit of the call: its name and id come once, afterwards the id is empty, as Qwen has it."""
        assert self.call
        function = {"name": self.call.name} if self.opens else {}
        return {
            "index": self.index,
            "id": self.call.id if self.opens else "",
            "type": "function",
            "function": {**function, "arguments": self.call.raw},
        }


def pieces(answer: Answer) -> Iterator[Piece]:
    """An answer as it is streamed."""
    for thought in cut(answer.thinking):
        yield Piece(thinking=thought)
    for text in answer.pieces or cut(answer.text):
        yield Piece(text=text)
    for index, call in enumerate(answer.calls):
        for at, part in enumerate(("", *cut(call.raw))):
            yield Piece(call=Call(call.name, part, call.id), index=index, opens=not at)


def cut(text: str) -> list[str]:
    """A text in small pieces."""
    return [text[at : at + PIECE] for at in range(0, len(text), PIECE)]


def calls_of(answer: Answer) -> list[dict[str, Any]]:
    """An answer's calls, whole."""
    return [
        {"index": index, "id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.raw}}
        for index, call in enumerate(answer.calls)
    ]


def finish_of(answer: Answer) -> str:
    """Why an answer ended."""
    return answer.finish or ("tool_calls" if answer.calls else "stop")


def messages_of(told: Sequence[Mapping[str, Any]]) -> tuple[Message, ...]:
    """Messages as both services take them.

    Raises:
        Refusal: If calls and results don't belong together, or none are there.
    """
    if not told:
        raise Refusal("[] is too short - 'messages'")
    messages = tuple(map(_message, told))
    open_calls: set[str] = set()
    for message in messages:
        if message.role == "tool":
            if message.call_id not in open_calls:
                raise Refusal('messages with role "tool" must be a response to a preceding message with "tool_calls".')
            open_calls.discard(message.call_id or "")
            continue
        if open_calls:
            break
        open_calls = {call.id for call in message.calls}
    if open_calls:
        raise Refusal(
            'An assistant message with "tool_calls" must be followed by tool messages responding to each "tool_call_id".'
        )
    return messages


def _message(told: Mapping[str, Any]) -> Message:
    content = told.get("content") or ""
    parts = [{"text": content}] if isinstance(content, str) else content
    calls = (Call(call["function"]["name"], call["function"]["arguments"], call["id"]) for call in told.get("tool_calls") or ())
    return Message(
        told["role"],
        "\n".join(part["text"] for part in parts if "text" in part),
        tuple(calls),
        told.get("tool_call_id"),
        tuple(part for part in parts if "text" not in part),
    )


def offers_of(told: Sequence[Mapping[str, Any]] | None) -> tuple[Offer, ...]:
    """Tools as both services take them.

    Raises:
        Refusal: If there is an empty list of them.
    """
    if told is None:
        return ()
    if not told:
        raise Refusal("[] is too short - 'tools'")
    functions = [tool["function"] for tool in told]
    return tuple(Offer(one["name"], one.get("description", ""), one.get("parameters", {})) for one in functions)


def choice_of(told: Any, words: Sequence[str], offers: Sequence[Offer]) -> str:
    """Which tool must be called, in the words of a service or by name.

    Raises:
        Refusal: If it is neither a word nor the name of a tool that is offered.
    """
    if isinstance(told, Mapping):
        told = told["function"]["name"]
        if told not in {offer.name for offer in offers}:
            raise Refusal("tool_choice names no tool that is offered.")
    elif told not in words:
        raise Refusal(f"tool_choice is one of {', '.join(words)}, or an object.")
    return str(told)


def check_json(asked: Asked) -> Asked:
    """Refuse JSON mode where no message speaks of JSON, as both services do."""
    if asked.json_mode and not any("json" in message.text.lower() for message in asked.messages):
        raise Refusal("'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.")
    return asked


def dumped(data: Mapping[str, Any]) -> str:
    """JSON on one line."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
