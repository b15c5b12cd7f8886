"""How words are listed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple


class Words(NamedTuple):
    """Words of one kind and value, separated by ``|``; Chinese and English side by side."""

    kind: str
    words: str
    value: Any = True

    def each(self) -> Iterator[str]:
        """The words one by one."""
        return (word for word in self.words.split("|") if word)
