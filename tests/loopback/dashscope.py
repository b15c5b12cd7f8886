"""How DashScope speaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xiake.agents.llm.script import Answer, Asked, FaultKind

from .wire import Piece, Refusal, calls_of, check_json, choice_of, dumped, finish_of, messages_of, offers_of, pieces

REQUEST_ID = "4c7a1f0e-0000-9000-8000-00005e57da7a"
_ERRORS: dict[FaultKind, tuple[int, str, str]] = {
    "invalid": (400, "InvalidParameter", "<400> InternalError.Algo.InvalidParameter: something is wrong."),
    "refused": (400, "DataInspectionFailed", "Input data may contain inappropriate content."),
    "unauthorized": (401, "InvalidApiKey", "Invalid API-key provided."),
    "forbidden": (403, "Model.AccessDenied", "Model access denied."),
    "not_found": (404, "ModelNotFound", "Model can not be found."),
    "rate_limited": (429, "Throttling.RateQuota", "Requests rate limit exceeded, please try again later."),
    "quota": (429, "Throttling.AllocationQuota", "Allocated quota exceeded, please increase your quota limit."),
    "upstream": (500, "InternalError", "An internal error has occured, please try again later."),
    "unavailable": (503, "ServiceUnavailable", "<503> InternalError.Algo: the service is unavailable."),
}


class DashScope:
    """Text generation, and multimodal generation, where contents are lists of parts."""

    def __init__(self, *, multimodal: bool = False) -> None:
        self._multimodal = multimodal

    def read(self, body: Mapping[str, Any], *, stream: bool) -> Asked:
        """The question in a request's ``input`` and ``parameters``."""
        parameters = body.get("parameters", {})
        tools = offers_of(parameters.get("tools"))
        asked = Asked(
            wire="dashscope",
            model=body["model"],
            messages=messages_of(body["input"].get("messages", ())),
            tools=tools,
            tool_choice=choice_of(parameters.get("tool_choice", "auto"), ("auto", "none"), tools),
            stream=stream,
            json_mode=parameters.get("response_format", {}).get("type") == "json_object",
            thinking=parameters.get("enable_thinking"),
            parameters=parameters,
        )
        if asked.thinking and asked.json_mode:
            raise Refusal("Json mode response is not supported when enable_thinking is true.")
        if asked.thinking and asked.tool_choice not in ("auto", "none"):
            raise Refusal("The tool_choice parameter does not support being set to required or object in thinking mode.")
        return check_json(asked)

    def whole(self, asked: Asked, answer: Answer) -> dict[str, Any]:
        """All of it, with usage."""
        message = {"role": "assistant", "content": self._content(answer.text)}
        if answer.thinking:
            message["reasoning_content"] = answer.thinking
        if answer.calls:
            message["tool_calls"] = calls_of(answer)
        return self._output(message, finish_of(answer), *answer.usage(asked))

    def events(self, asked: Asked, answer: Answer) -> Sequence[bytes]:
        """One event a piece: what is new, or without ``incremental_output`` everything so far."""
        inward, outward = answer.usage(asked)
        tell = self._new if asked.parameters.get("incremental_output") else self._so_far
        told = [*tell(list(pieces(answer)))]
        last = {"role": "assistant", "content": self._content("")} if tell == self._new else told[-1] if told else {}
        outputs = [self._output(message, "null", inward, min(at, outward)) for at, message in enumerate(told, 1)]
        outputs.append(self._output(last, finish_of(answer), inward, outward))
        return [_event(at, "result", 200, output) for at, output in enumerate(outputs, 1)]

    def _new(self, parts: Sequence[Piece]) -> Iterator[dict[str, Any]]:
        for part in parts:
            message = {"role": "assistant", "content": self._content(part.text)}
            if part.thinking:
                message["reasoning_content"] = part.thinking
            if part.call:
                message["tool_calls"] = [part.told()]
            yield message

    def _so_far(self, parts: Sequence[Piece]) -> Iterator[dict[str, Any]]:
        text, thinking, calls = "", "", list[dict[str, Any]]()
        for part in parts:
            text, thinking = text + part.text, thinking + part.thinking
            if part.call and part.opens:
                calls = [*calls, part.told()]
            elif part.call:
                last = calls[-1]["function"]
                calls = [*calls[:-1], {**calls[-1], "function": {**last, "arguments": last["arguments"] + part.call.raw}}]
            message = {"role": "assistant", "content": self._content(text)}
            if thinking:
                message["reasoning_content"] = thinking
            if calls:
                message["tool_calls"] = calls
            yield message

    def _content(self, text: str) -> Any:
        return ([{"text": text}] if text else []) if self._multimodal else text

    def _output(self, message: dict[str, Any], finish: str, inward: int, outward: int) -> dict[str, Any]:
        return {
            "output": {"choices": [{"message": message, "finish_reason": finish}]},
            "usage": {"input_tokens": inward, "output_tokens": outward, "total_tokens": inward + outward},
            "request_id": REQUEST_ID,
        }

    def trouble(self, kind: FaultKind, message: str | None = None) -> tuple[int, dict[str, Any]]:
        """An error as it comes before anything else."""
        status, code, usual = _ERRORS[kind]
        return status, {"code": code, "message": message or usual, "request_id": REQUEST_ID}

    def trouble_event(self, kind: FaultKind, message: str | None = None) -> bytes:
        """An error within a stream; its status stands in a comment, which the Python SDK skips."""
        status, body = self.trouble(kind, message)
        return _event(1, "error", status, body)


def _event(number: int, name: str, status: int, data: Mapping[str, Any]) -> bytes:
    return f"id:{number}\nevent:{name}\n:HTTP_STATUS/{status}\ndata:{dumped(data)}\n\n".encode()
