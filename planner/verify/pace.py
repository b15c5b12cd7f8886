"""How full the days are."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.check import CheckResult
from ...domain.request import Pace
from .case import Case
from .presence import is_whole

_MOST: dict[Pace, int] = {"relaxed": 3, "normal": 4, "intense": 6}


def pace(case: Case) -> Iterator[CheckResult]:
    """At most as many attractions a day as the pace allows; no whole day without any."""
    most = _MOST[case.request.pace]
    for day in case.days:
        count = sum(stop.kind == "attraction" for stop in day.stops)
        told = {"count": count, "most": most, "pace": case.say(f"pace.{case.request.pace}")}
        if count > most:
            yield case.violated("pace", "pace.crowded", day, **told)
        elif not count and is_whole(day):
            yield case.violated("pace", "pace.empty", day)
        else:
            yield case.satisfied("pace", "pace.ok", day, **told)
