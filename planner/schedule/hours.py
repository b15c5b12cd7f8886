"""When the places of a trip let the party in on each of its dates, and how long it stays at a sight."""

from __future__ import annotations

from datetime import date

from ...domain.constraint import VisitOrder, places_asked_for
from ...domain.place import Attraction, Hotel, Restaurant
from .assumptions import EVENING, GOOD_AT_NIGHT, ONLY_BY_DAY, WHOLE_DAY
from .clocks import clocks_of
from .daylight import dusk
from .orders import Pivot, between, ranks_of
from .problem import ALWAYS, Window
from .setting import Setting
from .ways import Ways

_UNKNOWN_HOURS = Window(9 * 60, 16 * 60, 20 * 60)
"""A must-see whose hours nobody knows is visited in the middle of the day."""

_UNKNOWN_EVENING = Window(EVENING, 20 * 60, 22 * 60)
"""Or, if it is only worth it after dark, early in the evening."""

_MORNING = 7 * 60
"""Nobody sees a sight earlier, unless it was asked for."""

_LONG_WAY, _LONG_STAY = 45, 120
"""Who is on the way to a sight for so many minutes stays as long there, up to two hours."""

_FIRST_NIGHT = Pivot(0, ALWAYS)
"""What comes before the hotel is visited before anybody sleeps there."""

_ANY_TIME = Window(6 * 60, 22 * 60)
"""A restaurant of unknown hours; the meal's own window is narrower."""


class Hours:
    """The windows of places on the dates of one attempt at a trip."""

    def __init__(self, setting: Setting) -> None:
        """Look up what was wished.

        Attributes:
            clocks: The wished times, by place.
        """
        self.clocks = clocks_of(setting.request)
        self._setting = setting
        self._asked = {place for wish in setting.request.constraints for place in places_asked_for(wish)}
        self._ways = Ways(setting)
        self._ranks = ranks_of(setting.request.constraints)
        self._before_bed = {
            wish.first
            for wish in setting.request.constraints
            if isinstance(wish, VisitOrder) and isinstance(setting.evidence.places.get(wish.then), Hotel)
        }

    def of_sight(self, sight: Attraction) -> list[tuple[Window, ...]]:
        """When a sight may be visited and is worth it, by date."""
        return self.in_order(sight.id, [self._openings(sight, day) for day in self._setting.dates])

    def of_kept_sight(self, sight: Attraction) -> list[tuple[Window, ...]]:
        """When what is kept may be visited: as long as the place is open, whatever else would suit it."""
        blocked = self._setting.evidence.blocked
        return [() if (sight.id, day) in blocked else _open_hours(sight, day) for day in self._setting.dates]

    def of_restaurant(self, place: Restaurant) -> list[tuple[Window, ...]]:
        """When a restaurant serves, by date."""
        return self.in_order(place.id, [self._serves(place, day) for day in self._setting.dates])

    def in_order(self, place: str, openings: list[tuple[Window, ...]]) -> list[tuple[Window, ...]]:
        """What the wished orders leave of the openings of each date."""
        rank, pivots = self._ranks.get(place), self._setting.pivots
        if rank is None or not pivots:
            return openings
        after = pivots[rank - 1] if rank else None
        before = pivots[rank] if rank < len(pivots) else None
        if place in self._before_bed:
            before = min(_FIRST_NIGHT, before or _FIRST_NIGHT)
        return [between(windows, k, after, before) for k, windows in enumerate(openings)]

    def dwell(self, sight: Attraction, openings: list[tuple[Window, ...]]) -> int:
        """As long as suits the pace, but no longer than the place is open on some date, and never less than makes sense.

        What was asked for gets its typical time before what just fills the day, and enough of it to be worth a long way.
        """
        least, typical = sight.dwell
        shape, asked = self._setting.shape, sight.id in self._asked
        share = 0.0 if self._setting.brief or typical >= WHOLE_DAY else shape.asked_share if asked else shape.dwell_share
        wanted = round(least + (typical - least) * share)
        if asked and not self._setting.brief:
            wanted = max(wanted, self._worth_the_way(sight))
        longest = max((window.end - window.earliest for windows in openings for window in windows), default=wanted)
        return max(least, min(wanted, longest))

    def _worth_the_way(self, sight: Attraction) -> int:
        """Minutes that one stays at a sight which lies far from most beds, or from most other sights."""
        evidence = self._setting.evidence
        beds = [hotel.id for hotel in evidence.of(Hotel)] or [other.id for other in evidence.of(Attraction)]
        ways = sorted(self._ways.minutes(bed, sight.id) for bed in beds)
        way = ways[len(ways) // 2] if ways else 0
        return min(way, _LONG_STAY) if way >= _LONG_WAY else 0

    def _openings(self, sight: Attraction, day: date) -> tuple[Window, ...]:
        """When the place lets the party in on a date, latest entry and end; outdoors the dark ends it, unless times are wished."""
        if (sight.id, day) in self._setting.evidence.blocked:
            return ()
        outdoor = sight.setting == "outdoor" and not sight.evening and sight.id not in self.clocks
        kinds = set(sight.kinds)
        dark = dusk(sight, day) if outdoor and (ONLY_BY_DAY & kinds or not GOOD_AT_NIGHT & kinds) else ALWAYS
        begins = EVENING if sight.evening else 0 if sight.id in self.clocks else _MORNING
        unknown = (_UNKNOWN_EVENING if sight.evening else _UNKNOWN_HOURS,)
        known = _open_hours(sight, day) if sight.hours else unknown
        openings = (Window(max(opens, begins), last, min(end, dark)) for opens, last, end in known)
        return tuple(opening for opening in openings if opening.earliest <= opening.latest)

    def _serves(self, place: Restaurant, day: date) -> tuple[Window, ...]:
        if (clock := self.clocks.get(place.id)) and not clock.allows(self._setting.dates.index(day)):
            return ()
        if place.hours is None:
            return (_ANY_TIME,)
        return tuple(Window(w.opens, w.last_entry, w.closes) for w in place.hours.on(day))


def _open_hours(sight: Attraction, day: date) -> tuple[Window, ...]:
    """When a sight lets people in; whenever they like where nobody knows."""
    if sight.hours is None:
        return (Window(0, ALWAYS),)
    return tuple(Window(w.opens, w.last_entry, w.closes) for w in sight.hours.on(day))


def starts(openings: tuple[Window, ...], dwell: int) -> tuple[Window, ...]:
    """When a visit of this length may begin."""
    return tuple(Window(opens, min(last, end - dwell), end) for opens, last, end in openings if end - dwell >= opens)
