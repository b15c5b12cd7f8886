"""The modes of moving as the solver sees them: minutes and fen for the whole party."""

from __future__ import annotations

from collections.abc import Mapping

from ...domain.constraint import Choice, CostLimit, FarMode
from ...domain.request import TripRequest
from ...domain.transit import MoveMode
from ...domain.travel import ModeTable
from .assumptions import LONGEST_WALK, WALKED_ANYWAY
from .problem import UNREACHABLE, Mode
from .select import NoCandidatesError, allowed_modes
from .setting import Setting

_ROUNDING = 15
"""Ways are only known so exactly, metres: whoever adds up their parts may come out above a limit."""

_LONGEST_TO_SAVE = 75
"""The longest walk, minutes, of a party that may spend only so much on moving about."""


def modes_of(setting: Setting) -> tuple[tuple[Mode, ...], tuple[MoveMode, ...]]:
    """The allowed modes and their names.

    Raises:
        NoCandidatesError: If the wishes leave no mode.
    """
    tables = setting.evidence.travel.modes
    names = allowed_modes(setting.request, tuple(tables))
    required = _required(setting.request)
    if not names or not required <= set(names):
        raise NoCandidatesError("innercity")
    others = [tables[name] for name in names if name != "walk"]
    limits = [wish for wish in setting.request.constraints if isinstance(wish, FarMode) and wish.strength == "hard"]
    ways: dict[MoveMode, list[list[int]]] = {}
    on_foot: list[list[int]] = []
    for name in sorted(names, key=lambda name: name != "walk"):
        table = tables[name]
        minutes = [list(row) for row in table.minutes]
        _drop_far(minutes, table, [wish.beyond_km for wish in limits if wish.mode != name])
        if name == "walk":
            _drop_where_others_serve(minutes, others, beyond=_LONGEST_TO_SAVE if _caps_fares(setting.request) else LONGEST_WALK)
            on_foot = [list(row) for row in minutes]
        elif name not in required:
            _drop_what_one_walks(minutes, on_foot)
        ways[name] = minutes
    if setting.keep is not None:
        _drop_other_than(setting.keep.modes, ways, setting.evidence.travel.index)
    made: dict[MoveMode, Mode] = {}
    for name, minutes in ways.items():
        table = tables[name]
        units = table.units(setting.party)
        fen = [[cell * units for cell in row] for row in table.fare]
        _add_nowhere(minutes, fen, edge=0 if name == names[0] else UNREACHABLE)
        made[name] = Mode(name=name, minutes=minutes, fen=fen, first=table.first, last=table.last, required=name in required)
    return tuple(made[name] for name in names), names


def _drop_other_than(
    kept: Mapping[tuple[str, str], MoveMode], ways: Mapping[MoveMode, list[list[int]]], index: Mapping[str, int]
) -> None:
    """Leave but the mode by which one went before, as far as it still serves."""
    for (start, end), mode in kept.items():
        a, b = index.get(start), index.get(end)
        if a is None or b is None or mode not in ways or ways[mode][a][b] == UNREACHABLE:
            continue
        for name, minutes in ways.items():
            if name != mode:
                minutes[a][b] = UNREACHABLE


def _required(request: TripRequest) -> set[str]:
    """Modes of which the plan needs a leg each."""
    return {
        mode
        for wish in request.constraints
        if isinstance(wish, Choice) and (wish.subject, wish.op, wish.strength) == ("innercity", "all_of", "hard")
        for mode in wish.values
    }


def _drop_far(minutes: list[list[int]], table: ModeTable, limits: list[float]) -> None:
    """Take away the ways that are longer than any of these, km."""
    if not limits:
        return
    most = min(limits) * 1000 - _ROUNDING
    for a, row in enumerate(table.metres):
        for b, metres in enumerate(row):
            if metres > most:
                minutes[a][b] = UNREACHABLE


def _caps_fares(request: TripRequest) -> bool:
    """Whether a cap on the money for moves makes long walks worth while."""
    return any(
        isinstance(wish, CostLimit) and (wish.category, wish.strength) == ("innercity", "hard") for wish in request.constraints
    )


def _drop_where_others_serve(minutes: list[list[int]], others: list[ModeTable], *, beyond: int) -> None:
    for a, row in enumerate(minutes):
        for b, own in enumerate(row):
            if own > beyond and any(other.minutes[a][b] != UNREACHABLE for other in others):
                row[b] = UNREACHABLE


def _drop_what_one_walks(minutes: list[list[int]], on_foot: list[list[int]]) -> None:
    for a, row in enumerate(on_foot):
        for b, walk in enumerate(row):
            if walk != UNREACHABLE and walk <= WALKED_ANYWAY:
                minutes[a][b] = UNREACHABLE


def _add_nowhere(minutes: list[list[int]], fen: list[list[int]], *, edge: int) -> None:
    """Append the node that costs nothing to reach."""
    for row in minutes:
        row.append(edge)
    for prices in fen:
        prices.append(0)
    minutes.append([edge] * len(minutes[0]))
    fen.append([0] * len(fen[0]))
