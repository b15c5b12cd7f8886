"""Kinds of sights and food, hotel features, spice, free sights."""

from __future__ import annotations

from typing import Literal

from ...domain.constraint import Choice, CostLimit
from ...domain.gazetteer import Term
from .draft import CLAUSE_ENDS
from .mood import Frame
from .walk import Walk

_SUBJECTS: dict[str, Literal["attraction", "restaurant", "hotel"]] = {
    "attraction": "attraction", "cuisine": "restaurant", "restaurant_tag": "restaurant", "hotel_feature": "hotel",
}
_FAMILIES: dict[str | None, tuple[str, ...]] = {
    "see": ("attraction", "cuisine"),
    "eat": ("cuisine", "restaurant_tag", "attraction"),
    "stay": ("hotel_feature",),
    "ride": ("attraction", "cuisine"),
    None: ("attraction", "cuisine"),
}


_FOLLOWED: dict[str, Frame] = {"EAT": "eat", "STAY": "stay", "SIGHTS": "see"}
"""青年旅舍, 川菜馆, 亲子景点: the word behind says what the kind is of."""

_BLANK = frozenset({"FILL", "OF"})
_LISTED = frozenset({"TERM", "NAME", "FILL", "SEP", "OR", "SOFT", "STARS", "ROOM", "ROOMS"})


_STRONG = frozenset({"WANT", "MUST", "LIKE", "SEE", "EAT", "GO"})


def _listed(walk: Walk, at: int) -> Literal["", "plainly", "loosely"]:
    """Whether a clause only lists kinds and so wishes for them: 火锅、烤鸭; loosely with words around them: classical gardens."""
    if walk.clause_kinds(at) <= _LISTED:
        return "plainly"
    first = at
    while walk.draft.kind(first - 1) in ("GAP", "FILL", "OF"):
        first -= 1
    if any(walk.draft.quote(position)[0].isupper() for position in range(first, at)):
        return ""  # Confucius Temple is a name
    last = walk.draft.look(at, 1, _BLANK)
    borders = CLAUSE_ENDS | {"SEP", "OR", ""}
    return "loosely" if walk.draft.kind(first - 1) in borders and walk.draft.kind(last) in borders else ""


def read_term(walk: Walk, at: int) -> None:
    """A word of the provider's vocabulary; which family it belongs to depends on what the sentence is about."""
    choose_kind(walk, at, walk.draft.tokens[at].value)


def choose_kind(walk: Walk, at: int, terms: tuple[Term, ...]) -> None:
    """Wish for, or ban, the kind that fits the frame; a word that is neither wished nor banned is no wish."""
    draft, kinds = walk.draft, walk.clause_kinds(at)
    if draft.kind(at - 1) == "NAME" and draft.tokens[at - 1].end == draft.tokens[at].start:
        return  # 外滩夜景: part of the name
    frame = _FOLLOWED.get(draft.kind(draft.look(at, 1, _BLANK)), walk.mood.frame)
    if {term.family for term in terms} == {"hotel_feature"} and ("STAY" in kinds or kinds <= _LISTED | {"GAP", "MUST", "WANT"}):
        frame = "stay"
    others = _FAMILIES[None] if frame != "stay" or kinds & _STRONG else ()
    chosen = next((term for family in (*_FAMILIES[frame], *others) for term in terms if term.family == family), None)
    if chosen is None:
        return
    liked = any(draft.kind(position) == "LIKE" for position in walk.clause(at) if position > at)  # 对历史感兴趣
    demanded = draft.kind(draft.look(at, 1, _LISTED)) in ("MUST", "WANT")  # 火锅必吃
    framed = frame in ("stay", "eat") and chosen.family in _FAMILIES[frame]
    listed = _listed(walk, at)
    if not (walk.mood.wanted or liked or demanded or framed or listed):
        return
    soft = not walk.mood.negative and (liked or (listed == "loosely" and not (walk.mood.wanted or demanded or framed)))
    feature = chosen.family == "hotel_feature"
    walk.choose(at, Choice(
        subject=_SUBJECTS[chosen.family],
        attribute="feature" if feature else "kind",
        op="none_of" if walk.mood.negative else "all_of" if feature else "any_of",
        values=(chosen.word,),
        labels=(walk.label(chosen),),
        strength="soft" if soft else walk.strength,
        quote=walk.quote(at),
    ))


def read_climb(walk: Walk, at: int) -> None:
    """Climbing: who doesn't want it gets no strenuous sights, who wants it gets nature."""
    if walk.mood.negative:
        walk.add(at, Choice(subject="attraction", attribute="effort", op="none_of", values=("high",), quote=walk.quote(at)))
    elif terms := walk.draft.index.terms(walk.draft.quote(at)):
        choose_kind(walk, at, terms)


def read_spice(walk: Walk, at: int) -> None:
    """Hot food liked or not."""
    wished = walk.draft.tokens[at].value[0] == "any_of" and not walk.mood.negative
    walk.add(at, Choice(
        subject="restaurant", attribute="spice", op="any_of" if wished else "none_of", values=("hot",),
        strength="soft" if wished and walk.mood.soft else "hard", quote=walk.quote(at),
    ))


def read_free(walk: Walk, at: int) -> None:
    """Sights that cost nothing."""
    if walk.clause_kinds(at) & {"SIGHTS", "GO", "SEE"} and not walk.mood.negative:
        walk.add(at, CostLimit(category="tickets", amount=0, strength=walk.strength, quote=walk.quote(at)))


def read_frail(walk: Walk, at: int) -> None:
    """Someone can't walk far: no strenuous sights."""
    walk.add(at, Choice(subject="attraction", attribute="effort", op="none_of", values=("high",), quote=walk.draft.quote(at)))


def suit_children(walk: Walk) -> None:
    """亲子游, or a child in the party: sights for families are worth more, without anybody having to say so."""
    draft = walk.draft
    cue = next((at for at, token in enumerate(draft.tokens) if token.kind == "FAMILYTRIP"), None)
    term = next((t for t in draft.index.terms("亲子") if t.family == "attraction"), None)
    if cue is not None:
        draft.use((cue,))
    if term is None or (cue is None and not draft.people.of("child")):
        return
    draft.constraints.append(Choice(
        subject="attraction", attribute="kind", op="any_of", values=(term.word,), labels=(walk.label(term),), strength="soft",
        origin="derived", quote="" if cue is None else draft.quote(cue),
    ))
