"""Requests of a day are counted across processes, and forgotten at midnight in China."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from xiake.tools.clock import LOCAL, VirtualClock
from xiake.tools.quota import DailyQuota


class Dated(VirtualClock):
    """A clock whose date is set."""

    today = datetime(2026, 3, 3, 23, 59, tzinfo=LOCAL)

    def now(self) -> datetime:
        return self.today


def test_a_day_has_so_many_requests(tmp_path: Path) -> None:
    clock, path = Dated(), tmp_path / "quota" / "amap.json"
    quota = DailyQuota(path, clock, most=3)
    for _ in range(3):
        assert quota.take()
    assert not quota.take()
    assert quota.spent
    assert DailyQuota(path, clock, most=3).spent  # another process
    clock.today += timedelta(minutes=1)
    assert not quota.spent
    assert quota.used == 0


def test_the_providers_word_counts_for_the_day(tmp_path: Path) -> None:
    clock, path = Dated(), tmp_path / "amap.json"
    quota = DailyQuota(path, clock)
    quota.exhaust()
    assert quota.spent
    assert DailyQuota(path, clock).spent
    clock.today += timedelta(days=1)
    assert not DailyQuota(path, clock).spent


def test_where_nothing_can_be_kept_it_is_counted_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    quota = DailyQuota(tmp_path / "file" / "amap.json", Dated(), most=1)
    assert quota.take()
    assert quota.spent
    broken = tmp_path / "broken.json"
    broken.write_text('{"day": 3')
    assert DailyQuota(broken, Dated(), most=1).used == 0


def test_another_key_has_a_count_of_its_own(tmp_path: Path) -> None:
    clock, path = Dated(), tmp_path / "amap.json"
    DailyQuota(path, clock, key="one").exhaust()
    assert DailyQuota(path, clock, key="one").spent
    other = DailyQuota(path, clock, key="other")
    assert not other.spent
    assert other.take()
    assert "one" not in path.read_text()


@pytest.mark.parametrize(
    "text",
    ['{"day": "2026-03-03", "count": 1e999}', "[" * 100_000, '{"day": "2026-03-03", "spent": "false"}', '{"count": -1}', "\x00"],
)
def test_a_file_that_makes_no_sense_is_none(text: str, tmp_path: Path) -> None:
    path = tmp_path / "amap.json"
    path.write_text(text)
    quota = DailyQuota(path, Dated(), most=2)
    assert (quota.used, quota.spent) == (0, False)
    assert quota.take()


def test_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "amap.json"
    path.mkdir()
    quota = DailyQuota(path, Dated())
    assert quota.take()
    assert quota.used == 1
    assert [one.name for one in tmp_path.iterdir()] == ["amap.json"]


def test_days_are_chinas_whatever_the_clock(tmp_path: Path) -> None:
    clock, path = Dated(), tmp_path / "amap.json"
    clock.today = datetime(2026, 3, 3, 15, 59, tzinfo=UTC)
    quota = DailyQuota(path, clock, most=1)
    assert quota.take()
    clock.today += timedelta(minutes=1)
    assert quota.take()
