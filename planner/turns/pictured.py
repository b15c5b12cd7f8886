"""What pictures add to a plan that stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...domain.constraint import Choice
from ...domain.edit import Add, Edit
from ...domain.request import TripRequest


@dataclass(frozen=True, kw_only=True)
class Additions:
    """Edits from what was made out in the attachments of a turn.

    Attributes:
        notes: What was made out, in the traveller's language.
    """

    edits: tuple[Edit, ...]
    notes: tuple[str, ...]


def additions(before: TripRequest, after: TripRequest) -> Additions:
    """What attachments added to a request, as changes of its plan: each place that is named is to be seen, too."""
    new = after.constraints[len(before.constraints) :]
    return Additions(
        edits=tuple(edit for wish in new if isinstance(wish, Choice) for edit in _adds(wish)),
        notes=after.notes[len(before.notes) :],
    )


def _adds(wish: Choice) -> Iterator[Add]:
    if wish.op == "all_of":
        for place in wish.values:
            yield Add(places=(place,), quote=wish.quote)
    else:  # one of several branches
        yield Add(wishes=(wish.model_copy(update={"strength": "hard"}),), quote=wish.quote)
