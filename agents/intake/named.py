"""Named places: must-sees, restaurants, hotels, and what the hotel should be near."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ...domain.constraint import Choice, Near
from ...domain.gazetteer import PlaceName
from ...domain.place import PlaceKind
from ...domain.request import Question
from .branches import houses_meant, tells_branches_apart
from .draft import CLAUSE_ENDS
from .lexicon.concepts import ideas
from .text import fold
from .walk import Walk

PLACE_KM = 2.0
"""How near is near, for a place without an extent."""

_BLANK = frozenset({"FILL", "AT", "OF"})
_KINDS: dict[str | None, tuple[PlaceKind, ...]] = {
    "see": ("attraction",),
    "eat": ("restaurant",),
    "stay": ("hotel", "area", "station", "attraction"),
    "ride": (),
    None: ("attraction",),
}
_LEADS = frozenset(
    {"MUST", "WANT", "GO", "SEE", "EAT", "STAY", "NEG", "EXCEPT", "LIKE", "SOFT", "SEP", "OR", "COMMA", "NEARPRE", "RIDE"}
)
_ENDS = CLAUSE_ENDS | {
    "SEP",
    "OR",
    "NEAR",
    "STAY",
    "EAT",
    "SEE",
    "GO",
    "SIGHTS",
    "RIDE",
    "MODE",
    "WANT",
    "MUST",
    "NEG",
    "NAME",
    "",
}


def read_name(walk: Walk, at: int) -> None:
    """A name the gazetteer knows."""
    read_places(walk, at, walk.draft.tokens[at].value)


def read_places(walk: Walk, at: int, places: Sequence[PlaceName], last: int | None = None) -> None:
    """A name at ``at`` (up to ``last``) that stands for one of these places."""
    last = at if last is None else last
    near, beside = _nearness(walk, at, last)
    sight = not near and any(place.kind == "attraction" for place in places)
    frame = (
        _frame_behind(walk, last)
        if near and walk.mood.frame in ("see", None)
        else "eat"
        if walk.draft.kind(walk.draft.look(last, 1, _BLANK)) == "EAT" and any(place.kind == "restaurant" for place in places)
        else walk.mood.place_frame
        if sight
        else walk.mood.frame
    )
    if sight and frame in ("eat", "stay") and tells_branches_apart(walk.draft, at):
        walk.draft.use((at,))
        return
    if near or (frame == "stay" and not any(place.kind == "hotel" for place in places)):
        _read_near(walk, at, places, frame, (last, *beside))
        return
    order: tuple[PlaceKind, ...] = {"stay": ("hotel",), "eat": ("restaurant",)}.get(frame or "", ())  # type: ignore[assignment]
    for kind in (*order, "attraction", "restaurant", "hotel"):
        if chosen := tuple(place for place in places if place.kind == kind):
            _choose(walk, at, chosen, last)
            return


def _choose(walk: Walk, at: int, places: tuple[PlaceName, ...], last: int) -> None:
    draft = walk.draft
    subject: Literal["attraction", "restaurant", "hotel"] = places[0].kind  # type: ignore[assignment]
    banned = walk.bans(last)
    places = houses_meant(draft, range(at, last + 1), places)
    if len(places) > 1 and subject == "attraction" and not banned:
        _ask_which(walk, draft.quote(at, last), places)
        walk.done(at, last)
        return
    op: Literal["none_of", "any_of", "all_of"] = (
        "none_of" if banned else "any_of" if len(places) > 1 or subject == "hotel" else "all_of"
    )
    walk.choose(
        at,
        Choice(
            subject=subject,
            attribute="place",
            op=op,
            values=tuple(place.id for place in places),
            labels=tuple(walk.label(place) for place in places),
            strength=walk.strength,
            quote=walk.quote(at, last),
        ),
        (last,),
    )


def read_brand(walk: Walk, at: int) -> None:
    """A hotel brand: any of its houses; without one the traveller is asked."""
    draft, gazetteer = walk.draft, walk.draft.index.gazetteer
    names = draft.tokens[at].value
    houses = tuple(
        place
        for place in (gazetteer.places if gazetteer else ())
        if place.kind == "hotel" and any(name in fold(known) for name in names for known in place.all_names)
    )
    if houses:
        _choose(walk, at, houses, at)
    elif not walk.bans(at):
        surface = draft.quote(at)
        draft.questions.append(
            Question(
                slot="place",
                text=draft.say("unknown_place", value=surface),
                default=draft.say("go_without"),
                quote=surface,
            )
        )


def _ask_which(walk: Walk, surface: str, places: Sequence[PlaceName]) -> None:
    """Only the traveller knows; until then, and for whoever can't be asked, any of them will do."""
    walk.draft.questions.append(
        Question(
            slot="place",
            text=walk.draft.say("ask_place", value=surface),
            options=tuple(walk.label(p) for p in places),
            quote=surface,
        )
    )
    walk.draft.constraints.append(
        Choice(
            subject="attraction",
            attribute="place",
            op="any_of",
            values=tuple(place.id for place in places),
            labels=tuple(walk.label(place) for place in places),
            strength=walk.strength,
            quote=surface,
        )
    )


