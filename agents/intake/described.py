"""Wishes in the traveller's own words: what the hotel should be like, what one would like to taste or see, local food."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from ...domain.constraint import Choice, Strength
from ...domain.gazetteer import Term
from ...domain.language import worded
from .draft import Draft
from .lexicon.concepts import ideas
from .lexicon.filler import is_filler
from .meaning import settle
from .text import fold

_CUES = frozenset({"WANT", "MUST", "SOFT", "LIKE", "FILL"})
_SAID = _CUES | {
    "GAP",
    "TERM",
    "SEE",
    "GO",
    "EAT",
    "TASTE",
    "KIN",
    "CHILD",
    "WITHWHOM",
    "SIGHTS",
    "FREE",
    "FAMILYTRIP",
    "DAYPART",
    "AT",
    "TO",
    "OF",
    "DIET",
    "PAIR",
    "STROLL",
    "CLIMB",
    "WE",
    "ME",
    "DISH",
    "MUCH",
    "SUITS",
}
"""Kinds that a description may consist of; anything else is another reader's."""
_TELLING = frozenset({"GAP", "TERM", "SIGHTS", "KIN", "CHILD", "DISH", "PAIR"})
_SPARE = {"hotel_feature": 0.6, "cuisine": 0.6, "attraction": 0.4}
"""So much of a description may mean nothing known."""
_ELSEWHERE = frozenset({"EAT", "MODE", "BUDGET", "CITY", "DURATION", "MONEY", "NEG"})
_LOCAL_FOOD = re.compile(
    r"(?:当地|本地|地方|特色|地道|正宗|城市)[^，。,.;；]{0,6}?(?:美食|菜|饮食|佳肴|风味|味道|口味|料理|好吃的|吃的|餐)"
    r"|(?:吃|尝|品味)[^，。,.;；]{0,6}?(?:当地|本地|地方)的?(?:特色|特产|风味|东西)"
    r"|(?:吃|尝|美食|菜)[^，。,.;；]{0,4}?(?:当地|本地|地方)特色"
)
_MEANT = {"attraction": ("attraction", "kind"), "cuisine": ("restaurant", "kind"), "hotel_feature": ("hotel", "feature")}


def read_hotel_described(draft: Draft) -> None:
    """酒店要可以健身, 住的地方能做饭: features by what they mean; read early, so that their words mean nothing else."""
    about_hotel = False
    for clause in draft.clauses():
        kinds = {draft.kind(at) for at in clause}
        topic = next((at for at in clause if draft.kind(at) == "STAY"), None)
        if topic is None and (not about_hotel or kinds & _ELSEWHERE or not _goes_on(draft, clause[0])):
            about_hotel = False
            continue
        about_hotel = True
        if "NEG" in kinds:
            continue
        said = [at for at in clause if topic is None or at > topic]
        for run in _runs(draft, said) if said else _runs(draft, _before_house(draft, clause)):
            _read(draft, run, ("hotel_feature",), clause)


def read_described(draft: Draft) -> None:
    """Tastes and sights that no word of the vocabulary names, and local food."""
    for clause in draft.clauses():
        kinds = {draft.kind(at) for at in clause}
        if "NEG" in kinds or "STAY" in kinds:
            continue
        _read_local_food(draft, clause)
        verbs = kinds | {draft.tokens[at].value for at in clause if draft.kind(at) in ("WANT", "MUST")}
        families = _families(verbs)
        cue = next((at for at in clause if draft.kind(at) in ("WANT", "MUST", "SEE", "GO", "EAT", "TASTE", "SOFT")), None)
        if not families or cue is None:
            continue
        for run in _runs(draft, [at for at in clause if at > cue]):
            if any(draft.kind(at) == "GAP" and at not in draft.used for at in run) and not any(
                draft.kind(at) == "TERM" and at in draft.used for at in run
            ):
                _read(draft, run, families, clause)


def _families(verbs: set[str]) -> tuple[str, ...]:
    """What a clause may wish for, by its verbs; a wish without any (想品茶) for a taste or a sight."""
    if verbs & {"EAT", "TASTE", "eat"}:
        return ("cuisine",)
    return ("attraction", "cuisine") if verbs & {"SEE", "GO", "see", "WANT"} else ()


def _goes_on(draft: Draft, at: int) -> bool:
    """Whether a clause goes on about what the last one was about: 酒店要有泳池，最好能做饭; 想看夜景 doesn't."""
    return draft.kind(at) in ("SOFT", "FILL") or draft.quote(at) in ("要", "还要", "需要")


def _before_house(draft: Draft, clause: Sequence[int]) -> list[int]:
    """找个能做饭的酒店: what stands before the word for the house, from the last cue on."""
    house = next((at for at in clause if draft.kind(at) == "STAY"), None)
    if house is None or draft.text[draft.tokens[house].start - 1] != "的":
        return []
    return [at for at in clause if at < house]


def _runs(draft: Draft, positions: Sequence[int]) -> Iterator[list[int]]:
    """Stretches that may describe something."""
    run: list[int] = []
    for at in (*positions, len(draft.tokens)):
        if draft.kind(at) in _SAID and (not run or at == run[-1] + 1):
            run.append(at)
            continue
        if any(draft.kind(position) in _TELLING and not is_filler(fold(draft.quote(position))) for position in run):
            yield run
        run = [at] if draft.kind(at) in _SAID else []


