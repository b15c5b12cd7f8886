"""The sandbox's kinds of sights, cuisines and hotel features, with the words people use for them."""

from __future__ import annotations

from typing import Literal

from xiake.domain.gazetteer import Term
from xiake.tools.providers.catalogue.vocabulary import terms as catalogue_terms

from .sandbox import Sandbox

_COLUMNS: tuple[
    tuple[Literal["attraction", "cuisine", "hotel_feature"], Literal["attractions", "restaurants", "hotels"], str], ...
] = (
    ("attraction", "attractions", "type"),
    ("cuisine", "restaurants", "cuisine"),
    ("hotel_feature", "hotels", "featurehoteltype"),
)


def vocabulary(sandbox: Sandbox) -> tuple[Term, ...]:
    """The words of all cities' tables, each with the synonyms that the catalogue's vocabulary has for it.

    One city lacks what another has; who asks for it there must still be understood.
    """
    merged = []
    for family, table, column in _COLUMNS:
        words = tuple(sandbox.words(table, column))
        known = [term for term in catalogue_terms() if term.family == family]
        for word in words:
            parts = (word, *word.split("/"))
            taken = {part for other in words if other != word for part in (other, *other.split("/"))} - set(parts)
            alike = [term for term in known if term.word in parts or ({*term.synonyms} & set(parts) and not _shared(term, taken))]
            said = (
                said for term in alike for said in (term.word, *term.synonyms) if term.word in parts or _looks_like(said, word)
            )
            synonyms = dict.fromkeys((*parts, *said))
            english = alike[0].en if alike else word
            merged.append(
                Term(family=family, word=word, en=english, synonyms=tuple(said for said in synonyms if said not in taken))
            )
    return tuple(merged)


def _shared(term: Term, others: set[str]) -> bool:
    """Whether a kind of the catalogue is as much like another word of the sandbox; its synonyms would tell them apart no more."""
    return not others.isdisjoint((term.word, *term.synonyms))


def _looks_like(said: str, word: str) -> bool:
    """Whether a synonym of a kind that merely mentions a word stands for the word as well; in English nobody can tell."""
    return said.isascii() or not {*said}.isdisjoint(word)
