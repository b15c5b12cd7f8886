"""The first node's work: fetch the names a text may mean, and read it against them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from ..agents.intake.cities import cities_to_know
from ..agents.intake.frames import framed
from ..agents.intake.read import read_request
from ..agents.worker import ToolCaller
from ..domain.base import Model
from ..domain.errors import BadRequest, XiakeError
from ..domain.events import Event
from ..domain.gazetteer import PlaceName
from ..domain.language import Language, language_of, worded
from ..domain.request import NOTHING_GIVEN, Given, Provenance, Question, TripRequest
from ..tools.cities import CitiesQuery
from ..tools.gazetteer import GazetteerQuery
from ..tools.places import PlacesQuery
from ..tools.result import ToolResult
from .flow.context import RunContext
from .flow.state import Answer
from .phrases import PHRASES


class ProviderDownError(XiakeError):
    """Not even the names of the cities can be had, so nothing can be read or planned."""


async def understand(
    text: str, context: RunContext, emit: Callable[[Event], None], *, today: date, given: Given = NOTHING_GIVEN
) -> TripRequest:
    """Read a text against the provider's names.

    Args:
        text: The user's words.
        context: Keeps the names for later calls of the run.
        emit: Takes the tools' events.
        today: What "tomorrow" counts from.
        given: What is known beside the text.

    Raises:
        BadRequest: If the text can't be planned.
        ProviderDownError: If the provider can't even name its cities.
    """
    await learn_names(text, context, emit, given)
    try:
        request = await _read(text, context, emit, today=today, given=given)
    except BadRequest as refusal:
        if context.cities_lost:
            raise _less_final(refusal, language_of(text)) from None
        raise
    if await _look_up(request, context, emit):
        request = await _read(text, context, emit, today=today, given=given)
    english = {city.name: city.name_en for city in context.cities}
    return request.model_copy(
        update={
            "origin_en": english.get(request.origin or ""),
            "destination_en": english.get(request.destination or ""),
        }
    )


async def _read(text: str, context: RunContext, emit: Callable[[Event], None], *, today: date, given: Given) -> TripRequest:
    """By rules, with a model reading along where one sits."""
    if context.models is None or not context.models.takes("intake"):
        return read_request(text, cities=context.cities, gazetteer_of=context.gazetteers.get, today=today, given=given)
    from ..agents.intake.model.along import read_along
    from ..agents.intake.model.rules import Rules

    async def learn(city: str) -> None:
        await learn_names(text, context, emit, Given(destination=city))

    rules = Rules(cities=context.cities, gazetteer_of=context.gazetteers.get, today=today, given=given)
    return await read_along(text, rules, context.models.seat("intake", emit), emit=emit, learn=learn)


async def learn_names(text: str, context: RunContext, emit: Callable[[Event], None], given: Given = NOTHING_GIVEN) -> None:
    """Have the context know the provider's cities, and the places of those that a text may mean.

    Raises:
        ProviderDownError: If the provider can't even name its cities.
    """
    call = _insistent(context.caller(emit))
    if not context.cities:
        result = await call("cities", CitiesQuery())
        if not result.ok:
            raise ProviderDownError(str(result.error.message if result.error else "no cities"))
        context.cities = result.unwrap().items
        context.cities_lost = result.tool != context.registry.of("cities")[0].name
    missing = [name for name in cities_to_know(text, context.cities, given) if name not in context.gazetteers]
    queries = [GazetteerQuery(city=name, glance=len(missing) > 1) for name in missing]
    for name, answer in zip(missing, await asyncio.gather(*(call("gazetteer", query) for query in queries)), strict=True):
        if answer.ok:
            context.gazetteers[name] = answer.unwrap()


async def _look_up(request: TripRequest, context: RunContext, emit: Callable[[Event], None]) -> bool:
    """Look up places that were named and that a gazetteer which isn't whole lacks; whether any was found.

    What is found is known by the traveller's word for it, too.
    """
    gazetteer = context.gazetteers.get(request.destination or "")
    if gazetteer is None or gazetteer.whole:
        return False
    words = [question.quote for question in request.questions if question.slot == "place" and question.default is not None]
    call = context.caller(emit)
    answers = await asyncio.gather(*(call("places", PlacesQuery(city=gazetteer.city, names=(word,))) for word in words))
    found = {
        place.id: PlaceName(id=place.id, kind=place.kind, name=place.name, aliases=tuple({*place.aliases, word} - {place.name}))
        for word, answer in zip(words, answers, strict=True)
        for place in (answer.unwrap().items if answer.ok else ())
        if place.id not in gazetteer.ids
    }
    if found:
        context.gazetteers[gazetteer.city] = gazetteer.with_places(found.values())
    return bool(found)


def _less_final(refusal: BadRequest, language: Language) -> BadRequest:
    """A refusal that may only be due to cities which could not be asked for just now."""
    lost = PHRASES.say("cities.lost", language)
    return BadRequest(
        *(
            one.model_copy(update={"message": f"{one.message}{lost}"}) if one.field == "destination" else one
            for one in refusal.problems
        )
    )


def _insistent(call: ToolCaller) -> ToolCaller:
    """Asks once more for what nothing can be read without."""

    async def twice(capability: str, query: Mapping[str, Any] | Model) -> ToolResult[Any]:
        result = await call(capability, query)
        return await call(capability, query) if result.error and result.error.retryable else result

    return twice


def with_answers(text: str, answers: Iterable[Answer], language: Language) -> str:
    """The text with answers to questions worked in, so that they are read like everything else that was said."""
    for answer in answers:
        question = answer.question
        if question.quote and question.quote in text:
            text = text.replace(question.quote, answer.text)
        else:
            text += worded(language, "，", ", ") + framed(question.slot, answer.text, language)
    return text


def completed(given: TripRequest, reading: TripRequest, answers: Iterable[Answer]) -> TripRequest:
    """A ready request with its questions answered; all else in it stays as it was given.

    Args:
        given: The request.
        reading: Its text with the answers worked in, as understood; a question that stands in it again wasn't answered.
        answers: What was said.
    """
    unread = {key_of(question) for question in reading.questions}
    for answer in answers:
        slot, key = answer.question.slot, key_of(answer.question)
        if key in unread:
            continue
        changes: dict[str, Any] = {"questions": tuple(question for question in given.questions if key_of(question) != key)}
        if slot == "place":
            said = (wish for wish in reading.constraints if answer.text in wish.quote)
            changes["constraints"] = (*given.constraints, *(wish for wish in said if wish not in given.constraints))
        elif slot != "capability" and slot != "way" and slot != "booking":
            changes[slot] = getattr(reading, slot)
            changes["provenance"] = {
                **given.provenance,
                slot: reading.provenance.get(slot, Provenance(origin="quoted", quote=answer.text)),
            }
            if slot in ("origin", "destination"):
                changes[f"{slot}_en"] = getattr(reading, f"{slot}_en")
        given = given.model_copy(update=changes)
    return given


def key_of(question: Question) -> str:
    """What tells a question from others; the same for the same question in a later reading."""
    return f"{question.slot}:{question.quote}"
