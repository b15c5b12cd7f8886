"""How full the days are."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.check import CheckResult
from ...domain.place import Attraction
from ...domain.request import Pace
from .case import Case
from .presence import is_whole, presence

_MOST: dict[Pace, int] = {"relaxed": 3, "normal": 4, "intense": 6}
_LIGHT = (9 * 60, 18 * 60)
_USABLE = 240
"""Who has so many minutes in the city by daylight sees something."""


def pace(case: Case) -> Iterator[CheckResult]:
    """At most as many attractions a day as the pace allows; no day without any that leaves time for one."""
    most = _MOST[case.request.pace]
    for day in case.days:
        count = sum(stop.kind == "attraction" for stop in day.stops)
        told = {"count": count, "most": most, "pace": case.say(f"pace.{case.request.pace}")}
        begin, end = presence(case, day)
        usable = min(end, _LIGHT[1]) - max(begin, _LIGHT[0])
        if count > most:
            yield case.violated("pace", "pace.crowded", day, **told)
        elif count or usable < _USABLE:
            yield case.satisfied("pace", "pace.ok", day, **told)
        elif not case.facts.searched(Attraction):
            yield case.unverifiable("idle", "pace.no_sights", day)
        else:
            yield case.violated("pace" if is_whole(case, day) else "idle", "pace.empty", day, minutes=usable)
