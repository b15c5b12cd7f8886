"""Places the names on a map so that none hides another, a mark or the edge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from .shapes import Box, Curve, Label, Mark, width_of

SIZE = 11.5
_HEIGHT = SIZE * 1.3
_LONGEST = 17 * SIZE
_GAPS = (4.0, 13.0, 24.0, 38.0)  # between mark and name; from the second on a line leads there
_SIDES: tuple[tuple[float, float, Literal["start", "middle", "end"], float], ...] = (
    (1, 0, "start", 0),
    (-1, 0, "end", 0.4),
    (0, -1, "middle", 0.8),
    (0, 1, "middle", 0.8),
    (0.75, -0.85, "start", 0.6),
    (0.75, 0.85, "start", 0.6),
    (-0.75, -0.85, "end", 0.9),
    (-0.75, 0.85, "end", 0.9),
)


def labelled(marks: Sequence[Mark], curves: Sequence[Curve], frame: Box, *, wanted: Iterable[int], worth: float) -> list[Mark]:
    """The marks with their labels.

    Several orders are tried, each greedily; the one that leaves the fewest marks unnamed and covers the least of the ways is kept.

    Args:
        marks: In any order; all of them are kept clear.
        curves: Ways that names had better not cover.
        frame: What names must lie in.
        wanted: Indices of the marks that get a name if there is room.
        worth: What a name may cost: 5 for each step away from its mark, 2.5 for each twenty-fourth of a way that it covers.
    """
    indices = list(wanted)
    ways = [point for way in curves for point in (way.at(step / 24) for step in range(25))]
    orders: tuple[Callable[[int], float], ...] = (
        lambda k: k,
        lambda k: -k,
        lambda k: marks[k].x,
        lambda k: marks[k].y,
        lambda k: -marks[k].x,
        lambda k: -marks[k].y,
    )
    _, best = min(
        (_placed(sorted(indices, key=order), marks, ways, frame, worth) for order in orders), key=lambda found: found[0]
    )
    return [mark.model_copy(update={"label": best.get(k)}) for k, mark in enumerate(marks)]


def _placed(
    order: Sequence[int], marks: Sequence[Mark], ways: Sequence[tuple[float, float]], frame: Box, worth: float
) -> tuple[float, dict[int, Label]]:
    taken = [mark.box for mark in marks]
    cost, found = 0.0, {}
    for k in order:
        options = [
            (price + 2.5 * sum(label.box.holds(*point) for point in ways), n, label)
            for n, (price, label) in enumerate(_options(marks[k]))
            if label.box.within(frame) and not any(label.box.overlaps(other) for other in taken)
        ]
        price, _, label = min(options, default=(worth, 0, None))
        cost += min(price, worth)
        if label is not None and price < worth:
            found[k] = label
            taken.append(label.box)
    return cost, found


def _options(mark: Mark) -> Iterable[tuple[float, Label]]:
    text = _short(mark.name)
    width = width_of(text, SIZE)
    for level, gap in enumerate(_GAPS):
        for across, down, anchor, price in _SIDES:
            reach = mark.radius + gap
            x = mark.x + across * reach
            y = mark.y + down * (reach + _HEIGHT / 2)
            left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
            box = Box(left=left, top=y - _HEIGHT / 2, right=left + width, bottom=y + _HEIGHT / 2)
            yield price + 5 * level, Label(text=text, x=x, y=y, anchor=anchor, box=box, leader=level > 0)


def _short(name: str) -> str:
    """A name without its branch, cut where it is still too long."""
    for bracket in "(（":
        name = name.split(bracket)[0].strip() or name
    if width_of(name, SIZE) <= _LONGEST:
        return name
    while name and width_of(name + "…", SIZE) > _LONGEST:
        name = name[:-1]
    return name.rstrip() + "…"
