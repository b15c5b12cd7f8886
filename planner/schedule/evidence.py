"""All findings of a run, merged for planning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from ...domain.place import AnyPlace, Place
from ...domain.task import Findings
from ...domain.travel import TravelTable
from ...domain.weather import DayWeather

P = TypeVar("P", bound=Place)


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What the workers found.

    Attributes:
        places: Records by id.
        travel: Between all of them.
        findings: By task.
        blocked: Dates on which a place lets nobody in although its hours say otherwise.
    """

    places: Mapping[str, AnyPlace]
    travel: TravelTable
    findings: Mapping[str, Findings]
    blocked: frozenset[tuple[str, date]]

    @classmethod
    def gather(cls, findings: Mapping[str, Findings]) -> Evidence:
        """Merge findings; the travel task must have succeeded."""
        travel = findings["travel"].travel
        assert travel is not None
        return cls(
            places={place.id: place for found in findings.values() for place in found.places},
            travel=travel,
            findings=findings,
            blocked=frozenset(
                (record.place, record.day)
                for found in findings.values()
                for record in found.availability
                if record.status in ("sold_out", "closed")
            ),
        )

    @cached_property
    def preferred(self) -> frozenset[str]:
        """Ids of the places that a model chose."""
        return frozenset(place for found in self.findings.values() for place in found.preferred)

    @cached_property
    def weather(self) -> Mapping[date, DayWeather]:
        """What is known of the weather, by date."""
        return {weather.day: weather for found in self.findings.values() for weather in found.weather}

    @cached_property
    def lost(self) -> frozenset[str]:
        """Capabilities that failed, so that what they would have found is unknown; finding nothing is an answer."""
        return frozenset(gap.capability for found in self.findings.values() for gap in found.gaps if gap.code != "not_found")

    def of(self, kind: type[P]) -> list[P]:
        """Records of one kind that the travel table reaches, in a stable order."""
        return [place for place in self.places.values() if isinstance(place, kind) and place.id in self.travel.index]
