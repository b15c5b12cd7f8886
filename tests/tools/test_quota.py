"""Requests of a day are counted across processes, and forgotten at midnight in China."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

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
        assert not quota.spent
        quota.count()
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
    quota.count()
    assert quota.spent
    broken = tmp_path / "broken.json"
    broken.write_text('{"day": 3')
    assert DailyQuota(broken, Dated(), most=1).used == 0
