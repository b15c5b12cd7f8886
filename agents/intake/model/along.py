"""A model reads along with the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....domain.errors import ModelUnavailable
from ....domain.ports import EventSink
from ....domain.request import TripRequest
from ...seat import fell_back
from ..read import refusal_of
from .prompt import request_messages
from .rules import Rules
from .schema import RequestReading
from .settle import Learn, settle

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


async def read_along(
    text: str, rules: Rules, model: BaseChatModel, *, emit: EventSink, learn: Learn | None = None
) -> TripRequest:
    """Read a request with rules and a model; the rules' reading alone where the model gives none.

    What the rules read is never dropped or weakened. What the model reads counts where words of the text say so: a slot that the
    rules left open, a correction that stands later in the text, a wish in words that the rules could not read. Both readings stay
    in :attr:`~....domain.request.TripRequest.readings`.

    Args:
        text: The traveller's words.
        rules: What the rules read with.
        model: In the intake seat.
        emit: Takes the event of a seat that falls back.
        learn: Has the names of a city fetched that only the model's reading leads to.

    Raises:
        BadRequest: If the text can't be planned, see :func:`~.settle.settle`.
    """
    from ...llm.structured import ask

    request, problems = rules.read(text)
    index = rules.index(request.destination)
    messages = request_messages(
        text, request.unresolved, request.language, today=rules.today.isoformat(), gazetteer=index.gazetteer
    )
    try:
        said = await ask(model, RequestReading, messages)
    except ModelUnavailable as trouble:
        emit(fell_back("intake", trouble, request.language))
        if problems:
            raise refusal_of(problems) from None
        return request
    return await settle(text, said, rules, learn)
