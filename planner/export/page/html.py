"""A trip as one printable HTML page: no script, nothing to load, styles and maps inside."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ...trip import Trip
from ..phrases import LABELS
from .labels import SIZE
from .view import view_of

if TYPE_CHECKING:
    from jinja2 import Template


def to_html(trip: Trip) -> str:
    """The whole answer as one page, whatever its status.

    Args:
        trip: A plan, open questions or a conflict.

    Returns:
        An HTML5 document that ends in a line break. What came from users, tools or models is escaped; the page forbids itself to
        load or run anything. Names are links to a map, for those who read it online.
    """
    view = view_of(trip)

    def say(key: str, **fields: object) -> str:
        return LABELS.say(key, view.language, **fields)

    def metres(length: int) -> str:
        return say("kilometres", km=f"{length / 1000:g}") if length >= 1000 else say("metres", metres=length)

    return _template().render(page=view, say=say, metres=metres, label_size=SIZE)


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader(__package__ or "", "templates")
    templates = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return templates.get_template("trip.html")
