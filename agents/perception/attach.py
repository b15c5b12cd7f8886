"""Takes what users hand over as pictures and voice notes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...domain.attachment import FIELD, MOST_BYTES, Attachment
from ...domain.errors import BadRequest, InputProblem
from ...domain.language import Language
from ...domain.perceived import AttachmentKind
from .phrases import PHRASES

MOST_ATTACHMENTS = 8
"""Of one request."""

Attached = Attachment | Path | str | bytes
"""A file by its path, a file's content, or a ready attachment."""


def attached(
    given: Sequence[Attached], language: Language, *, kinds: Sequence[AttachmentKind] | None = None
) -> tuple[Attachment, ...]:
    """All attachments of a request.

    Args:
        given: In the user's order.
        language: What problems are worded in.
        kinds: What each must be, where that was said.

    Raises:
        BadRequest: If there are too many; if a file can't be read, is too large, or is no picture or recording.
    """
    if len(given) > MOST_ATTACHMENTS:
        message = PHRASES.say("many", language, most=MOST_ATTACHMENTS, count=len(given))
        raise BadRequest(InputProblem(field=FIELD, value=str(len(given)), message=message))
    meant: Sequence[AttachmentKind | None] = kinds or [None] * len(given)
    return tuple(
        attach(one, language, name=f"#{number}", kind=kind)
        for number, (one, kind) in enumerate(zip(given, meant, strict=True), 1)
    )


def attach(given: Attached, language: Language, *, name: str = "", kind: AttachmentKind | None = None) -> Attachment:
    """One attachment; ``name`` is for one that has none of its own, ``kind`` says what it must be.

    Raises:
        BadRequest: As :func:`attached`.
    """
    if isinstance(given, Attachment):
        return given
    if isinstance(given, bytes):
        return Attachment.of(given, name=name, kind=kind, language=language)
    path = Path(given).expanduser()
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise _bad(str(given), PHRASES.say("no_file", language, name=given)) from None
    except OSError as error:
        raise _bad(str(given), PHRASES.say("unreadable", language, name=given, reason=error.strerror)) from None
    return Attachment.of(data, name=path.name, kind=kind, language=language)


def _bad(value: str, message: str) -> BadRequest:
    return BadRequest(InputProblem(field=FIELD, value=value, message=message))
