"""How OpenAI speaks, and everyone who is compatible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xiake.agents.llm.script import Answer, Asked, FaultKind

from .wire import calls_of, check_json, choice_of, dumped, finish_of, messages_of, offers_of, pieces

_HEAD = {"id": "chatcmpl-loopback", "created": 1767600000}
_ERRORS: dict[FaultKind, tuple[int, str, str, str]] = {
    "invalid": (400, "invalid_request_error", "invalid_parameter_error", "Something is wrong."),
    "refused": (400, "data_inspection_failed", "data_inspection_failed", "Input data may contain inappropriate content."),
    "unauthorized": (401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided."),
    "forbidden": (403, "access_denied", "access_denied", "You do not have access to the model."),
    "not_found": (404, "invalid_request_error", "model_not_found", "The model does not exist or you do not have access to it."),
    "rate_limited": (429, "requests", "rate_limit_exceeded", "Rate limit reached for requests."),
    "quota": (429, "insufficient_quota", "insufficient_quota", "You exceeded your current quota."),
    "upstream": (500, "server_error", "internal_error", "The server had an error while processing your request."),
    "unavailable": (503, "server_error", "service_unavailable", "The engine is currently overloaded."),
}


class OpenAI:
    """Chat completions."""

    def read(self, body: Mapping[str, Any], *, stream: bool) -> Asked:
        """The question in a request."""
        tools = offers_of(body.get("tools"))
        return check_json(
            Asked(
                wire="openai",
                model=body["model"],
                messages=messages_of(body.get("messages", ())),
                tools=tools,
                tool_choice=choice_of(body.get("tool_choice", "auto"), ("auto", "none", "required"), tools),
                stream=stream,
                json_mode=body.get("response_format", {}).get("type") == "json_object",
                thinking=body.get("enable_thinking"),
                parameters=body,
            )
        )

    def whole(self, asked: Asked, answer: Answer) -> dict[str, Any]:
        """All of it, with usage."""
        message: dict[str, Any] = {"role": "assistant", "content": answer.text or None}
        if answer.thinking:
            message["reasoning_content"] = answer.thinking
        if answer.calls:
            message["tool_calls"] = calls_of(answer)
        choice = {"index": 0, "message": message, "finish_reason": finish_of(answer), "logprobs": None}
        return {**_HEAD, "object": "chat.completion", "model": asked.model, "choices": [choice], "usage": _usage(asked, answer)}

    def events(self, asked: Asked, answer: Answer) -> Sequence[bytes]:
        """One event a piece; usage only where it is asked for."""
        deltas: list[dict[str, Any]] = []
        for piece in pieces(answer):
            delta: dict[str, Any] = {} if deltas else {"role": "assistant"}
            if piece.call:
                deltas.append({**delta, "content": None, "tool_calls": [piece.told()]})
            elif piece.thinking:
                deltas.append({**delta, "content": None, "reasoning_content": piece.thinking})
            else:
                deltas.append({**delta, "content": piece.text})
        events = [_chunk(asked, {"index": 0, "delta": delta, "finish_reason": None}) for delta in deltas]
        events.append(_chunk(asked, {"index": 0, "delta": {}, "finish_reason": finish_of(answer)}))
        if (asked.parameters.get("stream_options") or {}).get("include_usage"):
            events.append(_chunk(asked, usage=_usage(asked, answer)))
        return [*events, b"data: [DONE]\n\n"]

    def trouble(self, kind: FaultKind, message: str | None = None) -> tuple[int, dict[str, Any]]:
        """An error as it comes before anything else."""
        status, sort, code, usual = _ERRORS[kind]
        return status, {"error": {"message": message or usual, "type": sort, "param": None, "code": code}}

    def trouble_event(self, kind: FaultKind, message: str | None = None) -> bytes:
        """An error within a stream."""
        return f"data: {dumped(self.trouble(kind, message)[1])}\n\n".encode()


def _chunk(asked: Asked, *choices: Mapping[str, Any], usage: Mapping[str, Any] | None = None) -> bytes:
    chunk = {**_HEAD, "object": "chat.completion.chunk", "model": asked.model, "choices": choices, "usage": usage}
    return f"data: {dumped(chunk)}\n\n".encode()


def _usage(asked: Asked, answer: Answer) -> dict[str, int]:
    inward, outward = answer.usage(asked)
    return {"prompt_tokens": inward, "completion_tokens": outward, "total_tokens": inward + outward}
