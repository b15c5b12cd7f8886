"""Spans of model calls by OpenTelemetry's conventions for generative AI; without its packages or a configured provider, nothing.

No span carries what was asked or answered.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ...domain.errors import ModelTrouble
from ...domain.usage import Seat

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer

_PROVIDERS = {"tongyi": "dashscope", "qwen": "dashscope"}


def begin_span(model: str, seat: Seat, task: str) -> Span | None:
    """The span of a call that begins; its parent is the one that is current where the model was asked."""
    tracer = _tracer()
    if tracer is None:
        return None
    from opentelemetry.trace import SpanKind

    provider, _, name = model.partition(":")
    return tracer.start_span(
        f"chat {name or provider}",
        kind=SpanKind.CLIENT,
        attributes={
            "gen_ai.operation.name": "chat",
            "gen_ai.provider.name": _PROVIDERS.get(provider, provider),
            "gen_ai.request.model": name or provider,
            "xiake.seat": seat,
            "xiake.task": task,
        },
    )


def end_span(span: Span | None, tokens: tuple[int, int], *, ok: bool, trouble: ModelTrouble | None) -> None:
    """Say what came of the call."""
    if span is None:
        return
    from opentelemetry.trace import Status, StatusCode

    if any(tokens):
        span.set_attributes({"gen_ai.usage.input_tokens": tokens[0], "gen_ai.usage.output_tokens": tokens[1]})
    if not ok:
        span.set_attribute("error.type", trouble or "cancelled")
        span.set_status(Status(StatusCode.ERROR))
    span.end()


@cache
def _tracer() -> Tracer | None:
    try:
        from opentelemetry import trace
    except ImportError:
        return None
    return trace.get_tracer("xiake")
