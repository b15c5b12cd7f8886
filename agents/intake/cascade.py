"""A cascaded finite-state grammar: rules rewrite runs of tokens into richer tokens, stage by stage.

A pattern is a regular expression over token kinds instead of characters: ``"n=NUM DAY (m=NUM NIGHT)?"``. Words are kinds,
``name=KIND`` captures a token, and ``( ) | ? * +`` mean what they mean in any regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .token import Token

_PATTERN_PART = re.compile(r"(?:([a-z]+)=)?([A-Z][A-Z0-9]*)|([()|?*+])|\s+")
_codes: dict[str, str] = {}


def _code(kind: str) -> str:
    """The private-use character that stands for a kind."""
    return _codes.setdefault(kind, chr(0xE000 + len(_codes)))


def encode(tokens: Sequence[Token]) -> str:
    """One character a token, so that patterns can run over kinds."""
    return "".join(_code(token.kind) for token in tokens)


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Translate a pattern over kinds into one over their characters.

    Raises:
        ValueError: If the pattern holds anything else.
    """
    out, at = [], 0
    while at < len(pattern):
        part = _PATTERN_PART.match(pattern, at)
        if part is None:
            raise ValueError(f"bad pattern at {pattern[at:]!r}")
        name, kind, operator = part.groups()
        if kind:
            out.append(f"(?P<{name}>{_code(kind)})" if name else _code(kind))
        elif operator:
            out.append("(?:" if operator == "(" else operator)
        at = part.end()
    return re.compile("".join(out))


class Match:
    """The tokens that a rule's pattern matched."""

    def __init__(self, match: re.Match[str], tokens: Sequence[Token]) -> None:
        """Take the match over encoded kinds and the tokens it ran over."""
        self._match = match
        self._tokens = tokens
        self.tokens = tokens[match.start() : match.end()]

    @property
    def behind(self) -> str:
        """Kind of the token behind the match; empty at the end."""
        return self._tokens[self._match.end()].kind if self._match.end() < len(self._tokens) else ""

    def __getitem__(self, name: str) -> Any:
        """Value of a captured token, or None where it didn't take part."""
        return self._tokens[self._match.start(name)].value if name in self else None

    def __contains__(self, name: str) -> bool:
        """Whether a captured token took part."""
        return name in self._match.re.groupindex and self._match.start(name) >= 0


@dataclass(frozen=True)
class Rule:
    """Rewrites what the pattern matches into one token.

    Attributes:
        name: The kind of thing it reads; used in messages and tests.
        kind: Kind of the new token.
        pattern: Over token kinds.
        build: Value of the new token; None refuses the match.
    """

    name: str
    kind: str
    pattern: str
    build: Callable[[Match], Any]
    compiled: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compile once."""
        object.__setattr__(self, "compiled", compile_pattern(self.pattern))


def rewrite(tokens: Sequence[Token], rules: Sequence[Rule]) -> list[Token]:
    """One stage: from left to right, the longest match wins, among equals the earlier rule."""
    kinds = encode(tokens)
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        best: tuple[int, Token] | None = None
        for rule in rules:
            match = rule.compiled.match(kinds, at)
            if match is None or match.end() == at or (best is not None and match.end() <= best[0]):
                continue
            value = rule.build(Match(match, tokens))
            if value is not None:
                best = match.end(), Token(rule.kind, tokens[at].start, tokens[match.end() - 1].end, value)
        if best is None:
            out.append(tokens[at])
            at += 1
        else:
            at = best[0]
            out.append(best[1])
    return out
