"""Arguments against a server's schema: names and plain types alone.

A schema is a stranger's program: references make a validator fetch addresses, patterns and nested alternatives make it busy for hours.
So none of that is followed; the server judges the rest itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list, tuple),
    "object": (dict,),
    "null": (type(None),),
}


class Signature(NamedTuple):
    """What a tool takes.

    Attributes:
        types: Names of JSON types by argument; empty where any may do.
        required: Arguments that must be given.
        open: Whether it says that it takes others, too, or doesn't say what it takes.
    """

    types: dict[str, tuple[str, ...]]
    required: frozenset[str]
    open: bool


def signature_of(schema: Mapping[str, Any]) -> Signature:
    """What a JSON schema of arguments says; parts that make no sense say nothing."""
    properties = schema.get("properties")
    required = schema.get("required")
    types = {name: _types(one) for name, one in properties.items()} if isinstance(properties, dict) else {}
    needed = frozenset(name for name in required if isinstance(name, str)) if isinstance(required, list) else frozenset()
    return Signature(types, needed, bool(schema.get("additionalProperties", not isinstance(properties, dict))))


def misfit(signature: Signature, arguments: Mapping[str, Any]) -> str | None:
    """Name of an argument that is missing, not known, or of another type; None where all fit."""
    for name in sorted(signature.required - arguments.keys()):
        return name
    for name, value in arguments.items():
        if name not in signature.types:
            if signature.open:
                continue
            return name
        if (types := signature.types[name]) and not any(_is(value, one) for one in types):
            return name
    return None


def _types(schema: Any) -> tuple[str, ...]:
    told = schema.get("type") if isinstance(schema, dict) else None
    listed = [told] if isinstance(told, str) else told if isinstance(told, list) else []
    return tuple(one for one in listed if isinstance(one, str)) if all(one in _TYPES for one in listed) else ()


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _TYPES[kind])
