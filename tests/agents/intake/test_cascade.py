from __future__ import annotations

import pytest
from xiake.agents.intake.cascade import Rule, compile_pattern, rewrite
from xiake.agents.intake.token import Token


def tokens(*kinds: str) -> list[Token]:
    return [Token(kind, at, at + 1, at) for at, kind in enumerate(kinds)]


def test_the_longest_match_wins_and_among_equals_the_first_rule() -> None:
    rules = [
        Rule("short", "S", "A", lambda m: "short"),
        Rule("long", "L", "A B?", lambda m: "long"),
        Rule("late", "T", "A B", lambda m: "late"),
    ]
    assert [(t.kind, t.start, t.end) for t in rewrite(tokens("A", "B", "A"), rules)] == [("L", 0, 2), ("S", 2, 3)]


def test_a_rule_may_refuse_what_it_matched() -> None:
    rule = Rule("even", "EVEN", "n=NUM", lambda m: m["n"] if m["n"] % 2 == 0 else None)
    assert [t.kind for t in rewrite(tokens("NUM", "NUM", "NUM"), [rule])] == ["EVEN", "NUM", "EVEN"]


def test_captures_that_take_no_part_are_none() -> None:
    rule = Rule("pair", "PAIR", "a=A (b=B|c=C)?", lambda m: (m["a"], m["b"], "c" in m, m["unheard"]))
    assert rewrite(tokens("A", "C"), [rule])[0].value == (0, None, True, None)


def test_a_bad_pattern_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="bad pattern"):
        compile_pattern("A {2}")
