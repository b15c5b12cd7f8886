"""Before a request is read: its pictures and voice notes are looked at and listened to; afterwards they count in it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date

from ..agents.perception.counted import with_picture, with_recording
from ..agents.perception.itinerary_lines import plain_lines
from ..agents.perception.phrases import PHRASES
from ..agents.seat import fell_back
from ..domain.attachment import FIELD, Attachment
from ..domain.base import Model
from ..domain.errors import BadRequest, InputProblem, ModelUnavailable
from ..domain.language import Language, language_of, listed
from ..domain.perceived import AttachmentKind, Perceived
from ..domain.ports import EventSink
from ..domain.request import Given, TripRequest
from ..domain.usage import Seat
from ..tools.wrappers.stored import forgiven
from .flow.context import RunContext
from .understand import understand

_log = logging.getLogger(__name__)

_SEATS: dict[AttachmentKind, Seat] = {"image": "eyes", "audio": "ears"}


class Said(Model):
    """What a traveller said, whichever way.

    Attributes:
        text: Typed and spoken words; where there are only pictures, that a trip is wanted.
        perceived: What was made out in each attachment; without a text where that was nothing.
    """

    text: str
    perceived: tuple[Perceived, ...] = ()


async def sense(
    text: str, attachments: Sequence[Attachment], context: RunContext, emit: EventSink, *, ready: bool = False
) -> Said:
    """Have models look at pictures and listen to voice notes.

    What a run has perceived is in its journal, so that a resumed one doesn't ask again.

    Args:
        text: Typed words; may be empty.
        attachments: In the traveller's order.
        context: Has the models.
        emit: Takes the events of models.
        ready: Whether the text is that of a request that was understood already; no more can be said then, only shown.

    Raises:
        BadRequest: If no model is configured that sees or hears; if there are no other words and nothing could be made out; if a
            recording comes with a ready request.
    """
    if not attachments:
        return Said(text=text)
    typed = text.strip()
    language = language_of(text)
    if ready and (recording := next((one for one in attachments if one.kind == "audio"), None)):
        raise _bad(recording.name, PHRASES.say("ready", language, name=recording.name))
    perceived = [await _perceived(one, language if typed else None, context, emit) for one in attachments]
    spoken = [heard.text for heard in perceived if heard.kind == "audio" and heard.text]
    words = "\n".join(part for part in (typed, *spoken) if part)
    if not words:
        if not any(seen.text for seen in perceived):
            names = listed(language, (seen.name for seen in perceived))
            raise _bad(names, PHRASES.say("only_attachments", language, names=names))
        words = PHRASES.say("from_pictures", language_of("\n".join(seen.text for seen in perceived)))
    return Said(text=words, perceived=tuple(perceived))


async def with_perceived(
    request: TripRequest, perceived: Sequence[Perceived], context: RunContext, emit: EventSink, *, today: date
) -> TripRequest:
    """The request with what was made out in its attachments; pictures are read as a text is, and count softly.

    Raises:
        ProviderDownError: As :func:`.understand`.
    """
    for one in perceived:
        if one.kind == "audio":
            request = with_recording(request, one)
            continue
        reading = None
        if one.text:
            try:
                known = Given(destination=request.destination)
                reading = await understand(plain_lines(one.text), context, emit, today=today, given=known)
            except BadRequest:  # it says nothing that a request could
                reading = None
        request = with_picture(request, reading, one)
    return request


async def _perceived(attachment: Attachment, language: Language | None, context: RunContext, emit: EventSink) -> Perceived:
    """What is made out in one attachment; told in this language, by default in the attachment's own."""
    seat, key = _SEATS[attachment.kind], f"perceived:{attachment.kind}:{language}:{attachment.digest}"
    reader = language or "en"
    if (kept := await _kept(context, key)) is not None:
        return kept.model_copy(update={"name": attachment.name, "digest": attachment.digest})
    if context.models is None or not context.models.takes(seat):
        raise _bad(attachment.name, PHRASES.say(f"no_{seat}", reader, name=attachment.name))
    from ..agents.perception.perceive import perceive

    try:
        perceived = await perceive(attachment, context.models.seat(seat, emit), language)
    except ModelUnavailable as trouble:
        emit(fell_back(seat, trouble, reader))
        return Perceived(kind=attachment.kind, name=attachment.name, text="", digest=attachment.digest)
    await _keep(context, key, perceived)
    return perceived


async def _kept(context: RunContext, key: str) -> Perceived | None:
    """What this run has perceived before. A broken journal costs another look, never the answer."""
    kept: Perceived | None = None
    with forgiven(_log, "journal read", "perception"):
        if context.journal is not None and (value := await context.journal.get(context.run, key)) is not None:
            kept = Perceived.model_validate_json(value)
    return kept


async def _keep(context: RunContext, key: str, perceived: Perceived) -> None:
    with forgiven(_log, "journal write", "perception"):
        if context.journal is not None:
            await context.journal.put(context.run, key, perceived.model_dump_json().encode())


def _bad(value: str, message: str) -> BadRequest:
    return BadRequest(InputProblem(field=FIELD, value=value, message=message))
