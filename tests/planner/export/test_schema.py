"""The published schema is the one of this version, and the documents keep it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from xiake.domain.errors import InputProblem
from xiake.planner.export.rejection import Rejection
from xiake.planner.export.schema import document_schema, schema_text
from xiake.planner.trip import Trip

from ...trips import asking, impossible, planned, substituted

PUBLISHED = Path(__file__).parents[3] / "docs" / "trip.schema.json"


def test_the_published_schema_is_in_step() -> None:
    assert PUBLISHED.read_text("utf-8") == schema_text(), "python -m xiake.planner.export.schema > docs/trip.schema.json"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(document_schema())


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
