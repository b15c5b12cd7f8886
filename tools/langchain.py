"""Tools for a LangChain agent: the same calls, mended, retried and typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from langchain_core.tools import StructuredTool

from .context import CallContext

if TYPE_CHECKING:
    from .registry import ToolRegistry


def structured_tools(registry: ToolRegistry, context: CallContext) -> list[StructuredTool]:
    """One asynchronous tool per capability, named like it; a call returns the :class:`ToolResult` as JSON text.

    The argument schema is handed over as JSON schema, not as a model, so that what a language model writes reaches the
    mending instead of failing before it.
    """
    return [_structured(registry, capability, context) for capability in registry.capabilities]


def _structured(registry: ToolRegistry, capability: str, context: CallContext) -> StructuredTool:
    tool = registry.of(capability)[0]

    async def call(**arguments: Any) -> str:
        result = await registry.call(capability, arguments, context)
        return result.model_dump_json(exclude_none=True)

    return StructuredTool(
        name=capability, description=tool.description, args_schema=tool.args.model_json_schema(), coroutine=call
    )
