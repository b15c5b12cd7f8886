"""The domain records a plan is judged against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ...domain.availability import Availability
from ...domain.evidence import Source
from ...domain.place import AnyPlace, Attraction, Hotel, Restaurant
from ...domain.task import Findings
from ...domain.travel import IntercityService, TravelTable
from ...domain.weather import DayWeather

_SEARCHES: Mapping[type, str] = {Attraction: "attractions", Restaurant: "restaurants", Hotel: "hotels"}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the tools said; nothing else counts as true.

    Attributes:
        places: Records by place id.
        travel: Travel between the places of the city; without ids when nothing is known.
        services: Intercity services by id.
        availability: What is known about single dates.
        weather: What is known of the weather, by date.
        lost: Capabilities that failed, so that what they would have found is unknown.
    """

    places: Mapping[str, AnyPlace]
    travel: TravelTable
    services: Mapping[str, IntercityService]
    availability: tuple[Availability, ...] = ()
    weather: Mapping[date, DayWeather] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()

    @classmethod
    def gather(cls, findings: Mapping[str, Findings]) -> Facts:
        """Pool the findings of all subtasks; the travel table that knows most places counts."""
        found = tuple(findings.values())
        tables = [f.travel for f in found if f.travel is not None]
        nothing = TravelTable(ids=(), modes={}, source=Source(provider="none"))
        return cls(
            places={place.id: place for f in found for place in f.places},
            travel=max(tables, key=lambda table: len(table.ids), default=nothing),
            services={service.id: service for f in found for service in f.services},
            availability=tuple(record for f in found for record in f.availability),
            weather={day.day: day for f in found for day in f.weather},
            lost=frozenset(gap.capability for f in found for gap in f.gaps if gap.code != "not_found"),
        )

    @cached_property
    def shut(self) -> dict[tuple[str, date], Availability]:
        """Records of places that let nobody in on a date."""
        return {(a.place, a.day): a for a in self.availability if a.status in ("sold_out", "closed")}

    def knows(self, kind: type) -> bool:
        """Whether any place of this kind was found; if not, the capability behind it was lost."""
        return any(isinstance(place, kind) for place in self.places.values())

    def searched(self, kind: type) -> bool:
        """Whether what was found of this kind is all there is to find, so that what the plan lacks is the plan's fault.

        Places that were named are found by name, even where the search for their kind was lost.
        """
        return self.knows(kind) and _SEARCHES.get(kind) not in self.lost
