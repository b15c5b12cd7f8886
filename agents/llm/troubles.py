"""Exceptions of any provider, told in our few words."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator

from ...domain.errors import ModelTrouble, ModelUnavailable

RETRYABLE: frozenset[ModelTrouble] = frozenset({"timeout", "rate_limited", "upstream", "unavailable"})
"""What may pass if the question is put again."""

LASTING: frozenset[ModelTrouble] = frozenset({"unauthorized", "forbidden"})
"""What the next call meets too."""

_STATUS: dict[int, ModelTrouble] = {
    401: "unauthorized",
    402: "forbidden",
    403: "forbidden",
    408: "timeout",
    425: "rate_limited",
    429: "rate_limited",
    503: "unavailable",
    504: "timeout",
    529: "unavailable",
}
_CODES: tuple[tuple[re.Pattern[str], ModelTrouble], ...] = (
    (re.compile(r"data_?inspection|content_?filter|content_?policy|infringement"), "refused"),
    (re.compile(r"arrearage|insufficient_?(quota|balance)|free_?tier|prepaid|overdue|unpurchased|access_?denied"), "forbidden"),
    (re.compile(r"invalid_?api_?key|authentication"), "unauthorized"),
    (re.compile(r"throttling|rate_?limit"), "rate_limited"),
    (re.compile(r"time_?out"), "timeout"),
    (re.compile(r"unavailable|overloaded"), "unavailable"),
    (re.compile(r"internal_?error|server_error"), "upstream"),
    (re.compile(r"invalid_?parameter|invalid_?request|not_?found"), "invalid"),
)
"""The providers' own words, which say more than the status: DashScope has 400 for an empty purse and for all that goes wrong within a
stream, OpenAI 429 for an empty purse."""

_NAMES: tuple[tuple[re.Pattern[str], ModelTrouble], ...] = (
    (re.compile(r"Timeout"), "timeout"),
    (re.compile(r"Connect(ion|Error)|NetworkError|ServerDisconnected|ClientOSError|gaierror"), "unavailable"),
    (re.compile(r"RemoteProtocol|Payload|ReadError|Incomplete|ChunkedEncoding|JSONDecode|ResponseValidation"), "upstream"),
)


class EmptyAnswerError(Exception):
    """A model answered with nothing at all."""


class ProviderError(Exception):
    """What a service answered instead of its model, without its text, which may repeat the key or the prompt.

    Attributes:
        status_code: Of HTTP.
        code: The service's own word for it.
    """

    def __init__(self, status_code: int, code: str = "") -> None:
        """Keep the status and the code, if that is a plain word."""
        self.status_code = status_code
        self.code = code if re.fullmatch(r"[\w.\-]{1,64}", code) else ""
        super().__init__(f"HTTP {status_code} {self.code}".strip())


def trouble_of(error: BaseException) -> ModelTrouble:
    """Why there was no answer, whichever library says so; what nobody knows counts as ``upstream``."""
    for cause in _causes(error):
        trouble = _trouble(cause)
        if trouble:
            return trouble
    return "upstream"


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or following.__context__


def _trouble(error: BaseException) -> ModelTrouble | None:
    if isinstance(error, ModelUnavailable):
        return error.reason
    if isinstance(error, TimeoutError | asyncio.TimeoutError):
        return "timeout"
    status, code = _status(error), _code(error)
    told = next((trouble for pattern, trouble in _CODES if pattern.search(code)), None)
    if told and not (told == "invalid" and status):
        return told
    if status is not None:
        return _STATUS.get(status) or ("upstream" if status >= 500 else "invalid")
    names = " ".join(kind.__name__ for kind in type(error).__mro__)
    named = next((trouble for pattern, trouble in _NAMES if pattern.search(names)), told)
    # a question that the client won't even send, e.g. with tools to a model that takes none
    return named or ("invalid" if isinstance(error, ValueError | TypeError | NotImplementedError) else None)


def _status(error: BaseException) -> int | None:
    for holder in (error, getattr(error, "response", None)):
        for name in ("status_code", "status", "http_status"):
            value = getattr(holder, name, None)
            if isinstance(value, int) and 400 <= value < 600:
                return value
    return None


def _code(error: BaseException) -> str:
    """The provider's code and type; OpenAI's hold them in fields of the exception and in ``body``."""
    body = getattr(error, "body", None)
    inside = [body.get("code"), body.get("type")] if isinstance(body, dict) else []
    words = (getattr(error, "code", None), getattr(error, "type", None), *inside)
    return " ".join(word for word in words if isinstance(word, str)).lower()
