"""A brain that plays every seat sensibly, from its prompt alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from xiake.agents.llm.script import Answer, Asked, Call, Reply
from xiake.domain.usage import Seat

from .prompt import data_of, results_of, schema_of, seat_of

Arguments = dict[str, Any]

_SLOTS = {
    "days": r"\d+\s*[天日](?![一二三四五六日天])|[一二两三四五六七八九十]\s*[天日](?=游|亲子|自由|的|，|,|。|$)|\b\d+[- ]days?\b",
    "budget": r"(?:总?预算|花费)[^，。,]{0,6}?\d+\s*元?|budget (?:is |of )?[¥]?\d+(?: yuan| RMB)?",
    "party": r"(?:我们)?[一二两三四\d]+个(?:大?人|成人)|\b(?:one|two|three|four|\d) adults?\b",
}
"""How a trip's facts are usually said."""

_RESTATED = (
    (r"(?:别|不要|不想)(?:太|那么)?(?:累|赶|紧)", "轻松一点"),
    (r"不差钱|钱不是问题", "住豪华酒店"),
    (r"腿脚不(?:好|便)|走不(?:了|动)(?:太多|多少)?路?", "少走路"),
    (r"(?:爱|喜欢)(?:看|逛)老东西", "喜欢博物馆"),
    (r"\bnot too (?:rushed|packed)\b|\btake it slow\b", "at a relaxed pace"),
    (r"\bcan'?t handle (?:heat|chil\w+)\b", "no spicy food"),
)
"""Odd wordings, and the plain ones for them."""

_WORTH_A_TIP = ("预约", "停止入场", "book", "last entry")

_MOST_CHOSEN, _MOST_NAMED, _MOST_TIPS = 8, 3, 2


class Actor:
    """Reads, proposes, calls tools, chooses, judges and words as a careful model would.

    Attributes:
        asked: All questions so far.
        seen: What it makes of any picture, as it can't see.
        heard: What it makes of any recording.
    """

    def __init__(
        self, *, seen: str = "北京 第一天 故宫 第二天 颐和园", heard: str = "去北京玩三天，预算五千元，必去故宫"
    ) -> None:
        self.asked: list[Asked] = []
        self.seen, self.heard = seen, heard
        self._parts: Mapping[Seat, Callable[[Asked], Arguments]] = {
            "intake": self.read,
            "planner": self.propose,
            "worker": self.choose,
            "critic": self.judge,
            "writer": self.word,
            "eyes": self.see,
            "ears": self.hear,
        }

    def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        seat, schema = seat_of(asked), schema_of(asked)
        if seat == "worker" and (search := self.search(asked)):
            return Answer(calls=(search,))
        if not schema:
            return Answer("好的。")
        said = self._parts[seat](asked)
        return Answer(calls=(Call(schema, said),)) if asked.offered(schema) else Answer(json.dumps(said, ensure_ascii=False))

    def read(self, asked: Asked) -> Arguments:
        """Facts and wishes with the words that say so."""
        data = data_of(asked)
        text = str(data.get("text") or data.get("said") or data.get("message") or "")
        slots = [
            {"slot": slot, "value": found.group().strip(), "quote": found.group().strip()}
            for slot, pattern in _SLOTS.items()
            if (found := re.search(pattern, text, re.IGNORECASE))
        ]
        wishes = [
            {"quote": piece, "plain": plain}
            for piece in data.get("unread", [])
            for pattern, plain in _RESTATED
            if re.search(pattern, piece, re.IGNORECASE)
        ]
        return {"wishes": wishes} if schema_of(asked) == "TurnReading" else {"slots": slots, "wishes": wishes}

    def propose(self, asked: Asked) -> Arguments:
        """One more search for what suits the party, and a wider one where restaurants may be few."""
        data = data_of(asked)
        request, tasks = data.get("request", {}), data.get("tasks", [])
        known = {str(capability.get("name")) for capability in data.get("capabilities", [])}
        extra: list[Arguments] = []
        if "attractions" in known and data.get("room", 1):
            children = any(traveller.get("group") == "child" for traveller in request.get("travellers", []))
            name, goal, kinds = (
                ("for_children", "适合孩子的景点", ["亲子"]) if children else ("parks", "可以歇脚的公园", ["公园"])
            )
            task = {"id": name, "goal": goal, "capability": "attractions", "arguments": {"kinds": kinds, "limit": 12}}
            extra.append({**task, "needs": [], "branch": "skip"})
        branches = [{"task": task["id"], "branch": "widen"} for task in tasks if task.get("capability") == "restaurants"]
        return {"extra": extra, "branches": branches}

    def search(self, asked: Asked) -> Call | None:
        """The call of the tool that the subtask is about; None once it answered."""
        offers = [offer for offer in asked.tools if offer.name != "RecordChoice"]
        if not offers or results_of(asked):
            return None
        properties = offers[0].parameters.get("properties", {})
        data = data_of(asked)
        known = {"city": data.get("request", {}).get("city"), "limit": 20, "by": "rate"}
        return Call(offers[0].name, {name: known[name] for name in properties if known.get(name) is not None})

    def choose(self, asked: Asked) -> Arguments:
        """The most renowned of what was seen, else the cheapest."""
        found = results_of(asked)
        items = [item for result in found for item in result.get("items", [])] or data_of(asked).get("found", [])
        best = sorted(items, key=lambda item: (-item.get("renown", 0), item.get("nightly", item.get("per_person", 0))))
        return {"ids": [item["id"] for item in best if "id" in item][:_MOST_CHOSEN]}

    def judge(self, asked: Asked) -> Arguments:
        """Whether there is anything among the findings."""
        data = data_of(asked)
        count = data.get("count", len(data.get("found", [])))
        search = None if count else {"limit": 60}
        return {"serves": bool(count), "reason": f"{count} 个候选", "search": search}

    def word(self, asked: Asked) -> Arguments:
        """An introduction for each day from the places that stand in it, and facts as tips."""
        data = data_of(asked)
        chinese = data.get("language", "zh") == "zh"
        days = []
        for day in data.get("days", []):
            seen = [str(stop["name"]) for stop in day.get("stops", []) if stop.get("kind") == "attraction"]
            names = list(dict.fromkeys(seen))[:_MOST_NAMED]
            intro = f"今天去{'、'.join(names)}。" if chinese else f"Today you visit {', '.join(names)}."
            about = [fact for fact in day.get("facts", []) if any(name in fact for name in names)]
            tips = [fact for fact in about if any(word in fact for word in _WORTH_A_TIP)][:_MOST_TIPS]
            days.append({"day": day["day"], "intro": intro if names else "", "tips": tips})
        notes = ["出门前再看一眼天气。" if chinese else "Check the weather before you leave."]
        return {"days": days, "notes": notes}

    def see(self, asked: Asked) -> Arguments:
        """The same for every picture."""
        return {"text": self.seen, "quotes": [self.seen]}

    def hear(self, asked: Asked) -> Arguments:
        """The same for every recording."""
        return {"text": self.heard, "quotes": [self.heard]}
