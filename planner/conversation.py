"""A session of a traveller: turns in, replies out, and everything of a turn is kept at once or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import cast

from ..agents.perception.attach import Attached, attached
from ..domain.edit import Edit, Lock, Target, Undo
from ..domain.errors import MemoryUnavailable
from ..domain.events import Event, MemoryTroubled
from ..domain.language import Language, language_of, listed
from ..domain.memory import MemoryItem, SourceTurn, Statement
from ..domain.request import Question
from ..memory.bundle import Memory
from ..memory.engine.cache import EngineCache
from ..memory.engine.keys import NOBODY
from ..memory.short_term.dialogue import Turn
from ..memory.short_term.head import SessionMoved, SessionTooNew
from .flow.run_store import open_store
from .flow.worlds import worlds_of
from .recall import recaller
from .reply import PlanVersion, Reply
from .trip_planner import TripPlanner
from .turns.done import Done
from .turns.keeper import Keeper
from .turns.phrases import PHRASES
from .turns.talk import Talk
from .turns.verdicts import case_of
from .turns.work import TurnWork

_WINDOW = 3000
"""Tokens of dialogue that are kept word for word."""
_MOST_RACES = 6
"""Times a turn is done again because another window was faster."""
_TITLE = 40

Work = Callable[[TurnWork], AsyncIterator[Event | Done]]


class Conversation:
    """What a user and the planner say to each other about one trip after another.

    Several conversations, also in other processes, may share a session: a turn that another one overtook is done again on what
    came of that. A turn that is cancelled leaves the session at the last acknowledged one, and saying the same again resumes its
    run without repeating a finished tool call. A memory that does not answer ends no turn: the reply says what is not kept, and it
    is kept as soon as the memory answers again.

    Example:
        >>> async with Memory.open(planner.settings, clock=planner.registry.clock) as memory:
        ...     talk = Conversation(planner, memory, user="anna", session="beijing")
        ...     reply = await talk.tell("北京3日亲子游，预算5000元，必去故宫")
        ...     reply = await talk.tell("酒店便宜点")
        ...     print(reply.text)
    """

    def __init__(self, planner: TripPlanner, memory: Memory, *, user: str, session: str) -> None:
        """Open a session of a user, new or old; nothing is read before the first turn."""
        self.user = user
        self.session = session
        self._planner = planner
        self._memory = memory
        self._keeper = Keeper(memory, user=user, session=session)
        self._unlearnt: list[tuple[SourceTurn, tuple[Statement, ...]]] = []
        self._busy = asyncio.Lock()

    def say(self, text: str, *, attachments: Sequence[Attached] = ()) -> AsyncIterator[Event | Reply]:
        """Take a turn in words and yield events as they happen; the last item is the :class:`Reply`.

        An empty text answers an open question with its default. A voice note counts like typed words; places in a picture become a
        part of the trip that is planned, or are added to the plan.

        Raises:
            BadRequest: If an attachment can't be read.
        """
        taken = attached(attachments, language_of(text) if text.strip() else self._keeper.talk.standing.language)
        mark = "".join(one.digest for one in taken)
        return self._turn(text, lambda work: work.text(text, taken), mark=mark)

    def edit(self, *edits: Edit, said: str = "") -> AsyncIterator[Event | Reply]:
        """Take a turn in typed edits, as :meth:`say` does one in words; ``said`` stands for it in the dialogue."""
        return self._turn(said, lambda work: work.edits(edits))

    async def tell(self, text: str, *, attachments: Sequence[Attached] = ()) -> Reply:
        """Take a turn in words; :meth:`say` without its events."""
        return await _last(self.say(text, attachments=attachments))

    async def ask(self, text: str) -> AsyncIterator[Event | Reply]:
        """Have a question about the plan answered, without it being a turn: nothing is changed, learnt or remembered.

        Words that ask for anything else are refused (``unclear``). The last item is the :class:`Reply`.
        """
        talk = await self._keeper.opened()
        async for item in self._worked(talk, text, lambda work: work.inquiry(text), "?"):
            if not isinstance(item, Done):
                yield item
                continue
            unread = [PHRASES.say("unread", item.language, words=listed(item.language, item.unread))] if item.unread else []
            yield Reply(
                kind=item.kind,
                turn=max(1, talk.standing.turn),
                text="\n".join([*item.lines, *unread]),
                trip=talk.trip,
                version=talk.standing.current,
                diff=item.diff,
                answers=item.answers,
                unread=item.unread,
            )

    async def lock(self, target: Target, *, locked: bool = True) -> Reply:
        """Fix a part of the plan, so that no later change touches it, or free it again."""
        return await _last(self.edit(Lock(target=target, locked=locked)))

    async def undo(self, version: int | None = None) -> Reply:
        """Go back to the version before, or to one by its number."""
        return await _last(self.edit(Undo(version=version)))

    async def redo(self) -> Reply:
        """Go forward again to what was undone last."""
        return await _last(self.edit(Undo(redo=True)))

    async def history(self) -> tuple[Turn, ...]:
        """All turns, the oldest first; of old ones only what they came to."""
        return (await self._keeper.opened()).dialogue.turns

    async def versions(self) -> tuple[PlanVersion, ...]:
        """The plan's versions, the oldest first."""
        return tuple((await self._keeper.opened()).versions.values())

    async def current(self) -> PlanVersion | None:
        """The version that counts; None before the first plan."""
        return (await self._keeper.opened()).current

    async def question(self) -> Question | None:
        """What waits for an answer."""
        pending = (await self._keeper.opened()).standing.pending
        return pending.question if pending else None

    async def save(self, path: str | Path) -> Path:
        """Write the plan to a file, see :meth:`Trip.save`, and remember it as a finished trip.

        Raises:
            ValueError: If there is no plan; for another suffix.
            ConfigurationError: If this installation can't write such a file.
        """
        current = await self.current()
        if current is None:
            raise ValueError("there is no plan yet")
        await asyncio.to_thread(current.trip.save, path)
        await self.finish()
        return Path(path)

    async def finish(self) -> None:
        """Remember the present plan as a finished trip of this traveller; a memory that does not answer is tried again later."""
        talk = await self._keeper.opened()
        source = SourceTurn(session=self.session, turn=talk.standing.turn)
        await self._learn(source, self._case(talk))

    async def _turn(self, said: str, work: Work, *, mark: str = "") -> AsyncIterator[Event | Reply]:
        """A turn; ``mark`` tells apart what has the same words."""
        async with self._busy:
            for _ in range(_MOST_RACES):
                try:
                    talk = await self._keeper.opened()
                except SessionTooNew:
                    yield self._refusal("trouble.newer", said)
                    return
                except SessionMoved:
                    continue
                troubles: list[MemoryTroubled] = []
                reply: Reply | None = None
                async with aclosing(cast("AsyncGenerator[Event | Done]", self._worked(talk, said, work, mark))) as items:
                    async for item in items:
                        if isinstance(item, Done):
                            with suppress(SessionMoved):
                                reply = await self._concluded(item, talk.standing.turn + 1, troubles)
                            continue
                        if isinstance(item, MemoryTroubled):
                            troubles.append(item)
                        yield item
                if reply is not None:
                    yield reply
                    return
            yield self._refusal("trouble.race", said)

    async def _worked(self, talk: Talk, said: str, work: Work, mark: str) -> AsyncIterator[Event | Done]:
        """One try of a turn's work, in a run of its own that is forgotten once its outcome has been taken."""
        number = talk.standing.turn + 1
        run = f"{number}-{sha256((said + mark).encode()).hexdigest()[:8]}"
        planner, engine = self._planner, self._memory.engine
        async with open_store(
            planner.settings, planner.registry.clock, engine=engine, user=self.user, session=self.session
        ) as store:
            context = planner.context(run, interactive=True)
            context.journal, context.cache = store.journal, EngineCache(engine, self.user, NOBODY)
            if talk.trip is not None:
                context.worlds |= worlds_of(talk.trip, planner.registry)
            if not talk.standing.refused_all:
                context.recall = recaller(self._memory, self.user, refused=talk.standing.refused)
            turn = TurnWork(talk, context, store, number=number, said=said)
            done: Done | None = None
            async for item in work(turn):
                if isinstance(item, Done):
                    done = item
                else:
                    yield item
            assert done is not None
            planner.registry.record()
            yield done
            await store.forget(run)

    async def _concluded(self, done: Done, number: int, troubles: Sequence[MemoryTroubled]) -> Reply:
        """Remember what was learnt, commit the turn and word the reply.

        Raises:
            SessionMoved: If another window was faster; the turn is to be done again.
        """
        language, current, pending = done.language, done.talk.current, done.talk.standing.pending
        source = SourceTurn(session=self.session, turn=number, quote=done.said)
        learnt, trouble = await self._learn(source, done.statements)
        if done.settles:
            await self._learn(source, self._case(done.talk))
        degraded = [self._reason("degraded.long_term", event.reason, language) for event in troubles]
        if trouble is not None:
            degraded.append(self._reason("degraded.learn", trouble.reason, language))
        shown: tuple[str, ...] = ()
        if done.asks in ("memory", "forget"):
            shown = await self._known(language, degraded)
        new = current is not None and current.turn == number
        recalled = current.trip.request.recalled if current and new else ()
        lines = [
            *done.lines,
            *shown,
            *([PHRASES.say("unread", language, words=listed(language, done.unread))] if done.unread else []),
            *self._remembered(learnt, language),
            *([self._recalled_line([item.text for item in recalled], language)] if recalled and done.kind == "plan" else []),
            *(_put(pending.question) if pending else ()),
        ]
        talk = self._with_entry(done, number, "\n".join(lines))
        acknowledged, kept = await self._keeper.keep(talk, title=_title(talk, done.said), language=language)
        degraded += kept
        degraded += [notice.words(language) for notice in await self._memory.store.notices()]
        if recalled and done.kind == "plan":
            await self._touch([item.item for item in recalled])
        return Reply(
            kind=done.kind,
            turn=number,
            text="\n".join([*lines, *degraded]),
            trip=done.trip or (current.trip if current else None),
            version=talk.standing.current,
            diff=done.diff,
            answers=done.answers,
            questions=(pending.question,) if pending else (),
            unread=done.unread,
            asks=done.asks,
            remembered=tuple(item for item, _ in learnt),
            recalled=recalled,
            degraded=tuple(degraded),
            acknowledged=acknowledged and self._memory.engine.durable,
        )

    def _with_entry(self, done: Done, number: int, reply: str) -> Talk:
        """The conversation with the turn's entry in the dialogue."""
        entry = Turn(
            number=number,
            said=done.said,
            reply=reply,
            kind=done.kind,
            version=done.talk.standing.current,
            edits=done.edits,
            statements=done.statements,
            at=self._planner.registry.clock.now(),
        )
        talk = done.talk.standing_at(turn=number, language=done.language)
        return replace(talk, dialogue=talk.dialogue.with_turn(entry, window=_WINDOW))

    async def _learn(
        self, source: SourceTurn, statements: tuple[Statement, ...]
    ) -> tuple[list[tuple[MemoryItem, tuple[MemoryItem, ...]]], MemoryUnavailable | None]:
        """Remember statements, and earlier ones that could not be; what was learnt now, each with what it takes the place of."""
        waiting = [*self._unlearnt, *([(source, statements)] if statements else [])]
        learnt: list[tuple[MemoryItem, tuple[MemoryItem, ...]]] = []
        for place, (origin, told) in enumerate(waiting):
            try:
                found = await self._memory.long_term.remember(self.user, told, origin)
            except MemoryUnavailable as trouble:
                self._unlearnt = waiting[place:]
                return learnt, trouble
            learnt += [(outcome.item, outcome.replaced) for outcome in found if outcome.item.statement.kind != "case"]
        self._unlearnt = []
        return learnt, None

    async def _touch(self, items: Sequence[str]) -> None:
        try:
            await self._memory.long_term.touch(self.user, items)
        except MemoryUnavailable:  # they only fade a little sooner
            return

    async def _known(self, language: Language, degraded: list[str]) -> tuple[str, ...]:
        """Everything that is remembered, as lines."""
        try:
            items = await self._memory.long_term.items(self.user)
        except MemoryUnavailable as trouble:
            degraded.append(self._reason("degraded.long_term", trouble.reason, language))
            return ()
        if not items:
            return (PHRASES.say("memory.none", language),)
        return (PHRASES.say("memory.list", language, items=listed(language, (item.text for item in items))),)

    def _case(self, talk: Talk) -> tuple[Statement, ...]:
        if talk.current is None:
            return ()
        standing = talk.standing
        case = case_of(talk.current.trip, talk.dossier.findings, liked=standing.liked, disliked=standing.disliked)
        return (case,) if case else ()

    def _remembered(self, learnt: Sequence[tuple[MemoryItem, tuple[MemoryItem, ...]]], language: Language) -> list[str]:
        plain = [item.text for item, replaced in learnt if not replaced]
        lines = [PHRASES.say("remembered", language, items=listed(language, plain))] if plain else []
        return lines + [
            PHRASES.say("remembered.instead", language, item=item.text, replaced=listed(language, (old.text for old in replaced)))
            for item, replaced in learnt
            if replaced
        ]

    def _recalled_line(self, texts: Sequence[str], language: Language) -> str:
        line = PHRASES.say("recalled", language, items=listed(language, texts))
        return line + PHRASES.say("recalled.refuse", language)

    def _reason(self, key: str, reason: str, language: Language) -> str:
        return PHRASES.say(key, language, reason=PHRASES.say(f"reason.{reason}", language))

    def _refusal(self, key: str, said: str) -> Reply:
        """A reply to a turn that did not count."""
        talk = self._keeper.talk
        language = language_of(said) if any(character.isalpha() for character in said) else talk.standing.language
        text = PHRASES.say(key, language, session=self.session)
        return Reply(kind="trouble", turn=talk.standing.turn + 1, text=text, degraded=(text,), acknowledged=False)


async def _last(items: AsyncIterator[Event | Reply]) -> Reply:
    reply: Reply | None = None
    async for item in items:
        if isinstance(item, Reply):
            reply = item
    assert reply is not None  # a turn ends with its reply
    return reply


def _put(question: Question) -> tuple[str, ...]:
    """A question as lines; ways out are told by number, other options are the interface's to word."""
    ways = question.options if question.slot == "way" else ()
    return (question.text, *(f"{number}. {way}" for number, way in enumerate(ways, 1)))


def _title(talk: Talk, said: str) -> str:
    """What a session is about: its trip, or its first words."""
    if talk.current is not None:
        request = talk.current.trip.request
        return PHRASES.say("case", request.language, city=request.destination_name, days=request.days)
    first = next((turn.said for turn in talk.dialogue.turns if turn.said), said)
    return first[:_TITLE]
