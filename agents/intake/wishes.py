"""From cues and mentions to constraints: a walk over the clauses of each sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...domain.constraint import Choice, CostLimit, HotelStars, Near, RoomCount, Strength
from ...domain.gazetteer import PlaceName, Term
from ...domain.request import Question
from .compounds import Rooms
from .draft import CLAUSE_ENDS, Draft
from .mood import CUES, Mood

_ITEMS = frozenset({"NAME", "TERM", "MODE", "ROOM", "CITY"})
_JOINTS = frozenset({"SEP", "OR", "COMMA", "FILL", "SEE", "GO", "EAT", "WANT", "LIKE", "NEAR", "SIGHTS"})
_PLACE_KM = 2.0
_SUBJECTS = {"attraction": "attraction", "cuisine": "restaurant", "restaurant_tag": "restaurant", "hotel_feature": "hotel"}
_FAMILIES = {
    "see": ("attraction",),
    "eat": ("cuisine", "restaurant_tag"),
    "stay": ("hotel_feature",),
    "ride": (),
    None: ("attraction", "cuisine"),
}


class WishReader:
    """Reads one draft's wishes beyond the slots."""

    def __init__(self, draft: Draft) -> None:
        """Take the draft to add constraints to."""
        self.draft = draft
        self.mood = Mood()
        self._last: int | None = None  # position of the last item that became a constraint

    def read(self) -> None:
        """Walk over all tokens once."""
        draft = self.draft
        for at, token in enumerate(draft.tokens):
            if token.kind == "COMMA" and self._continues(at):
                continue
            self.mood = self.mood.hear(at, token)
            handler = getattr(self, f"_read_{token.kind.lower()}", None)
            if handler is not None:
                handler(at)

    def _continues(self, at: int) -> bool:
        """Whether a comma only separates the items of a list: 必去故宫，天坛."""
        following = self.draft.look(at, 1, frozenset({"FILL"}))
        return self._last == at - 1 and self.draft.kind(at - 1) == self.draft.kind(following) in ("NAME", "TERM")

    def _clause(self, at: int) -> range:
        first = last = at
        while first > 0 and self.draft.kind(first - 1) not in CLAUSE_ENDS:
            first -= 1
        while last + 1 < len(self.draft.tokens) and self.draft.kind(last + 1) not in CLAUSE_ENDS:
            last += 1
        return range(first, last + 1)

    def _clause_kinds(self, at: int) -> set[str]:
        return {self.draft.kind(position) for position in self._clause(at)}

    @property
    def _strength(self) -> Strength:
        return "soft" if self.mood.soft else "hard"

    def _quote(self, at: int, *more: int) -> str:
        since = self.mood.since
        return self.draft.quote(at, *more, *(() if since is None else (since,)))

    def _done(self, at: int, *more: int) -> None:
        self.draft.use((at, *more))
        self._last = at
        self.mood = replace(self.mood, met=True)

    def _joined_by_or(self, at: int) -> bool:
        between = range((at if self._last is None else self._last) + 1, at)
        kinds = [self.draft.kind(position) for position in between]
        return "OR" in kinds and set(kinds) <= _JOINTS

    def _choose(self, at: int, choice: Choice) -> None:
        """Add a choice; a positive one behind *or* joins the one before."""
        constraints = self.draft.constraints
        last = constraints[-1] if constraints else None
        if (
            isinstance(last, Choice)
            and self._joined_by_or(at)
            and (last.subject, last.attribute) == (choice.subject, choice.attribute)
            and choice.op in ("any_of", "all_of")
            and last.op in ("any_of", "all_of")
        ):
            constraints[-1] = last.model_copy(update={
                "op": "any_of",
                "values": tuple(dict.fromkeys((*last.values, *choice.values))),
                "labels": tuple(dict.fromkeys((*last.labels, *choice.labels))),
                "quote": self._quote(at),
            })
        elif not any(isinstance(c, Choice) and _same(c, choice) for c in constraints):
            constraints.append(choice)
        self._done(at)

    # Named places

    def _read_name(self, at: int) -> None:
        places: tuple[PlaceName, ...] = self.draft.tokens[at].value
        near, beside = self._nearness(at)
        frame = self._frame_behind(at) if near and self.mood.frame in ("see", None) else self.mood.frame
        if near or frame == "stay" and not any(place.kind == "hotel" for place in places):
            self._near(at, places, frame, beside)
            return
        order = {"stay": ("hotel",), "eat": ("restaurant", "attraction")}.get(frame or "", ("attraction", "restaurant", "hotel"))
        for kind in (*order, "attraction", "restaurant", "hotel"):
            chosen = tuple(place for place in places if place.kind == kind)
            if chosen:
                self._choose_places(at, chosen)
                return

    def _choose_places(self, at: int, places: tuple[PlaceName, ...]) -> None:
        kind = places[0].kind
        surface = self.draft.quote(at)
        if len(places) > 1 and kind == "attraction" and not self.mood.negative:
            self.draft.questions.append(
                Question(
                    slot="place", text=self.draft.say("ask_place", value=surface), options=tuple(self._label(p) for p in places),
                    quote=surface,
                )
            )
            self._done(at)
            return
        op = "none_of" if self.mood.negative else "any_of" if len(places) > 1 or kind == "hotel" else "all_of"
        self._choose(at, Choice(
            subject=kind, attribute="place", op=op, values=tuple(place.id for place in places),
            labels=tuple(self._label(place) for place in places), strength=self._strength, quote=self._quote(at),
        ))

    def _nearness(self, at: int) -> tuple[bool, tuple[int, ...]]:
        behind = self.draft.look(at, 1, frozenset({"FILL"}))
        if self.draft.kind(behind) == "NEAR":
            return True, (behind,)
        before = self.draft.look(at, -1, frozenset({"FILL"}))
        return (True, (before,)) if self.draft.kind(before) == "NEARPRE" else (False, ())

    def _frame_behind(self, at: int) -> str | None:
        """故宫附近的酒店: what is near comes behind."""
        for position in range(at + 1, self._clause(at).stop):
            if self.draft.kind(position) in ("EAT", "STAY"):
                return "eat" if self.draft.kind(position) == "EAT" else "stay"
        return None

    def _near(self, at: int, places: tuple[PlaceName, ...], frame: str | None, beside: tuple[int, ...]) -> None:
        if frame not in ("stay", "eat") or self.mood.negative:
            return
        areas = tuple(place for place in places if place.kind == "area")
        place = (areas or tuple(p for p in places if p.kind not in ("hotel", "restaurant")) or places)[0]
        self.draft.constraints.append(Near(
            subject="hotel" if frame == "stay" else "restaurant", place=place.id, label=self._label(place),
            max_km=place.radius_km or _PLACE_KM, strength=self._strength, quote=self._quote(at, *beside),
        ))
        self._done(at, *beside)

    def _label(self, item: PlaceName | Term) -> str:
        if isinstance(item, Term):
            return item.word if self.draft.language == "zh" else item.en
        return item.name if self.draft.language == "zh" else item.name_en or item.name

    # Kinds of places

    def _read_term(self, at: int) -> None:
        self._choose_kind(at, self.draft.tokens[at].value)

    def _choose_kind(self, at: int, terms: tuple[Term, ...]) -> None:
        families = _FAMILIES[self.mood.frame]
        chosen = next((term for family in families for term in terms if term.family == family), None)
        if chosen is None and self.mood.wanted and self.mood.frame in ("see", "eat", None):
            chosen = next((term for term in terms if term.family in ("attraction", "cuisine")), None)
        if chosen is None or not (self.mood.wanted or self.mood.frame):
            return
        self._choose(at, Choice(
            subject=_SUBJECTS[chosen.family],
            attribute="feature" if chosen.family == "hotel_feature" else "kind",
            op="none_of" if self.mood.negative else "all_of" if chosen.family == "hotel_feature" else "any_of",
            values=(chosen.word,), labels=(self._label(chosen),), strength=self._strength, quote=self._quote(at),
        ))

    def _read_class(self, at: int) -> None:
        kinds = self._clause_kinds(at)
        if "STAY" in kinds and not self.mood.negative:
            least, most = self.draft.tokens[at].value
            self.draft.constraints.append(HotelStars(least=least, most=most, strength=self._strength, quote=self._quote(at)))
            self._done(at)
        elif terms := self.draft.index.terms(self.draft.quote(at)):
            self._choose_kind(at, terms)

    # Food and strength of the travellers

    def _read_spice(self, at: int) -> None:
        value = self.draft.tokens[at].value
        if value == "any_of" and self.mood.negative:
            value = "none_of"
        soft = value == "any_of" and self.mood.soft
        self.draft.constraints.append(Choice(
            subject="restaurant", attribute="spice", op=value, values=("hot",), strength="soft" if soft else "hard", quote=self._quote(at),
        ))
        self._done(at)

    def _read_pace(self, at: int) -> None:
        pace = self.draft.tokens[at].value
        if self.mood.negative:
            pace = "relaxed" if pace == "intense" else self.draft.pace
        if self.draft.kind(at + 1) in ("TERM", "NAME", "MODE"):
            return
        self.draft.pace = pace
        self.draft.quoted("pace", *self._with_negation(at))
        self._done(at)

    def _with_negation(self, at: int) -> tuple[int, ...]:
        return (at, self.mood.since) if self.mood.negative and self.mood.since is not None else (at,)

    def _read_frail(self, at: int) -> None:
        self.draft.constraints.append(Choice(
            subject="attraction", attribute="effort", op="none_of", values=("high",), quote=self.draft.quote(at),
        ))
        self._done(at)

    def _read_free(self, at: int) -> None:
        if self._clause_kinds(at) & {"SIGHTS", "GO", "SEE"} and not self.mood.negative:
            self.draft.constraints.append(CostLimit(category="tickets", amount=0, strength=self._strength, quote=self._quote(at)))
            self._done(at)

    # Rooms

    def _read_stars(self, at: int) -> None:
        least, most = self.draft.tokens[at].value
        if self.mood.negative:
            return
        self.draft.constraints.append(HotelStars(least=least, most=most, strength=self._strength, quote=self._quote(at)))
        self._done(at)

    def _read_room(self, at: int) -> None:
        op = "none_of" if self.mood.negative else "any_of"
        kind = self.draft.tokens[at].value
        self._choose(at, Choice(
            subject="hotel", attribute="room", op=op, values=(kind,), labels=(self.draft.quote(at),), strength=self._strength,
            quote=self._quote(at),
        ))

    def _read_rooms(self, at: int) -> None:
        rooms: Rooms = self.draft.tokens[at].value
        self.draft.constraints.append(RoomCount(count=rooms.count, strength=self._strength, quote=self.draft.quote(at)))
        if rooms.kind:
            self.draft.constraints.append(Choice(
                subject="hotel", attribute="room", op="any_of", values=(rooms.kind,), strength=self._strength, quote=self.draft.quote(at),
            ))
        self._done(at)


