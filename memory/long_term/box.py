"""What still has to be done in the long-term store for a user."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...domain.base import Model
from ...domain.memory import MemoryItem


class Waiting(Model):
    """An item to be written, and the change of the box that brought it."""

    change: str
    item: MemoryItem


class Box(Model):
    """Changes that are durable here and not yet in the long-term store, and a sign by which readers see that something changed.

    Attributes:
        change: A new one with every change; a user's items are the same as long as it is the same.
        wiped: The change that forgot everything before it, if that still has to be done.
        gone: Items to be forgotten, each with the change that asked for it.
        waiting: Items to be written, by id.
    """

    change: str = ""
    wiped: str = ""
    gone: Mapping[str, str] = {}
    waiting: Mapping[str, Waiting] = {}

    @property
    def empty(self) -> bool:
        """Whether nothing has to be done."""
        return not (self.wiped or self.gone or self.waiting)

    @property
    def forgets(self) -> bool:
        """Whether something has to be forgotten."""
        return bool(self.wiped or self.gone)

    def with_items(self, items: Iterable[MemoryItem], change: str) -> Box:
        """With items to be written."""
        added = {item.id: Waiting(change=change, item=item) for item in items}
        return self.model_copy(update={"change": change, "waiting": {**self.waiting, **added}})

    def without(self, ids: Iterable[str], change: str) -> Box:
        """With items to be forgotten."""
        gone = dict.fromkeys(ids, change)
        waiting = {key: entry for key, entry in self.waiting.items() if key not in gone}
        return self.model_copy(update={"change": change, "gone": {**self.gone, **gone}, "waiting": waiting})

    def emptied(self, change: str) -> Box:
        """With everything to be forgotten."""
        return Box(change=change, wiped=change)

    def less(self, done: Box) -> Box:
        """Without what has been done, as far as it was not asked for again since."""
        return self.model_copy(
            update={
                "wiped": "" if self.wiped == done.wiped else self.wiped,
                "gone": {key: change for key, change in self.gone.items() if done.gone.get(key) != change},
                "waiting": {key: entry for key, entry in self.waiting.items() if done.waiting.get(key) != entry},
            }
        )

    def over(self, stored: Sequence[MemoryItem]) -> tuple[MemoryItem, ...]:
        """The user's items: those of the store with the changes that wait, oldest first."""
        kept = {} if self.wiped else {item.id: item for item in stored if item.id not in self.gone}
        kept.update({key: entry.item for key, entry in self.waiting.items()})
        return tuple(sorted(kept.values(), key=lambda item: (item.created, item.id)))
