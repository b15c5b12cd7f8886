"""The MCP server: tools and resources by the official SDK. Needs the extra ``mcp``."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from json import dumps
from typing import Annotated, Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError, ToolError
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, Field, ValidationError

from ...domain.errors import BadRequest, InputProblem
from ...planner.trip import Trip
from ..exit import rejection_of
from .answers import SCHEME, CheckAnswer, ExplainAnswer, PlacesAnswer, TripAnswer
from .desk import Desk, Kind
from .limits import check_size
from .progress import Report

_INSTRUCTIONS = (
    "Plans trips to Chinese cities: opening hours, travel times and prices come from records, every plan is verified. "
    "plan_trip begins a trip; pass the traveller's own words. Answer its questions and change it with edit_trip. "
    "Prices and hours that the answer calls unknown are unknown: don't fill them in. Nothing is ever booked here."
)
_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_KEEPS = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=False)


def make_server(desk: Desk) -> MCPServer[Any]:
    """A server of one user's trips; the desk must stay open as long as it runs."""
    server: MCPServer[Any] = MCPServer(
        "xiake", title="Xiake", instructions=_INSTRUCTIONS, version=version("xiake"), log_level="WARNING"
    )
    _add_tools(server, desk)
    _add_resources(server, desk)
    return server


def _add_tools(server: MCPServer[Any], desk: Desk) -> None:
    @server.tool(annotations=_KEEPS)
    async def plan_trip(
        request: Annotated[str, Field(description="The wish in the traveller's own words, in Chinese or English.")],
        ctx: Context[Any, Any],
        ask: Annotated[
            bool, Field(description="Whether open questions come back as needs_input; else safe defaults are taken and stated.")
        ] = False,
    ) -> Annotated[CallToolResult, TripAnswer]:
        """Plan a trip to a Chinese city, day by day, with times, ways and costs; every line is verified."""
        with _worded():
            return _result(answer := await desk.plan(request, ask, _reporter(ctx)), answer.text)

    @server.tool(annotations=_KEEPS)
    async def edit_trip(
        trip_id: Annotated[str, Field(description="From plan_trip.")],
        change: Annotated[str, Field(description="What to change, or the answer to the open question, in plain words.")],
        ctx: Context[Any, Any],
    ) -> Annotated[CallToolResult, TripAnswer]:
        """Change a planned trip and keep the rest of it; also undo ("undo that") and answers to its questions."""
        with _worded():
            return _result(answer := await desk.edit(trip_id, change, _reporter(ctx)), answer.text)

    @server.tool(annotations=_READS)
    async def check_itinerary(
        trip: Annotated[
            dict[str, Any],
            Field(description="A trip document as the resource xiake://trips/{id} gives it: run, status, request, itinerary."),
        ],
    ) -> CheckAnswer:
        """Verify an itinerary, whoever made or changed it: opening hours, travel times, prices, sums and the wishes."""
        with _worded():
            return await desk.check(_trip_of(trip))

    @server.tool(annotations=_READS)
    async def explain(
        trip_id: Annotated[str, Field(description="From plan_trip.")],
        ctx: Context[Any, Any],
        question: Annotated[
            str | None, Field(description='Such as "why this hotel?"; without one, all checks of the plan are listed.')
        ] = None,
    ) -> Annotated[CallToolResult, ExplainAnswer]:
        """Tell why a plan is as it is, from its checks, sources and costs. It changes nothing; use edit_trip for that."""
        with _worded():
            return _result(answer := await desk.explain(trip_id, question, _reporter(ctx)), answer.text)

    @server.tool(annotations=_READS)
    async def search_places(
        city: Annotated[str, Field(max_length=100, description="In Chinese or English.")],
        text: Annotated[str, Field(max_length=100, description="Part of a name; without one, the best known places.")] = "",
        kind: Annotated[Kind | None, Field(description="Only places of this kind; sights where neither is given.")] = None,
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
    ) -> PlacesAnswer:
        """Find sights, restaurants and hotels of a city with their hours, prices and sources."""
        with _worded():
            return await desk.places(city, text, kind, limit)


def _add_resources(server: MCPServer[Any], desk: Desk) -> None:
    @server.resource(SCHEME, name="trips", mime_type="application/json")
    async def trips() -> str:
        """The trips of this user, the one used last first."""
        with _found():
            return dumps(await desk.trips(), ensure_ascii=False, indent=2)

    @server.resource(f"{SCHEME}/{{trip_id}}", name="trip", mime_type="application/json")
    async def trip(trip_id: str) -> str:
        """A trip's plan that counts now, as a whole document."""
        with _found():
            return (await desk.trip(trip_id)).to_json()

    @server.resource(f"{SCHEME}/{{trip_id}}/markdown", name="trip as a page", mime_type="text/markdown")
    async def page(trip_id: str) -> str:
        """A trip's plan as a page in the traveller's language."""
        with _found():
            return (await desk.trip(trip_id)).to_markdown()


def _reporter(ctx: Context[Any, Any]) -> Report:
    async def report(share: float, words: str) -> None:
        await ctx.report_progress(share, 1.0, words)

    return report


def _result(answer: BaseModel, text: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=answer.model_dump(mode="json"))


def _trip_of(document: dict[str, Any]) -> Trip:
    try:
        trip = Trip.model_validate(document)
    except ValidationError as error:
        lines = [f"trip.{'.'.join(map(str, part['loc']))}: {part['msg']}" for part in error.errors(include_url=False)[:5]]
        raise ToolError("\n".join(lines)) from None
    check_size(trip)
    return trip


@contextmanager
def _worded() -> Iterator[None]:
    """Errors as words for the caller; the text of a foreign exception may carry secrets and isn't among them."""
    try:
        yield
    except ToolError:
        raise
    except Exception as error:
        if not isinstance(error, BadRequest):
            logging.getLogger(__name__).warning("a tool failed: %s", type(error).__name__)
        problems = rejection_of(error).problems
        raise ToolError("\n".join(_line(problem) for problem in problems)) from None


@contextmanager
def _found() -> Iterator[None]:
    try:
        yield
    except BadRequest as error:
        raise ResourceNotFoundError("; ".join(problem.message for problem in error.problems)) from None
    except Exception as error:
        raise ResourceError(type(error).__name__) from None


def _line(problem: InputProblem) -> str:
    named = not problem.field or problem.message.startswith(problem.field)
    return problem.message if named else f"{problem.field}: {problem.message}"
