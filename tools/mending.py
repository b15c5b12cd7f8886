"""Arguments are put right before a call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from ..domain.base import Model
from ..domain.errors import ErrorCode
from ..domain.request import Question
from .context import CallContext
from .phrases import PHRASES
from .result import Mend


class Unmendable(Exception):
    """The arguments can't be put right without asking."""

    def __init__(self, code: ErrorCode, message: str, question: Question | None = None) -> None:
        """Carry what the result's error will say."""
        self.code = code
        self.question = question
        super().__init__(message)


@dataclass(frozen=True)
class Mended:
    """Valid arguments and what was changed on the way."""

    args: Model
    mends: tuple[Mend, ...] = ()


def mend_arguments(model: type[Model], given: Mapping[str, Any] | Model, context: CallContext) -> Mended:
    """Validate arguments against ``model``, mending what can be mended.

    Raises:
        Unmendable: If something is wrong that only the caller can put right.
    """
    if isinstance(given, model):
        return Mended(given)
    data = given.model_dump(exclude_unset=True) if isinstance(given, Model) else dict(given)
    for field in model.model_fields:
        if field not in data and field in context.blanks:
            data[field] = context.blanks[field]
    try:
        return Mended(model.model_validate(data))
    except ValidationError as error:
        problem = error.errors()[0]
        message = PHRASES.say(
            "bad_argument", context.language, field=problem["loc"], value=problem["input"], problem=problem["msg"]
        )
        raise Unmendable("invalid_argument", message) from None
