"""What it takes to get from the stations into the city, and from one to another."""

from __future__ import annotations

from ...domain.place import Attraction, Station
from .assumptions import LONGEST_WALK
from .problem import UNREACHABLE
from .select import allowed_modes
from .setting import Setting

_SOMEHOW = 30
"""Minutes of a way that no record tells."""


class Stations:
    """The stations that findings name, those of the destination among them."""

    def __init__(self, setting: Setting) -> None:
        """Look them up."""
        self._setting = setting
        self._table = setting.evidence.travel
        self._known = {place.id: place for place in setting.evidence.places.values() if isinstance(place, Station)}
        self._sights = [self._table.index[place.id] for place in setting.evidence.of(Attraction)]
        self._modes = [(name, self._table.modes[name]) for name in allowed_modes(setting.request, tuple(self._table.modes))]

    def __contains__(self, place: str) -> bool:
        return place in self._known

    def is_here(self, place: str) -> bool:
        """Whether a known station lies in the destination."""
        return self._known[place].city == self._setting.request.destination

    def way(self, start: str, end: str) -> int:
        """Minutes from the platform of one station to another one."""
        moves = [move.minutes for name, _ in self._modes if (move := self._table.move(start, end, name))]
        return self._known[start].transfer_minutes + (0 if start == end else min(moves, default=_SOMEHOW))

    def access(self, station: str) -> tuple[int, int]:
        """Minutes, and fen of the party, of the cheapest way to a sight, on average of all."""
        row = self._table.index.get(station)
        ways = [way for sight in self._sights if row is not None and (way := self._cheapest(row, sight))]
        if not ways:
            return _SOMEHOW, 0
        return sum(minutes for _, minutes in ways) // len(ways), sum(fen for fen, _ in ways) // len(ways)

    def _cheapest(self, start: int, end: int) -> tuple[int, int] | None:
        """Fen and minutes; nobody walks for long with luggage."""
        return min(
            (
                (mode.fare[start][end] * mode.units(self._setting.party), mode.minutes[start][end])
                for name, mode in self._modes
                if mode.minutes[start][end] != UNREACHABLE and (name != "walk" or mode.minutes[start][end] <= LONGEST_WALK)
            ),
            default=None,
        )
