"""The subtasks of a request: the rules' own, and where a model sits in the planner's seat what it adds."""

from __future__ import annotations

from ...agents.errand import TRADES
from ...agents.seat import fell_back
from ...domain.errors import ModelUnavailable
from ...domain.ports import EventSink
from ...domain.request import TripRequest
from ...domain.task import MOST_TASKS, TaskGraph
from ..flow.context import RunContext
from .decompose import decompose


async def plan_tasks(request: TripRequest, context: RunContext, emit: EventSink) -> TaskGraph:
    """Decompose a settled request.

    Args:
        request: Destination and start known.
        context: Has the models and the tools.
        emit: Takes the models' events.
    """
    registry, models = context.registry, context.models
    graph = decompose(request, registry.capabilities)
    room = MOST_TASKS - len(graph.tasks)
    if models is None or not models.takes("planner") or not room:
        return graph
    from ...agents.proposer import TaskProposal, propose
    from .merge import ProposalError, merged

    behalf = context.behalf(None, city=request.destination or "")

    def wrong(proposal: TaskProposal) -> str | None:
        try:
            merged(graph, proposal, request, registry, behalf)
        except ProposalError as problem:
            return str(problem)
        return None

    tools = [registry.of(capability)[0] for capability in registry.capabilities if capability in TRADES]
    try:
        proposal = await propose(models, emit, request, graph, tools, room=room, check=wrong)
    except ModelUnavailable as trouble:
        emit(fell_back("planner", trouble, request.language))
        return graph
    return merged(graph, proposal, request, registry, behalf)
