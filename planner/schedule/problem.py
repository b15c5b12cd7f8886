"""What the scheduler solves and what it answers: visits, slots, days, bases and moves, all in whole minutes and fen.

Nothing here knows cities. Places are *nodes* ``0 .. nodes-1`` of the travel matrices; times are minutes from midnight of
their own day; money is fen for the whole party; every worth (scores, penalties, weights) is counted in fen, too, so that
"how much is it worth" and "what does it cost" can be weighed (see :mod:`.objective`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

BASE = -1
"""Stands for the node of the chosen base wherever a node index is expected."""

UNREACHABLE = -1
"""In a mode's minutes: the mode can't serve the pair."""

ALWAYS = 1 << 20
"""A minute that is later than any other, and a count that is no limit."""


class Window(NamedTuple):
    """An opening on one day: start in ``earliest .. latest``, finish (start + dwell) by ``end``."""

    earliest: int
    latest: int
    end: int = ALWAYS


@dataclass(frozen=True, kw_only=True, slots=True)
class Mode:
    """One way to move.

    Attributes:
        name: For messages only.
        minutes: ``minutes[a][b]`` from node a to node b, door to door; :data:`UNREACHABLE` where it doesn't serve the pair.
        fen: What the whole party pays for that.
        first: Earliest departure minute of a day.
        last: Latest departure minute of a day.
        required: True when a trip without a leg of this mode is incomplete (reported in ``Solution.unused``).
    """

    name: str
    minutes: Sequence[Sequence[int]]
    fen: Sequence[Sequence[int]]
    first: int = 0
    last: int = ALWAYS
    required: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Base:
    """A candidate to sleep in; one is chosen for the whole trip.

    Attributes:
        node: Where it is.
        fen: What all nights and rooms cost.
        score: What it is worth to this party.
    """

    node: int
    fen: int
    score: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """One day, i.e. one route.

    Attributes:
        start: Node where it begins, or :data:`BASE`.
        end: Node where it ends, or :data:`BASE`.
        earliest: Nobody leaves the start before this minute.
        latest: Everybody is at the end by this minute.
        waits_at_start: True when the party stands at the start from ``earliest`` on (an arrival), so that leaving later is
            waiting; False when a late start is free.
        max_visits: At most this many visits that fill no slot.
        min_visits: Fewer than this many of them costs ``Weights.empty_day`` each.
        max_active: At most this many minutes from leaving the start to reaching the end.
        target: Minutes of visits (dwell, without slots) that suit the pace; None weighs no balance.
    """

    start: int = BASE
    end: int = BASE
    earliest: int
    latest: int
    waits_at_start: bool = False
    max_visits: int = ALWAYS
    min_visits: int = 1
    max_active: int = ALWAYS
    target: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """Something that can be done at most once in the trip.

    A visit named as candidate of a slot only ever occurs in a slot.

    Attributes:
        node: Where, or :data:`BASE`.
        dwell: Minutes it takes; in a slot, the slot's dwell counts instead.
        score: What it is worth to this party.
        windows: Per day, the openings in order of time; an empty tuple where it is closed.
        fen: Per day, what the whole party pays.
        mandatory: True when the trip must contain it (for a visit that fills no slot).
        after: Index of the visit that it must directly follow (a meal inside an attraction).
        liking: Per day, what it is worth there on top of its score; empty where the day makes no difference.
    """

    node: int
    dwell: int
    score: int
    windows: tuple[tuple[Window, ...], ...]
    fen: tuple[int, ...]
    mandatory: bool = False
    after: int | None = None
    liking: tuple[int, ...] = ()

    def worth_on(self, day: int) -> int:
        """What it is worth on a day."""
        return self.score + (self.liking[day] if self.liking else 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """A meal of one day, filled by one candidate visit or left out.

    Attributes:
        day: Index of the day.
        name: For messages only.
        window: When it may start and must end, on top of the candidate's own windows.
        dwell: Minutes it takes.
        candidates: Indices of visits.
        own: Of candidates that don't keep to the slot's window and dwell, their own.
        required: True when a trip without it is incomplete (reported in ``Solution.unfilled``).
        penalty: What leaving it out costs when it isn't required.
    """

    day: int
    name: str
    window: Window
    dwell: int
    candidates: tuple[int, ...]
    own: Mapping[int, tuple[Window, int]] = field(default_factory=dict)
    required: bool = True
    penalty: int = 0

    def shape(self, visit: int) -> tuple[Window, int]:
        """Window and dwell of a candidate in this slot."""
        return self.own.get(visit, (self.window, self.dwell))


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A rule on how many of some visits occur.

    Attributes:
        members: Indices of visits.
        max_per_trip: Hard.
        max_per_day: Hard.
        min_per_trip: Wanted; what is missing counts as below.
        required: True when a trip with fewer is incomplete (reported in ``Solution.unmet``).
        penalty: What each missing one costs when it isn't required.
    """

    members: tuple[int, ...]
    max_per_trip: int = ALWAYS
    max_per_day: int = ALWAYS
    min_per_trip: int = 0
    required: bool = True
    penalty: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Cap:
    """A limit on a part of the spending; hard, like the budget.

    Attributes:
        fen: At most this much.
        visits: Indices of the visits that count.
        moves: Whether fares count.
        bases: Whether the base counts.
    """

    fen: int
    visits: frozenset[int] = frozenset()
    moves: bool = False
    bases: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """How the terms of the objective weigh against each other; all in fen.

    Attributes:
        money: Per fen spent: 1 weighs thrift in full, 0 only obeys the budget.
        moving: Per minute on the way.
        waiting: Per minute of standing around, after the day starts as late as it can.
        empty_day: Per visit that a day falls short of ``Day.min_visits``.
        imbalance: Per day, for being an hour off ``Day.target``; grows with the square.
    """

    money: int = 1
    moving: int = 100
    waiting: int = 50
    empty_day: int = 50_000
    imbalance: int = 1_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """A trip to schedule.

    Attributes:
        nodes: Number of places in the matrices.
        days: In order.
        visits: All that could be done, slots' candidates included.
        modes: At least one; per leg the solver takes the one that serves the plan best.
        bases: Candidates; may be empty only when neither a day nor a visit refers to :data:`BASE`.
        slots: At most a few a day; two slots of one day are filled by different visits.
        groups: Further rules.
        budget: Fen for base, visits, slots and moves together; None is no limit.
        caps: Limits on parts of that.

    Raises:
        ValueError: If indices or lengths don't fit together.
    """

    nodes: int
    days: tuple[Day, ...]
    visits: tuple[Visit, ...]
    modes: tuple[Mode, ...]
    bases: tuple[Base, ...] = ()
    slots: tuple[Slot, ...] = ()
    groups: tuple[Group, ...] = ()
    budget: int | None = None
    caps: tuple[Cap, ...] = ()
    weights: Weights = Weights()

    def __post_init__(self) -> None:
        if not self.days or not self.modes:
            raise ValueError("a problem has at least one day and one mode")
        ends = [node for day in self.days for node in (day.start, day.end)]
        used = [*ends, *(visit.node for visit in self.visits)]
        if any(not BASE <= node < self.nodes for node in (*used, *(base.node for base in self.bases))):
            raise ValueError(f"nodes lie in 0..{self.nodes - 1}")
        if BASE in used and not self.bases:
            raise ValueError("a day or visit refers to the base, but there are no bases")
        if any(base.node == BASE for base in self.bases):
            raise ValueError("a base has a node of its own")
        if any(len(m) != self.nodes for mode in self.modes for m in (mode.minutes, mode.fen)):
            raise ValueError(f"matrices have {self.nodes} rows")
        for index, visit in enumerate(self.visits):
            if len(visit.windows) != len(self.days) or len(visit.fen) != len(self.days):
                raise ValueError(f"visit {index}: one entry per day in windows and fen")
            if visit.liking and len(visit.liking) != len(self.days):
                raise ValueError(f"visit {index}: one entry per day in liking")
            if visit.after is not None and not 0 <= visit.after < len(self.visits):
                raise ValueError(f"visit {index}: no such visit to follow")
        members = [m for group in self.groups for m in group.members] + [c for slot in self.slots for c in slot.candidates]
        members += [visit for cap in self.caps for visit in cap.visits]
        if any(not 0 <= member < len(self.visits) for member in members):
            raise ValueError("groups, slots and caps name visits")
        if any(not 0 <= slot.day < len(self.days) for slot in self.slots):
            raise ValueError("slots name days")


