"""Models that are wrong on purpose: what a careful actor would answer, spoiled in one way or several."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from xiake.agents.llm.script import Answer, Asked, Call, Fault, Reply
from xiake.domain.usage import Seat

from .actor import Actor
from .brain import Brain
from .prompt import data_of, schema_of, seat_of, words_of

Spoiler = Callable[[Asked, Answer], Reply]
"""Makes a good answer a bad one."""

INVENTED_HOTEL, INVENTED_SIGHT = "黄金海岸大酒店", "水晶宫遗址"
_STOPS = re.compile(r"[，。,.；;]")


class Astray:
    """A brain whose answers are spoiled, one spoiler after the other."""

    def __init__(self, *spoilers: Spoiler, brain: Brain | None = None, seats: Collection[Seat] | None = None) -> None:
        """Spoil the answers of a brain (a careful actor by default) in some seats (in all by default)."""
        self._brain = brain or Actor()
        self._spoilers = spoilers
        self._seats = seats
        self.asked: list[Asked] = []

    def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        reply = self._brain.answer(asked)
        if self._seats is not None and seat_of(asked) not in self._seats:
            return reply
        in_words = isinstance(reply, Answer) and not reply.calls
        reply = _as_call(asked, reply) if in_words else reply
        for spoil in self._spoilers:
            if isinstance(reply, Fault):
                return reply
            reply = spoil(asked, reply)
        return _in_words(reply) if in_words else reply


def drops_the_must_see(asked: Asked, answer: Answer) -> Reply:
    """Reads every wish as its opposite, leaves out the named places, judges that nothing serves."""
    schema, data = schema_of(asked), data_of(asked)
    if schema in ("RequestReading", "TurnReading"):
        pieces = _pieces(data)
        wishes = [{"quote": piece, "plain": _denied(other)} for piece in pieces for other in dict.fromkeys((piece, *pieces))]
        return _instead(answer, schema, wishes=wishes)
    if schema == "TaskProposal":
        tasks = [task["id"] for task in data.get("tasks", [])]
        return _instead(answer, schema, extra=[], branches=[{"task": task, "branch": "skip"} for task in tasks])
    if schema == "RecordChoice":
        return _instead(answer, schema, ids=_ids(answer)[-1:])
    if schema == "Verdict":
        return _instead(answer, schema, serves=False, reason="不需要", search=None)
    return _worded(answer, schema, "必去的地方已经取消了。")


def doubles_the_budget(asked: Asked, answer: Answer) -> Reply:
    """Takes every amount of money twice."""
    schema, data = schema_of(asked), data_of(asked)
    if schema in ("RequestReading", "TurnReading"):
        text = _text(data)
        amounts = list(re.finditer(r"\d{3,}", text))
        slots = [
            {"slot": "budget", "value": f"{2 * int(found.group())}元", "quote": text[max(0, found.start() - 4) : found.end()]}
            for found in amounts
        ]
        quotes = [found.group() for found in amounts] + _pieces(data)
        wishes = [{"quote": quote, "plain": f"预算{2 * int(found.group())}元"} for quote in quotes for found in amounts]
        return _instead(answer, schema, wishes=wishes, **({"slots": slots} if schema == "RequestReading" else {}))
    if schema in ("TaskProposal", "Verdict", "RecordChoice"):
        return _changed(answer, _doubled)
    total = data.get("total") or data.get("budget") or 4000
    return _worded(answer, schema, f"预算放宽到{total}元的两倍，一共可以花99999元。")


def invents(asked: Asked, answer: Answer) -> Reply:
    """Makes up cities, hotels, sights and ids."""
    schema = schema_of(asked)
    if schema in ("RequestReading", "TurnReading"):
        quotes = [f"住{INVENTED_HOTEL}", *_pieces(data_of(asked))]
        wishes = [{"quote": quote, "plain": f"必去{INVENTED_SIGHT}，住{INVENTED_HOTEL}"} for quote in quotes]
        slots = [{"slot": "destination", "value": "亚特兰蒂斯", "quote": "亚特兰蒂斯"}]
        return _instead(answer, schema, wishes=wishes, **({"slots": slots} if schema == "RequestReading" else {}))
    if schema == "TaskProposal":
        task = {"id": "x", "goal": f"预订{INVENTED_HOTEL}", "capability": "hotels", "needs": ["nothing"], "branch": "widen"}
        return _instead(answer, schema, extra=[{**task, "arguments": {"names": [INVENTED_HOTEL]}}], branches=[])
    if schema == "RecordChoice":
        return _instead(answer, schema, ids=["golden-coast-hotel", "crystal-palace", INVENTED_HOTEL])
    if schema == "Verdict":
        return _instead(answer, schema, serves=False, reason=f"没有{INVENTED_HOTEL}", search={"names": [INVENTED_HOTEL]})
    return _worded(answer, schema, f"晚上住{INVENTED_HOTEL}，早上去{INVENTED_SIGHT}。")


def loops_on_a_tool(asked: Asked, answer: Answer) -> Reply:
    """Calls the same tool again and again, or one that nobody offered, and is never content."""
    tools = [offer.name for offer in asked.tools if offer.name != schema_of(asked)]
    if tools:
        return replace(answer, text="", calls=(Call(tools[0], {"city": data_of(asked).get("request", {}).get("city", "北京")}),))
    if schema_of(asked) == "Verdict":
        return _instead(answer, "Verdict", serves=False, reason="再找找", search={"limit": 5})
    return replace(answer, text="", calls=(Call("search_again", {"query": "more"}),))


def breaks_its_json(asked: Asked, answer: Answer) -> Reply:
    """Stops in the middle of the JSON."""
    calls = tuple(replace(call, arguments=call.raw[: max(1, len(call.raw) // 2)]) for call in answer.calls)
    return replace(answer, calls=calls)


def mistypes(asked: Asked, answer: Answer) -> Reply:
    """Says everything in the wrong type."""
    return _changed(answer, _mistyped)


def floods(asked: Asked, answer: Answer) -> Reply:
    """Says everything a thousand times."""
    return _changed(answer, _flooded)


def says_nothing(asked: Asked, answer: Answer) -> Reply:
    """Neither words nor calls."""
    return Answer()


def refuses(asked: Asked, answer: Answer) -> Reply:
    """Talks instead."""
    return Answer("抱歉，作为一个语言模型，我不能帮助你预订旅行。")


def stalls(asked: Asked, answer: Answer) -> Reply:
    """Never comes back."""
    return Fault("stall")


def ties_knots(asked: Asked, answer: Answer) -> Reply:
    """Subtasks that wait for each other, for themselves and for capabilities nobody has; the needed ones skipped."""
    schema, data = schema_of(asked), data_of(asked)
    if schema != "TaskProposal":
        return _changed(answer, lambda value: [value, value] if isinstance(value, str) else value)
    known = [task["id"] for task in data.get("tasks", [])]
    extra = [
        {"id": "a", "goal": "a", "capability": "hotels", "needs": ["b"], "branch": "skip", "arguments": {}},
        {"id": "b", "goal": "b", "capability": "hotels", "needs": ["a"], "branch": "skip", "arguments": {}},
        {"id": "c", "goal": "c", "capability": "teleport", "needs": ["c"], "branch": "explode", "arguments": {}},
        *(
            {"id": task, "goal": "again", "capability": "weather", "needs": known, "branch": "skip", "arguments": {}}
            for task in known
        ),
    ]
    return _instead(answer, schema, extra=extra, branches=[{"task": task, "branch": "skip"} for task in [*known, "nobody"]])


def words_false_prices(asked: Asked, answer: Answer) -> Reply:
    """Figures from nowhere."""
    schema = schema_of(asked)
    if schema in ("RequestReading", "TurnReading"):
        plain = ("每晚酒店不超过1元", "每顿饭不超过1元", "hotel under 1 yuan a night")
        wishes = [{"quote": quote, "plain": words} for quote in _pieces(data_of(asked)) for words in plain]
        return _instead(answer, schema, wishes=wishes, **({"slots": []} if schema == "RequestReading" else {}))
    if schema not in ("TripWording", "Transcript"):
        lowest = {"max_nightly": 1, "max_per_person": 1, "max_km": 0.001}
        calls = tuple(
            replace(call, arguments={**_arguments(call), **lowest}) if call.name != schema else call for call in answer.calls
        )
        return replace(answer, calls=calls)
    return _worded(answer, schema, "门票只要3元，酒店每晚17元，全程共花88元，早上4:44开门。")


def mixes_up(asked: Asked, answer: Answer) -> Reply:
    """True words and figures, each in the place of another."""
    schema, data = schema_of(asked), data_of(asked)
    if schema in ("RequestReading", "TurnReading"):
        pieces = _pieces(data)
        wishes = [{"quote": one, "plain": other} for one in pieces[:4] for other in pieces if other != one]
        numbers = [(piece, number) for piece in pieces for number in re.findall(r"\d+", piece)]
        units = {"days": "{}天", "budget": "{}元", "party": "{}个大人"}
        slots = [
            {"slot": slot, "value": unit.format(number), "quote": piece}
            for piece, number in numbers
            for slot, unit in units.items()
        ]
        return _instead(answer, schema, wishes=wishes, **({"slots": slots} if schema == "RequestReading" else {}))
    if schema == "TaskProposal":
        extra = {"id": "mixed", "goal": "x", "capability": "restaurants", "arguments": {"max_per_person": 5}, "branch": "widen"}
        return _instead(answer, schema, extra=[extra], branches=[])
    if schema == "RecordChoice":
        return _instead(answer, schema, ids=[item["id"] for item in reversed(data.get("found", [])) if "id" in item])
    if schema == "Verdict":
        return _instead(answer, schema, serves=False, reason="不合适", search={"limit": 3, "max_nightly": 99999, "by": "rate"})
    return answer


KINDS: Mapping[str, Spoiler] = {
    "drops the must-see": drops_the_must_see,
    "doubles the budget": doubles_the_budget,
    "invents": invents,
    "loops on a tool": loops_on_a_tool,
    "breaks its JSON": breaks_its_json,
    "mistypes": mistypes,
    "floods": floods,
    "says nothing": says_nothing,
    "refuses": refuses,
    "stalls": stalls,
    "ties knots": ties_knots,
    "words false prices": words_false_prices,
    "mixes things up": mixes_up,
}
"""Every way to go astray."""


def _as_call(asked: Asked, reply: Reply) -> Reply:
    """JSON that was asked for in words, as if it were a call, so that it is spoiled alike."""
    assert isinstance(reply, Answer)
    return replace(reply, text="", calls=(Call(schema_of(asked), reply.text),)) if reply.text.startswith("{") else reply


def _in_words(reply: Reply) -> Reply:
    if isinstance(reply, Fault):
        return reply
    return replace(reply, text=reply.text + "".join(call.raw for call in reply.calls), calls=())


def _text(data: Mapping[str, Any]) -> str:
    """The traveller's words: under the usual name, else the longest string."""
    named = (data[name] for name in ("text", "said", "message") if isinstance(data.get(name), str))
    return next(named, "") or max(words_of(data), key=len, default="")


