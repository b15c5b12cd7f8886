"""Amap's result codes in ours; https://lbs.amap.com/api/webservice/guide/tools/info."""

from __future__ import annotations

from typing import Literal

from ....domain.errors import ErrorCode

OK = "10000"
Trouble = Literal["key", "right", "quota", "busy", "argument", "far", "down"]
"""What is wrong, in words that a reader can do something about."""

_TROUBLES: dict[str, Trouble] = {
    **dict.fromkeys(("10001", "10007", "10008", "10009", "10013"), "key"),
    **dict.fromkeys(("10002", "10005", "10006", "10011", "10012", "10026", "10041", "20011", "40002"), "right"),
    **dict.fromkeys(("10003", "10010", "10029", "10044", "10045", "40000", "40001", "40003"), "quota"),
    **dict.fromkeys(("10004", "10014", "10019", "10020", "10021"), "busy"),
    **dict.fromkeys(("20000", "20001", "20002", "20012"), "argument"),
    **dict.fromkeys(("20800", "20801", "20802", "20803"), "far"),
    **dict.fromkeys(("10015", "10016", "10017", "20003"), "down"),
}
SPENT_TODAY = frozenset({"10003", "10044", "10045"})
"""Nothing will be answered before midnight."""
_CODES: dict[Trouble, ErrorCode] = {
    "key": "unauthorized",
    "right": "forbidden",
    "quota": "forbidden",
    "busy": "rate_limited",
    "argument": "invalid_argument",
    "far": "not_found",
    "down": "unavailable",
}
"""A quota that is used up is no rate limit: asking again in a second doesn't help."""


def trouble_of(infocode: str) -> tuple[Trouble, ErrorCode]:
    """What an infocode means; codes that are not in the table are the service's own trouble."""
    trouble = _TROUBLES.get(infocode, "down")
    return trouble, _CODES[trouble]
