"""Reading a record that another version of Xiake wrote."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

M = TypeVar("M", bound=BaseModel)

_MOST_ROUNDS = 3
"""Rounds of leaving out; a field inside a union shows only after the one around it is gone."""


def read_leniently(model: type[M], raw: bytes) -> M | None:
    """A record as its model, without the fields that the model no longer knows; what it newly knows takes its default.

    Returns:
        None where even so the record can't be read.
    """
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False, include_input=False)
    try:
        data = json.loads(raw)
    except ValueError:
        return None
    for _ in range(_MOST_ROUNDS):
        unknown = [problem["loc"] for problem in problems if problem["type"] == "extra_forbidden"]
        left_out = [_leave_out(data, loc) for loc in unknown]
        if not left_out or not all(left_out):
            return None
        try:
            return model.model_validate_json(json.dumps(data))
        except ValidationError as error:
            problems = error.errors(include_url=False, include_context=False, include_input=False)
    return None


def _leave_out(data: Any, loc: tuple[int | str, ...]) -> bool:
    """Delete what ``loc`` leads to. Steps that name the member of a union lead nowhere in the data and are passed over."""
    *way, last = loc
    for step in way:
        if (isinstance(data, dict) and step in data) or (isinstance(data, list) and isinstance(step, int)):
            data = data[step]  # type: ignore[index]  # a step into a list is an index
        elif not isinstance(step, str):
            return False
    return isinstance(data, dict) and data.pop(last, data) is not data
