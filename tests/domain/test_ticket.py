"""Admission by date, age, height and seniority, with unknown as a value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError
from xiake.domain.party import Traveller
from xiake.domain.ticket import Concession, Ticket

SUMMER, WINTER, SPRING = date(2026, 7, 1), date(2026, 12, 1), date(2026, 4, 15)

ADULT = Traveller()
SENIOR_OF_UNKNOWN_AGE = Traveller(group="senior")


def child(age: int | None = None, height: int | None = None) -> Traveller:
    return Traveller(group="child", age=age, height_cm=height)


PALACE = Ticket.model_validate(
    {
        "fares": [{"season": "05-01/10-31", "adult": 60}, {"season": "11-01/03-31", "adult": 40}],
        "concessions": [
            {"under_age": 6, "pays": 0},
            {"up_to_height_cm": 120, "pays": 0},
            {"ages": [6, 17], "pays": "1/2"},
            {"from_age": 60, "pays": 30, "note": "bring a document"},
            {"from_age": 70, "pays": 0},
        ],
        "source": "notice",
        "as_of": "2026-01",
    }
)


@pytest.mark.parametrize(
    ("person", "day", "price"),
    [
        (ADULT, SUMMER, "60"),
        (ADULT, WINTER, "40"),
        (ADULT, SPRING, None),  # no fare is known for April, which is not free
        (child(5), SPRING, None),
        (child(5), SUMMER, "0"),
        (child(6), SUMMER, "30"),
        (child(6), WINTER, "20"),
        (child(17), SUMMER, "30"),
        (Traveller(group="child", age=18), SUMMER, "60"),
        (child(8, height=120), SUMMER, "0"),
        (child(8, height=121), SUMMER, "30"),
        (child(None, height=110), SUMMER, "0"),
        (child(), SUMMER, "60"),  # what is unknown matches no concession
        (Traveller(age=59), SUMMER, "60"),
        (Traveller(group="senior", age=60), SUMMER, "30"),
        (Traveller(group="senior", age=70), SUMMER, "0"),
        (SENIOR_OF_UNKNOWN_AGE, SUMMER, "60"),
    ],
)
def test_price(person: Traveller, day: date, price: str | None) -> None:
    assert PALACE.price(person, day) == (None if price is None else Decimal(price))


@pytest.mark.parametrize(
    ("pays", "adult", "amount"),
    [
        ("1/2", "35", "17.50"),
        ("1/2", "0.01", "0.01"),  # half a fen rounds up
        ("1/3", "100", "33.33"),
        ("2/3", "100", "66.67"),
        ("7/10", "45", "31.50"),
        (12, "100", "12.00"),
        (0, "100", "0.00"),
    ],
)
def test_concession_amounts_are_exact_to_the_fen(pays: Any, adult: str, amount: str) -> None:
    assert Concession(under_age=18, pays=pays).amount(Decimal(adult)) == Decimal(amount)


def test_a_dearer_concession_never_raises_the_price() -> None:
    ticket = Ticket.model_validate(
        {"fares": [{"adult": 20}], "concessions": [{"from_age": 60, "pays": 25}], "source": "s", "as_of": "2026"}
    )
    assert ticket.price(Traveller(group="senior", age=65), SUMMER) == 20


@pytest.mark.parametrize(
    "concession",
    [{"pays": 0}, {"under_age": 6, "pays": "half"}, {"under_age": 6, "pays": -1}, {"under_age": 6, "pays": "9/10"}],
)
def test_concessions_must_say_who_and_how_much(concession: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Concession.model_validate(concession)


@pytest.mark.parametrize("missing", ["fares", "source", "as_of"])
def test_a_ticket_needs_evidence(missing: str) -> None:
    whole: dict[str, Any] = {"fares": [{"adult": 20}], "source": "s", "as_of": "2026"}
    Ticket.model_validate(whole)
    with pytest.raises(ValidationError):
        Ticket.model_validate({key: value for key, value in whole.items() if key != missing})
