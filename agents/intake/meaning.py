"""Which of a provider's kinds people mean who don't use its word for it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...domain.gazetteer import Term
from .lexicon.concepts import ideas
from .text import fold

_ENOUGH = 0.85
"""A wish must share most of its ideas with a kind: one of two shared is about 0.7."""
_CLEAR = 0.1
"""By so much the nearest kind must lead."""
_RIVAL = 0.15
"""Kinds this close behind are told apart by their vectors; vectors alone decide nothing."""
_TELLING = 0.04
_MOST_RIVALS = 3
_LETTERS = 0.5
_SPELT = 0.1
_TOPICS = ("文化", "氛围", "体验", "风情")
"""咖啡文化 is about coffee."""


@dataclass(frozen=True)
class _Name:
    term: Term
    ideas: frozenset[int]
    grams: frozenset[str]


class Meanings:
    """The kinds of one family, to be found by what they mean.

    A kind is near a wish that shares its ideas (看电影 and 影音房) and letters (江河景色 and 江河景房). Ideas that many kinds
    have weigh little.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        """Take the kinds in Chinese; their own words and the parts of double ones count, and their synonyms."""
        self._names = [
            _Name(term, _ideas(name), _grams(name))
            for term in terms
            for name in dict.fromkeys((term.word, *term.word.split("/"), *term.synonyms))
            if name == term.word or not name.isascii()
        ]
        self._spread = Counter(idea for name in self._names for idea in name.ideas)

    def nearest(self, words: str) -> tuple[Term, ...]:
        """The kind that some words mean; several that are about equally near, none where nothing is clearly meant."""
        wished, grams = _ideas(words), _grams(words)
        scores: dict[str, tuple[float, Term]] = {}
        for name in self._names:
            score = self._alike(wished, name.ideas) + _LETTERS * len(grams & name.grams) / len(name.grams)
            score += _SPELT * _spells(words, name.term.word)
            if score > scores.get(name.term.word, (0.0, name.term))[0]:
                scores[name.term.word] = score, name.term
        ranking = sorted(scores.values(), key=lambda found: -found[0])
        if not ranking or ranking[0][0] < _ENOUGH:
            return ()
        best = ranking[0][0]
        if len(ranking) == 1 or best - ranking[1][0] >= _CLEAR:
            return (ranking[0][1],)
        rivals = _distinct(wished, [term for score, term in ranking if score > best - _RIVAL])
        return rivals if len(rivals) <= _MOST_RIVALS else ()

    def _alike(self, wished: frozenset[int], offered: frozenset[int]) -> float:
        """Cosine of two sets of weighed ideas."""
        if not wished or not offered:
            return 0.0
        return self._weight(wished & offered) / math.sqrt(self._weight(wished) * self._weight(offered))

    def _weight(self, some: frozenset[int]) -> float:
        return sum(math.log(1 + len(self._names) / max(self._spread[idea], 0.5)) for idea in some)


def _spells(words: str, kind: str) -> bool:
    """Whether a kind's word stands in some words, whatever else stands in between: 人文历史景观."""
    rest = iter(words)
    return all(character in rest for character in kind)


def _distinct(wished: frozenset[int], rivals: Sequence[Term]) -> tuple[Term, ...]:
    """Without what is a special case of another (网红泳池 and 泳池), unless the wish speaks of what is special."""
    dropped = set()
    for special in rivals:
        for plain in rivals:
            if plain is not special and plain.word in special.word:
                told = wished & (_ideas(special.word) - _ideas(plain.word))
                dropped.add(plain.word if told else special.word)
    return tuple(term for term in rivals if term.word not in dropped)


def settle(words: str, rivals: Sequence[Term]) -> tuple[Term, ...]:
    """Of several kinds the one whose word an embedder finds nearest to what was said; all of them where that isn't clear.

    Asked only for such rivals: alone, vectors are right too seldom, and a sentence encoder takes a second to load.
    """
    if len(rivals) < 2:
        return tuple(rivals)
    from ...memory.embedding.default import default_embedder

    vectors = default_embedder().embed([words, *(term.word for term in rivals)])
    closeness = vectors[1:] @ vectors[0]
    first, second = sorted(closeness, reverse=True)[:2]
    return (rivals[int(closeness.argmax())],) if first - second >= _TELLING else tuple(rivals)


def _ideas(words: str) -> frozenset[int]:
    found = list(ideas(words))
    borders = {end for _, end, _ in found}
    return frozenset(
        idea
        for start, end, meant in found
        if not (end == len(words) and start in borders and words[start:end] in _TOPICS)
        for idea in meant
    )


def _grams(words: str) -> frozenset[str]:
    folded = fold(words)
    return frozenset(folded[at : at + size] for size in (1, 2) for at in range(len(folded) - size + 1))
