"""The verdict on one wish, before it is worded."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Finding(NamedTuple):
    """A status and what was seen, with the numbers, in the user's language."""

    status: Literal["satisfied", "violated", "unverifiable"]
    why: str
