"""What moving about takes and costs in a Chinese city of which nothing better is known."""

from __future__ import annotations

from decimal import Decimal

from ....domain.clock import parse_clock
from ....domain.transit import CityTransit, FareStep, TaxiMeter

TRANSIT = CityTransit(
    metro_kmh=33,
    metro_overhead=14,
    metro_first=parse_clock("06:30"),
    metro_last=parse_clock("22:00"),
    metro_fares=(
        FareStep(up_to_km=4, fare=Decimal(2)),
        FareStep(up_to_km=9, fare=Decimal(3)),
        FareStep(up_to_km=16, fare=Decimal(4)),
        FareStep(up_to_km=25, fare=Decimal(5)),
        FareStep(up_to_km=36, fare=Decimal(6)),
        FareStep(up_to_km=None, fare=Decimal(8)),
    ),
    taxi_kmh=26,
    taxi_overhead=6,
    taxi=TaxiMeter(flag_fall=Decimal(10), flag_km=3, per_km=Decimal("2.2")),
    source="按国内城市常见车速、地铁票价与出租车价估算",
    as_of="2026-11",
)
"""What moving about costs and takes in a Chinese city of which nothing better is known; every way by it is marked as an estimate."""
