"""Calling DashScope's services of memory: embedding and reranking."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..domain.errors import MemoryTrouble, MemoryUnavailable


def output_of(
    service: str, call: Callable[..., Any], /, *args: Any, base_url: str | None, seconds: float, **options: Any
) -> dict[str, Any]:
    """What a call of the SDK puts out; the key comes from ``DASHSCOPE_API_KEY``.

    Args:
        service: What it is called in messages.
        call: Of one of the SDK's classes.
        *args: Its arguments.
        base_url: Of the service; the SDK's own by default.
        seconds: How long an answer may take.
        **options: More of its arguments.

    Raises:
        MemoryUnavailable: If the service does not answer, or with an error.
    """
    import requests
    from dashscope.common.error import DashScopeException

    address = {"base_address": base_url} if base_url else {}
    reason: MemoryTrouble = "unreachable"
    try:
        answer = call(*args, request_timeout=seconds, **address, **options)
    except requests.Timeout:
        reason, problem = "timeout", f"The {service} service did not answer in time."
    except (requests.RequestException, DashScopeException, UnicodeError) as error:
        problem = f"The {service} service can't be used: {type(error).__name__}."
    else:
        if answer.status_code == 200:
            output: dict[str, Any] = answer.output
            return output
        code = f" {answer.code}" if re.fullmatch(r"[\w.\-]{1,64}", str(answer.code)) else ""
        problem = f"The {service} service answered {answer.status_code}{code}."
    raise MemoryUnavailable(reason, problem)  # outside of the handler: an exception of the client may repeat the key
