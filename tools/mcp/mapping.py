"""Mappings between our models and a server's JSON: JMESPath, with functions for the units that travel data comes in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import jmespath
from jmespath import functions
from jmespath.exceptions import JMESPathError
from jmespath.parser import ParsedResult

from ...domain.errors import ConfigurationError, ToolFailure
from ..skies import sky_of
from . import units


class _Functions(functions.Functions):
    """What JMESPath lacks. What can't be read is null, which is unknown."""

    @functions.signature({"types": []})
    def _func_number(self, value: Any) -> float | None:
        return units.number(value)

    @functions.signature({"types": []})
    def _func_minute(self, value: Any) -> int | None:
        return units.minute(value)

    @functions.signature({"types": []})
    def _func_duration(self, value: Any) -> int | None:
        return units.duration(value)

    @functions.signature({"types": []})
    def _func_sky(self, value: Any) -> str | None:
        """What Chinese words such as ``"小雨"`` say of the sky, as :data:`~xiake.domain.weather.Sky`."""
        return sky_of(value) if isinstance(value, str) else None


_OPTIONS = jmespath.Options(custom_functions=_Functions())
_RELATIVE = {"subexpression", "index_expression", "projection", "value_projection", "filter_projection", "flatten", "pipe"}
"""Nodes whose first child alone is about the whole document."""


@lru_cache(maxsize=1024)
def expression(text: str) -> ParsedResult:
    """A parsed expression.

    Raises:
        ConfigurationError: If it is none, or calls a function that there isn't.
    """
    try:
        parsed = jmespath.compile(text)
    except JMESPathError as error:
        raise ConfigurationError(f"{text!r} is no JMESPath expression: {error}") from None
    for name in _called(parsed.parsed):
        if name not in _Functions.FUNCTION_TABLE:
            own = "number, minute, duration, sky"
            raise ConfigurationError(f"{text!r} calls {name}, which is no function of JMESPath, nor one of ours ({own})")
    return parsed


def fields_of(text: str) -> frozenset[str]:
    """The fields of the whole document that an expression reads."""
    return frozenset(_roots(expression(text).parsed))


def mapped(text: str, data: Any) -> Any:
    """What an expression takes from some data.

    Raises:
        ToolFailure: ``upstream`` where the data isn't of the shape that the expression is made for.
    """
    try:
        return expression(text).search(data, options=_OPTIONS)
    except (JMESPathError, TypeError, ValueError, RecursionError):
        raise ToolFailure("upstream", "答复的形状与配置不符", "the answer's shape doesn't fit the configured mapping") from None


def mapped_arguments(arguments: Mapping[str, str], query: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a tool for a query; what the query leaves open is left out."""
    values = {name: mapped(text, query) for name, text in arguments.items()}
    return {name: value for name, value in values.items() if value is not None}


def _called(node: Mapping[str, Any]) -> Iterator[str]:
    if node["type"] == "function_expression":
        yield node["value"]
    for child in node["children"]:
        yield from _called(child)


def _roots(node: Mapping[str, Any]) -> Iterator[str]:
    if node["type"] == "field":
        yield node["value"]
    elif node["type"] != "expref":
        for child in node["children"][:1] if node["type"] in _RELATIVE else node["children"]:
            yield from _roots(child)
