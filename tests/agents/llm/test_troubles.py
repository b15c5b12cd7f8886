"""Exceptions of many libraries in our few words."""

from __future__ import annotations

import json
from http.client import IncompleteRead

import aiohttp
import httpx
import openai
import pytest
import requests
from xiake.agents.llm.troubles import ProviderError, trouble_of
from xiake.domain.errors import ModelTrouble, ModelUnavailable

_REQUEST = openai._base_client.httpx2.Request("POST", "http://host/")  # type: ignore[attr-defined]


def answered(status: int, code: str = "", kind: str = "") -> openai.APIStatusError:
    response = openai._base_client.httpx2.Response(status, request=_REQUEST)  # type: ignore[attr-defined]
    return openai.APIStatusError("no", response=response, body={"code": code, "type": kind})


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (answered(401, "invalid_api_key", "invalid_request_error"), "unauthorized"),
        (answered(403), "forbidden"),
        (answered(404, "model_not_found", "invalid_request_error"), "invalid"),
        (answered(400, "content_filter"), "refused"),
        (answered(429, "rate_limit_exceeded"), "rate_limited"),
        (answered(429, "insufficient_quota", "insufficient_quota"), "forbidden"),
        (answered(503), "unavailable"),
        (answered(500, "", "server_error"), "upstream"),
        (openai.APITimeoutError(_REQUEST), "timeout"),
        (openai.APIConnectionError(request=_REQUEST), "unavailable"),
        (openai.APIError("x", _REQUEST, body={"code": "rate_limit_exceeded"}), "rate_limited"),
        (ProviderError(400, "Arrearage"), "forbidden"),
        (ProviderError(400, "DataInspectionFailed"), "refused"),
        (ProviderError(400, "Throttling.RateQuota"), "rate_limited"),
        (ProviderError(400, "InternalError"), "upstream"),
        (ProviderError(400, "ServiceUnavailable"), "unavailable"),
        (ProviderError(400, "InvalidParameter"), "invalid"),
        (ProviderError(400, "InvalidApiKey"), "unauthorized"),
        (httpx.ReadTimeout("slow"), "timeout"),
        (httpx.ConnectError("nobody there"), "unavailable"),
        (httpx.RemoteProtocolError("cut"), "upstream"),
        (aiohttp.ServerDisconnectedError(), "unavailable"),
        (aiohttp.ClientPayloadError("cut"), "upstream"),
        (aiohttp.SocketTimeoutError(), "timeout"),
        (requests.ConnectionError(), "unavailable"),
        (ConnectionResetError(), "unavailable"),
        (IncompleteRead(b""), "upstream"),
        (json.JSONDecodeError("no", "", 0), "upstream"),
        (TimeoutError(), "timeout"),
        (NotImplementedError("no tools"), "invalid"),
        (ValueError("a question that can't be sent"), "invalid"),
        (KeyError("choices"), "upstream"),
        (ModelUnavailable("budget", "no more"), "budget"),
    ],
    ids=repr,
)
def test_troubles(error: Exception, trouble: ModelTrouble) -> None:
    assert trouble_of(error) == trouble


def test_a_cause_tells_what_its_wrapper_does_not() -> None:
    wrapper = RuntimeError("it failed")
    wrapper.__cause__ = httpx.ConnectTimeout("slow")
    assert trouble_of(wrapper) == "timeout"


def test_what_a_service_says_is_kept_only_if_it_is_a_plain_word() -> None:
    assert str(ProviderError(401, "InvalidApiKey")) == "HTTP 401 InvalidApiKey"
    assert "sk-1" not in repr(ProviderError(401, "the key sk-1 is wrong"))
