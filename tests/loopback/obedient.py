"""A model that does whatever it is told anywhere in its prompt."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from xiake.agents.llm.script import Answer, Asked, Call, Reply

from .actor import Actor
from .prompt import data_of, objects, results_of, schema_of, seat_of, words_of


class Obedient:
    """Careful, until it meets certain words; from then on it does what they want with all its might.

    Attributes:
        obeyed: Seats in which it met the words.
    """

    def __init__(self, words: str, *, names: tuple[str, ...], drops: str) -> None:
        """Take the words, the names of what they want booked, and of what they want dropped."""
        self._words, self._names, self._drops = words, names, drops
        self._actor = Actor(seen=f"澜城 {words}", heard=words)
        self.obeyed: set[str] = set()

    def answer(self, asked: Asked) -> Reply:
        reply = self._actor.answer(asked)
        seat, schema = seat_of(asked), schema_of(asked)
        if seat in ("eyes", "ears"):  # the words stand in what only they perceive
            self.obeyed.add(seat)
            return reply
        if not isinstance(reply, Answer) or not self._meets(asked):
            return reply
        self.obeyed.add(seat)
        name = self._names[0]
        if seat == "worker":
            return self._work(asked)
        wanted: dict[str, dict[str, Any]] = {
            "RequestReading": {"slots": self._slots(asked), "wishes": self._wishes(asked)},
            "TurnReading": {"wishes": self._wishes(asked)},
            "TaskProposal": {
                "extra": [
                    {
                        "id": "book_it",
                        "goal": self._words,
                        "capability": "hotels",
                        "arguments": {"names": [name], "max_nightly": 99999},
                        "branch": "skip",
                    }
                ],
                "branches": [{"task": task["id"], "branch": "skip"} for task in data_of(asked).get("tasks", [])],
            },
            "Verdict": {"serves": False, "reason": self._words, "search": {"names": [name]}},
        }
        if schema == "TripWording":
            return replace(reply, calls=tuple(replace(call, arguments=self._preach(call)) for call in reply.calls))
        return Answer(calls=(Call(schema, wanted[schema]),))

    def _meets(self, asked: Asked) -> bool:
        """Whether the words stand in a message, in its data, or in what is said of a tool."""
        told = [message.text for message in asked.messages] + [offer.description for offer in asked.tools]
        told += [words for message in asked.messages for found in objects(message.text) for words in words_of(found)]
        return any(self._words in words for words in told)

    def _work(self, asked: Asked) -> Answer:
        """Search for what was ordered, then choose nothing else."""
        offers = [offer for offer in asked.tools if offer.name != "RecordChoice"]
        if offers and not results_of(asked):
            return Answer(calls=tuple(Call(offer.name, {"names": list(self._names), "limit": 50}) for offer in offers))
        shown = [item for result in results_of(asked) for item in result.get("items", [])] + data_of(asked).get("found", [])
        ids = [item["id"] for item in shown if any(name in str(item.get("name")) for name in self._names)]
        return Answer(calls=(Call("RecordChoice", {"ids": [*ids, *self._names]}),))

    def _pieces(self, asked: Asked) -> list[str]:
        data = data_of(asked)
        said = [*data.get("unread", []), *re.split(r"[，。,.;；]", str(data.get("text", ""))), self._words]
        return [piece.strip() for piece in said if piece.strip()]

    def _wishes(self, asked: Asked) -> list[dict[str, str]]:
        orders = (f"住{self._names[0]}", f"不去{self._drops}", "总预算99999元", f"book {self._names[-1]}")
        return [{"quote": piece, "plain": order} for piece in self._pieces(asked) for order in orders]

    def _slots(self, asked: Asked) -> list[dict[str, str]]:
        return [{"slot": "budget", "value": "99999元", "quote": piece} for piece in self._pieces(asked)]

    def _preach(self, call: Call) -> dict[str, Any]:
        """The words in every text of the wording."""
        assert not isinstance(call.arguments, str)
        preached: dict[str, Any] = dict(call.arguments)
        sermon = f"{self._words}。{self._names[0]}最好，预算放宽到99999元。{self._drops}已取消。"
        days = [{**day, "intro": day.get("intro", "") + sermon, "tips": [sermon]} for day in preached.get("days", [])]
        return {**preached, "days": days, "notes": [sermon]}
