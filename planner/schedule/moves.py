"""The modes of moving as the solver sees them: minutes and fen for the whole party."""

from __future__ import annotations

from ...domain.transit import MoveMode
from ...domain.travel import ModeTable
from .assumptions import LONGEST_WALK
from .problem import UNREACHABLE, Mode
from .select import NoCandidatesError, allowed_modes
from .setting import Setting


def modes_of(setting: Setting) -> tuple[tuple[Mode, ...], tuple[MoveMode, ...]]:
    """The allowed modes and their names.

    Raises:
        NoCandidatesError: If the wishes leave no mode.
    """
    tables = setting.evidence.travel.modes
    names = allowed_modes(setting.request, tuple(tables))
    if not names:
        raise NoCandidatesError("innercity")
    others = [tables[name] for name in names if name != "walk"]
    modes = []
    for name in names:
        table = tables[name]
        minutes = [list(row) for row in table.minutes]
        if name == "walk":
            _drop_where_others_serve(minutes, others, beyond=LONGEST_WALK)
        elif name == "taxi" and "innercity" in setting.squeeze:
            _drop_where_others_serve(minutes, [tables[other] for other in names if other == "metro"])
        units = table.units(setting.party)
        if setting.thrift:  # there is no budget then, so that a fare may weigh more than it costs
            units += setting.pressed("innercity", units)
        fen = [[cell * units for cell in row] for row in table.fare]
        _add_nowhere(minutes, fen, edge=0 if name == names[0] else UNREACHABLE)
        modes.append(Mode(name=name, minutes=minutes, fen=fen, first=table.first, last=table.last))
    return tuple(modes), names


def _drop_where_others_serve(minutes: list[list[int]], others: list[ModeTable], *, beyond: int = 0) -> None:
    for a, row in enumerate(minutes):
        for b, own in enumerate(row):
            if own > beyond and any(other.minutes[a][b] != UNREACHABLE for other in others):
                row[b] = UNREACHABLE


def _add_nowhere(minutes: list[list[int]], fen: list[list[int]], *, edge: int) -> None:
    """Append the node that costs nothing to reach."""
    for row in minutes:
        row.append(edge)
    for prices in fen:
        prices.append(0)
    minutes.append([edge] * len(minutes[0]))
    fen.append([0] * len(fen[0]))
