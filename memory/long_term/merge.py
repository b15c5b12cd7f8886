"""Whether a new statement says an old one again, contradicts it, or is something else.

Embeddings see neither negation (我不吃辣, 我爱吃辣) nor amounts (每晚400, 每晚800), so what decides is fields: kind, aspect, whom it is
about, polarity, amount. Nearness only ever keeps apart what the fields alone would put together.
"""

from __future__ import annotations

from typing import Literal

from ...domain.memory import MemoryItem, Statement
from .wording import negates, tells_apart, worded_alike

Relation = Literal["same", "opposed", "apart"]
OPEN_ASPECT = "other"
"""What has no better aspect stands under it, with its own words for a name."""
NEAR_WISH = 0.3
"""Least cosine of two wishes about one aspect: where the fields agree, so do nearly all wordings of them."""
NEAR_FACT = 0.7
"""Least cosine of two facts about one aspect: a companion has many."""


def may_relate(one: Statement, other: Statement) -> bool:
    """Whether two statements are of one kind, about one thing and the same people."""
    about = one.aspect == other.aspect or (_is_open(one) and _is_open(other))
    return about and (one.kind, one.who) == (other.kind, other.who) and one.kind != "case"


def relation(new: Statement, old: Statement, cosine: float | None = None) -> Relation | None:
    """How a new statement stands to an old one; None where only a cosine could tell and there is none.

    Args:
        new: What is said now.
        old: What was said before.
        cosine: Of their texts' vectors.
    """
    if not may_relate(new, old):
        return "apart"
    if new.aspect != old.aspect or new.aspect == OPEN_ASPECT:
        return "same" if _fields(new) == _fields(old) and worded_alike(new.text, old.text) else "apart"
    if new.polarity != old.polarity:
        return "opposed"
    if new.amount != old.amount:
        return "opposed" if new.amount is not None and old.amount is not None else "apart"
    if new.polarity == "neutral" and negates(new.text, old.text):
        return "opposed"
    if tells_apart(new.text, old.text):
        return "apart"
    if worded_alike(new.text, old.text) or (new.kind == "companion" and new.amount is not None):  # an age needs no words
        return "same"
    if cosine is None:
        return None
    return "same" if cosine >= (NEAR_FACT if new.polarity == "neutral" else NEAR_WISH) else "apart"


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


def _is_open(statement: Statement) -> bool:
    return statement.aspect.partition(".")[0] == OPEN_ASPECT


def _fields(statement: Statement) -> tuple[object, ...]:
    return statement.polarity, statement.amount
