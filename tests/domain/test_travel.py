"""Units a party pays for, fares of travellers, and pairs of a travel table."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from xiake.domain.evidence import Source
from xiake.domain.money import TypicalPrice, UnitBasis
from xiake.domain.party import Party, Traveller
from xiake.domain.transit import MoveMode
from xiake.domain.travel import UNREACHABLE, IntercityService, ModeTable, TravelTable

SOURCE = Source(provider="test")
ADULT = Traveller()


def child(age: int | None = None, height: int | None = None) -> Traveller:
    return Traveller(group="child", age=age, height_cm=height)


def table(basis: UnitBasis, **fields: Any) -> ModeTable:
    one = ((0, 5), (7, 0))
    return ModeTable(minutes=one, metres=one, fare=((0, 300), (400, 0)), basis=basis, **fields)


def party(*travellers: Traveller) -> Party:
    return Party(travellers=travellers)


@pytest.mark.parametrize(
    ("mode", "people", "units"),
    [
        (table("car"), party(ADULT), 1),
        (table("car"), party(*[ADULT] * 4), 1),
        (table("car"), party(*[ADULT] * 5), 2),
        (table("car", seats=6), party(*[ADULT] * 6), 1),
        (table("total"), party(*[ADULT] * 9), 1),
        (table("person"), party(ADULT, child(5)), 2),  # no rule is known, so everybody pays
        (table("person", free_child_height_cm=120), party(ADULT, child(height=120)), 1),
        (table("person", free_child_height_cm=120), party(ADULT, child(height=121)), 2),
        (table("person", free_child_height_cm=120, free_child_age=6), party(ADULT, child(5)), 1),
        (table("person", free_child_height_cm=120, free_child_age=6), party(ADULT, child(6)), 2),
        (table("person", free_child_height_cm=120, free_child_age=6), party(ADULT, child(3, height=125)), 2),
        (table("person", free_child_height_cm=120, free_child_age=6), party(ADULT, child()), 2),
        (table("person", free_child_height_cm=120), party(Traveller(height_cm=110), ADULT), 2),  # a short adult pays
    ],
)
def test_units(mode: ModeTable, people: Party, units: int) -> None:
    assert mode.units(people) == units


@pytest.mark.parametrize(
    ("person", "fare"),
    [
        (ADULT, "553.50"),
        (Traveller(group="senior", age=70), "553.50"),
        (child(5), "0"),
        (child(6), "276.75"),
        (child(13), "276.75"),
        (child(14), "553.50"),
        (child(), "276.75"),
    ],
)
def test_fare_of(person: Traveller, fare: str) -> None:
    service = IntercityService(
        id="s",
        mode="train",
        origin="a",
        origin_name="A",
        destination="b",
        destination_name="B",
        minutes=270,
        fare=TypicalPrice(typical=Decimal("553.5")),
        first=420,
        last=1200,
        source=SOURCE,
    )
    assert service.fare_of(person) == Decimal(fare)


def test_a_half_fare_is_rounded_to_the_fen() -> None:
    service = IntercityService(
        id="s",
        mode="flight",
        origin="a",
        origin_name="A",
        destination="b",
        destination_name="B",
        minutes=100,
        fare=TypicalPrice(typical=Decimal("0.05")),
        infants_free_under=2,
        first=420,
        last=1200,
        source=SOURCE,
    )
    assert service.fare_of(child(7)) == Decimal("0.03")
    assert service.fare_of(child(1)) == 0
    assert service.fare_of(child(2)) == Decimal("0.03")


def test_moves_of_a_table() -> None:
    blocked = table("person").model_copy(update={"minutes": ((0, UNREACHABLE), (9, 0))})
    modes: dict[MoveMode, ModeTable] = {"taxi": table("car"), "metro": blocked}
    travel = TravelTable(ids=("p", "q"), modes=modes, source=SOURCE)
    there = travel.move("p", "q", "taxi")
    assert there is not None
    assert (there.minutes, there.fare, there.basis) == (5, Decimal("3.00"), "car")
    back = travel.move("q", "p", "taxi")
    assert back is not None
    assert back.minutes == 7
    assert travel.move("p", "q", "metro") is None
    assert travel.move("q", "p", "metro") is not None
    assert travel.move("p", "q", "walk") is None
    assert travel.move("p", "nowhere", "taxi") is None
