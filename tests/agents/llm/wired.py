"""A desk of models whose services are on a loopback socket."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, ToolMessage
from pydantic import BaseModel, Field
from xiake.agents.llm.desk import ModelDesk
from xiake.agents.llm.pool import ModelPool
from xiake.agents.llm.script import Answer, Asked, Call
from xiake.agents.llm.scripted import Said
from xiake.domain.events import Event, ModelCalled
from xiake.domain.usage import Seat
from xiake.settings import Settings

from ...loopback.brain import Brain, ScriptedBrain
from ...loopback.clock import SocketClock
from ...loopback.server import KEY, Loopback

WIRES = ("tongyi:qwen-plus", "qwen:qwen-plus", "openai:gpt-5")
"""DashScope by its own SDK, DashScope by OpenAI's protocol, OpenAI."""

THRICE = Answer("好好好", pieces=("好", "好", "好"), tokens=(7, 3))
TWO_CALLS = Answer(calls=(Call("Look", {"place": "故宫"}), Call("Look", {"place": "天坛"})), tokens=(9, 8))
HISTORY: list[BaseMessage] = [
    HumanMessage("看看故宫"),
    AIMessage("", tool_calls=[{"name": "Look", "args": {"place": "故宫"}, "id": "call_7"}]),
    ToolMessage("红墙", tool_call_id="call_7"),
]


class Look(BaseModel):
    """Look at a place."""

    place: str = Field(description="Its name.")


class Held:
    """A brain in whose hands answers stay until their gates are opened.

    Attributes:
        gates: Of answers, as they were asked for.
        most: How many were held at a time.
    """

    def __init__(self) -> None:
        self.gates: asyncio.Queue[Future[None]] = asyncio.Queue()
        self.most = 0
        self._all: list[Future[None]] = []
        self._loop = asyncio.get_running_loop()

    def answer(self, asked: Asked) -> Answer:
        gate: Future[None] = Future()
        self._all.append(gate)
        self.most = max(self.most, sum(not gate.done() for gate in self._all))
        self._loop.call_soon_threadsafe(self.gates.put_nowait, gate)
        return Answer("好", gate=gate)


@dataclass(frozen=True)
class Wired:
    """All that a test looks at."""

    server: Loopback
    brain: ScriptedBrain
    pool: ModelPool
    desk: ModelDesk
    clock: SocketClock
    events: list[Event]

    def model(self, seat: Seat = "worker") -> BaseChatModel:
        return self.desk.seat(seat, self.events.append)

    @property
    def calls(self) -> list[ModelCalled]:
        return [event for event in self.events if isinstance(event, ModelCalled)]


def point_at(server: Loopback, monkeypatch: pytest.MonkeyPatch, key: str = KEY) -> None:
    """Everything that would go to a service goes to this server."""
    for name, value in {**server.environment(), "DASHSCOPE_API_KEY": key, "OPENAI_API_KEY": key}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("dashscope.base_http_api_url", server.dashscope_url)


@contextmanager
def wired(
    monkeypatch: pytest.MonkeyPatch, model: str, *said: Said, brain: Brain | None = None, key: str = KEY, **settings: Any
) -> Iterator[Wired]:
    """A desk with this model, and who answers behind it."""
    scripted = ScriptedBrain(*said)
    with Loopback(brain or scripted) as server:
        point_at(server, monkeypatch, key)
        pool = ModelPool.of(Settings(model=model, **settings), random=Random(3))
        assert pool is not None
        clock = SocketClock()
        yield Wired(server, scripted, pool, pool.desk(clock), clock, [])


def joined(chunks: list[Any]) -> AIMessageChunk:
    """The whole message of a stream."""
    whole, *rest = chunks
    for chunk in rest:
        whole += chunk
    assert isinstance(whole, AIMessageChunk)
    return whole
