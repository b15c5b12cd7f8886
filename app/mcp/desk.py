"""What the server's tools do: each trip is a session of its user, kept where all sessions are kept."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Literal, cast
from uuid import uuid4

from ...domain.errors import BadRequest, InputProblem
from ...domain.events import Event
from ...domain.gazetteer import Gazetteer, PlaceName
from ...domain.language import Language, language_of
from ...domain.place import PlaceKind
from ...memory.bundle import Memory
from ...planner.conversation import Conversation
from ...planner.reply import Reply
from ...planner.trip import Trip
from ...planner.trip_planner import TripPlanner
from ...tools.context import CallContext
from ...tools.result import ToolResult
from ..phrases import PHRASES
from .answers import (
    SCHEME,
    CheckAnswer,
    ExplainAnswer,
    PlacesAnswer,
    TripAnswer,
    Why,
    check_answer,
    checks_of,
    found_place,
    trip_answer,
)
from .progress import ProgressMeter, Report

Kind = Literal["attraction", "restaurant", "hotel"]
MOST_LISTED = 50
"""Trips in a listing, the one used last first."""
_MOST_TEXT = 4000
_INTERNAL = re.compile(r"^(?:names|ids)\[\d+\][:：]\s*")
"""How tools name an argument that this server's callers don't know."""
_TRIP_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MOST_QUESTIONS = 8
"""Questions of a request that are answered by their defaults, one after another."""
_SEARCHES: dict[Kind, str] = {"attraction": "attractions", "restaurant": "restaurants", "hotel": "hotels"}


@dataclass(frozen=True)
class Desk:
    """Serves one user's trips.

    Attributes:
        planner: Works without asking back; a question ends a turn.
        memory: Keeps the trips, across restarts of the server.
        user: Whose trips they are.
    """

    planner: TripPlanner
    memory: Memory
    user: str

    async def plan(self, request: str, ask: bool, report: Report) -> TripAnswer:
        """Begin a trip; without ``ask`` questions are answered by their safe defaults, which the plan states."""
        trip_id = uuid4().hex[:12]
        talk = Conversation(self.planner, self.memory, user=self.user, session=trip_id)
        meter = ProgressMeter(language_of(request), report)
        reply = await _replied(talk.say(_text("request", request)), meter)
        for _ in range(_MOST_QUESTIONS):
            if ask or reply.kind != "question" or any(question.default is None for question in reply.questions):
                break
            reply = await _replied(talk.say(""), meter)
        return trip_answer(trip_id, reply)

    async def edit(self, trip_id: str, change: str, report: Report) -> TripAnswer:
        """Change a trip, or answer its question."""
        language = language_of(change)
        trip_id = await self._known(trip_id, language)
        talk = Conversation(self.planner, self.memory, user=self.user, session=trip_id)
        return trip_answer(trip_id, await _replied(talk.say(_text("change", change)), ProgressMeter(language, report)))

    async def explain(self, trip_id: str, question: str | None, report: Report) -> ExplainAnswer:
        """Answer a question about a plan; without one, show what it was checked for."""
        if question is None:
            trip = await self.trip(trip_id)
            return ExplainAnswer(trip_id=trip_id, text="\n".join(trip.notes), checks=checks_of(trip.checks))
        talk = Conversation(self.planner, self.memory, user=self.user, session=await self._known(trip_id, language_of(question)))
        reply = await _replied(talk.ask(_text("question", question)), ProgressMeter(language_of(question), report))
        if reply.kind == "unclear":
            problem = InputProblem(field="question", value=question[:60], message=f"{reply.text} (edit_trip)")
            raise BadRequest(problem)
        answers = [
            Why(about=a.about, reasons=list(a.reasons), sources=[source.title or source.provider for source in a.sources])
            for a in reply.answers
        ]
        return ExplainAnswer(trip_id=trip_id, text=reply.text, answers=answers)

    async def check(self, trip: Trip) -> CheckAnswer:
        """Have the verifier judge a plan, whoever made it."""
        return check_answer(await self.planner.acheck(trip))

    async def places(self, city: str, text: str, kind: Kind | None, limit: int) -> PlacesAnswer:
        """Look places up."""
        registry, language = self.planner.registry, language_of(f"{city} {text}")
        plain = CallContext(language=language)
        cities = _found(await registry.call("cities", {}, plain), "city", city).items
        known = CallContext(language=language, cities=cities)
        names: Gazetteer = _found(await registry.call("gazetteer", {"city": city}, known), "city", city)
        context = CallContext(language=language, cities=cities, gazetteer=names, worlds=known.worlds)
        where = {"city": names.city}
        if not text:
            query = {**where, "limit": limit}
            found = await registry.call(_SEARCHES[kind or "attraction"], query, context)
        else:
            ids = [place.id for place in names.places if _matches(place, text, kind)][:limit]
            found = await registry.call("places", {**where, **({"ids": ids} if ids else {"names": [text]})}, context)
        items = [place for place in _found(found, "text" if text else "city", text or city).items if kind in (None, place.kind)]
        if not items:
            raise _problem("text", text, "mcp.no_place", language, kind=kind or "", city=names.city)
        return PlacesAnswer(city=names.city, places=[found_place(place, context.language) for place in items[:limit]])

    async def trips(self) -> list[dict[str, str]]:
        """The user's trips, the one used last first."""
        known = await self.memory.sessions.listed(self.user)
        return [
            {"trip_id": one.session, "title": one.title, "updated": one.updated.isoformat(), "uri": f"{SCHEME}/{one.session}"}
            for one in known[:MOST_LISTED]
        ]

    async def trip(self, trip_id: str) -> Trip:
        """The plan of a trip that counts now.

        Raises:
            BadRequest: If there is none.
        """
        talk = Conversation(self.planner, self.memory, user=self.user, session=await self._known(trip_id, "en"))
        version = await talk.current()
        if version is None:
            raise _problem("trip_id", trip_id, "mcp.no_plan", "en")
        return version.trip

    async def _known(self, trip_id: str, language: Language) -> str:
        if not _TRIP_ID.fullmatch(trip_id) or await self.memory.sessions.load(self.user, trip_id) is None:
            raise _problem("trip_id", trip_id, "mcp.no_trip", language)
        return trip_id


