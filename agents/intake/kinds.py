"""Kinds of sights and food, hotel features, spice, free sights."""

from __future__ import annotations

from typing import Literal

from ...domain.constraint import Choice, CostLimit
from ...domain.gazetteer import Term
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


def read_term(walk: Walk, at: int) -> None:
    """A word of the provider's vocabulary; which family it belongs to depends on what the sentence is about."""
    choose_kind(walk, at, walk.draft.tokens[at].value)


def choose_kind(walk: Walk, at: int, terms: tuple[Term, ...]) -> None:
    """Wish for, or ban, the kind that fits the frame; a word that is neither wished nor banned is no wish."""
    if not walk.mood.wanted and walk.mood.frame not in ("stay", "eat"):
        return
    chosen = next((term for family in _FAMILIES[walk.mood.frame] for term in terms if term.family == family), None)
    if chosen is None:
        return
    feature = chosen.family == "hotel_feature"
    walk.choose(at, Choice(
        subject=_SUBJECTS[chosen.family],
        attribute="feature" if feature else "kind",
        op="none_of" if walk.mood.negative else "all_of" if feature else "any_of",
        values=(chosen.word,),
        labels=(walk.label(chosen),),
        strength=walk.strength,
        quote=walk.quote(at),
    ))


def read_spice(walk: Walk, at: int) -> None:
    """Hot food liked or not."""
    wished = walk.draft.tokens[at].value == "any_of" and not walk.mood.negative
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
