"""Items, folders and servers for the tests of the long-term store."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from xiake.domain.memory import MemoryItem, SourceTurn, Statement
from xiake.memory.long_term.shared_shelf import SharedShelf

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def item(key: str, user: str, text: str, minute: int = 0, **fields: object) -> MemoryItem:
    """Something remembered; made ``minute`` minutes after noon."""
    at = NOON + timedelta(minutes=minute)
    statement = Statement(kind="preference", text=text, language="zh", aspect="other")
    told = {"id": key, "user": user, "statement": statement, "strength": 0.6, "source": SourceTurn(session="s", turn=1)}
    return MemoryItem.model_validate({**told, "created": at, "used": at, **fields})


def shared(folder: Path, seconds: float = 5.0) -> SharedShelf:
    """A shelf in a folder that other shelves may own."""
    return SharedShelf(folder, lambda: NOON, seconds)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def chroma_server(folder: Path) -> Iterator[str]:
    """The URL of ``chroma run`` on a folder; the test is skipped where there is no such command."""
    command = Path(sys.executable).with_name("chroma")
    if not command.exists():
        pytest.skip("no chroma command beside this Python")
    port = free_port()
    server = subprocess.Popen(
        [command, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await_port(server, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


def _await_port(server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("chroma run did not start")
