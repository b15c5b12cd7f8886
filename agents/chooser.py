"""The worker's seat: a model that calls tools and chooses among the records that it saw.

Imported only where a model is configured.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from contextvars import copy_context
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import AgentMiddleware
from langchain.agents.structured_output import ToolStrategy
from langchain_core.messages import HumanMessage
from langchain_core.runnables.config import RunnableConfig, ensure_config, var_child_runnable_config
from pydantic import BaseModel, Field

from ..domain.errors import ModelUnavailable
from ..domain.place import AnyPlace
from ..domain.task import Findings, Trade
from ..tools.compact import cards, told
from ..tools.langchain import structured_tools
from ..tools.result import ToolResult, failed
from ..tools.tool import Tool
from .briefing import NO_ORDERS, as_data, request_told
from .errand import fixed, usable
from .llm.desk import ModelDesk
from .llm.structured import ask
from .worker import Assignment

_log = logging.getLogger(__name__)

_SHOWN = 24
"""So many records are shown of what rules found, and of each result."""

_ROUNDS, _FAILING, _CALLS = 4, 3, 8
"""Most answers of the model, most of its rounds that end in errors only, and most calls of tools."""

_A_DAY: Mapping[Trade, int] = {"sights": 4, "lodging": 1, "dining": 3}
_LEAST, _MOST = 3, 16
"""So many records a day may be chosen, and bounds of all."""

_PROMPT = (
    """\
You are one of several workers who prepare a trip. Choose the records that suit these travellers best for your task; a scheduler then
picks from them by time, distance and money, so choose by taste, fit and wishes.
"found" holds what a search by rules brought. Call tools only where something that the traveller asked for is missing there; make all
calls that you need at once, and don't repeat one. A failed call tells what is wrong with it: correct it, or go on without.
End by calling RecordChoice with the ids of at most "most" records, the best first. Only ids that stand in "found" or in a tool's
result count. """
    + NO_ORDERS
)


class RecordChoice(BaseModel):
    """The records that suit the traveller best."""

    ids: list[str] = Field(description="Ids of records that were shown, the best first")


class Chooser:
    """Has a model choose for one worker."""

    def __init__(self, models: ModelDesk, tools: Sequence[Tool[Any, Any]]) -> None:
        """Take the run's models and the tools of the trade."""
        self._models = models
        self._tools = tools

    async def choose(self, job: Assignment, found: Findings) -> Findings:
        """The findings with the records that the model chose beyond them, and which ones it prefers.

        Raises:
            ModelUnavailable: If the model gives no answer, keeps calling tools, or chooses only what nobody showed it.
        """
        record = _Record(job)
        model = self._models.seat("worker", job.emit, task=job.task.id)
        most = max(_LEAST, min(_MOST, _A_DAY.get(job.task.trade, 0) * job.request.days))
        task = {"id": job.task.id, "goal": job.task.goal}
        question = HumanMessage(
            as_data({"task": task, "request": request_told(job.request), "found": record.shown(found.places), "most": most})
        )
        agent: Any = create_agent(
            model,
            structured_tools(self._tools, record.call, fixed=fixed(job.city), view=record.view),
            system_prompt=_PROMPT,
            middleware=[_Rounds(record)],
            response_format=ToolStrategy(RecordChoice),
        )
        state = await _run(agent, question)
        choice = state.get("structured_response") or await ask(model, RecordChoice, state["messages"], rounds=1)
        chosen = [record.seen[id_] for id_ in dict.fromkeys(choice.ids) if id_ in record.seen][:most]
        unknown = len(set(choice.ids) - set(record.seen))
        if unknown and not chosen:
            raise ModelUnavailable("unreadable", f"None of the {unknown} chosen records was ever shown.")
        known = {place.id for place in found.places}
        return found.model_copy(
            update={
                "places": (*found.places, *(place for place in chosen if place.id not in known)),
                "preferred": tuple(place.id for place in chosen),
                "unseen": unknown,
            }
        )


async def _run(agent: Any, question: HumanMessage) -> dict[str, Any]:
    """The agent's last state; what it stumbles over in a model's answer is the model's trouble, not the run's.

    It is a graph of its own: of a graph around it only the tracing goes on, not its checkpoints.
    """
    apart = copy_context()
    apart.run(var_child_runnable_config.set, None)
    config: RunnableConfig = {"recursion_limit": 10 * _ROUNDS, "callbacks": ensure_config().get("callbacks")}
    try:
        state: dict[str, Any] = await asyncio.create_task(agent.ainvoke({"messages": [question]}, config), context=apart)
    except ModelUnavailable:
        raise
    except Exception as error:
        _log.debug("the agent stumbled", exc_info=True)
        raise ModelUnavailable("unreadable", f"The model's calls can't be carried out ({type(error).__name__}).") from None
    return state


class _Record:
    """What a model was shown, and how its calls went."""

    def __init__(self, job: Assignment) -> None:
        self.seen: dict[str, AnyPlace] = {}
        self._job = job
        self._calls = self._rounds = self._failing = 0
        self._answered = True

    def shown(self, places: Sequence[AnyPlace]) -> list[dict[str, Any]]:
        """Records as the model is shown them; from now on they may be chosen."""
        some = usable(places, self._job)[:_SHOWN]
        self.seen |= {place.id: place for place in some}
        return cards(some, self._job.request.language)

    def view(self, result: ToolResult[Any]) -> str:
        """A result as the model is shown it."""
        return told(result, self.shown(result.unwrap().items) if result.ok else [])

    async def call(self, capability: str, arguments: Mapping[str, Any]) -> ToolResult[Any]:
        """Carry out a call of the model, but not without end."""
        self._calls += 1
        if self._calls > _CALLS:
            return failed(capability, "rate_limited", "No more calls in this task. Call RecordChoice now.", attempts=0)
        result = await self._job.call(capability, arguments)
        self._answered |= result.ok
        return result

    def next_round(self) -> None:
        """Before each question to the model.

        Raises:
            ModelUnavailable: If it had its rounds.
        """
        self._failing = 0 if self._answered else self._failing + 1
        self._rounds += 1
        if self._failing >= _FAILING:
            raise ModelUnavailable("unreadable", f"{_FAILING} rounds of calls failed.")
        if self._rounds > _ROUNDS:
            raise ModelUnavailable("unreadable", f"No choice after {_ROUNDS} rounds of calls.")
        self._answered = False


class _Rounds(AgentMiddleware[Any, Any, Any]):
    """Ends an agent that goes on and on."""

    def __init__(self, record: _Record) -> None:
        self._record = record

    async def abefore_model(self, state: Any, runtime: Any) -> None:
        self._record.next_round()
