"""The provider against the outside data and its checker's router; skipped where they aren't on this machine."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from random import Random
from types import ModuleType

import pytest
from xiake.tools.travel import TravelQuery

from benchmarks.chinatravel.provider import SandboxProvider

OUTSIDE = Path(__file__).parents[4] / "shared" / "benchmarks" / "chinatravel"

pytestmark = pytest.mark.skipif(not (OUTSIDE / "check.py").is_file(), reason="the outside data is not on this machine")


@pytest.fixture(scope="module")
def checker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("outside_check", OUTSIDE / "check.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def provider() -> SandboxProvider:
    return SandboxProvider(OUTSIDE / "sandbox")


async def test_ten_cities_move_as_the_checker_does(provider: SandboxProvider, checker: ModuleType) -> None:
    box = checker.Sandbox(OUTSIDE / "sandbox")
    assert len(provider.sandbox.slugs) == 10
    for city in provider.sandbox.slugs:
        ids = tuple(Random(city).sample(sorted(provider.city(city).by_id), 12))
        names = {place: provider.city(city).by_id[place].name for place in ids}
        table = await provider.travel(TravelQuery(city=city, ids=ids))
        for start in ids:
            for end in ids:
                for mode in table.modes if start != end else ():
                    legs, move = box.goto(city, names[start], names[end], "00:00", mode), table.move(start, end, mode)
                    assert (legs is None) == (move is None)
                    if legs is not None and move is not None:
                        assert checker.minutes(legs[-1]["end_time"]) == move.minutes
                        assert sum(leg["price"] for leg in legs) == pytest.approx(float(move.fare))
                        assert sum(leg["distance"] for leg in legs) == pytest.approx(move.metres / 1000, abs=0.03)


def test_records_are_all_there(provider: SandboxProvider) -> None:
    cities = [provider.city(name) for name in provider.sandbox.slugs]
    assert sum(len(city.attractions) for city in cities) == 3413
    assert sum(len(city.restaurants) for city in cities) == 4655
    assert sum(len(city.hotels) for city in cities) == 3866 - 96  # some are listed twenty times
