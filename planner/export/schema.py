"""The JSON schemas of what is exported: ``python -m xiake.planner.export.schema`` prints that of ``xiake plan --json``.

With ``geojson`` it prints that of the map.
"""

from __future__ import annotations

import json
import sys
from typing import Any, Literal

from pydantic import TypeAdapter

from ..trip import Trip
from .geojson import FeatureCollection
from .rejection import Rejection


def document_schema() -> dict[str, Any]:
    """JSON schema (draft 2020-12) of a :class:`~..trip.Trip`, or of the :class:`.Rejection` printed in its stead."""
    return _schema("xiake plan --json", TypeAdapter[Trip | Rejection](Trip | Rejection))


def map_schema() -> dict[str, Any]:
    """JSON schema (draft 2020-12) of a trip as GeoJSON; narrower than RFC 7946."""
    return _schema("xiake plan --out trip.geojson", TypeAdapter(FeatureCollection))


def schema_text(kind: Literal["json", "geojson"] = "json") -> str:
    """A schema as it is published, one key a line."""
    schema = map_schema() if kind == "geojson" else document_schema()
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _schema(title: str, adapter: TypeAdapter[Any]) -> dict[str, Any]:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return head | adapter.json_schema(mode="serialization") | head


if __name__ == "__main__":
    sys.stdout.write(schema_text("geojson" if "geojson" in sys.argv[1:] else "json"))