async def _replied(turn: AsyncIterator[Event | Reply], meter: ProgressMeter) -> Reply:
    async with aclosing(cast("AsyncGenerator[Event | Reply, None]", turn)) as items:
        async for item in items:
            if isinstance(item, Reply):
                return item
            await meter.take(item)
    raise AssertionError("a turn ends with its reply")


def _text(field: str, value: str) -> str:
    """Words that can be read.

    Raises:
        BadRequest: If there are none, or far too many.
    """
    value = value.encode("utf-8", "ignore").decode()  # halves of characters that no file takes
    language = language_of(value)
    if not value.strip():
        raise _problem(field, value, "mcp.no_text", language)
    if len(value) > _MOST_TEXT:
        raise _problem(field, f"{value[:40]}…", "mcp.long_text", language, most=_MOST_TEXT)
    return value


def _problem(field: str, value: str, key: str, language: Language, **more: object) -> BadRequest:
    value = value[:60].encode("utf-8", "replace").decode()
    return BadRequest(
        InputProblem(field=field, value=value, message=PHRASES.say(key, language, field=field, value=value, **more))
    )


def _matches(place: PlaceName, text: str, kind: PlaceKind | None) -> bool:
    wanted = text.strip().casefold()
    return kind in (None, place.kind) and any(wanted in name.casefold() for name in place.all_names)


def _found(result: ToolResult[Any], field: str, value: str) -> Any:
    if result.ok:
        return result.unwrap()
    assert result.error is not None
    raise BadRequest(InputProblem(field=field, value=value[:60], message=_INTERNAL.sub("", result.error.message)))
