"""The chat on a terminal: a real process under a pseudo-terminal."""

from __future__ import annotations

import os
import re
import select
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="pseudo-terminals are Unix's")

PROGRAM = "import sys; from xiake.app.cli import main; sys.exit(main())"
_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]")
PATIENCE = 90.0


class Terminal:
    """A chat and what it has written so far."""

    def __init__(self, home: Path, *options: str) -> None:
        self._fd, follower = pty.openpty()
        environ = {key: value for key, value in os.environ.items() if not key.startswith(("XIAKE_", "LC_", "LANG"))}
        environ |= {"XIAKE_HOME": str(home), "LANG": "en_US.UTF-8", "PYTHONUTF8": "1", "TERM": "xterm-256color"}
        environ |= {"XIAKE_IDLE_SECONDS": "0", "COLUMNS": "100", "LINES": "40"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "chat", *options],
            stdin=follower, stdout=follower, stderr=follower, env=environ, start_new_session=True, cwd=home.parent,
        )  # fmt: skip
        os.close(follower)
        self._read = b""

    @property
    def text(self) -> str:
        return _CODES.sub("", self._read.decode(errors="replace"))

    def type(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def wait_for(self, *words: str, after: int = 0) -> int:
        """Read until all of the words stand in the text, and return how long it is by then."""
        until = time.monotonic() + PATIENCE
        while not all(word in self.text[after:] for word in words):
            assert time.monotonic() < until, f"no {words} in {self.text[after:]}"
            assert self._more(0.5) or self.process.poll() is None, self.text
        return len(self.text)

    def end(self) -> int:
        """Read until the process ends, and return its exit code."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < until
            self._more(0.2)
        while self._more(0.1):
            pass
        return self.process.returncode

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._fd)

    def _more(self, seconds: float) -> bool:
        if not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            chunk = os.read(self._fd, 65536)
        except OSError:  # the other side is closed
            return False
        if b"\x1b[6n" in chunk:  # where is the cursor? A terminal answers.
            os.write(self._fd, b"\x1b[1;1R")
        self._read += chunk
        return bool(chunk)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def terminal(home: Path) -> Iterator[Terminal]:
    opened = Terminal(home, "--user", "ann", "--session", "su")
    yield opened
    opened.close()


def test_ctrl_c_cancels_the_turn_and_not_the_session(terminal: Terminal, home: Path) -> None:
    seen = terminal.wait_for("session su", "> ")
    terminal.type("2 days in Suzhou, one person, budget 3000\r")
    seen = terminal.wait_for("Break it into subtasks", after=seen)
    terminal.process.send_signal(signal.SIGINT)
    seen = terminal.wait_for("Cancelled this turn", "> ", after=seen)

    terminal.type("half a line\x03")
    terminal.type("/versions\r")
    seen = terminal.wait_for("There is no plan yet", after=seen)
    assert "half a line" in terminal.text
    terminal.type("2 days in Suzhou, one person, budget 3000\r")
    seen = terminal.wait_for("Your plan is ready (version 1)", "version 1 ·", after=seen)
    terminal.type("\x1b[200~a cheaper hotel,\nplease\x1b[201~\r")
    seen = terminal.wait_for("version 2 ·", after=seen)
    terminal.type("\x04")
    assert terminal.end() == 0
    assert "xiake chat --user ann --session su" in terminal.text

    (history,) = (home / "history").iterdir()
    assert stat.S_IMODE(history.stat().st_mode) == 0o600
    assert "half a line" not in history.read_text("utf-8")
