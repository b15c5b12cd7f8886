"""Rows on a Chroma server."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from contextlib import ExitStack
from threading import Lock
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import SplitResult, unquote, urlsplit

from pydantic import SecretStr

from ...domain.errors import ConfigurationError, MemoryUnavailable
from .chroma_shelf import ChromaShelf, chroma_errors
from .relay import Relay
from .shelf import Shelf

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

T = TypeVar("T")


class ServerShelf(Relay):
    """A server that is connected to at the first call, and again after one that failed.

    The server's files are its keeper's: what is deleted is gone from its answers, and from its files after ``chroma vacuum``.
    """

    def __init__(self, url: SecretStr, seconds: float) -> None:
        """Take ``http[s]://[user:password@]host[:port]`` and how long an answer may take."""
        try:
            self._url = urlsplit(url.get_secret_value())
            right = self._url.scheme in ("http", "https") and bool(self._url.hostname) and self._url.port != 0
        except ValueError:  # which may quote a password
            right = False
        if not right:
            raise ConfigurationError("XIAKE_CHROMA_URL must look like http://host:8000")
        self._seconds = seconds
        self._lock = Lock()
        self._inner: ChromaShelf | None = None
        self._closing = ExitStack()

    def scrub(self) -> None:
        """Nothing: the files are the server's."""

    def close(self) -> None:
        """Disconnect."""
        with self._lock:
            self._shut()

    def _on(self, call: Callable[[Shelf], T]) -> T:
        with self._lock:
            try:
                if self._inner is None:
                    with chroma_errors():
                        self._inner = ChromaShelf(_connected(self._url, self._seconds, self._closing))
                        self._closing.callback(self._inner.close)
                return call(self._inner)
            except MemoryUnavailable:
                self._shut()
                raise

    def _shut(self) -> None:
        self._inner = None
        self._closing.close()


def _connected(url: SplitResult, seconds: float, closing: ExitStack) -> ClientAPI:
    import httpx
    from chromadb import HttpClient
    from chromadb.config import Settings

    secure = url.scheme == "https"
    port = url.port or (443 if secure else 8000)
    headers = {}
    if url.username:
        login = f"{unquote(url.username)}:{unquote(url.password or '')}"
        headers["Authorization"] = f"Basic {b64encode(login.encode()).decode()}"
    # Chroma's client waits for ever, from its first request on: ask by ourselves first, and give its session a limit.
    httpx.get(f"{url.scheme}://{url.hostname}:{port}/api/v2/heartbeat", headers=headers, timeout=seconds).raise_for_status()
    client = HttpClient(url.hostname or "", port, secure, headers, Settings(anonymized_telemetry=False))
    for holder in (client, getattr(client, "_admin_client", None)):  # each has a session of its own, which Chroma leaves open
        session = getattr(getattr(holder, "_server", None), "_session", None)
        if isinstance(session, httpx.Client):
            session.timeout = httpx.Timeout(seconds)
            closing.callback(session.close)
    return client