def _trimmed(draft: Draft, run: Sequence[int]) -> list[int]:
    """A stretch without cues and prepositions at its ends."""
    edges = _CUES | {"AT", "OF", "TO"}
    inner = [at for at in run if draft.kind(at) not in edges]
    return [at for at in run if inner[0] <= at <= inner[-1]]


def _read(draft: Draft, run: Sequence[int], families: Sequence[str], clause: Sequence[int]) -> None:
    words = draft.quote(*run)
    meant = next((found for family in families if (found := draft.index.nearest(words, family))), ())
    if not meant or _said_otherwise(draft, run) > _SPARE[meant[0].family]:
        return
    draft.use(run)
    _add(draft, settle(words, meant), run, clause)


def _said_otherwise(draft: Draft, run: Sequence[int]) -> float:
    """The share of a description's telling characters that stand for no idea: of 金石文化 one half."""
    first = draft.tokens[run[0]].start
    known = {first + at for start, end, _ in ideas(draft.quote(*run)) for at in range(start, end)}
    telling = [
        at
        for position in run
        if draft.kind(position) in _TELLING
        for at in range(draft.tokens[position].start, draft.tokens[position].end)
    ]
    return sum(at not in known for at in telling) / max(len(telling), 1)


def _add(draft: Draft, terms: Sequence[Term], run: Sequence[int], clause: Sequence[int]) -> None:
    subject, attribute = _MEANT[terms[0].family]
    op: Literal["all_of", "any_of"] = "all_of" if subject == "hotel" and len(terms) == 1 else "any_of"
    soft: Strength = "soft" if any(draft.kind(at) in ("SOFT", "LIKE") for at in clause) else "hard"
    values = tuple(term.word for term in terms)
    if (other := _other_option(draft, run[0], subject, attribute)) is not None:
        labels = dict(zip((*other.values, *values), (*other.labels, *_labels(draft, terms)), strict=True))
        both = {"op": "any_of", "values": tuple(labels), "labels": tuple(labels.values())}
        draft.constraints[draft.constraints.index(other)] = other.model_copy(update=both)
        return
    alike = [
        wish for wish in draft.constraints if isinstance(wish, Choice) and (wish.subject, wish.attribute) == (subject, attribute)
    ]
    if any(set(wish.values) & set(values) for wish in alike):
        return
    draft.constraints.append(
        Choice(
            subject=subject,
            attribute=attribute,
            op=op,
            values=values,
            labels=_labels(draft, terms),
            strength=soft,
            quote=draft.quote(*_trimmed(draft, run)),
        )
    )


def _labels(draft: Draft, terms: Sequence[Term]) -> tuple[str, ...]:
    return tuple(worded(draft.language, term.word, term.en) for term in terms)


def _other_option(draft: Draft, at: int, subject: str, attribute: str) -> Choice | None:
    """泳池或者健身房: the wish just read, where *or* joins it to what begins here."""
    joint = draft.look(at, -1, frozenset({"FILL"}))
    if draft.kind(joint) != "OR" or draft.look(joint, -1, frozenset({"FILL"})) not in draft.used or not draft.constraints:
        return None
    last = draft.constraints[-1]
    return last if isinstance(last, Choice) and (last.subject, last.attribute) == (subject, attribute) else None


def _read_local_food(draft: Draft, clause: Sequence[int]) -> None:
    """当地美食, 特色菜, 上海美食: a meal of the city's own kitchen, unless another kind of food was named."""
    city = next((city for city in draft.index.cities if city.name == draft.destination), None)
    words = draft.quote(*clause)
    terms = [term for word in (city.cuisines if city else ()) for term in draft.index.terms(word) if term.family == "cuisine"]
    if city is None or not terms or not (found := _LOCAL_FOOD.search(words) or _food_of(city.name, words)):
        return
    named = [at for at in clause if at in draft.used and draft.kind(at) in ("TERM", "NAME", "DIET")]
    if any(_names_food(draft, at) for at in named):
        return
    start = draft.tokens[clause[0]].start
    draft.use(
        at for at in clause if draft.tokens[at].start >= start + found.start() and draft.tokens[at].end <= start + found.end()
    )
    own = list({term.word: term for term in terms}.values())
    draft.constraints.append(
        Choice(
            subject="restaurant",
            attribute="kind",
            op="any_of",
            values=tuple(term.word for term in own),
            labels=_labels(draft, own),
            quote=found.group(),
        )
    )


def _food_of(city: str, words: str) -> re.Match[str] | None:
    """上海美食, 上海本地菜."""
    return re.search(rf"{re.escape(city)}的?(?:特色|有名的?|著名的?|好吃的?|地道的?)*(?:美食|菜|小吃)", words)


def _names_food(draft: Draft, at: int) -> bool:
    value = draft.tokens[at].value
    if draft.kind(at) == "TERM":
        return any(term.family == "cuisine" for term in value)
    return draft.kind(at) == "DIET" or any(place.kind == "restaurant" for place in value)
