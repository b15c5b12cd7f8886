"""What a scripted model is asked and what it answers; the same for one in process and for one behind a socket."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Literal

FaultKind = Literal[
    "invalid",
    "refused",
    "unauthorized",
    "forbidden",
    "not_found",
    "rate_limited",
    "quota",
    "upstream",
    "unavailable",
    "cut",
    "stall",
]
"""What a provider does instead of answering: it objects to the call (``invalid``) or to its words (``refused``), ... ``cut``: the line goes
dead; ``stall``: nothing comes, ever."""

_CHARACTERS_A_TOKEN = 4


@dataclass(frozen=True)
class Call:
    """A tool that a model calls.

    Attributes:
        arguments: What it is called with; a string goes out as it is, so that it may be broken JSON.
        id: Told again with the result; empty lets whoever plays the answer number it.
    """

    name: str
    arguments: Mapping[str, Any] | str = field(default_factory=dict)
    id: str = ""

    @property
    def raw(self) -> str:
        """The arguments as they go over the wire."""
        return self.arguments if isinstance(self.arguments, str) else json.dumps(self.arguments, ensure_ascii=False)


@dataclass(frozen=True)
class Message:
    """One message of what a model is asked.

    Attributes:
        text: Its words; those of several parts joined by line breaks.
        calls: Tools that the model called in it.
        call_id: The call whose result this is; only in tool messages.
        parts: Pictures and sounds in it, as they were sent.
    """

    role: Literal["system", "user", "assistant", "tool"]
    text: str = ""
    calls: tuple[Call, ...] = ()
    call_id: str | None = None
    parts: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Offer:
    """A tool that a model may call.

    Attributes:
        parameters: JSON schema of its arguments.
    """

    name: str
    description: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question to a model, whatever dialect it came in.

    Attributes:
        wire: How it came.
        model: The name that was asked for.
        tool_choice: ``auto``, ``none``, ``required`` or the name of the tool that must be called.
        json_mode: Whether the answer must be JSON.
        thinking: Whether thinking was switched on or off; None where nothing was said about it.
        parameters: Everything else that was said.
    """

    wire: Literal["langchain", "dashscope", "openai"] = "langchain"
    model: str = ""
    messages: tuple[Message, ...]
    tools: tuple[Offer, ...] = ()
    tool_choice: str = "auto"
    stream: bool = False
    json_mode: bool = False
    thinking: bool | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The last message's words."""
        return self.messages[-1].text if self.messages else ""

    def offered(self, name: str) -> Offer | None:
        """The tool of this name, if it may be called."""
        return next((offer for offer in self.tools if offer.name == name), None)


@dataclass(frozen=True)
class Fault:
    """Trouble in the place of an answer, worded by each wire as its service does."""

    kind: FaultKind


@dataclass(frozen=True)
class Answer:
    """What a model answers.

    Attributes:
        thinking: What it says to itself first.
        tokens: In and out, as the provider tells them; None counts the words.
        pieces: The text as it is cut when streamed; None lets whoever plays it cut.
        finish: The provider's word for why it ended; None is the usual one.
        delay: Seconds of the injected clock before anything comes; only in process.
        gate: Nothing comes before this is done; for tests that decide when.
        fault: How it ends.
        after: Pieces before the fault; none in an answer that is not streamed.
    """

    text: str = ""
    calls: tuple[Call, ...] = ()
    thinking: str = field(default="", kw_only=True)
    tokens: tuple[int, int] | None = field(default=None, kw_only=True)
    pieces: tuple[str, ...] | None = field(default=None, kw_only=True)
    finish: str | None = field(default=None, kw_only=True)
    delay: float = field(default=0.0, kw_only=True)
    gate: Future[None] | None = field(default=None, kw_only=True)
    fault: Fault | None = field(default=None, kw_only=True)
    after: int = field(default=0, kw_only=True)

    def usage(self, asked: Asked) -> tuple[int, int]:
        """Tokens in and out."""
        if self.tokens is not None:
            return self.tokens
        inward = sum(len(message.text) for message in asked.messages) + sum(len(str(tool.parameters)) for tool in asked.tools)
        outward = len(self.text) + sum(len(call.name) + len(call.raw) for call in self.calls)
        return inward // _CHARACTERS_A_TOKEN + 1, outward // _CHARACTERS_A_TOKEN + 1


Reply = Answer | Fault
"""Anything that can come back from a provider."""
