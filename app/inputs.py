"""What a user writes on a command line or into the environment, read before any work is done."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from ..domain.errors import BadRequest, InputProblem
from ..domain.language import Language
from ..settings import Settings
from .phrases import PHRASES, system_language

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from ..domain.attachment import Attachment
    from ..domain.perceived import AttachmentKind


def read_text(words: Sequence[str], *, ask: bool = False) -> str:
    """The request: the arguments in a row, or standard input for ``-``, which can't then give answers, too.

    Raises:
        BadRequest: If standard input is no text or is needed for the answers.
    """
    if list(words) != ["-"]:
        return " ".join(words)
    if ask:
        raise _bad("text", "-", PHRASES.say("bad.stdin_ask", system_language()))
    try:
        return sys.stdin.read().removeprefix("\ufeff").strip()
    except UnicodeDecodeError:
        raise _bad("text", "-", PHRASES.say("bad.stdin", system_language())) from None


def read_attachments(images: Sequence[str], audios: Sequence[str], language: Language) -> tuple[Attachment, ...]:
    """Pictures, then recordings.

    Raises:
        BadRequest: If a file can't be read or is something else.
    """
    from ..agents.perception.attach import attached

    kinds: dict[AttachmentKind, Sequence[str]] = {"image": images, "audio": audios}
    given = [(path, kind) for kind, paths in kinds.items() for path in paths]
    return attached([path for path, _ in given], language, kinds=[kind for _, kind in given])


def read_date(value: str, language: Language) -> date:
    """The first day.

    Raises:
        BadRequest: If it isn't written YYYY-MM-DD.
    """
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _bad("start", value, PHRASES.say("bad.start", language, value=value)) from None


def read_trip_target(value: str, language: Language) -> Path:
    """Where to save a trip.

    Raises:
        BadRequest: As :func:`read_target`, or if this installation can't write such a file.
    """
    from ..planner.export.formats import FORMATS

    path = read_target(value, language, suffixes=tuple(FORMATS))
    if lack := FORMATS[path.suffix].lack(language):
        raise _bad("out", value, lack)
    return path


def read_target(value: str, language: Language, *, suffixes: Sequence[str]) -> Path:
    """Where to save.

    Raises:
        BadRequest: If there is no such folder, the file can't be written, or the ending isn't one of ``suffixes``.
    """
    path = Path(value)
    if path.suffix not in suffixes:
        raise _bad("out", value, PHRASES.say("bad.out", language, value=value, endings=" / ".join(suffixes)))
    if not path.parent.is_dir():
        raise _bad("out", value, PHRASES.say("bad.folder", language, value=path.parent))
    try:
        _try_to_write(path)
    except OSError as error:
        raise _bad("out", value, PHRASES.say("bad.write", language, value=value, reason=error.strerror)) from None
    return path


def read_settings() -> Settings:
    """The settings of the environment.

    Raises:
        BadRequest: If a variable makes no sense; the problem's field is its name.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise BadRequest(
            *(
                _bad_setting(f"XIAKE_{str(part['loc'][0]).upper()}", str(part["input"]), part)
                for part in error.errors(include_url=False)
            )
        ) from None


def _try_to_write(path: Path) -> None:
    """Open a file as one that is written, and leave everything as it was; permissions alone don't tell whether that works."""
    new = not os.path.lexists(path)
    with path.open("ab"):
        pass
    if new:
        path.unlink()


def _bad_setting(name: str, value: str, error: ErrorDetails) -> InputProblem:
    language = system_language()
    key = f"setting.{error['type']}"
    reason = PHRASES.say(key, language, **error.get("ctx", {})) if key in PHRASES else error["msg"]
    return InputProblem(
        field=name, value=value, message=PHRASES.say("bad.setting", language, name=name, value=value, reason=reason)
    )


def _bad(field: str, value: str, message: str) -> BadRequest:
    return BadRequest(InputProblem(field=field, value=value, message=message))
