"""Numbers and times as travel data tells them in words. What isn't wholly understood is None, which is unknown."""

from __future__ import annotations

import math
import re
from typing import Any

_ABOUT = r"(?:约|大约|≈|~)?\s*"
_NUMBER = re.compile(
    _ABOUT
    + r"(?P<below>零下|[-−－])?\s*(?:[¥￥]|CNY|RMB|人民币)?\s*(?P<digits>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*"
    r"(?P<ten_thousand>万)?\s*(?:元|块|CNY|RMB|℃|°C|°|度|mm|毫米|%|星级?|级|分)?\s*(?:起|左右|/(?:人|晚|间|张)|每(?:人|晚|间|张))?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:\d{4}-\d{2}-\d{2}[T\s]\s*)?(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?")
_SPAN = re.compile(r"(\d{1,3})[:：](\d{2})(?:[:：]\d{2})?")
_ISO = re.compile(r"P(?:(?P<d>\d+)D)?(?:T(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?(?:\d+(?:\.\d+)?S)?)?")
_WORDS = re.compile(
    _ABOUT
    + r"(?:(?P<d>\d+)\s*(?:天|d(?:ays?)?)\s*)?(?:(?P<h>\d+(?:\.\d+)?)\s*个?(?P<half>半)?(?:小时|时|钟头|h(?:(?:ou)?rs?)?)\s*)?"
    r"(?P<more>半)?(?:(?P<m>\d+(?:\.\d+)?)\s*(?:分钟?|m(?:in(?:ute)?s?)?)\s*)?(?:(?P<s>\d+)\s*(?:秒钟?|s(?:ec(?:ond)?s?)?)\s*)?",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"(?P<h>\d+)\s*(?:小时|时|h)\s*(?P<m>[0-5]?\d)", re.IGNORECASE)


def number(value: Any) -> float | None:
    """A number: ``"¥1,553.5起"`` is 1553.5, ``"零下3度"`` is -3; a range or another currency is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    found = _NUMBER.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    amount = float(re.sub("[,，]", "", found["digits"])) * (10_000 if found["ten_thousand"] else 1)
    return -amount if found["below"] else amount


def minute(value: Any) -> int | None:
    """A time of day in minutes after midnight: ``"08:05"`` and ``"2026-03-03 08:05"`` are 485."""
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return int(found[1]) * 60 + int(found[2])


def duration(value: Any) -> int | None:
    """Minutes that something takes: ``"04:28"``, ``"4小时28分"``, ``"1.5h"``, ``"PT1H30M"``, or plain minutes."""
    if isinstance(value, int | float):
        plain = number(value)
        return round(plain) if plain is not None and plain >= 0 else None
    text = value.strip() if isinstance(value, str) else ""
    if re.fullmatch(r"\d{1,5}", text):
        return int(text)
    if span := _SPAN.fullmatch(text):
        return int(span[1]) * 60 + int(span[2]) if int(span[2]) < 60 else None
    found = _ISO.fullmatch(text) or _TRAILING.fullmatch(text) or _WORDS.fullmatch(text)
    if found is None:
        return None
    parts = found.groupdict()
    if not any(parts.get(part) for part in "dhms") or (parts.get("more") and not parts.get("h")):
        return None
    half = 30 if parts.get("half") or parts.get("more") else 0
    days, hours, minutes, seconds = (float(parts.get(part) or 0) for part in "dhms")
    return round(days * 1440 + hours * 60 + half + minutes + seconds / 60)
