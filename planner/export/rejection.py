"""What is printed instead of a trip when an input can't be planned at all."""

from __future__ import annotations

from typing import Literal

from ...domain.base import Model
from ...domain.errors import InputProblem


class Rejection(Model):
    """The document of ``--json`` for errors.

    Attributes:
        status: ``bad_input`` where the input must change; ``internal`` where the program failed.
        problems: What is wrong, in the user's language.
    """

    status: Literal["bad_input", "internal"]
    problems: tuple[InputProblem, ...]
