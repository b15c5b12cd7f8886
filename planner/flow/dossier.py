"""What the workers found, as a run's state carries it: packed once, however often the state is checkpointed."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cached_property

from pydantic import ConfigDict, RootModel

from ...domain.base import Model
from ...domain.task import Findings

_FASTEST = 1


class _Found(RootModel[dict[str, Findings]]):
    """Findings by task id."""


class Dossier(Model):
    """Findings by task id.

    They are by far the largest part of a run's state and don't change once they are there.

    Attributes:
        packed: The findings as compressed JSON; empty when there are none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")

    packed: bytes = b""

    @classmethod
    def of(cls, findings: Mapping[str, Findings]) -> Dossier:
        """Pack findings."""
        found = _Found(dict(findings))
        dossier = cls(packed=zlib.compress(found.model_dump_json().encode(), _FASTEST))
        dossier.__dict__["findings"] = found.root  # nobody unpacks in the process that packed
        return dossier

    @cached_property
    def findings(self) -> dict[str, Findings]:
        """The findings."""
        return _Found.model_validate_json(zlib.decompress(self.packed)).root if self.packed else {}


NOTHING_FOUND = Dossier()
