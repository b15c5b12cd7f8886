"""Makes wishes of the domain from the benchmark's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from xiake.domain.constraint import Choice, Simple
from xiake.domain.gazetteer import PlaceName

from .symbols import UnreadableError
from .trades import MODES, Attribute, Subject

Meaning = tuple[tuple[Simple, ...], ...]
"""Alternatives of wishes that hold together; one empty alternative is met by every plan, no alternative by none."""

ALWAYS: Meaning = ((),)
NEVER: Meaning = ()


@dataclass(frozen=True)
class Wishes:
    """What wishes are made with.

    Attributes:
        days: Of the trip.
        people: Of the party.
        find: The place of an exact name in the target city.
    """

    days: int
    people: int
    find: Callable[[str], PlaceName | None]

    def place(self, name: object) -> PlaceName:
        """The place of that name.

        Raises:
            UnreadableError: If there is none.
        """
        found = self.find(name) if isinstance(name, str) else None
        if found is None:
            raise UnreadableError(f"no place is called {name}")
        return found

    def choice(
        self, subject: Subject, attribute: Attribute, op: Literal["all_of", "any_of", "none_of", "only"], values: frozenset[str]
    ) -> Meaning:
        """A set rule; names become ids, modes the domain's."""
        labels = tuple(sorted(values))
        if not labels:
            raise UnreadableError("an empty set of words")
        words = labels
        if attribute == "place":
            words = tuple(self.place(name).id for name in labels)
        elif attribute == "mode":
            if not values <= MODES.keys():
                raise UnreadableError(f"a mode of {', '.join(labels)}")
            labels = words = tuple(MODES[label] for label in labels)
        return ((Choice(subject=subject, attribute=attribute, op=op, values=words, labels=labels),),)
