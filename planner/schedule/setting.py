"""What the parts of a problem are built from: request, evidence, and how the attempt is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ...domain.party import Party
from ...domain.request import TripRequest
from .assumptions import SHAPES, SMALL_CHILD, DayShape
from .evidence import Evidence
from .keep import Keep
from .orders import Pivot


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One attempt at a trip.

    Attributes:
        thrift: Build the problem of the cheapest plan instead of the best one.
        brief: Visit everything as briefly as makes sense, and don't turn in early.
        price: How many times a fen for rides and rooms counts on top of itself, so that more of the budget is left.
        roomy: Take the rides that leave most of the trip in the city, whatever else they take.
        pivots: Between each rank of a wished order and the next.
        keep: How the request's pins are held; None where it has none.
    """

    request: TripRequest
    evidence: Evidence
    thrift: bool
    brief: bool
    price: int = 0
    roomy: bool = False
    pivots: tuple[Pivot, ...] = ()
    keep: Keep | None = None

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """Every date of the trip."""
        return self.request.dates

    @property
    def party(self) -> Party:
        """Who travels."""
        return self.request.party

    @property
    def shape(self) -> DayShape:
        """What a whole day looks like."""
        return SHAPES[self.request.pace]

    @property
    def nowhere(self) -> int:
        """A node that costs nothing to reach: "wherever you are"."""
        return len(self.evidence.travel.ids)

    @property
    def tires_soon(self) -> bool:
        """Whether small children or seniors travel along."""
        return bool(self.party.of("senior")) or any((c.age or 0) < SMALL_CHILD for c in self.party.of("child"))
