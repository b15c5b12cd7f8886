"""Mappings between our models and a server's JSON: JMESPath, with functions for the units that travel data comes in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import jmespath
from jmespath import functions
from jmespath.exceptions import JMESPathError
from jmespath.parser import ParsedResult

from ...domain.errors import ConfigurationError, ToolFailure
from ..skies import sky_of

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_CLOCK = re.compile(r"^\s*(\d{1,2}):(\d{2})")
_HOURS = re.compile(r"(\d+)\s*(?:小时|时|h)")
_MINUTES = re.compile(r"(\d+)\s*(?:分|m)")


class _Functions(functions.Functions):
    """What JMESPath lacks. What can't be read is null, which is unknown."""

    @functions.signature({"types": ["string", "number", "null"]})
    def _func_number(self, value: Any) -> float | None:
        """The first number in a text: ``"¥553.5起"`` is 553.5."""
        found = _NUMBER.search(str(value).replace(",", "")) if value is not None else None
        return float(found[0]) if found else None

    @functions.signature({"types": ["string", "null"]})
    def _func_minute(self, value: str | None) -> int | None:
        """A time of day in minutes after midnight: ``"08:05"`` is 485."""
        found = _CLOCK.match(value or "")
        return int(found[1]) * 60 + int(found[2]) if found else None

    @functions.signature({"types": ["string", "number", "null"]})
    def _func_duration(self, value: Any) -> int | None:
        """Minutes that something takes: ``"04:28"``, ``"4小时28分"``, ``"4h 28m"`` or plain minutes."""
        if value is None:
            return None
        text = str(value)
        if found := _CLOCK.match(text):
            return int(found[1]) * 60 + int(found[2])
        hours, minutes = _HOURS.search(text), _MINUTES.search(text)
        if hours or minutes:
            return (int(hours[1]) * 60 if hours else 0) + (int(minutes[1]) if minutes else 0)
        plain = self._func_number(value)
        return None if plain is None else round(plain)

    @functions.signature({"types": ["string", "null"]})
    def _func_sky(self, value: str | None) -> str | None:
        """What Chinese words such as ``"小雨"`` say of the sky, as :data:`~xiake.domain.weather.Sky`."""
        return sky_of(value or "")


_OPTIONS = jmespath.Options(custom_functions=_Functions())


@lru_cache(maxsize=1024)
def expression(text: str) -> ParsedResult:
    """A parsed expression.

    Raises:
        ConfigurationError: If it is none.
    """
    try:
        return jmespath.compile(text)
    except JMESPathError as error:
        raise ConfigurationError(f"{text!r} is no JMESPath expression: {error}") from None


def mapped(text: str, data: Any) -> Any:
    """What an expression takes from some data.

    Raises:
        ToolFailure: ``upstream`` where the data isn't of the shape that the expression is made for.
    """
    try:
        return expression(text).search(data, options=_OPTIONS)
    except (JMESPathError, TypeError, ValueError):
        raise ToolFailure("upstream", "答复的形状与配置不符", "the answer's shape doesn't fit the configured mapping") from None


def mapped_arguments(arguments: Mapping[str, str], query: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a tool for a query; what the query leaves open is left out."""
    values = {name: mapped(text, query) for name, text in arguments.items()}
    return {name: value for name, value in values.items() if value is not None}
