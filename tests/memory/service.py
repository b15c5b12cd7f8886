"""A stand-in for DashScope on a loopback socket."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from xiake.memory.embedding.lexical import LexicalEmbedder


class Service(ThreadingHTTPServer):
    """Embeds by character n-grams, ranks by them, and keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.status = 200
        self.dimensions: int | None = None
        self.delay = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/api/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        service = self.server
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        service.asked.append(asked)
        service.keys.append(self.headers["Authorization"])
        time.sleep(service.delay)
        if service.status != 200:
            return self._answer({"code": "Trouble", "message": "not now", "request_id": "r"})
        given, parameters = asked["input"], asked.get("parameters", {})
        if "texts" in given:
            rows = LexicalEmbedder(service.dimensions or parameters["dimension"]).embed(given["texts"])
            found = [{"text_index": at, "embedding": row.tolist()} for at, row in enumerate(rows)]
            return self._answer({"output": {"embeddings": found[::-1]}, "usage": {"total_tokens": 1}, "request_id": "r"})
        query, *rows = LexicalEmbedder().embed([given["query"], *given["documents"]])
        scored = sorted(
            ({"index": at, "relevance_score": float(query @ row)} for at, row in enumerate(rows)),
            key=lambda r: -r["relevance_score"],
        )
        return self._answer({"output": {"results": scored}, "usage": {"total_tokens": 1}, "request_id": "r"})

    def _answer(self, body: dict[str, Any]) -> None:
        text = json.dumps(body).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        with suppress(ConnectionError):  # who asked has given up
            self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Service]:
    """A service for as long as it is used."""
    with Service() as service:
        thread = Thread(target=service.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield service
        finally:
            service.shutdown()
            thread.join()
