"""What is read of a server's schema: names and plain types; everything else is the server's own business."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xiake.tools.mcp.schemas import misfit, signature_of

CITY: dict[str, Any] = {"properties": {"city": {"type": "string"}, "days": {"type": ["array", "null"]}}, "required": ["city"]}


@pytest.mark.parametrize(
    ("schema", "arguments", "field"),
    [
        (CITY, {"city": "北京"}, None),
        (CITY, {"city": "北京", "days": None}, None),
        (CITY, {"city": "北京", "days": ["x"]}, None),
        (CITY, {}, "city"),
        (CITY, {"city": 1}, "city"),
        (CITY, {"city": "北京", "days": "x"}, "days"),
        (CITY, {"city": "北京", "town": "x"}, "town"),
        ({**CITY, "additionalProperties": True}, {"city": "北京", "town": "x"}, None),
        ({"allOf": [CITY]}, {"town": "x"}, None),
        ({"properties": {"n": {"type": "integer"}}}, {"n": True}, "n"),
        ({"properties": {"n": {"type": "integer"}}}, {"n": 2.0}, None),
        ({"properties": {"n": {"type": "number"}}}, {"n": 2}, None),
        ({"properties": {"n": {"type": "anything"}}}, {"n": 2}, None),
        ({"properties": {"n": {"$ref": "http://x"}}}, {"n": 2}, None),
        ({"properties": {"n": True}}, {"n": 2}, None),
    ],
)
def test_arguments(schema: dict[str, Any], arguments: dict[str, Any], field: str | None) -> None:
    assert misfit(signature_of(schema), arguments) == field


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda one: (
        st.lists(one, max_size=3) | st.dictionaries(st.sampled_from(["type", "properties", "required", "city"]), one, max_size=3)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(["type", "properties", "required", "additionalProperties", "allOf"]), JSON, max_size=5))
def test_no_schema_breaks_it(schema: dict[str, Any]) -> None:
    field = misfit(signature_of(schema), {"city": "北京"})
    assert field is None or isinstance(field, str)
