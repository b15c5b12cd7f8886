"""The registry: the only way an agent reaches the world."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import TYPE_CHECKING, Any

from ..domain.base import Model
from ..domain.errors import RegistrationError
from ..domain.events import ArgumentMended, ToolCalled
from ..domain.ports import Cache, Clock
from .arguments import UnmendableError, mend_arguments
from .clock import SystemClock
from .context import CallContext
from .gazetteer import GAZETTEER, GazetteerQuery
from .ledger import ToolLedger
from .phrases import PHRASES
from .policy import ToolPolicy
from .result import ToolResult, failed
from .stats import ToolStats
from .tool import Tool
from .wrappers.base import Call, Handler
from .wrappers.chain import chain
from .wrappers.fallback import Fallback
from .wrappers.replay import Replay

if TYPE_CHECKING:
    from langchain_core.tools import StructuredTool


class ToolRegistry:
    """Tools by capability, each behind its own chain of wrappers.

    Tools of one capability stand in for each other in the order of their registration.
    """

    def __init__(
        self,
        tools: Iterable[Tool[Any, Any]] = (),
        *,
        policy: ToolPolicy | None = None,
        clock: Clock | None = None,
        random: Random | None = None,
        cache: Cache | None = None,
        ledger: ToolLedger | None = None,
    ) -> None:
        """Register ``tools`` in order.

        Args:
            tools: The preferred tool of a capability first.
            policy: For tools that have none of their own.
            clock: Times, waits and time-outs; the machine's by default.
            random: Draws the jitter of retries.
            cache: Keeps results of tools whose policy has a ``cache_ttl``.
            ledger: Keeps how the outside world answered, see :meth:`record`.
        """
        self.clock = clock or SystemClock()
        self._policy = policy or ToolPolicy()
        self._random = random or Random()
        self._cache = cache
        self._ledger = ledger
        self.stats = ToolStats()
        self._tools: dict[str, Tool[Any, Any]] = {}
        self._chains: dict[str, Handler] = {}
        self._capabilities: dict[str, Handler] = {}
        for tool in tools:
            self.register(tool)

    def register(self, tool: Tool[Any, Any]) -> None:
        """Add a tool behind those of its capability.

        Raises:
            RegistrationError: If the name is taken.
        """
        if tool.name in self._tools:
            raise RegistrationError(f"there is already a tool named {tool.name}")
        self._tools[tool.name] = tool
        self._chains[tool.name] = chain(tool.policy or self._policy, self._random, self._cache, binding=tool.binding)
        tools = self.of(tool.capability)
        self._capabilities[tool.capability] = self._handler(tools)

    def list(self) -> tuple[Tool[Any, Any], ...]:
        """All tools in the order of registration."""
        return tuple(self._tools.values())

    def of(self, capability: str) -> tuple[Tool[Any, Any], ...]:
        """The tools of a capability, the preferred one first."""
        return tuple(tool for tool in self._tools.values() if tool.capability == capability)

    def record(self) -> None:
        """Note in the ledger what became of the calls to the outside world."""
        if self._ledger is not None:
            outside = {tool.name for tool in self._tools.values() if tool.remote}
            self._ledger.add({name: figures for name, figures in self.stats if name in outside})

    async def aclose(self) -> None:
        """Close what the tools have opened in the running event loop: connections, and programs of MCP servers."""
        for close in dict.fromkeys(tool.aclose for tool in self._tools.values() if tool.aclose is not None):
            await close()

    def worlds(self, city: str) -> dict[str, str]:
        """Worlds that have a city's places, the preferred one first, and what a traveller knows them as."""
        query = GazetteerQuery(city=city)
        tools = [tool for tool in self.of(GAZETTEER.name) if tool.world and (tool.serves is None or tool.serves(query))]
        return {tool.world: tool.source.title if tool.source else tool.world for tool in tools}

    @property
    def capabilities(self) -> tuple[str, ...]:
        """Every capability that has a tool."""
        return tuple(self._capabilities)

    def schema(self) -> tuple[dict[str, Any], ...]:
        """All tools as plain JSON data, see :meth:`Tool.schema`."""
        return tuple(tool.schema() for tool in self._tools.values())

    def as_langchain(self, context: CallContext | None = None) -> Sequence[StructuredTool]:
        """One LangChain tool per capability that commits the traveller to nothing; see :mod:`.langchain`."""
        from .langchain import structured_tools

        async def call(capability: str, arguments: Mapping[str, Any]) -> ToolResult[Any]:
            return await self.call(capability, arguments, context)

        preferred = [self.of(capability)[0] for capability in self.capabilities]
        return structured_tools([tool for tool in preferred if not tool.binding], call)

    async def call(
        self,
        capability: str,
        args: Mapping[str, Any] | Model,
        context: CallContext | None = None,
        *,
        only: str | None = None,
    ) -> ToolResult[Any]:
        """Carry out a call: mend and validate the arguments, then journal, fallback and each tool's own wrappers.

        Args:
            capability: What is needed.
            args: The capability's query model, or raw arguments as a model or a person writes them.
            context: On whose behalf.
            only: Name of the one tool to ask, which nothing stands in for.

        Returns:
            A result in any case; only cancellation is raised.
        """
        context = context or CallContext()
        tools = tuple(tool for tool in self.of(capability) if only in (None, tool.name))
        if not tools:
            message = PHRASES.say("no_tool", context.language, capability=capability, known=", ".join(self._capabilities))
            return failed(capability, "not_found", message, attempts=0)
        tool = tools[0]
        try:
            mended = mend_arguments(tool.args, args, context)
        except UnmendableError as problem:
            result = failed(tool.name, problem.code, str(problem), question=problem.question, attempts=0)
            call = Call(tool, _NO_ARGS, context, self.clock)
            _report(call, result)
            return result
        city = getattr(mended.args, "city", None)
        world = context.worlds.get(city) if isinstance(city, str) else None
        if world is not None:
            tools = tuple(tool for tool in tools if tool.world in ("", world)) or tools
        call = Call(tools[0], mended.args, context, self.clock)
        if context.sink:
            for mend in mended.mends:
                if mend.reason != "blank":
                    context.sink(ArgumentMended(at=call.at, tool=tool.name, field=mend.field, given=mend.given, used=mend.used))
        handler = self._capabilities[capability] if tools == self.of(capability) else self._handler(tools)
        result = await handler(call)
        if result.ok and isinstance(city, str) and (settled := self._tools[result.tool].world):
            context.worlds.setdefault(city, settled)
        if result.replayed:
            _report(call, result)
        return result.model_copy(update={"mends": mended.mends})

    def _handler(self, tools: tuple[Tool[Any, Any], ...]) -> Handler:
        return Replay(Fallback([(tool, self._chains[tool.name]) for tool in tools], self._policy, self.stats), tools)


_NO_ARGS = Model()


def _report(call: Call, result: ToolResult[Any]) -> None:
    if call.context.sink:
        call.context.sink(
            ToolCalled(
                at=call.at,
                task=call.context.task,
                tool=result.tool,
                ok=result.ok,
                attempts=result.attempts,
                code=result.error.code if result.error else None,
                replayed=result.replayed,
            )
        )