def _same(a: Choice, b: Choice) -> bool:
    return (a.subject, a.attribute, a.op, a.values) == (b.subject, b.attribute, b.op, b.values)


def read_wishes(draft: Draft) -> None:
    """Add every constraint that the clauses state, and those that follow from the party."""
    WishReader(draft).read()
    _suit_children(draft)


def _suit_children(draft: Draft) -> None:
    """亲子游 or a child in the party: sights for families are worth more."""
    cue = next((at for at, token in enumerate(draft.tokens) if token.kind == "FAMILYTRIP"), None)
    child = any(person.group == "child" for person in draft.people.travellers)
    term = next((t for t in draft.index.terms("亲子") if t.family == "attraction"), None)
    if term is None or not (cue is not None or child):
        return
    if cue is not None:
        draft.use((cue,))
    draft.constraints.append(Choice(
        subject="attraction", attribute="kind", op="any_of", values=(term.word,),
        labels=(term.word if draft.language == "zh" else term.en,), strength="soft", origin="derived",
        quote=draft.quote(cue) if cue is not None else "",
    ))


def unread_wishes(draft: Draft) -> Iterator[str]:
    """Pieces of clauses that carry a wish, of which no grammar has read anything."""
    piece: list[int] = []
    wishing = False
    for at in range(len(draft.tokens) + 1):
        kind = draft.kind(at)
        if at < len(draft.tokens) and kind not in CLAUSE_ENDS | {"SEP", "OR"}:
            piece.append(at)
            continue
        cue = next((p for p in piece if draft.kind(p) in CUES), None)
        wishing = cue is not None or wishing
        said = [p for p in piece if draft.kind(p) in ("GAP", "TERM", "NAME", "OTHERMODE")]
        if wishing and said and not draft.used.intersection(piece):
            words = draft.quote(*(p for p in piece if cue is None or p >= cue)).strip()
            if sum(draft.tokens[p].end - draft.tokens[p].start for p in said) >= 2:
                yield words
        if kind not in ("SEP", "OR"):
            wishing = False
        piece = []
