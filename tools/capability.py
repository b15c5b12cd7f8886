"""A capability: the typed question and answer that several providers may serve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from ..domain.base import Model
from ..domain.errors import ErrorCode

A = TypeVar("A", bound=Model)
R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, kw_only=True)
class Capability(Generic[A, R]):
    """What a tool of this capability takes, gives and may fail with.

    Attributes:
        binding: Its calls commit the traveller to something. No model is offered them, no cache answers them.
        placed: It takes or gives ids of places, which mean something only in the world that they are from.
    """

    name: str
    description: str
    args: type[A]
    result: type[R]
    errors: tuple[ErrorCode, ...] = ()
    examples: tuple[Mapping[str, Any], ...] = ()
    binding: bool = False
    placed: bool = False
