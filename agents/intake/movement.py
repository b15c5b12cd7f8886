"""Trains and flights, metro, taxis and walking; wished or banned, per direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ...domain.constraint import Choice, Strength
from .lexicon.movement import FLYING, HIGH_SPEED, TICKETS
from .walk import Walk

Subject = Literal["intercity", "intercity_out", "intercity_back", "innercity"]
_THERE = re.compile(r"\b(?:go|going|there|out)\b")
_CARRIES = frozenset({"SEP", "OR", "FILL", "COMMA", "RIDE", "TRANSPORT"})


@dataclass
class _Fleet:
    """Modes of one subject that were wished together."""

    values: list[str]
    quotes: list[int]
    soft: bool


class Movement:
    """Collects modes over the whole text; all wished modes of a subject make one rule."""

    def __init__(self, walk: Walk) -> None:
        """Take the walk whose tokens are read."""
        self._walk = walk
        self._wished: dict[Subject, _Fleet] = {}

    def read_mode(self, walk: Walk, at: int) -> None:
        """A means of transport."""
        subject, mode = self._said(at)
        if self._is_nearness(at):
            return
        if walk.mood.negative and self._qualified(at):
            return
        direction = self._direction(at) if subject == "intercity" else ""
        about: Subject = f"{subject}{direction}"  # type: ignore[assignment]
        if walk.mood.negative:
            walk.choose(
                at,
                Choice(
                    subject=about,
                    attribute="mode",
                    op="none_of",
                    values=(mode,),
                    labels=(walk.draft.quote(at),),
                    strength=walk.strength,
                    quote=walk.quote(at),
                ),
            )
            return
        if mode == "walk" and not (walk.clause_kinds(at) & {"RIDE", "MAINLY", "TRANSPORT", "BY"} or self._listed(at)):
            return
        fleet = self._wished.setdefault(about, _Fleet([], [], walk.mood.soft))
        if mode not in fleet.values:
            fleet.values.append(mode)
        fleet.quotes.append(at)
        fleet.soft = fleet.soft and walk.mood.soft
        walk.done(at)

    def _said(self, at: int) -> tuple[Literal["intercity", "innercity"], str]:
        """What moves where, by the word for it or by a verb such as 飞."""
        token = self._walk.draft.tokens[at]
        if token.kind == "MODE":
            subject, mode = token.value
            return subject, mode
        return "intercity", TICKETS.get(self._walk.draft.quote(at).lower(), FLYING)

    def says_a_mode(self, at: int) -> bool:
        """Whether a word means a means of transport; 从武汉飞深圳 and 机票1200以内 do where none is named beside them."""
        token, kinds = self._walk.draft.tokens[at], self._walk.clause_kinds(at)
        if token.kind == "MODE":
            return at not in self._walk.draft.used
        if "MODE" in kinds:
            return False
        if token.kind == "COSTOF":
            return (
                self._walk.draft.quote(at).lower() in TICKETS and "MONEY" in kinds and not kinds & {"EXCLUDES", "EXCEPT", "NEG"}
            )
        return token.kind in ("TO", "DEPART", "AWAY") and token.value == FLYING and at not in self._walk.draft.used

    def finish(self) -> None:
        """Add the rules."""
        if (
            "intercity_back" in self._wished
            and "intercity_out" not in self._wished
            and (there := self._wished.pop("intercity", None))
        ):
            self._wished["intercity_out"] = there  # 坐飞机，回来坐高铁
        for subject, fleet in self._wished.items():
            modes = dict(zip(fleet.values, self._labels(fleet), strict=True))
            firmly: Strength = "soft" if fleet.soft else "hard"
            if subject == "innercity":
                self._add_inside(fleet, modes, firmly)
            else:
                self._add(fleet, subject, "only", modes, firmly)
                self._add_class(fleet, subject)
                self._spare_other_trains(fleet, subject)

    def _add_class(self, fleet: _Fleet, subject: Subject) -> None:
        """高铁: a train that must be, and should be a fast one; nothing where a train of any kind was named as well."""
        trains = [at for at in fleet.quotes if self._said(at)[1] == "train"]
        if trains and all(self._walk.draft.quote(at).lower() in HIGH_SPEED for at in trains):
            quote = self._walk.draft.quote(trains[0])
            wish = Choice(
                subject=subject,
                attribute="class",
                op="all_of",
                values=("high_speed",),
                strength="soft",
                origin="derived",
                quote=quote,
            )
            self._walk.draft.constraints.append(wish)

    def _spare_other_trains(self, fleet: _Fleet, subject: Subject) -> None:
        """不坐高铁，坐普通火车: fast trains are refused, not all of them; what can't be kept of it is shown."""
        draft = self._walk.draft
        slow = any(self._said(at)[1] == "train" and draft.quote(at).lower() not in HIGH_SPEED for at in fleet.quotes)
        for ban in [wish for wish in draft.constraints if isinstance(wish, Choice) and wish.op == "none_of"]:
            fast = ban.values == ("train",) and ban.labels[0].lower() in HIGH_SPEED
            if slow and fast and ban.subject == subject and ban.attribute == "mode":
                draft.constraints.remove(ban)
                draft.unresolved.append(ban.quote)

    def _add_inside(self, fleet: _Fleet, modes: dict[str, str], firmly: Strength) -> None:
        """市内地铁: nobody rides to the next door, so walks are among it; a plan with every mode said and no other is best."""
        draft = self._walk.draft
        if "walk" not in modes:
            self._add(fleet, "innercity", "only", modes | {"walk": draft.say("on_foot")}, firmly)
        else:
            self._add(fleet, "innercity", "only", modes, firmly)
        self._add(fleet, "innercity", "all_of", modes, "soft")
        if "walk" not in modes:
            self._add(fleet, "innercity", "only", modes, "soft", origin="derived")

    def _add(
        self,
        fleet: _Fleet,
        subject: Subject,
        op: Literal["only", "all_of"],
        modes: dict[str, str],
        strength: Strength,
        origin: Literal["quoted", "derived"] = "quoted",
    ) -> None:
        self._walk.draft.constraints.append(
            Choice(
                subject=subject,
                attribute="mode",
                op=op,
                values=tuple(modes),
                labels=tuple(modes.values()),
                strength=strength,
                origin=origin,
                quote=self._quote(fleet),
            )
        )

    def _labels(self, fleet: _Fleet) -> Iterator[str]:
        draft = self._walk.draft
        for mode in fleet.values:
            at = next(at for at in fleet.quotes if self._said(at)[1] == mode)
            yield draft.quote(at) if draft.kind(at) == "MODE" else draft.say(f"by_{mode}")

    def _quote(self, fleet: _Fleet) -> str:
        first, last = min(fleet.quotes), max(fleet.quotes)
        clause = self._walk.draft.clause(first)
        return self._walk.draft.quote(first, last if last in clause else first)

    def _listed(self, at: int) -> bool:
        """Whether a mode stands in a list of modes: 地铁、步行."""
        draft = self._walk.draft
        return "MODE" in (draft.kind(draft.look(at, -1, _CARRIES)), draft.kind(draft.look(at, 1, _CARRIES)))

    def _is_nearness(self, at: int) -> bool:
        """离地铁近, 住地铁口: said of the hotel, not of moving."""
        walk = self._walk
        behind, before = walk.draft.look(at, 1, frozenset({"FILL", "GAP"})), walk.draft.look(at, -1, frozenset({"FILL"}))
        by_the_house = "STAY" in walk.clause_kinds(at) and walk.draft.kind(before) == "NEAR"  # 酒店附近有地铁
        at_a_stop = (
            "STAY" in walk.clause_kinds(at) and walk.draft.kind(at + 1) == "GAP" and walk.draft.quote(at + 1) in ("口", "站")
        )
        if not (walk.draft.kind(behind) == "NEAR" or walk.draft.kind(before) == "NEARPRE" or by_the_house or at_a_stop):
            return False
        if at_a_stop:
            walk.draft.use((at + 1,))
        word = walk.draft.quote(at)
        features = [
            t for t in (walk.draft.index.gazetteer.terms if walk.draft.index.gazetteer else ()) if t.family == "hotel_feature"
        ]
        term = next((t for t in features if any(word.lower() in name.lower() for name in (t.word, *t.synonyms))), None)
        if term is not None and walk.mood.frame == "stay" and not walk.mood.negative:
            walk.choose(
                at,
                Choice(
                    subject="hotel",
                    attribute="feature",
                    op="all_of",
                    values=(term.word,),
                    labels=(walk.label(term),),
                    strength=walk.strength,
                    quote=walk.draft.quote(at, *(p for p in (before, behind) if walk.draft.kind(p) in ("NEAR", "NEARPRE"))),
                ),
            )
        return True

    def _qualified(self, at: int) -> bool:
        """不要太早的飞机: not the flight is refused but what is said of it."""
        draft, since = self._walk.draft, self._walk.mood.since
        return since is not None and "MUCH" in {draft.kind(p) for p in range(since + 1, at - 1)}

    def _leg(self, clause: range, at: int) -> range:
        """The part of a clause that says one way of two: by train there and by plane back."""
        draft = self._walk.draft
        cuts = [clause.start - 1, *(p for p in clause if draft.kind(p) == "SEP"), clause.stop]
        legs = [range(first + 1, last) for first, last in pairwise(cuts)]
        ways = [self._way(leg) for leg in legs]
        return next(leg for leg in legs if at in leg) if sorted(ways) == ["back", "out"] else clause

    def _way(self, leg: range) -> str:
        """Which way a part of a clause speaks of, by its words of going; none where it names no train or flight."""
        draft = self._walk.draft
        if not any(draft.kind(p) == "MODE" and draft.tokens[p].value[0] == "intercity" for p in leg):
            return ""
        if any(draft.kind(p) == "BACK" for p in leg):
            return "back"
        end = draft.tokens[leg.stop].start if draft.kind(leg.stop) else len(draft.text)
        words = draft.text[draft.tokens[leg.start].start : end].lower()
        going = any(draft.kind(p) in ("GO", "INWARD") for p in leg) or _THERE.search(words)
        return "out" if going else ""

    def _direction(self, at: int) -> str:
        """Out or back, by the nearest word of direction in the clause."""
        walk = self._walk
        clause = walk.draft.clause(at)
        kinds = {position: walk.draft.kind(position) for position in clause}
        alone = not any(kinds[position] == "MODE" for position in clause if position != at)
        if "BOTHWAYS" in kinds.values() or (alone and {"INWARD", "BACK"} <= set(kinds.values())):
            return ""
        marks = [p for p in self._leg(clause, at) if kinds[p] in ("INWARD", "BACK")]
        if marks and kinds[at] == "TO" and (kinds.get(at + 1) == "CITY" or walk.draft.quote(at) == "飞去"):  # 飞南京再飞回
            return "_out"
        if marks and kinds.get(at + 1) == "GO":  # 飞机去，高铁回
            return "_out"
        if not marks:
            return ""
        nearest = min(marks, key=lambda p: (abs(p - at), p > at))
        return "_out" if kinds[nearest] == "INWARD" else "_back"
