"""Between WGS-84 and GCJ-02 and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xiake.domain.geo import Coordinate
from xiake.tools.providers.amap.coordinates import to_gcj02, to_wgs84


@given(st.floats(18.5, 53), st.floats(75, 134))
def test_there_and_back_is_the_same_point(lat: float, lon: float) -> None:
    at = Coordinate(lat=lat, lon=lon)
    back = to_wgs84(to_gcj02(at))
    assert (back.lat, back.lon) == pytest.approx((lat, lon), abs=1e-6)
    shifted = to_gcj02(at)
    assert 1e-4 < abs(shifted.lat - lat) + abs(shifted.lon - lon) < 0.02, "some hundred metres"


def test_a_known_point_and_one_abroad() -> None:
    palace = to_gcj02(Coordinate(lat=39.9163, lon=116.3972))
    assert (palace.lat, palace.lon) == pytest.approx((39.91770, 116.40344), abs=2e-5)
    paris = Coordinate(lat=48.8584, lon=2.2945)
    assert to_gcj02(paris) == paris
