"""The answer to a "why?"."""

from __future__ import annotations

from ...domain.base import Model
from ...domain.evidence import Source


class Explanation(Model):
    """Why something is as it is, from the plan's checks, sources and costs.

    Attributes:
        about: What was asked about, in the user's language ("汉庭酒店（前门店）").
        reasons: One sentence each, the weightiest first.
        sources: Where their facts come from.
    """

    about: str
    reasons: tuple[str, ...]
    sources: tuple[Source, ...] = ()
