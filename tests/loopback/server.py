"""Model services on a loopback socket, for as long as they are used."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from types import TracebackType
from typing import Any

from aiohttp import web
from xiake.agents.llm.script import Answer, Asked, Fault, FaultKind

from .brain import Brain
from .dashscope import DashScope
from .openai import OpenAI
from .retrieval import embedded, ranked
from .wire import Dialect, Refusal

KEY = "sk-loopback-0123456789abcdef"
_SOON = 0.01
_SERVICES = "/api/v1/services"
_COMPATIBLE = "/compatible-mode/v1"
_SSE = {"Content-Type": "text/event-stream;charset=UTF-8"}


class Loopback:
    """DashScope and an OpenAI-compatible service on one port, with one brain behind both.

    Example:
        >>> with Loopback(ScriptedBrain("好")) as server:
        ...     dashscope.base_http_api_url = server.dashscope_url

    Attributes:
        bodies: Of all requests that came with the right key.
        keys: That were shown, one a request.
        fault: What becomes of embeddings and reranking; None lets them work.
        dimensions: Of all embeddings, whatever was asked for; None gives what was.
    """

    def __init__(self, brain: Brain, *, key: str = KEY, port: int = 0) -> None:
        """Prepare a server.

        Args:
            brain: Answers.
            key: The only one that is let in.
            port: Where to listen; any free one by default.
        """
        self.brain = brain
        self.key = key
        self.port = port
        self.bodies: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.fault: Fault | None = None
        self.dimensions: int | None = None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="loopback")
        self._started: Future[Callable[[], object]] = Future()
        self._broken: Exception | None = None

    @property
    def dashscope_url(self) -> str:
        """What the SDK calls its base address."""
        return f"http://127.0.0.1:{self.port}/api/v1"

    @property
    def openai_url(self) -> str:
        """What OpenAI's clients call their base URL."""
        return f"http://127.0.0.1:{self.port}{_COMPATIBLE}"

    def environment(self) -> dict[str, str]:
        """What to export, so that every client comes here."""
        return {
            "DASHSCOPE_API_KEY": self.key,
            "DASHSCOPE_HTTP_BASE_URL": self.dashscope_url,
            "DASHSCOPE_COMPATIBLE_BASE_URL": self.openai_url,
            "OPENAI_API_KEY": self.key,
            "OPENAI_BASE_URL": self.openai_url,
        }

    def __enter__(self) -> Loopback:
        self._thread.start()
        self._stop = self._started.result()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
        if self._broken and error is None:
            raise self._broken

    def close(self) -> None:
        """Leave at once, whoever waits."""
        if self._thread.is_alive():
            self._stop()
            self._thread.join()

    async def _serve(self) -> None:
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        app = web.Application(client_max_size=2**26)
        app.router.add_post(f"{_SERVICES}/aigc/text-generation/generation", self._speaks(DashScope()))
        app.router.add_post(f"{_SERVICES}/aigc/multimodal-generation/generation", self._speaks(DashScope(multimodal=True)))
        app.router.add_post(f"{_COMPATIBLE}/chat/completions", self._speaks(OpenAI()))
        app.router.add_post(
            f"{_SERVICES}/embeddings/text-embedding/text-embedding",
            self._retrieves(lambda body: embedded(body, self.dimensions)),
        )
        app.router.add_post(f"{_SERVICES}/rerank/text-rerank/text-rerank", self._retrieves(ranked))
        runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=_SOON, access_log=None)
        try:
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", self.port).start()
            self.port = runner.addresses[0][1]
        except Exception as error:
            self._started.set_exception(error)
        else:
            self._started.set_result(lambda: loop.call_soon_threadsafe(stop.set))
            await stop.wait()
        finally:
            await runner.cleanup()
            for _ in range(20):  # connections that are being closed take some turns of the loop to be gone
                await asyncio.sleep(0)

    def _speaks(self, dialect: Dialect) -> Callable[[web.Request], Any]:
        async def handle(request: web.Request) -> web.StreamResponse:
            stream = False
            try:
                body = await self._let_in(request)
                stream = bool(body.get("stream")) or request.headers.get("X-DashScope-SSE") == "enable"
                asked = dialect.read(body, stream=stream)
            except Refusal as refusal:
                return _trouble(dialect, refusal.kind, str(refusal), stream=stream)
            reply = self._answer(asked)
            if reply.gate is not None:
                await asyncio.wrap_future(reply.gate)
            if reply.fault and not (stream and reply.after):
                await _breaks(request, reply.fault.kind)
                return _trouble(dialect, reply.fault.kind, stream=stream)
            if not stream:
                return web.json_response(dialect.whole(asked, reply))
            return await _streamed(request, dialect, asked, reply)

        return handle

    def _retrieves(self, work: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[web.Request], Any]:
        async def handle(request: web.Request) -> web.StreamResponse:
            try:
                body = await self._let_in(request)
                if self.fault is None:
                    return web.json_response(work(body))
            except Refusal as refusal:
                return _trouble(DashScope(), refusal.kind, str(refusal))
            await _breaks(request, self.fault.kind)
            return _trouble(DashScope(), self.fault.kind)

        return handle

    async def _let_in(self, request: web.Request) -> dict[str, Any]:
        key = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.keys.append(key)
        body: dict[str, Any] = await request.json()
        if key != self.key:
            raise Refusal(f"Incorrect API key provided: {key}.", "unauthorized")  # some services do tell it again
        self.bodies.append(body)
        return body

    def _answer(self, asked: Asked) -> Answer:
        try:
            reply = self.brain.answer(asked)
        except Exception as error:
            self._broken = self._broken or error
            reply = Fault("upstream")
        if isinstance(reply, Fault):
            return Answer(fault=reply)
        calls = (replace(call, id=call.id or f"call_{len(self.bodies)}_{at}") for at, call in enumerate(reply.calls))
        return replace(reply, calls=tuple(calls))


async def _streamed(request: web.Request, dialect: Dialect, asked: Asked, answer: Answer) -> web.StreamResponse:
    response = web.StreamResponse(headers=_SSE)
    await response.prepare(request)
    events = dialect.events(asked, answer)
    for event in events[: answer.after] if answer.fault else events:
        await response.write(event)
    if answer.fault:
        await _breaks(request, answer.fault.kind)
        await response.write(dialect.trouble_event(answer.fault.kind))
    await response.write_eof()
    return response


async def _breaks(request: web.Request, kind: FaultKind) -> None:
    """Play a fault that no service tells."""
    if kind == "stall":
        await asyncio.Event().wait()
    if kind == "cut":
        if request.transport:
            request.transport.close()
        raise asyncio.CancelledError


def _trouble(dialect: Dialect, kind: FaultKind, message: str | None = None, *, stream: bool = False) -> web.Response:
    status, body = dialect.trouble(kind, message)
    if stream and isinstance(dialect, DashScope):
        return web.Response(status=status, body=dialect.trouble_event(kind, message), headers=_SSE)
    return web.json_response(body, status=status)
