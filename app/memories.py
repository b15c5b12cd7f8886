"""What both the chat and the command line do with a traveller's memories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..agents.intake.statements import read_statements
from ..domain.errors import BadRequest, InputProblem
from ..domain.language import Language, listed
from ..domain.memory import MemoryItem, SourceTurn
from ..memory.bundle import Memory
from ..memory.long_term.found import Learnt
from .phrases import PHRASES


@dataclass(frozen=True)
class Memories:
    """The memories of one user."""

    memory: Memory
    user: str

    async def listed(self) -> tuple[MemoryItem, ...]:
        """What counts today, the oldest first, so that numbers stay as new ones are added."""
        items = await self.memory.long_term.items(self.user)
        return tuple(sorted(items, key=lambda item: (item.created, item.id)))

    async def add(self, text: str, language: Language, *, session: str) -> tuple[Learnt, ...]:
        """Remember a sentence as it stands.

        Raises:
            BadRequest: If there are no words in it.
        """
        statements = read_statements(text, explicit=True)
        if not statements:
            raise _bad(text, PHRASES.say("bad.nothing_said", language))
        return await self.memory.long_term.remember(self.user, statements, SourceTurn(session=session, turn=0, quote=text))

    async def forget(self, which: Sequence[str], language: Language) -> tuple[MemoryItem, ...]:
        """Forget memories for good, with what they took the place of.

        Args:
            which: Numbers of the list, ids, or a memory's words.
            language: Of the messages.

        Raises:
            BadRequest: If one of them is no memory; nothing is forgotten then.
        """
        items = await self.listed()
        chosen = {item.id: item for name in which for item in _named(items, name, language)}
        history = await self.memory.long_term.items(self.user, history=True)
        gone = dict(chosen)
        while older := [item for item in history if item.superseded_by in gone and item.id not in gone]:
            gone |= {item.id: item for item in older}
        await self.memory.eraser.forget(self.user, tuple(gone.values()))
        return tuple(chosen.values())

    async def wipe(self) -> int:
        """Forget everything of the user; returns how many memories went."""
        return await self.memory.eraser.wipe(self.user)


def worded(learnt: Sequence[Learnt], language: Language) -> str:
    """What became of statements, one a line."""
    return "\n".join(
        PHRASES.say(
            f"memory.{outcome.how}",
            language,
            item=outcome.item.text,
            replaced=listed(language, (item.text for item in outcome.replaced)),
        )
        for outcome in learnt
    )


def _named(items: Sequence[MemoryItem], name: str, language: Language) -> list[MemoryItem]:
    if name.isdecimal() and 1 <= int(name) <= len(items):
        return [items[int(name) - 1]]
    found = [item for item in items if name in (item.id, item.text) or name in item.said]
    if not found:
        raise _bad(name, PHRASES.say("bad.memory", language, value=name))
    return found


def _bad(value: str, message: str) -> BadRequest:
    return BadRequest(InputProblem(field="text", value=value, message=message))