def _nearness(walk: Walk, at: int, last: int) -> tuple[bool, tuple[int, ...]]:
    behind = walk.draft.look(last, 1, _BLANK)
    if walk.draft.kind(behind) == "NEAR":
        return True, (behind,)
    before = walk.draft.look(at, -1, _BLANK)
    return (True, (before,)) if walk.draft.kind(before) == "NEARPRE" else (False, ())


def _frame_behind(walk: Walk, at: int) -> Literal["eat", "stay"] | None:
    """故宫附近的酒店: what is near comes behind."""
    for position in range(at + 1, walk.draft.clause(at).stop):
        if walk.draft.kind(position) in ("EAT", "STAY"):
            return "eat" if walk.draft.kind(position) == "EAT" else "stay"
    return None


def _cue(walk: Walk, at: int) -> str:
    """Kind of the word that a name follows; 想去 counts as going, a bare *must* as wanting."""
    before = walk.draft.look(at, -1, _BLANK)
    kind = walk.draft.kind(before)
    if kind not in ("WANT", "MUST"):
        return kind
    return ("MUST" if kind == "MUST" else "GO") if walk.draft.tokens[before].value == "see" else "WANT"


def _names_something(walk: Walk, cue: str) -> bool:
    """Whether a word that several names hold (长城) is meant as a name: behind a verb, or in a list of names."""
    return _in_a_list_of_names(walk, cue) or cue in ("MUST", "GO", "SEE")


def _in_a_list_of_names(walk: Walk, cue: str) -> bool:
    return cue in ("SEP", "OR") and walk.last is not None and walk.draft.kind(walk.last) in ("NAME", "GAP")


def _is_a_thing(walk: Walk, surface: str) -> bool:
    """Whether a word that names hold is one for what is seen or eaten anywhere: 沙滩, 肠粉."""
    known = sum(end - start for start, end, _ in ideas(surface))
    return known == len(surface) or bool(walk.draft.index.nearest(surface, "attraction"))


def _several(walk: Walk, at: int, end: int, places: tuple[PlaceName, ...], *, certain: bool) -> None:
    """A must-see has to be one of them, and only the traveller knows which; otherwise any will do."""
    surface = walk.draft.quote(at, end)
    if certain:
        _ask_which(walk, surface, places)
        walk.done(at, *range(at, end + 1))
        return
    names = ("、" if walk.draft.language == "zh" else ", ").join(walk.label(place) for place in places)
    walk.draft.notes.append(walk.draft.say("any_place", value=surface, names=names))
    walk.choose(
        at,
        Choice(
            subject="attraction",
            attribute="place",
            op="any_of",
            values=tuple(place.id for place in places),
            labels=tuple(walk.label(place) for place in places),
            strength="soft",
            quote=walk.quote(at, end),
        ),
        tuple(range(at, end + 1)),
    )


