"""Ways between places as they may be before anything is scheduled: what the best mode takes, money and time in one sum."""

from __future__ import annotations

from collections.abc import Iterable

from ...domain.constraint import CostLimit
from .assumptions import LONGEST_WALK
from .problem import UNREACHABLE
from .select import allowed_modes
from .setting import Setting
from .value import THRIFT, WEIGHTS

_SCARCE = 20
"""Where moving about the city is capped, a fen of it counts so many times."""

_SOMEHOW = 30
"""Minutes of a way that no record tells."""


class Ways:
    """The ways of one attempt."""

    def __init__(self, setting: Setting) -> None:
        """Look up the modes that the wishes leave."""
        self._table = setting.evidence.travel
        names = allowed_modes(setting.request, tuple(self._table.modes))
        self._modes = [(name, self._table.modes[name], self._table.modes[name].units(setting.party)) for name in names]
        capped = any(
            isinstance(wish, CostLimit) and (wish.category, wish.strength) == ("innercity", "hard")
            for wish in setting.request.constraints
        )
        self._minute = (THRIFT if setting.thrift else WEIGHTS).moving
        self._fen = max(1 + setting.price, _SCARCE if capped else 1)

    def minutes(self, start: str, end: str) -> int:
        """The fastest way."""
        if start == end:
            return 0
        a, b = self._table.index.get(start), self._table.index.get(end)
        known = [] if a is None or b is None else [mode.minutes[a][b] for _, mode, _ in self._modes]
        return min((minutes for minutes in known if minutes != UNREACHABLE), default=_SOMEHOW)

    def burdens(self, start: str, ends: Iterable[str]) -> list[tuple[int, int]]:
        """What the best way to each of some places takes from the party, fen, and its minutes; nobody walks for long."""
        row = self._table.index.get(start)
        if row is None:
            return [(_SOMEHOW * self._minute, _SOMEHOW) for _ in ends]
        return [self._burden(row, self._table.index[end]) for end in ends]

    def _burden(self, start: int, end: int) -> tuple[int, int]:
        return min(
            (
                (self._minute * mode.minutes[start][end] + self._fen * units * mode.fare[start][end], mode.minutes[start][end])
                for name, mode, units in self._modes
                if mode.minutes[start][end] != UNREACHABLE and (name != "walk" or mode.minutes[start][end] <= LONGEST_WALK)
            ),
            default=(_SOMEHOW * self._minute, _SOMEHOW),
        )
