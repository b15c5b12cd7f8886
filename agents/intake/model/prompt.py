"""What a model is asked in the intake seat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ....domain.gazetteer import Gazetteer
from ....domain.language import Language, worded
from ...briefing import as_data

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

_REQUEST = (
    """你是旅行规划系统的阅读者。你只复述旅客说过的话，不添加任何东西。用 JSON 回答。

slots：旅程的基本事实，每项给出 slot、value、quote。
- slot 是 origin（出发城市）、destination（目的地城市）、start（出发日期）、days（天数）、party（同行的人）、budget（总预算）、pace（节奏）之一。
- value 用大白话写，例如：北京、2026-05-01、3天、带2个孩子、5000元、人均2000元、轻松。
- quote 是原文里的原话，一字不改，只取说这件事的几个字。value 里的每个数字和城市都必须在 quote 里；原文没说的不要写。
- 前后说法不同又明确改口的，取后面的说法，quote 取改口后的话。

wishes：unread 里列出的话，系统没有读懂。每一条如果表达了旅行愿望，就用简单的话重说：quote 是原话，plain 是重说。
- plain 一句话，只说一件事，例如：想去动物园、想吃火锅、酒店要有泳池、不想爬山、行程轻松一点。
- 尽量用 kinds 里的词。plain 里不许出现 quote 里没有的数字、地名、店名和人数；原话是否定的，plain 也要否定。
- 没有愿望、或你拿不准的，不要写。""",
    """You read for a travel planner. You only say again what the traveller said and add nothing. Answer in JSON.

slots: the basic facts of the trip, each with slot, value, quote.
- slot is one of origin (city they leave from), destination (city), start (date), days, party (who travels), budget (of the whole trip), pace.
- value in plain words, e.g. Beijing, 2026-05-01, 3 days, with 2 children, 5000 yuan, 2000 yuan per person, relaxed.
- quote: the traveller's own words, copied exactly, only the few that say it. Each number and city of value must stand in quote; leave out what isn't said.
- Where something was said and then clearly taken back, give what was said last and quote that.

wishes: the words listed in unread were not understood. For each that wishes for something, say it again simply: quote is the original words, plain says them again.
- plain is one short sentence about one thing, e.g. we want to see a zoo; want to eat hotpot; hotel with a swimming pool; no climbing; relaxed pace.
- Prefer the words in kinds. No number, place, shop or head count in plain that isn't in quote; what is refused stays refused.
- Leave out what wishes for nothing, and whatever you are not sure of.""",
)
_TURN = (
    """你是旅行规划系统的阅读者。旅客正在谈一份已有的行程，unread 里的话系统没有读懂。用 JSON 回答：
wishes 里每项给出 quote（unread 里的原话，一字不改）和 plain（用简单的话重说同一个要求）。
- plain 一句话，只说一件事，例如：第二天轻松一点、换一家便宜的酒店、不去故宫、第1天上午换个景点、加一个动物园、预算改成6000元。
- plain 里不许出现 quote 里没有的数字、日子、地名、店名和人数；原话是否定的，plain 也要否定。
- 没有要求、或你拿不准的，不要写。""",
    """You read for a travel planner. The traveller speaks of a plan that stands; the words in unread were not understood. Answer in JSON:
wishes, each with quote (words of unread, copied exactly) and plain (the same request said again simply).
- plain is one short sentence about one thing, e.g. make day 2 more relaxed; a cheaper hotel; drop the Forbidden City; replace the sight on day 1 morning; add a zoo; budget 6000 yuan.
- No number, day, place, shop or head count in plain that isn't in quote; what is refused stays refused.
- Leave out what asks for nothing, and whatever you are not sure of.""",
)
_FAMILIES = {"attraction": "sights", "cuisine": "food", "restaurant_tag": "restaurants", "hotel_feature": "hotels"}


def request_messages(
    text: str, unread: Sequence[str], language: Language, *, today: str, gazetteer: Gazetteer | None
) -> list[BaseMessage]:
    """Ask for a :class:`~.schema.RequestReading`.

    Args:
        text: The traveller's words.
        unread: Those of them that the rules could not read.
        language: What the prompt is written in.
        today: For dates that are said relative to it.
        gazetteer: Of the city, where it is known, for its words.
    """
    return _messages(
        _REQUEST, language, {"today": today, "text": text, "unread": list(unread), "kinds": _kinds(gazetteer, language)}
    )


def turn_messages(text: str, unread: Sequence[str], language: Language, *, gazetteer: Gazetteer | None) -> list[BaseMessage]:
    """Ask for a :class:`~.schema.TurnReading`; arguments as in :func:`request_messages`."""
    return _messages(_TURN, language, {"text": text, "unread": list(unread), "kinds": _kinds(gazetteer, language)})


def _messages(task: tuple[str, str], language: Language, data: dict[str, object]) -> list[BaseMessage]:
    from langchain_core.messages import HumanMessage, SystemMessage

    return [SystemMessage(worded(language, *task)), HumanMessage(as_data(data))]


def _kinds(gazetteer: Gazetteer | None, language: Language) -> dict[str, list[str]]:
    """The words of the city's provider, by what they are for."""
    kinds: dict[str, list[str]] = {}
    for term in gazetteer.terms if gazetteer else ():
        kinds.setdefault(_FAMILIES[term.family], []).append(worded(language, term.word, term.en))
    return kinds
