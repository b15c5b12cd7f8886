"""Whether a new statement says an old one again, contradicts it, or is something else.

Embeddings see neither negation (我不吃辣, 我爱吃辣) nor amounts (每晚400, 每晚800), so what decides is fields: kind, aspect, whom it is
about, polarity, amount. Nearness only ever keeps apart what the fields alone would put together.
"""

from __future__ import annotations

import re
from typing import Literal

from ...domain.memory import MemoryItem, Statement
from ..retrieval.words import words_of

Relation = Literal["same", "opposed", "apart"]
OPEN_ASPECTS = frozenset({"other"})
"""Aspects that hold whatever has no better one: two statements of one of them need not be about one thing."""
NEAR_WISH = 0.3
"""Least cosine of two wishes about one aspect: where the fields agree, so do nearly all wordings of them."""
NEAR_FACT = 0.7
"""Least cosine of two facts about one aspect: a companion has many."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FILLER_WORDS = (
    "我 我们 咱 咱们 俺 的 地 得 了 啊 呢 吧 呀 哦 嘛 也 都 就 很 挺 太 特别 非常 比较 最 真 更 会 喜欢 爱 偏爱 偏好 想 要 希望 去 逛 看 住 吃 "
    "i we my our to the a an really very much quite like likes love loves enjoy prefer prefers want would am are is"
)
_FILLERS = frozenset(_FILLER_WORDS.split())
"""Words that two wordings of one thing may differ in."""


def relation(new: Statement, old: Statement, cosine: float) -> Relation:
    """How a new statement stands to an old one.

    Args:
        new: What is said now.
        old: What was said before.
        cosine: Of their texts' vectors.
    """
    if (new.kind, new.aspect, new.who) != (old.kind, old.aspect, old.who) or new.kind == "case":
        return "apart"
    if new.aspect in OPEN_ASPECTS:
        return (
            "same" if new.polarity == old.polarity and new.amount == old.amount and _worded_alike(new.text, old.text) else "apart"
        )
    if new.polarity != old.polarity:
        return "opposed"
    if new.amount != old.amount:
        return "opposed" if new.amount is not None and old.amount is not None else "apart"
    if _numbers(new.text) != _numbers(old.text) and new.language == old.language:
        return "apart"
    near = NEAR_FACT if new.polarity == "neutral" else NEAR_WISH
    return "same" if cosine >= near or _worded_alike(new.text, old.text) else "apart"


def merged(item: MemoryItem, statement: Statement, left: float) -> MemoryItem:
    """An item that was said again.

    The newer words take the place of the older, which are kept in ``said``; saying a thing twice makes it stronger.

    Args:
        item: What is kept.
        statement: The same in other words.
        left: The strength that is left of the item.
    """
    strength = 1 - (1 - left) * (1 - statement.strength)
    said = tuple(dict.fromkeys([*item.said, item.text]))
    return item.model_copy(
        update={
            "statement": statement.model_copy(update={"strength": strength}),
            "strength": strength,
            "said": tuple(text for text in said if text != statement.text),
        }
    )


def _worded_alike(one: str, other: str) -> bool:
    """Whether two texts have the same words in the same order, but for the ones that carry no meaning here."""
    content = _content(one)
    return bool(content) and content == _content(other)


def _content(text: str) -> tuple[str, ...]:
    return tuple(word for word in words_of(text) if word not in _FILLERS)


def _numbers(text: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(text))
