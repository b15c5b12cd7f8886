"""The JSON schema of what ``xiake plan --json`` prints; ``python -m xiake.planner.export.schema`` writes it."""

from __future__ import annotations

import json
import sys
from typing import Any

from pydantic import TypeAdapter

from ..trip import Trip
from .rejection import Rejection


def document_schema() -> dict[str, Any]:
    """JSON schema (draft 2020-12) of a :class:`~..trip.Trip`, or of the :class:`.Rejection` printed in its stead."""
    adapter: TypeAdapter[Trip | Rejection] = TypeAdapter(Trip | Rejection)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "xiake plan --json",
        **adapter.json_schema(mode="serialization"),
    }


def schema_text() -> str:
    """The schema as it is published, one key a line."""
    return json.dumps(document_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
