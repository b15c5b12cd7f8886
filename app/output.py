"""Text in and out of the process, as UTF-8 whatever the locale says."""

from __future__ import annotations

import io
import os
import sys


def use_utf8() -> None:
    """Make the standard streams speak UTF-8; what can't be encoded is escaped rather than raised."""
    for stream, errors in ((sys.stdin, "strict"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def readable(argument: str) -> str:
    """A command-line argument as the UTF-8 it was typed in, also where the locale decoded it as something else."""
    return os.fsencode(argument).decode("utf-8", "replace")