def _pieces(data: Mapping[str, Any]) -> list[str]:
    """What may be quoted: words that were left unread first, then every clause."""
    said = [*data.get("unread", ()), *_STOPS.split(_text(data))]
    return list(dict.fromkeys(piece.strip() for piece in said if piece.strip()))


def _denied(piece: str) -> str:
    bare = re.sub(r"^(?:必去|一定要去|想去|要去|不去|must see|we want to visit|visit)\s*", "", piece, flags=re.IGNORECASE)
    return f"don't visit {bare}" if piece.isascii() else f"不去{bare}"


def _arguments(call: Call) -> dict[str, Any]:
    found = json.loads(call.arguments) if isinstance(call.arguments, str) else dict(call.arguments)
    return found if isinstance(found, dict) else {}


def _ids(answer: Answer) -> list[str]:
    return [found for call in answer.calls for found in _arguments(call).get("ids", [])]


def _instead(answer: Answer, schema: str, **changes: Any) -> Answer:
    """The answer with other arguments for the object that is wanted; a call of another tool stays."""
    if not any(call.name == schema for call in answer.calls):
        return answer
    return replace(
        answer,
        calls=tuple(
            replace(call, arguments={**_arguments(call), **changes}) if call.name == schema else call for call in answer.calls
        ),
    )


def _worded(answer: Answer, schema: str, words: str) -> Answer:
    """The answer with words slipped into every text of it."""
    if schema == "TripWording":
        return _changed(answer, lambda value: value + words if isinstance(value, str) else value)
    if schema == "Transcript":
        return _instead(answer, schema, text=words, quotes=[words])
    return answer


def _changed(answer: Answer, change: Callable[[Any], Any]) -> Answer:
    calls = (
        replace(call, arguments={name: _deep(value, change) for name, value in _arguments(call).items()}) for call in answer.calls
    )
    return replace(answer, calls=tuple(calls))


def _deep(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, dict):
        return {name: _deep(part, change) for name, part in value.items()}
    if isinstance(value, list):
        return [_deep(part, change) for part in value]
    return change(value)


def _doubled(value: Any) -> Any:
    return 2 * value if isinstance(value, int | float) and not isinstance(value, bool) else value


def _mistyped(value: Any) -> Any:
    match value:
        case bool():
            return "maybe"
        case int() | float():
            return {"about": str(value)}
        case None:
            return [None]
    return {"text": value, "n": 17}


def _flooded(value: Any) -> Any:
    return value * 1000 if isinstance(value, str) else [value] * 1000
