"""The first node's work: fetch the names a text may mean, and read it against them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date

from ..agents.intake.read import read_request
from ..domain.errors import XiakeError
from ..domain.events import Event
from ..domain.language import Language
from ..domain.request import Question, TripRequest
from ..tools.cities import CitiesQuery
from ..tools.gazetteer import GazetteerQuery
from .context import RunContext


class ProviderDownError(XiakeError):
    """Not even the names of the cities can be had, so nothing can be read or planned."""


async def understand(text: str, context: RunContext, emit: Callable[[Event], None], *, today: date) -> TripRequest:
    """Read a text against the provider's names.

    Args:
        text: The user's words.
        context: Keeps the names for later calls of the run.
        emit: Takes the tools' events.
        today: What "tomorrow" counts from.

    Raises:
        BadRequest: If the text can't be planned.
        ProviderDownError: If the provider can't even name its cities.
    """
    call = context.caller(emit)
    result = await call("cities", CitiesQuery())
    if not result.ok:
        raise ProviderDownError(str(result.error.message if result.error else "no cities"))
    context.cities = result.unwrap().items
    folded = text.casefold()
    mentioned = [
        city.name
        for city in context.cities
        if city.covered and any(name.casefold() in folded for name in (city.name, city.name_en, *city.aliases))
    ]
    missing = [name for name in mentioned if name not in context.gazetteers]
    for name, answer in zip(
        missing, await asyncio.gather(*(call("gazetteer", GazetteerQuery(city=name)) for name in missing)), strict=True
    ):
        if answer.ok:
            context.gazetteers[name] = answer.unwrap()
    request = read_request(text, cities=context.cities, gazetteer_of=context.gazetteers.get, today=today)
    english = {city.name: city.name_en for city in context.cities}
    return request.model_copy(
        update={
            "origin_en": english.get(request.origin or ""),
            "destination_en": english.get(request.destination or ""),
        }
    )


_ANSWERS: dict[str, tuple[str, str]] = {
    "destination": ("去{}", "to {}"),
    "origin": ("从{}出发", "from {}"),
    "days": ("玩{}天", "for {} days"),
    "start": ("{}出发", "starting on {}"),
    "party": ("{}", "{}"),
    "budget": ("预算{}元", "budget {} yuan"),
}


def answered(text: str, question: Question, answer: str, language: Language) -> str:
    """The text with the answer to a question worked in, so that it is read like everything else that was said."""
    if question.quote and question.quote in text:
        return text.replace(question.quote, answer, 1)
    zh, en = _ANSWERS.get(question.slot, ("{}", "{}"))
    if language == "zh":
        return f"{text}，{zh.format(answer)}"
    return f"{text}, {en.format(answer)}"