@dataclass(frozen=True, kw_only=True, slots=True)
class Leg:
    """A move between two stops of a day.

    Attributes:
        mode: Index of the mode; None when both ends are the same node.
        depart: Minute of leaving.
        arrive: Minute of arriving.
        fen: What the party pays.
    """

    mode: int | None
    depart: int
    arrive: int
    fen: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Stop:
    """A visit with its times; ``start - leg.arrive`` is waiting.

    Attributes:
        visit: Index of the visit.
        slot: Index of the slot it fills, or None.
        leg: The way to it.
        start: Minute it begins.
        end: Minute it ends.
    """

    visit: int
    slot: int | None
    leg: Leg
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DayPlan:
    """A day's route: the stops in order and the way from the last one (or the day's start) to the day's end."""

    stops: tuple[Stop, ...]
    last_leg: Leg


@dataclass(frozen=True, kw_only=True, slots=True)
class Solution:
    """A plan that keeps every hard rule except those it lists as failed.

    Attributes:
        base: Index of the chosen base; None when there are none.
        days: One per day of the problem.
        value: Worth by :mod:`.objective`; what is listed below isn't counted in it.
        fen: Everything spent.
        unplaced: Mandatory visits that found no place.
        unfilled: Required slots left out.
        unmet: Required groups with fewer than their minimum.
        unused: Required modes that no leg uses.
    """

    base: int | None
    days: tuple[DayPlan, ...]
    value: int
    fen: int
    unplaced: tuple[int, ...] = ()
    unfilled: tuple[int, ...] = ()
    unmet: tuple[int, ...] = ()
    unused: tuple[int, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether everything that had to be in the plan is in it."""
        return not (self.unplaced or self.unfilled or self.unmet or self.unused)
