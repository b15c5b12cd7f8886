"""Asking a model for data of a shape."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from ...domain.errors import ModelUnavailable

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, BaseMessage

M = TypeVar("M", bound=BaseModel)

_MOST_PROBLEMS = 8
_MOST_BROKEN = 50
"""Braces that begin no JSON before a text counts as having none."""
_MOST_ECHOED = 4000
"""Characters of an unusable answer that the model is shown again."""


async def ask(
    model: BaseChatModel,
    schema: type[M],
    messages: Sequence[BaseMessage],
    *,
    check: Callable[[M], str | None] | None = None,
    rounds: int = 3,
    tools: bool = True,
) -> M:
    """Ask for one object; what is wrong with an answer is told to the model, a few times.

    The model is made to call a tool that is named like the class. JSON in its words is taken too, and asked for where a model takes no
    tools.

    Args:
        model: Usually that of a seat.
        schema: What is wanted; the docstring and the field descriptions are shown to the model.
        messages: The question.
        check: Says what is wrong with an object of the right shape; None where nothing is.
        rounds: Most questions in all.
        tools: Whether the model takes tools; else it is asked for JSON in its words from the start.

    Raises:
        ModelUnavailable: If the model gives no answer, or none that is such an object (``unreadable``).
    """
    from langchain_core.messages import AIMessage, HumanMessage
    from langchain_core.utils.function_calling import convert_to_openai_tool

    tool = convert_to_openai_tool(schema)
    name = tool["function"]["name"]
    history = list(messages)
    by_tool = tools
    for _ in range(rounds):
        try:
            answer = await _put(model, tool, history, by_tool=by_tool)
        except ModelUnavailable as error:
            if error.reason != "invalid" or not by_tool:
                raise
            by_tool = False  # a model that takes no tools; it is asked in words within the same round
            answer = await _put(model, tool, history, by_tool=False)
        found, problem = _read(answer, schema, name, check)
        if found is not None:
            return found
        call = f"Call the tool {name} again" if by_tool else "Answer again with one JSON object"
        history += [
            AIMessage(content=_said(answer, name)[:_MOST_ECHOED] or "(nothing)"),
            HumanMessage(content=f"That could not be used: {problem}\n{call}, with valid JSON."),
        ]
    raise ModelUnavailable("unreadable", f"No readable {name} after {rounds} rounds.")


async def _put(model: BaseChatModel, tool: dict[str, Any], history: list[BaseMessage], *, by_tool: bool) -> AIMessage:
    from langchain_core.messages import HumanMessage

    if by_tool:
        return await model.bind_tools([tool], tool_choice=tool["function"]["name"]).ainvoke(history)
    schema = json.dumps(tool["function"]["parameters"], ensure_ascii=False)
    return await model.ainvoke(
        [*history, HumanMessage(content=f"Answer with one JSON object of this JSON schema alone:\n{schema}")]
    )


def _read(answer: AIMessage, schema: type[M], name: str, check: Callable[[M], str | None] | None) -> tuple[M | None, str]:
    """The object, or what is wrong with the answer."""
    problem = "there was no JSON object in it."
    for data in _objects(answer, name):
        try:
            found = schema.model_validate(data)
        except ValidationError as error:
            problem = _problems(error)
            continue
        wrong = check(found) if check else None
        if not wrong:
            return found, ""
        problem = wrong
    return None, problem


def _objects(answer: AIMessage, name: str) -> Iterator[dict[str, Any]]:
    """What may be meant: arguments of the tool, then JSON in arguments that are broken, then JSON in the words."""
    for call in answer.tool_calls:
        if call["name"] == name:
            yield call["args"]
    for broken in answer.invalid_tool_calls:
        yield from _json_objects(broken["args"] or "")
    yield from _json_objects(answer.text)


def _json_objects(text: str) -> Iterator[dict[str, Any]]:
    """Outermost JSON objects in a text, whatever stands around them; braces without end are not followed without end."""
    decoder = json.JSONDecoder()
    start, broken = text.find("{"), 0
    while start >= 0 and broken < _MOST_BROKEN:
        try:
            data, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            end, broken = start + 1, broken + 1
        else:
            if isinstance(data, dict):
                yield data
        start = text.find("{", end)


def _said(answer: AIMessage, name: str) -> str:
    calls = [json.dumps(call["args"], ensure_ascii=False) for call in answer.tool_calls if call["name"] == name]
    return "\n".join([answer.text, *calls, *(broken["args"] or "" for broken in answer.invalid_tool_calls)]).strip()


def _problems(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_input=False, include_context=False)
    told = [f"{'.'.join(str(part) for part in one['loc']) or 'the object'}: {one['msg']}" for one in found[:_MOST_PROBLEMS]]
    return "; ".join(told)
