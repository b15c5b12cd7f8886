"""The command ``xiake mcp`` as a process: where it listens, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

HELLO = (
    b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},'
    b'"clientInfo":{"name":"t","version":"0"}}}\n'
)


@contextmanager
def running(home: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", f"import sys; from xiake.app.cli import main; sys.exit(main(['mcp', *{list(options)!r}]))"]
    environment = {
        **os.environ,
        "XIAKE_HOME": str(home),
        "XIAKE_ENGINE": "memory",
        "XIAKE_EMBEDDER": "lexical",
        "LANG": "en_US.UTF-8",
    }
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_an_interrupt_ends_it_though_its_input_is_open(tmp_path: Path) -> None:
    with running(tmp_path) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(HELLO)
        process.stdin.flush()
        assert b"serverInfo" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert b"Traceback" not in process.stderr.read()


def test_an_address_that_is_taken_is_told_before_anything_else(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with running(tmp_path, "--transport", "http", "--port", str(port)) as process:
            _, errors = process.communicate(timeout=30)
            assert process.returncode == 2
    assert f"127.0.0.1:{port}" in errors.decode()
    assert "listening" not in errors.decode()
    assert "Traceback" not in errors.decode()


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
def test_a_host_that_is_none_is_told(tmp_path: Path) -> None:
    with running(tmp_path, "--transport", "http", "--host", "2001:db8::1") as process:
        _, errors = process.communicate(timeout=30)
        assert process.returncode == 2
    assert "2001:db8::1" in errors.decode()
