"""Kinds of sights and food, hotel features, spice, free sights."""

from __future__ import annotations

from typing import Literal

from ...domain.constraint import Choice, CostLimit
from ...domain.gazetteer import PlaceName, Term
from .draft import CLAUSE_ENDS
from .mood import Frame
from .route import is_trip_word
from .text import fold
from .walk import Walk

_SUBJECTS: dict[str, Literal["attraction", "restaurant", "hotel"]] = {
    "attraction": "attraction",
    "cuisine": "restaurant",
    "restaurant_tag": "restaurant",
    "hotel_feature": "hotel",
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
_LISTED = frozenset({"TERM", "NAME", "DISH", "PERMEAL", "FILL", "SEP", "OR", "SOFT", "STARS", "ROOM", "ROOMS"})


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
    draft = walk.draft
    whole = draft.stretch(at, frozenset({"GAP", "TERM"}))
    terms = _of_the_whole(walk, at, whole)
    choose_kind(walk, at, terms or draft.tokens[at].value)
    if terms and at in draft.used:
        draft.use(whole)


def _of_the_whole(walk: Walk, at: int, whole: range) -> tuple[Term, ...]:
    """人文历史景观: a known word inside an unknown one gives way to the kind of sight that the whole is nearest to."""
    draft = walk.draft
    terms = draft.tokens[at].value
    if all(draft.kind(position) == "TERM" for position in whole) or any(term.family != "attraction" for term in terms):
        return ()
    nearest = draft.index.nearest(draft.quote(*whole), "attraction")
    return nearest if len(nearest) == 1 and nearest[0] not in terms else ()


def read_dish(walk: Walk, at: int) -> None:
    """A dish, or a kind of place that serves it: the cuisine it belongs to."""
    if terms := walk.draft.index.nearest(walk.draft.quote(at), "cuisine"):
        choose_kind(walk, at, terms)


_SEEN_BY_NAME = frozenset({"熊猫", "大熊猫", "panda", "pandas", "海洋馆", "水族馆", "aquarium"})
"""Words of a kind that mean one thing to see, so that a place named after it is meant, not any place of the kind."""


def _places_of(walk: Walk, at: int) -> tuple[PlaceName, ...]:
    """Sights named after what the word means: 熊猫 is the panda base where there is one."""
    word, gazetteer = fold(walk.draft.quote(at)), walk.draft.index.gazetteer
    if word not in _SEEN_BY_NAME or gazetteer is None:
        return ()
    stem = word.removesuffix("s")
    return tuple(
        p for p in gazetteer.places if p.kind == "attraction" and (stem in fold(p.name) or stem in fold(p.name_en or ""))
    )


def _toured(walk: Walk, at: int) -> bool:
    """杭州寺庙两日游, a museum tour: a kind between a city and the trip is what the trip is for."""
    draft = walk.draft
    if draft.kind(at + 1) == "FILL" and is_trip_word(draft.quote(at + 1)):
        return True
    first = last = at
    while draft.kind(first - 1) in ("TERM", "SEP"):
        first -= 1
    while draft.kind(last + 1) in ("TERM", "SEP"):
        last += 1
    trip = draft.kind(last + 1) in ("DURATION", "NIGHTS") or (
        draft.kind(last + 1) == "DATE" and draft.tokens[last + 1].value.weekend
    )
    return draft.kind(first - 1) == "CITY" and (trip or (draft.kind(last + 1) == "FILL" and is_trip_word(draft.quote(last + 1))))


def read_diet(walk: Walk, at: int) -> None:
    """What a traveller eats at all holds for every meal; what one would like to taste, for one."""
    draft, kinds = walk.draft, walk.clause_kinds(at)
    term = next((term for term in draft.index.terms(draft.tokens[at].value) if term.family == "cuisine"), None)
    if term is None:
        return
    before = draft.look(at, -1, _BLANK)
    hoping = draft.look(before, -1, _BLANK) if draft.kind(before) == "EAT" else before
    tasting = "TASTE" in kinds or (
        draft.kind(hoping) == "WANT" and draft.quote(hoping).startswith(("想", "would like", "'d like"))
    )
    walk.choose(
        at,
        Choice(
            subject="restaurant",
            attribute="kind",
            op="none_of" if walk.bans(at) else "any_of" if tasting else "only",
            values=(term.word,),
            labels=(walk.label(term),),
            strength=walk.strength,
            quote=walk.quote(at),
        ),
    )


_QUALITY = 2
"""Longest word that may only say what the next one is like."""


def _describes_the_next(walk: Walk, at: int, terms: tuple[Term, ...]) -> bool:
    """历史博物馆 is a museum: of two kinds of sights in one word the last one counts."""
    draft = walk.draft
    token = draft.tokens[at]
    if token.end - token.start > _QUALITY or draft.kind(at + 1) != "TERM" or draft.tokens[at + 1].start != token.end:
        return False
    return all(term.family == "attraction" for term in (*terms, *draft.tokens[at + 1].value))


def choose_kind(walk: Walk, at: int, terms: tuple[Term, ...]) -> None:
    """Wish for, or ban, the kind that fits the frame; a word that is neither wished nor banned is no wish."""
    draft, kinds = walk.draft, walk.clause_kinds(at)
    if draft.kind(at - 1) == "NAME" and draft.tokens[at - 1].end == draft.tokens[at].start:
        return  # 外滩夜景: part of the name
    if _describes_the_next(walk, at, terms):
        draft.use((at,))
        return
    frame = _FOLLOWED.get(draft.kind(draft.look(at, 1, _BLANK)), walk.mood.frame)
    if {term.family for term in terms} == {"hotel_feature"} and ("STAY" in kinds or kinds <= _LISTED | {"GAP", "MUST", "WANT"}):
        frame = "stay"
    others = _FAMILIES[None] if frame != "stay" or kinds & _STRONG else ()
    chosen = next((term for family in (*_FAMILIES[frame], *others) for term in terms if term.family == family), None)
    if chosen is None:
        return
    liked = any(draft.kind(position) == "LIKE" for position in walk.draft.clause(at) if position > at)  # 对历史感兴趣
    demanded = draft.kind(draft.look(at, 1, _LISTED)) in ("MUST", "WANT")  # 火锅必吃
    framed = frame in ("stay", "eat") and chosen.family in _FAMILIES[frame]
    listed = _listed(walk, at)
    banned = walk.bans(at)
    if not (walk.mood.wanted or liked or demanded or framed or listed or banned or _toured(walk, at)):
        return
    soft = not banned and (liked or (listed == "loosely" and not (walk.mood.wanted or demanded or framed)))
    if chosen.family == "attraction" and (places := _places_of(walk, at)):
        walk.choose(
            at,
            Choice(
                subject="attraction",
                attribute="place",
                op="none_of" if banned else "any_of",
                values=tuple(place.id for place in places),
                labels=tuple(walk.label(place) for place in places),
                strength="soft" if soft else walk.strength,
                quote=walk.quote(at),
            ),
        )
        return
    feature = chosen.family == "hotel_feature"
    walk.choose(
        at,
        Choice(
            subject=_SUBJECTS[chosen.family],
            attribute="feature" if feature else "kind",
            op="none_of" if banned else "all_of" if feature else "any_of",
            values=(chosen.word,),
            labels=(walk.label(chosen),),
            strength="soft" if soft else walk.strength,
            quote=walk.quote(at),
        ),
    )


def read_climb(walk: Walk, at: int) -> None:
    """Climbing: who doesn't want it gets no strenuous sights, who wants it gets nature."""
    if walk.mood.negative:
        walk.add(at, Choice(subject="attraction", attribute="effort", op="none_of", values=("high",), quote=walk.quote(at)))
    elif terms := walk.draft.index.terms(walk.draft.quote(at)):
        choose_kind(walk, at, terms)


def read_spice(walk: Walk, at: int) -> None:
    """Hot food liked or not."""
    wished = walk.draft.tokens[at].value[0] == "any_of" and not walk.mood.negative
    walk.add(
        at,
        Choice(
            subject="restaurant",
            attribute="spice",
            op="any_of" if wished else "none_of",
            values=("hot",),
            strength="soft" if wished and walk.mood.soft else "hard",
            quote=walk.quote(at),
        ),
    )


def read_free(walk: Walk, at: int) -> None:
    """Sights that cost nothing; ones that cost nothing or little are no such wish."""
    if walk.draft.kind(at + 1) == "OR":
        return
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
    draft.constraints.append(
        Choice(
            subject="attraction",
            attribute="kind",
            op="any_of",
            values=(term.word,),
            labels=(walk.label(term),),
            strength="soft",
            origin="derived",
            quote="" if cue is None else draft.quote(cue),
        )
    )
