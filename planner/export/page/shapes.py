"""What a drawn map is made of, in pixels of its frame; y grows downwards."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Literal
from unicodedata import east_asian_width

from ....domain.base import Model

_ARROWS = (0.5, 0.42, 0.58, 0.34, 0.66)  # where on its way an arrow may stand, best first

Symbol = Literal["number", "hotel", "station"]


class Box(Model):
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether they share more than an edge."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def within(self, other: Box) -> bool:
        """Whether it lies wholly in the other."""
        return other.left <= self.left and self.right <= other.right and other.top <= self.top and self.bottom <= other.bottom

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class Label(Model):
    """A name beside its mark.

    Attributes:
        x: Where the text is anchored.
        y: Its middle line.
        leader: Whether a line to the mark is needed to tell whose it is.
    """

    text: str
    x: float
    y: float
    anchor: Literal["start", "middle", "end"]
    box: Box
    leader: bool


class Mark(Model):
    """A place on the map.

    Attributes:
        x: Where the mark is drawn.
        y: The same.
        true_x: Where the place is; the mark stands aside where it would hide another.
        true_y: The same.
        name: In the traveller's language.
        label: None where there was no room for it; the number leads to the name then.
    """

    x: float
    y: float
    true_x: float
    true_y: float
    radius: float
    symbol: Symbol
    number: int | None
    colour: str
    name: str
    label: Label | None = None

    @property
    def box(self) -> Box:
        """What it covers, with a little air."""
        reach = self.radius + 1.5
        return Box(left=self.x - reach, top=self.y - reach, right=self.x + reach, bottom=self.y + reach)

    @property
    def aside(self) -> bool:
        """Whether it stands visibly beside its place."""
        return math.hypot(self.x - self.true_x, self.y - self.true_y) > self.radius / 2


class Curve(Model):
    """A way, slightly bent to the right so that there and back can be told apart.

    Attributes:
        points: Start, control point and end of a quadratic Bézier curve.
        arrow: Place and direction in degrees, clockwise from the right; None where there is no room for one.
    """

    points: tuple[tuple[float, float], tuple[float, float], tuple[float, float]]
    mode: str
    colour: str
    arrow: tuple[float, float, float] | None

    def at(self, share: float) -> tuple[float, float]:
        """The point after a share of the way, 0-1."""
        (x0, y0), (x1, y1), (x2, y2) = self.points
        rest = 1 - share
        return (
            rest * rest * x0 + 2 * rest * share * x1 + share * share * x2,
            rest * rest * y0 + 2 * rest * share * y1 + share * share * y2,
        )


class Map(Model):
    """A map, ready to be drawn.

    Attributes:
        bar: Length of the scale bar and of the squares of the grid.
        bar_metres: What that is in reality.
    """

    width: float
    height: float
    marks: tuple[Mark, ...]
    curves: tuple[Curve, ...]
    bar: float
    bar_metres: int


def curve(start: Mark, end: Mark, mode: str, colour: str, marks: Iterable[Mark]) -> Curve:
    """A way between two marks; its arrow keeps clear of all of them."""
    along, down = end.x - start.x, end.y - start.y
    length = math.hypot(along, down)
    bow = min(0.1 * length, 16) / length if length else 0
    middle = ((start.x + end.x) / 2 - down * bow, (start.y + end.y) / 2 + along * bow)
    path = Curve(points=((start.x, start.y), middle, (end.x, end.y)), mode=mode, colour=colour, arrow=None)
    covers = [mark.box for mark in marks]
    for share in _ARROWS:
        here, (before, after) = path.at(share), (path.at(share - 0.05), path.at(share + 0.05))
        if length > 2.4 * (start.radius + end.radius) and not any(box.holds(*here) for box in covers):
            direction = math.degrees(math.atan2(after[1] - before[1], after[0] - before[0]))
            return path.model_copy(update={"arrow": (*here, direction)})
    return path


def width_of(text: str, size: float) -> float:
    """About how wide a text is drawn; Chinese characters are as wide as they are high."""
    return size * sum(1.0 if east_asian_width(character) in "WFA" else 0.58 for character in text)