def _across(walk: Walk, last: int) -> int:
    """A name may hold a character that joins lists elsewhere (颐和园): the last token of the unbroken Chinese run."""
    tokens = walk.draft.tokens
    while walk.draft.kind(last + 1) in ("GAP", "TERM", "SEP") and tokens[last + 1].start == tokens[last].end:
        last += 1
    return last


def _read_near(walk: Walk, at: int, places: Sequence[PlaceName], frame: str | None, more: tuple[int, ...]) -> None:
    if frame not in ("stay", "eat") or walk.mood.negative:
        return
    if tells_branches_apart(walk.draft, at):
        return
    areas = [place for place in places if place.kind == "area"]
    place = (areas or [p for p in places if p.kind not in ("hotel", "restaurant")] or list(places))[0]
    walk.add(
        at,
        Near(
            subject="hotel" if frame == "stay" else "restaurant",
            place=place.id,
            label=walk.label(place),
            max_km=place.radius_km or PLACE_KM,
            strength=walk.strength,
            quote=walk.quote(at, *more),
        ),
        more=more,
    )


def read_gap(walk: Walk, at: int) -> None:
    """Words behind a cue that nobody knows: perhaps a misspelt name.

    A mended name is noted; a name that means several places becomes a question; an unknown one behind a cue of *must* becomes a
    question whose default is to go without it.
    """
    draft, gazetteer = walk.draft, walk.draft.index.gazetteer
    if gazetteer is None or at in draft.used or walk.mood.frame == "ride":
        return
    from ...tools.mending import resolve_name

    last = at
    while draft.kind(last + 1) in ("GAP", "TERM") and draft.tokens[last + 1].start == draft.tokens[last].end:
        last += 1
    if draft.language == "en":
        while draft.kind(last + 1) in ("GAP", "TERM", "OF"):
            last += 1
    cue = _cue(walk, at)
    alone = cue in CLAUSE_ENDS | {"SEP", "OR", ""} and draft.kind(last + 1) in CLAUSE_ENDS | {"SEP", "OR", ""}
    cued = cue in _LEADS and (walk.mood.wanted or _in_a_list_of_names(walk, cue))
    if not (cued or alone):
        return
    for end in dict.fromkeys((_across(walk, last), last, at)):
        surface = draft.quote(at, end)
        if len(surface) < 2 or draft.kind(end + 1) not in _ENDS:
            continue
        found = resolve_name(surface, gazetteer, _KINDS[walk.mood.place_frame])
        if found.place is not None:
            draft.notes.append(draft.say("mended", value=surface, name=walk.label(found.place)))
            read_places(walk, at, (found.place,), end)
            draft.use(range(at, end + 1))
            return
        if not cued:
            continue
        if found.kind == "ambiguous" and walk.mood.negative:
            _choose(walk, at, found.candidates, end)
            draft.use(range(at, end + 1))
            return
        if (
            found.kind == "ambiguous"
            and not _is_a_thing(walk, surface)
            and not any(draft.kind(p) in ("TERM", "SEP") for p in range(at, end + 1))
            and _names_something(walk, cue)
        ):
            _several(walk, at, end, found.candidates, certain=cue in ("MUST", "GO") or "MUST" in walk.clause_kinds(at))
            return
    if cue == "MUST" and draft.kind(last + 1) in _ENDS and walk.mood.place_frame in ("see", None):
        surface = draft.quote(at, last)
        draft.questions.append(
            Question(
                slot="place",
                text=draft.say("unknown_place", value=surface),
                default=draft.say("go_without"),
                options=tuple(walk.label(place) for place in resolve_name(surface, gazetteer, _KINDS["see"]).candidates),
                quote=surface,
            )
        )
