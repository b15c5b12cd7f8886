"""The server inside the process that owns the folder."""

from __future__ import annotations

import socket
import socketserver
from contextlib import suppress
from hmac import compare_digest
from threading import Lock, Thread
from typing import cast

from .shelf import Shelf
from .wire import answered

_TOKEN_MOST = 256


class Host:
    """Serves a shelf to the other processes of this machine that know the token, from a thread of its own."""

    def __init__(self, shelf: Shelf, token: str) -> None:
        """Start serving on a free port of the loopback interface."""
        self._server = _Server(shelf, token)
        Thread(target=self._server.serve_forever, name="xiake-long-term-memory", daemon=True).start()

    @property
    def port(self) -> int:
        """Where the server listens."""
        return int(self._server.server_address[1])

    def close(self) -> None:
        """Stop serving; callers see their connections end."""
        self._server.stop()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, shelf: Shelf, token: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.shelf = shelf
        self.token = token.encode()
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        self._stopped = False

    def enter(self, connection: socket.socket) -> bool:
        """Count a connection in, unless the server has stopped."""
        with self._lock:
            self._open.add(connection)
            return not self._stopped

    def leave(self, connection: socket.socket) -> None:
        """Count a connection out."""
        with self._lock:
            self._open.discard(connection)

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
        with self._lock:
            self._stopped = True
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)


class _Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def handle(self) -> None:
        server = cast("_Server", self.server)
        try:
            if server.enter(self.connection) and compare_digest(self.rfile.readline(_TOKEN_MOST).rstrip(b"\n"), server.token):
                while line := self.rfile.readline():
                    self.wfile.write(answered(server.shelf, line))
        except OSError:
            return  # the caller has gone, or the server has stopped
        finally:
            server.leave(self.connection)
