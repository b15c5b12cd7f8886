"""The server over HTTP, with what a service is watched by beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ...domain.errors import ConfigurationError
from ...tools.registry import ToolRegistry

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

LOCAL = ("127.0.0.1", "localhost", "::1")
_HOST = re.compile(r"(\[[0-9a-f:.]*\]|[^:\[\]]*)(?::\d+)?")


def make_app(server: MCPServer[Any], registry: ToolRegistry, host: str, allowed: Sequence[str] = ()) -> Starlette:
    """``/mcp``, ``/health`` and ``/metrics``; only requests that name a known host are served (DNS rebinding).

    Args:
        server: What ``/mcp`` talks to.
        registry: Whose figures ``/metrics`` shows.
        host: Where it listens.
        allowed: Further names that clients may call it by.
    """
    hosts = tuple(dict.fromkeys(bracketed(name.lower()) for name in (*LOCAL, host, *allowed)))
    security = TransportSecuritySettings(
        allowed_hosts=[*hosts, *(f"{name}:*" for name in hosts)],
        allowed_origins=[f"{scheme}://{name}{port}" for scheme in ("http", "https") for name in hosts for port in ("", ":*")],
    )
    metrics = _metrics_of(registry)

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok", "version": version("xiake")})

    async def figures(_: Request) -> Response:
        if metrics is None:
            return PlainTextResponse("metrics need prometheus-client: pip install 'xiake[prometheus]'\n", status_code=404)
        from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

        return Response(generate_latest(metrics), media_type=CONTENT_TYPE_LATEST)

    app = server.streamable_http_app(host=host, transport_security=security)
    app.add_route("/health", health, methods=["GET"])
    app.add_route("/metrics", figures, methods=["GET"])
    app.add_middleware(_KnownHosts, hosts=frozenset(hosts))
    return app


def bracketed(host: str) -> str:
    """A host as it stands in an address: ``[::1]`` for ``::1``."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


class _KnownHosts:
    """Refuses requests that call the server by another name than it has."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = [(name, value.lower() if name == b"host" else value) for name, value in scope["headers"]]
            named = [_HOST.fullmatch(value.decode("latin-1")) for name, value in headers if name == b"host"]
            if len(named) != 1 or named[0] is None or named[0][1] not in self._hosts:
                await PlainTextResponse("unknown host\n", status_code=421)(scope, receive, send)
                return
            scope = {**scope, "headers": headers}
        await self._app(scope, receive, send)


def _metrics_of(registry: ToolRegistry) -> CollectorRegistry | None:
    from ...tools.prometheus import publish

    try:
        from prometheus_client import CollectorRegistry

        collected = CollectorRegistry()
        publish(registry, collected)
    except (ImportError, ConfigurationError):
        return None
    return collected
