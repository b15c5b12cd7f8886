"""Getting from one place to another: inner-city travel tables and intercity services."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Literal

from pydantic import Field

from .base import Model
from .clock import Minute
from .evidence import Source
from .money import FEN, TypicalPrice, UnitBasis, to_fen
from .party import Party, Traveller
from .transit import MoveMode

UNREACHABLE = -1


TrainClass = Literal["high_speed", "conventional"]
"""G, D and C trains (高铁、动车、城际), and all others."""


class Access(Model):
    """The station from which a place is reached.

    Attributes:
        station: Its name.
        minutes: On foot between it and the place.
        metres: Way length of that walk.
    """

    station: str
    minutes: int = Field(ge=0)
    metres: int = Field(ge=0)


class ModeTable(Model):
    """One mode between all pairs of a table's places.

    Attributes:
        access: Per place, the station that the way begins or ends with; the minutes and metres of a pair contain both walks.
            Empty where the mode goes from door to door, or nothing is known.
        minutes: Whole minutes door to door, row = from, column = to; :data:`UNREACHABLE` where the mode can't serve the pair.
        metres: Way length.
        fare: Fen per unit of ``basis``.
        basis: ``person`` (metro), ``car`` (taxi) or ``total`` (walk, always 0).
        first: Earliest departure minute of the day.
        last: Latest departure minute of the day.
        seats: People per unit when the basis is ``car``.
        free_child_height_cm: A child known to be at most this tall rides free; None is no known rule.
        free_child_age: A child of unknown height below this age counts as that tall (a 6-year-old is about 120 cm); None
            is no rule.
    """

    minutes: tuple[tuple[int, ...], ...]
    metres: tuple[tuple[int, ...], ...]
    fare: tuple[tuple[int, ...], ...]
    basis: UnitBasis
    access: tuple[Access, ...] = ()
    first: Minute = 0
    last: Minute = 30 * 60
    seats: int = 4
    free_child_height_cm: int | None = None
    free_child_age: int | None = None

    def units(self, party: Party) -> int:
        """How many units of the basis a party pays: passengers with a ticket, cars, or 1."""
        if self.basis == "car":
            return -(-party.size // self.seats)
        if self.basis == "person":
            return sum(not self._rides_free(person) for person in party.travellers)
        return 1

    def _rides_free(self, person: Traveller) -> bool:
        if person.group != "child":
            return False
        if person.height_cm is not None and self.free_child_height_cm is not None:
            return person.height_cm <= self.free_child_height_cm
        return person.age is not None and self.free_child_age is not None and person.age < self.free_child_age


class Move(Model):
    """One pair by one mode.

    Attributes:
        access: The stations that the way begins and ends with, where they are known.
    """

    mode: MoveMode
    minutes: int
    metres: int
    access: tuple[Access, Access] | None = None
    fare: Decimal
    basis: UnitBasis


class TravelTable(Model):
    """Travel between all pairs of some places, by mode.

    Attributes:
        ids: Place ids; indices of the tables.
        modes: Tables by mode.
        source: Evidence for all of it.
    """

    ids: tuple[str, ...]
    modes: dict[MoveMode, ModeTable]
    source: Source

    @cached_property
    def index(self) -> dict[str, int]:
        """Row of each place id."""
        return {place: row for row, place in enumerate(self.ids)}

    def move(self, start: str, end: str, mode: MoveMode) -> Move | None:
        """The record of one pair; None where the mode can't serve it or a place is missing."""
        table = self.modes.get(mode)
        if table is None or start not in self.index or end not in self.index:
            return None
        row, column = self.index[start], self.index[end]
        if table.minutes[row][column] == UNREACHABLE:
            return None
        return Move(
            mode=mode,
            minutes=table.minutes[row][column],
            metres=table.metres[row][column],
            access=(table.access[row], table.access[column]) if table.access else None,
            fare=table.fare[row][column] * FEN,
            basis=table.basis,
        )


class IntercityService(Model):
    """A way between two cities.

    Attributes:
        origin: Station id in the origin city, or its name where the city isn't covered.
        destination: Station id in the destination city.
        minutes: Typical ride, or the exact one of a timetabled service.
        fare: Per adult in the usual class.
        infants_free_under: Children below this age ride free with an adult.
        child_fare_share: What older children up to 13 pay of it.
        first: Earliest departure one can count on, or the departure of a timetabled service.
        last: Latest departure one can count on; equal to ``first`` for a timetabled service.
        number: Train or flight number of a timetabled service.
        train_class: What kind of train it is; None for a flight, or where no record tells.
    """

    id: str
    mode: Literal["train", "flight"]
    origin: str
    origin_name: str
    destination: str
    destination_name: str
    minutes: int = Field(gt=0)
    fare: TypicalPrice
    infants_free_under: int = 6
    child_fare_share: Decimal = Decimal("0.5")
    first: Minute
    last: Minute
    number: str | None = None
    train_class: TrainClass | None = None
    source: Source

    def fare_of(self, person: Traveller) -> Decimal:
        """What one traveller pays, CNY, to the fen; children of unknown age pay like those of 6-13."""
        if person.group != "child" or (person.age is not None and person.age > 13):
            return self.fare.typical
        if person.age is not None and person.age < self.infants_free_under:
            return Decimal("0.00")
        return to_fen(self.fare.typical * self.child_fare_share)
