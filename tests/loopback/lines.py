"""A server of the Model Context Protocol line by line, without the SDK: what the SDK would never let a server do can be done with it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

Schemas = Mapping[str, Any]
"""JSON schemas of arguments by tool."""
Answers = Callable[[str, dict[str, Any]], Any]
"""From a tool and its arguments to what it answers: text as it is, anything else as JSON."""


def reply(schemas: Schemas, answer: Answers, asked: Mapping[str, Any]) -> str | None:
    """The line that answers a line; None where nothing is to be answered."""
    if "id" not in asked:
        return None
    given = asked.get("params") or {}
    outcome: dict[str, Any]
    match asked.get("method"):
        case "initialize":
            info = {"name": "lines", "version": "0"}
            outcome = {"result": {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}}, "serverInfo": info}}
        case "tools/list":
            outcome = {"result": {"tools": [{"name": name, "inputSchema": schema} for name, schema in schemas.items()]}}
        case "tools/call":
            told = answer(given["name"], given["arguments"])
            text = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
            outcome = {"result": {"content": [{"type": "text", "text": text}], "isError": False}}
        case _:
            outcome = {"error": {"code": -32601, "message": "no such method"}}
    return json.dumps({"jsonrpc": "2.0", "id": asked["id"], **outcome})


def speak(schemas: Schemas, answer: Answers) -> None:
    """Answer standard input line by line until it ends."""
    for line in sys.stdin:
        told = reply(schemas, answer, json.loads(line))
        if told is not None:
            sys.stdout.write(told + "\n")
            sys.stdout.flush()
