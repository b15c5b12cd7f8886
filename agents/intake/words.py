"""Reading a few words in the light of a request that stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from ...domain.language import Language
from ...domain.request import Given, TripRequest
from .alternatives import read_alternatives, set_aside
from .budget import read_budget
from .compounds import compound
from .described import read_hotel_described
from .draft import Draft
from .lexer import lex
from .names import NameIndex
from .token import Token
from .wishes import read_wishes


def known_of(request: TripRequest) -> Given:
    """What of a trip a few words about it need not say."""
    return Given(origin=request.origin, destination=request.destination, days=request.days, people=min(request.party.size, 200))


def read_words(
    text: str,
    request: TripRequest,
    *,
    index: NameIndex,
    language: Language,
    today: date,
    more: Callable[[str], Iterable[Token]] = lambda folded: (),
) -> Draft:
    """Read words as an ordinary request of this trip would be: its wishes, and what of them can't be read.

    Args:
        text: The words.
        request: The trip that they are about.
        index: Names of its city.
        language: Language to answer in.
        today: What tomorrow counts from.
        more: See :func:`~.lexer.lex`.
    """
    draft = Draft(
        text=text,
        language=language,
        today=today,
        index=index,
        tokens=compound(lex(text, index, more)),
        given=known_of(request),
        origin=request.origin,
        destination=request.destination,
        start=request.start,
        days=request.days,
        travellers=request.party.travellers,
    )
    aside = set_aside(draft)
    read_hotel_described(draft)
    read_alternatives(draft, aside)
    read_budget(draft)
    read_wishes(draft)
    return draft
