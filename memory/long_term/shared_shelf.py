"""One folder for all processes: whoever holds its lock owns it, the others go through the owner."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import TypeVar

from filelock import FileLock, Timeout

from ...domain.errors import MemoryUnavailable
from .chroma_shelf import chroma_errors
from .folder_shelf import FolderShelf
from .host import Host
from .relay import Relay
from .shelf import Shelf
from .wire import RemoteShelf

T = TypeVar("T")
_LONGER = 10
"""How many times the usual patience what rewrites much may take."""
_PAUSE = 0.02


class SharedShelf(Relay):
    """The rows of a folder, in whichever process it is open.

    The first process that needs the folder takes its lock and serves it (:class:`.host.Host`); when it ends or dies, the system frees
    the lock and the next call of any other process takes over. Every call can be repeated, so one that broke off is simply made
    again. An owner that has been stopped answers nobody: calls end after ``seconds`` with ``timeout``.
    """

    def __init__(
        self, folder: Path, now: Callable[[], datetime], seconds: float = 5.0, wait: Callable[[float], None] = time.sleep
    ) -> None:
        """Take the folder, the time that names what is set aside, the patience of a call (ten times that where it rewrites much)."""
        self._folder = folder
        self._now = now
        self._seconds = seconds
        self._wait = wait
        self._gate = RLock()
        self._lock = FileLock(folder / "owner.lock", thread_local=False, mode=0o600)
        self._owned: FolderShelf | None = None
        self._host: Host | None = None
        self._line: _Line | None = None

    @property
    def owns(self) -> bool:
        """Whether this process owns the folder at present."""
        return self._owned is not None

    def close(self) -> None:
        """Hand the folder on, or hang up."""
        with self._gate:
            self._hang_up()
            if self._host is not None:
                self._host.close()
                self._host = None
            if self._owned is not None:
                self._owned.close()
                self._owned = None
                self._lock.release()

    def _on(self, call: Callable[[Shelf], T]) -> T:
        end = time.monotonic() + self._seconds
        while True:
            with self._gate:
                owned = self._owned or (None if self._line else self._take())
                if owned is None:
                    try:
                        return call(RemoteShelf(self._ask))
                    except TimeoutError as error:
                        self._hang_up()
                        raise MemoryUnavailable(
                            "timeout", "the process that holds the long-term memory does not answer"
                        ) from error
                    except OSError:
                        self._hang_up()
            if owned is not None:
                return call(owned)
            if time.monotonic() > end:
                raise MemoryUnavailable("locked", "another process holds the long-term memory and does not serve it")
            self._wait(_PAUSE)

    def _take(self) -> FolderShelf | None:
        with chroma_errors():
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                self._lock.acquire(blocking=False)
            except Timeout:
                return None
            try:
                self._owned = FolderShelf(self._folder / "data", self._now)
                token = secrets.token_urlsafe(32)
                self._host = Host(self._owned, token)
                self._announce({"port": self._host.port, "token": token})
            except BaseException:
                self.close()
                raise
            return self._owned

    def _announce(self, where: dict[str, object]) -> None:
        written = self._address.with_suffix(".new")
        written.unlink(missing_ok=True)
        with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(where, file)
        written.replace(self._address)

    @property
    def _address(self) -> Path:
        return self._folder / "owner.json"

    def _ask(self, line: bytes, long: bool) -> bytes:
        seconds = self._seconds * (_LONGER if long else 1)
        if self._line is None:
            where = json.loads(self._address.read_text())
            self._line = _Line(int(where["port"]), str(where["token"]), seconds)
        return self._line.ask(line, seconds)

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None


class _Line:
    """A connection to the owner."""

    def __init__(self, port: int, token: str, seconds: float) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=seconds)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._answers = self._socket.makefile("rb")
        self._socket.sendall(token.encode() + b"\n")

    def ask(self, line: bytes, seconds: float) -> bytes:
        """Send a call and wait for its answer."""
        self._socket.settimeout(seconds)
        self._socket.sendall(line)
        answer = self._answers.readline()
        if not answer.endswith(b"\n"):
            raise ConnectionError("the owner has gone")
        return answer

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._answers.close()
            self._socket.close()
