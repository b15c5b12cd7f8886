"""Who answers behind the sockets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from xiake.agents.llm.script import Asked, Reply
from xiake.agents.llm.scripted import Said, reply_of


class Brain(Protocol):
    """Answers what a model is asked."""

    def answer(self, asked: Asked) -> Reply:
        """What comes back; called in the server's thread, so it must be quick."""
        ...


class ScriptedBrain:
    """Gives its answers in order and keeps what it was asked."""

    def __init__(self, *said: Said, otherwise: Callable[[Asked], Said] | None = None) -> None:
        """Take the answers, and who answers after them."""
        self._said = said
        self._otherwise = otherwise
        self.asked: list[Asked] = []

    def answer(self, asked: Asked) -> Reply:
        turn = len(self.asked)
        self.asked.append(asked)
        if turn < len(self._said):
            return reply_of(self._said[turn], asked)
        assert self._otherwise, f"the script has {len(self._said)} answers, and this is question {turn + 1}"
        return reply_of(self._otherwise(asked), asked)
