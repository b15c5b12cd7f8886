"""Spans by the conventions for generative AI, without words of anybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind
from xiake.agents.llm import tracing
from xiake.agents.llm.script import Answer, Fault
from xiake.domain.errors import ModelUnavailable

from .test_desk import Desk, scripted


@pytest.fixture
def exporter(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(tracing, "_tracer", lambda: provider.get_tracer("xiake"))
    yield exporter
    provider.shutdown()


async def test_each_call_is_a_span(exporter: InMemorySpanExporter) -> None:
    desk = Desk(scripted(Fault("invalid"), Answer("好", tokens=(7, 3))))
    with pytest.raises(ModelUnavailable):
        await desk.model.ainvoke("a secret wish")
    await desk.model.ainvoke("a secret wish")
    invalid, answered = exporter.get_finished_spans()
    assert (answered.name, answered.kind) == ("chat qwen-plus", SpanKind.CLIENT)
    assert answered.attributes == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "dashscope",
        "gen_ai.request.model": "qwen-plus",
        "gen_ai.usage.input_tokens": 7,
        "gen_ai.usage.output_tokens": 3,
        "xiake.seat": "worker",
        "xiake.task": "sights",
    }
    assert _error(invalid) == "invalid"
    assert not invalid.status.is_ok
    assert "secret" not in invalid.to_json() + answered.to_json()


async def test_where_nothing_is_configured_nothing_is_recorded() -> None:
    span = tracing.begin_span("tongyi:qwen-plus", "writer", "")
    assert span is None or not span.is_recording()
    tracing.end_span(span, (1, 1), ok=True, trouble=None)


def _error(span: ReadableSpan) -> object:
    return (span.attributes or {}).get("error.type")
