"""The chat itself: a line in, a turn or a slash command, its answer on the screen."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from pathlib import Path
from typing import cast

from rich.console import RenderableType
from rich.text import Text

from ...domain.attachment import Attachment
from ...domain.edit import Edit
from ...domain.events import Event, ModelCalled, SeatFellBack
from ...domain.language import Language, language_of
from ...domain.request import Question
from ...domain.usage import SeatUsage, Usage
from ...planner.conversation import Conversation
from ...planner.export.words import money
from ...planner.reply import PlanVersion, Reply
from ..exit import rejection_of
from ..memories import Memories
from ..render.style import bullets
from .commands import command_of
from .lines import Lines
from .phrases import PHRASES
from .screen import Screen
from .turns import run_turn

_SUFFIX = ".md"


class Chat:
    """One session at the terminal or in a pipe.

    Attributes:
        attachments: What goes with the next turn.
        usage: What models were asked since the chat was opened.
    """

    def __init__(
        self, conversation: Conversation, memories: Memories, screen: Screen, language: Language, *, interactive: bool
    ) -> None:
        """Talk in this language until the traveller writes in another; ``interactive`` turns can be cancelled by Ctrl-C."""
        self.conversation = conversation
        self.memories = memories
        self.screen = screen
        self.language = language
        self.turns = 0
        self._interactive = interactive
        self._question: Question | None = None
        self._status = ""
        self._ended = False
        self.attachments: list[Attachment] = []
        self.usage = Usage()

    async def run(self, lines: Lines) -> None:
        """Take lines until there are no more or ``/quit`` is one, then remember the plan as a finished trip.

        What goes wrong with a line is told, and the next one is taken.
        """
        self._question = await self.conversation.question()
        await self._take_stock()
        while not self._ended:
            try:
                line = await lines.read(self._status)
                if line is None:
                    break
                await self.take(line)
            except Exception as error:
                self.screen.refused(rejection_of(error))
        if self.turns and await self.conversation.current():
            await self.conversation.finish()

    async def take(self, line: str) -> None:
        """Take one line: a slash command, or words of the traveller.

        A blank one sends what is attached, or answers an open question with its default.
        """
        line = line.strip()
        if line.startswith("/"):
            name, _, words = line[1:].partition(" ")
            await command_of(name, self.language).run(self, words.strip())
        elif line:
            await self.hear(line)
        elif self.attachments:
            await self._turn(self._said(""))
        elif self._question is not None and self._question.default:
            await self._turn(self.conversation.say(""))

    async def hear(self, text: str) -> None:
        """Take a turn in words."""
        if any(character.isalpha() for character in text):
            self.language = language_of(text)
        await self._turn(self._said(text))

    async def edit(self, *edits: Edit, said: str) -> None:
        """Take a turn in typed edits."""
        await self._turn(self.conversation.edit(*edits, said=said))

    async def save(self, path: Path) -> None:
        """Write the plan to a file."""
        if await self.conversation.current() is None:
            return self.show("save", Text(self.say("no_plan")))
        try:
            saved = await self.conversation.save(path)
        except OSError as error:
            return self.show("save", Text(self.say("not_written", path=path, reason=error.strerror)))
        return self.show("save", Text(self.say("saved", path=saved)))

    async def current(self) -> PlanVersion | None:
        """The plan that counts."""
        return await self.conversation.current()

    def default_path(self, suffix: str = _SUFFIX) -> Path:
        """Where the plan is saved if nobody says where: in the working folder, named like the session."""
        safe = "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in self.conversation.session)
        return Path(f"xiake-{safe}{suffix}")

    def show(self, command: str, *parts: RenderableType) -> None:
        """Show what a command asked for."""
        self.screen.shown(command, *parts)

    def say(self, key: str, **fields: object) -> str:
        """Word something for the traveller."""
        return PHRASES.say(key, self.language, **fields)

    def end(self) -> None:
        """Take no more lines."""
        self._ended = True

    async def _heeded(
        self, items: AsyncIterator[Event | Reply], troubles: dict[str, None]
    ) -> AsyncGenerator[Event | Reply, None]:
        """A turn's items; what models cost is added up, and where one failed is noted."""
        async with aclosing(cast("AsyncGenerator[Event | Reply]", items)) as stream:
            async for item in stream:
                if isinstance(item, ModelCalled):
                    self.usage = self.usage.plus(_used(item))
                elif isinstance(item, SeatFellBack):
                    troubles[item.message] = None
                yield item

    async def _take_stock(self) -> None:
        """Note whose session this is and which version of the plan counts, for the status beside the prompt."""
        self._status = self.say("who", user=self.conversation.user, session=self.conversation.session)
        current = await self.current()
        if current is None or current.trip.budget is None:
            return
        total = money(current.trip.budget.total, self.language)
        self._status += f" · {self.say('standing', version=current.number, total=total)}"

    def _said(self, text: str) -> AsyncIterator[Event | Reply]:
        attachments, self.attachments = self.attachments, []
        return self.conversation.say(text, attachments=attachments)

    async def _turn(self, items: AsyncIterator[Event | Reply]) -> None:
        troubles: dict[str, None] = {}
        reply = await run_turn(self._heeded(items, troubles), self.screen, self.language, cancellable=self._interactive)
        if reply is None:
            self.screen.remark(Text(self.say("cancelled"), "warn"))
            return
        self.turns += 1
        self._question = reply.questions[0] if reply.questions else None
        self.screen.reply(reply, self.language)
        if troubles:
            self.screen.remark(bullets([Text(trouble) for trouble in troubles], "↻", "warn"))
        if reply.asks == "save" and reply.version is not None:
            await self.save(self.default_path())
        await self._take_stock()


def _used(call: ModelCalled) -> Usage:
    used = call.model_dump(include={"seat", "model", "input_tokens", "output_tokens", "cost"})
    return Usage(seats=(SeatUsage(**used, calls=1, failed=0 if call.ok else 1, seconds=call.elapsed),))
