"""The public face: a text in, a verified trip out."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date
from inspect import isawaitable
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from ..agents.llm.pool import ModelPool
from ..agents.perception.attach import Attached, attached
from ..domain.errors import BadRequest, ConfigurationError, InputProblem
from ..domain.events import Event
from ..domain.language import Language, language_of
from ..domain.request import NOTHING_GIVEN, Given, Question, TripRequest
from ..memory.bundle import Memory
from ..memory.engine.cache import EngineCache
from ..memory.engine.keys import NOBODY
from ..settings import Settings
from ..tools.clock import SystemClock
from ..tools.context import CallContext
from ..tools.ledger import ToolLedger
from ..tools.provider import Provider, provider_tools
from ..tools.registry import ToolRegistry
from .flow.context import RunContext
from .flow.state import RunState
from .phrases import PHRASES
from .recall import recaller
from .senses import sense, with_perceived
from .trip import Trip
from .understand import understand

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from ..domain.booking import BookingOutcome
    from ..domain.check import CheckResult
    from .booking.graph import Desk
    from .conversation import Conversation
    from .flow.run_store import RunStore

T = TypeVar("T")

Asker = Callable[[Question], str | Awaitable[str | None] | None]
"""Answers a question; an empty answer takes its default."""


class TripPlanner:
    """Plans trips from plain text.

    ``plan`` is for scripts, ``aplan`` for async code, ``astream`` for interfaces that show the work as it goes.

    Example:
        >>> trip = TripPlanner().plan("北京3日亲子游，预算5000元，必去故宫")
        >>> trip.status, trip.budget.total
    """

    def __init__(
        self,
        provider: Provider | None = None,
        *,
        registry: ToolRegistry | None = None,
        settings: Settings | None = None,
        model: str | BaseChatModel | None = None,
        memory: Memory | None = None,
        ask: Asker | None = None,
    ) -> None:
        """Set up a planner; everything has a default that works offline.

        Args:
            provider: Serves the data; by default the bundled catalogue, and with a key of Amap any other city of China.
            registry: Tools to use instead of the provider's, e.g. with several providers, own policies or an own clock.
            settings: Read from the environment by default.
            model: A language model for every seat where one may help, e.g. ``"tongyi:qwen-plus"`` or any chat model of LangChain; by
                default that of the settings (``XIAKE_MODEL``). Without one, rules read, choose and word.
            memory: What is remembered of travellers; by default it is opened for each run of a ``user``.
            ask: Makes runs interactive: called with each question. Without it, safe defaults are taken and stated.

        Raises:
            ConfigurationError: If the model is none that can be used; it names the setting that is missing.
        """
        self.settings = settings or Settings()
        if registry is None:
            from ..tools.providers.worlds import default_tools

            clock = SystemClock()
            tools = provider_tools(provider) if provider else default_tools(self.settings, clock)
            registry = ToolRegistry(tools, clock=clock, ledger=ToolLedger(self.settings.figures_path, clock))
        self.registry = registry
        self._models = ModelPool.of(self.settings, model)
        self._memory = memory
        self._ask = ask

    async def aclose(self) -> None:
        """Close what the tools have opened in this event loop, such as programs of MCP servers; ``async with`` does so at its end.

        Without it they end with the event loop, or with the planner.
        """
        await self.registry.aclose()

    async def __aenter__(self) -> TripPlanner:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()

    def plan(
        self,
        request: str | TripRequest,
        *,
        start: date | None = None,
        run: str | None = None,
        user: str | None = None,
        attachments: Sequence[Attached] = (),
    ) -> Trip:
        """Plan a trip; see :meth:`aplan`. Works inside a running event loop (notebooks), too."""
        return _finish(self.aplan(request, start=start, run=run, user=user, attachments=attachments))

    async def aplan(
        self,
        request: str | TripRequest,
        *,
        start: date | None = None,
        run: str | None = None,
        user: str | None = None,
        attachments: Sequence[Attached] = (),
    ) -> Trip:
        """Plan a trip.

        Args:
            request: The request in Chinese or English, or one that is understood already (see :meth:`understand`).
            start: First day, where the request leaves it open or to overrule it.
            run: Id of a run. An unfinished run of this id is resumed: finished tool calls are not repeated.
            user: Whose trip it is; what is remembered of them counts softly, and is shown in ``trip.request.recalled``.
            attachments: Pictures (an itinerary, a poster, a map) and voice notes, as files or their content. What is said in a voice
                note is read like typed words. A picture says where to go, when, and what there is to see as far as the words leave
                that open, and softly; what came from it is told in ``trip.request``.

        Raises:
            BadRequest: If the text is nonsense, contradicts itself or asks for what can't be; if a ready request lacks its
                destination; if ``run`` is an unfinished run of another request; if an attachment can't be read, or there is no
                model that sees or hears.
        """
        trip: Trip | None = None
        async for item in self.astream(request, start=start, run=run, user=user, attachments=attachments):
            if isinstance(item, Trip):
                trip = item
        assert trip is not None  # a stream ends with its trip
        return trip

    async def astream(
        self,
        request: str | TripRequest,
        *,
        start: date | None = None,
        run: str | None = None,
        user: str | None = None,
        attachments: Sequence[Attached] = (),
    ) -> AsyncIterator[Event | Trip]:
        """Plan a trip and yield events as they happen; the last item is the :class:`Trip`. See :meth:`aplan`."""
        from .flow.run import Outcome, follow
        from .flow.run_store import open_store

        ready = None if isinstance(request, str) else _ready(request)
        text = request if isinstance(request, str) else request.text
        taken = attached(attachments, language_of(text) if ready is None else ready.language)
        run = run or uuid4().hex[:12]
        clock = self.registry.clock
        async with AsyncExitStack() as stack:
            stack.callback(self.registry.record)
            memory = self._memory
            if memory is None and user is not None:
                memory = await stack.enter_async_context(Memory.open(self.settings, clock=clock))
            engine = memory.engine if memory else None
            store = await stack.enter_async_context(open_store(self.settings, clock, engine=engine, user=user or NOBODY))
            context = self.context(run, interactive=self._ask is not None)
            context.journal, context.cache = store.journal, EngineCache(store.engine, user or NOBODY, NOBODY)
            if memory is not None and user is not None:
                context.recall = recaller(memory, user)
            events: list[Event] = []
            said = await sense(text, taken, context, events.append, ready=ready is not None)
            for event in events:
                yield context.stamp(event)
            fresh = RunState(
                run=run, said=said.text, given=ready, perceived=said.perceived, start=start, today=clock.now().date()
            )
            async for item in follow(fresh, context, store, answer=self._answer if self._ask else None):
                if not isinstance(item, Outcome):
                    yield item
                    continue
                assert item.trip is not None  # only a run that nobody answers stops at a question
                await store.forget(run)
                yield item.trip

    @asynccontextmanager
    async def conversation(self, *, user: str, session: str | None = None) -> AsyncIterator[Conversation]:
        """Open a session of a user: a trip is talked into shape, and what is said of the traveller is remembered.

        The plan that stands when it is left counts as a finished trip. With no ``memory`` of the planner's own, one is opened.

        Args:
            user: Who talks.
            session: Name of a session to go on with; by default a new one.

        Example:
            >>> async with TripPlanner().conversation(user="anna") as talk:
            ...     print((await talk.tell("北京3日亲子游，预算5000元，必去故宫")).text)
            ...     print((await talk.tell("酒店便宜点")).text)
        """
        from .conversation import Conversation

        clock = self.registry.clock
        async with AsyncExitStack() as stack:
            memory = self._memory
            if memory is None:
                memory = await stack.enter_async_context(Memory.open(self.settings, clock=clock))
            name = session or f"{clock.now():%Y%m%d-%H%M}-{uuid4().hex[:4]}"
            talk = Conversation(self, memory, user=user, session=name)
            yield talk
            await talk.finish()

    def understand(self, text: str, given: Given = NOTHING_GIVEN, *, attachments: Sequence[Attached] = ()) -> TripRequest:
        """Read a request without planning it.

        Args:
            text: The request in Chinese or English.
            given: What is known beside the text, as from a form; it counts where the text says otherwise.
            attachments: As :meth:`aplan`.

        Raises:
            BadRequest: As :meth:`aplan`.
        """
        return _finish(self.aunderstand(text, given, attachments=attachments))

    async def aunderstand(self, text: str, given: Given = NOTHING_GIVEN, *, attachments: Sequence[Attached] = ()) -> TripRequest:
        """Read a request without planning it; the twin of :meth:`understand`."""
        clock = self.registry.clock
        context = self.context("", interactive=False)
        today, emit = clock.now().date(), _unheard
        said = await sense(text, attached(attachments, language_of(text)), context, emit)
        request = await understand(said.text, context, emit, today=today, given=given)
        return await with_perceived(request, said.perceived, context, emit, today=today)

    def check(self, trip: Trip) -> tuple[CheckResult, ...]:
        """Judge a plan by today's records; see :meth:`acheck`."""
        return _finish(self.acheck(trip))

    async def acheck(self, trip: Trip) -> tuple[CheckResult, ...]:
        """Judge a plan by the records that the tools have today, line by line; nothing that the plan says of itself is believed.

        Args:
            trip: A plan, such as one that was read back from its JSON, or made or changed by somebody else. Without a budget sheet
                its money is added up from its charges.

        Raises:
            BadRequest: If there is no plan, or its request names no city.
        """
        from .arrange.budget_sheet import budget_sheet
        from .records import records_of
        from .verify.verifier import verify

        request, plan = _ready(trip.request), trip.itinerary
        if plan is None or request.destination is None:
            message = PHRASES.say("check.no_plan", request.language)
            raise BadRequest(InputProblem(field="itinerary", value="", message=message))
        context = CallContext(run=trip.run, language=request.language)
        facts = await records_of(request, plan, self.registry, context, self.registry.clock.now().date())
        stand_ins = {one.place: one.by for one in trip.substitutions}
        budget = trip.budget or budget_sheet(plan, request)
        return await asyncio.to_thread(verify, request, plan, budget, facts, substitutes=stand_ins)

    def book(self, trip: Trip) -> tuple[BookingOutcome, ...]:
        """Book the beds of a plan; see :meth:`abook`."""
        return _finish(self.abook(trip))

    async def abook(self, trip: Trip) -> tuple[BookingOutcome, ...]:
        """Book the beds of a plan at the registry's desks (capability ``booking``), stay by stay.

        Each stay is quoted, put to the traveller by ``ask``, and held and confirmed after an explicit yes; without ``ask`` it stops
        at the quote. Called again for the same trip it carries on, and books nothing twice.

        Raises:
            ConfigurationError: If the registry has no desk.
            BadRequest: If the plan has no beds.
        """
        from .booking.book import book
        from .booking.phrases import PHRASES as SAID
        from .booking.stays import stays_of

        language, stays = trip.request.language, stays_of(trip)
        if not stays:
            raise BadRequest(InputProblem(field="trip", value=trip.run, message=SAID.say("no_beds", language)))
        async with self._desk(trip.run, language) as (desk, store):
            answer = self._answer if self._ask else None
            return tuple([await book(f"{trip.run}.{n}", stay, language, desk, store, answer) for n, stay in enumerate(stays, 1)])

    def cancel(self, outcome: BookingOutcome, language: Language = "zh") -> BookingOutcome:
        """Cancel a booking; see :meth:`acancel`."""
        return _finish(self.acancel(outcome, language))

    async def acancel(self, outcome: BookingOutcome, language: Language = "zh") -> BookingOutcome:
        """Cancel a booking after the traveller's explicit yes, for which ``ask`` is needed; without one it stays as it is.

        Raises:
            ConfigurationError: If the registry has no desk.
            BadRequest: If nothing is booked.
        """
        from .booking.book import cancel
        from .booking.phrases import PHRASES as SAID

        if outcome.booking is None:
            message = SAID.say("nothing", language, name=outcome.stay.name)
            raise BadRequest(InputProblem(field="outcome", value=outcome.status, message=message))
        async with self._desk(outcome.run, language) as (desk, _):
            return await cancel(outcome, language, desk, self._answer if self._ask else None)

    @asynccontextmanager
    async def _desk(self, run: str, language: Language) -> AsyncIterator[tuple[Desk, RunStore]]:
        from .booking.graph import Desk
        from .booking.phrases import PHRASES as SAID
        from .flow.run_store import open_store

        if not self.registry.of("booking"):
            raise ConfigurationError(SAID.say("no_desk", language))
        context = CallContext(run=run, language=language)
        engine = self._memory.engine if self._memory else None
        async with open_store(self.settings, self.registry.clock, engine=engine, session="bookings") as store:
            yield Desk(registry=self.registry, context=context, interactive=self._ask is not None), store

    def context(self, run: str, *, interactive: bool) -> RunContext:
        """What a run of this planner works with, its journal and its memory left to the caller."""
        return RunContext(
            run=run,
            registry=self.registry,
            settings=self.settings,
            journal=None,
            interactive=interactive,
            started=self.registry.clock.monotonic(),
            models=self._models.desk(self.registry.clock) if self._models else None,
        )

    async def _answer(self, question: Question) -> str | None:
        assert self._ask is not None
        answer = self._ask(question)
        return await answer if isawaitable(answer) else answer


def _unheard(event: Event) -> None:
    """Takes events that nobody listens to."""


def _ready(request: TripRequest) -> TripRequest:
    """The request, if it can be planned or asks what it lacks."""
    if request.destination is None and not any(question.slot == "destination" for question in request.questions):
        message = PHRASES.say("request.no_destination", request.language)
        raise BadRequest(InputProblem(field="destination", value="", message=message))
    return request


def _finish(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end, also where an event loop already runs in this thread."""
    outcome: list[T] = []
    failure: list[BaseException] = []

    async def collect() -> None:  # asyncio puts what a task returns into words when it ends; a trip is long
        outcome.append(await work)

    def target() -> None:
        try:
            asyncio.run(collect())
        except BaseException as error:
            failure.append(error)

    if _loop_runs():
        thread = threading.Thread(target=target)
        thread.start()
        thread.join()
        if failure:
            raise failure[0]
    else:
        asyncio.run(collect())
    return outcome[0]


def _loop_runs() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
