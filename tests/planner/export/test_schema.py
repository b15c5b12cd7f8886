"""The published schemas are those of this version, and the documents keep them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from xiake.domain.errors import InputProblem
from xiake.planner.export.rejection import Rejection
from xiake.planner.export.schema import document_schema, map_schema, schema_text
from xiake.planner.trip import Trip

from ...trips import asking, impossible, planned, substituted

DOCS = Path(__file__).parents[3] / "docs"


def test_the_published_schemas_are_in_step() -> None:
    assert (DOCS / "trip.schema.json").read_text("utf-8") == schema_text(), "make schemas"
    assert (DOCS / "trip.geojson.schema.json").read_text("utf-8") == schema_text("geojson"), "make schemas"


@pytest.mark.parametrize("schema", [document_schema(), map_schema()])
def test_they_are_schemas(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("trip", [planned("zh"), planned("en"), substituted(), asking(), impossible()])
def test_every_answer_keeps_it_and_can_be_read_back(trip: Trip) -> None:
    Draft202012Validator(document_schema()).validate(json.loads(trip.to_json()))
    assert Trip.model_validate_json(trip.to_json()) == trip


def test_rejections_keep_it() -> None:
    rejection = Rejection(status="bad_input", problems=(InputProblem(field="days", value="0", message="x"),))
    Draft202012Validator(document_schema()).validate(rejection.model_dump(mode="json"))


def test_it_says_no() -> None:
    document = json.loads(planned().to_json())
    document["itinerary"]["days"][0]["stops"][0].pop("name")
    with pytest.raises(ValidationError):
        Draft202012Validator(document_schema()).validate(document)
