"""The dialogue window: bounded words, nothing lost of what they came to; records of other versions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field
from xiake.domain.base import Model
from xiake.domain.edit import Drop, Edit, Target
from xiake.domain.memory import Statement
from xiake.memory.lenient import read_leniently
from xiake.memory.short_term.dialogue import Dialogue, Turn, tokens_of

AT = datetime(2026, 3, 1, tzinfo=UTC)
EDITS: tuple[Edit, ...] = (Drop(target=Target(day=2), quote="第二天不要了"),)
STATEMENTS = (Statement(kind="preference", text="不吃辣", language="zh", aspect="food.spice", polarity="against"),)


def turn(number: int, words: int, *, telling: bool = False) -> Turn:
    told = {"edits": EDITS, "statements": STATEMENTS} if telling else {}
    return Turn(number=number, said="去" * words, reply="好" * words, kind="plan", at=AT, **told)


@given(st.lists(st.tuples(st.integers(0, 300), st.booleans()), max_size=30), st.integers(10, 400))
def test_words_stay_in_the_window_and_facts_stay_for_good(sizes: list[tuple[int, bool]], window: int) -> None:
    dialogue = Dialogue()
    for number, (words, telling) in enumerate(sizes, 1):
        dialogue = dialogue.with_turn(turn(number, words, telling=telling), window=window)
        assert dialogue.turns[-1].said == "去" * words, "the newest turn stands word for word"
        *earlier, newest = dialogue.window
        assert sum(each.tokens for each in earlier) <= max(0, window - newest.tokens)
    assert [each.number for each in dialogue.turns] == list(range(1, len(sizes) + 1))
    for each, (_, telling) in zip(dialogue.turns, sizes, strict=True):
        assert each.edits == (EDITS if telling else ())
        assert each.statements == (STATEMENTS if telling else ())


def test_a_condensed_turn_says_what_it_came_to() -> None:
    dialogue = Dialogue().with_turn(turn(1, 100, telling=True), window=50).with_turn(turn(2, 5), window=50)
    old, new = dialogue.turns
    assert old.condensed
    assert (old.said, old.reply) == ("第二天不要了 / 不吃辣", "")
    assert dialogue.window == (new,)
    assert Dialogue.model_validate_json(dialogue.model_dump_json()) == dialogue


def test_tokens_are_counted_by_script() -> None:
    assert tokens_of("") == 0
    assert tokens_of("北京三日") == 4
    assert tokens_of("three days") == 3


class Inner(Model):
    type: Literal["inner"] = "inner"
    size: int


class Other(Model):
    type: Literal["other"] = "other"


class Outer(Model):
    name: str
    parts: tuple[Inner | Other, ...] = ()
    best: Inner | None = None
    fresh: int = Field(default=7)


def test_a_record_of_another_version_is_read_as_far_as_it_goes() -> None:
    assert read_leniently(Outer, b'{"name": "a"}') == Outer(name="a")
    gone = b'{"name": "a", "gone": 1, "best": {"type": "inner", "size": 2, "gone": {"deep": 1}}}'
    assert read_leniently(Outer, gone) == Outer(name="a", best=Inner(size=2))
    assert read_leniently(Outer, b'{"nam": "a"}') is None
    assert read_leniently(Outer, b'{"name": "a", "best": {"size": "many"}}') is None
    assert read_leniently(Outer, b'{"name": ') is None
    assert read_leniently(Outer, b"[]") is None
