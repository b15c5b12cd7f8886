"""The catalogue's kinds of sights, cuisines, restaurant tags and hotel features."""

from __future__ import annotations

from functools import cache

from ....domain.gazetteer import Term
from .loader import data_folder, read_yaml


@cache
def terms() -> tuple[Term, ...]:
    """Every kind with its label and synonyms."""
    return tuple(
        Term(family=family, word=word, en=entry["en"], synonyms=tuple(map(str, entry.get("synonyms", ()))))
        for family, words in read_yaml(data_folder() / "vocabulary.yaml").items()
        for word, entry in words.items()
    )
