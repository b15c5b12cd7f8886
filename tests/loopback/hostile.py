"""Servers of the Model Context Protocol that mean ill, or are broken in ways that no SDK allows.

Example:
    $ LOOPBACK_MARK=/tmp/pids python -m tests.loopback.hostile floods_requests
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Literal, get_args

from .lines import speak

Fault = Literal[
    "never_starts",
    "exits",
    "wedges_once",
    "floods_requests",
    "leaves_a_child",
    "deep",
    "not_a_number",
    "surrogate",
    "asks_an_address",
    "alternatives",
    "pattern",
    "no_properties",
]
_CITY = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
SECRET_PATH = "/secret"


def main(fault: Fault) -> None:
    """Misbehave. The process writes its number into the file that the environment names, a line each."""
    mark = Path(os.environ["LOOPBACK_MARK"])
    before = mark.exists()
    with mark.open("a") as file:
        file.write(f"{os.getpid()}\n")
    if fault == "never_starts":
        time.sleep(600)
    if fault == "exits":
        sys.exit(1)
    if fault == "leaves_a_child":
        with mark.open("a") as file:
            child = subprocess.Popen(["sleep", "600"], start_new_session=True)
            file.write(f"{child.pid}\n")

    def answer(tool: str, given: dict[str, Any]) -> Any:
        match fault:
            case "wedges_once" if not before:
                time.sleep(600)
            case "floods_requests":
                for count in range(10**9):
                    sys.stdout.write(json.dumps({"jsonrpc": "2.0", "id": f"x{count}", "method": "roots/list"}) + "\n")
            case "deep":
                return "[" * 100_000
            case "not_a_number":
                return '{"city": NaN}'
            case "surrogate":
                return '{"city": "\\ud800"}'
        return {"tool": tool, "city": given["city"]}

    speak({"look": _schema(fault)}, answer)


def _schema(fault: Fault) -> Any:
    if fault == "asks_an_address":
        reference = {"$ref": os.environ["LOOPBACK_ADDRESS"] + SECRET_PATH}
        return {**_CITY, "properties": {"city": reference}, "allOf": [reference]}
    if fault == "alternatives":
        steps = {f"a{at}": {"allOf": [{"$ref": f"#/$defs/a{at + 1}"}] * 2} for at in range(40)}
        return {**_CITY, "$defs": {**steps, "a40": {}}, "allOf": [{"$ref": "#/$defs/a0"}]}
    if fault == "pattern":
        return {**_CITY, "properties": {"city": {"type": "string", "pattern": "("}}}
    if fault == "no_properties":
        return {"type": "object", "properties": None, "required": None, "additionalProperties": True}
    return _CITY


if __name__ == "__main__":
    assert sys.argv[1] in get_args(Fault)
    main(sys.argv[1])  # type: ignore[arg-type]
