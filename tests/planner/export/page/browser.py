"""A headless Chromium, driven over its own protocol; it tells of every request and every complaint."""

from __future__ import annotations

import asyncio
import base64
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
_QUIET = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
_COMPLAINTS = ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")


class Tab:
    """One tab.

    Attributes:
        requests: Addresses that were asked for.
        complaints: Exceptions and what was written to the console.
    """

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self._seen: list[dict[str, Any]] = []

    @property
    def requests(self) -> list[str]:
        return [one["params"]["request"]["url"] for one in self._seen if one["method"] == "Network.requestWillBeSent"]

    @property
    def complaints(self) -> list[dict[str, Any]]:
        return [one["params"] for one in self._seen if one["method"] in _COMPLAINTS]

    async def do(self, method: str, **params: Any) -> Any:
        """Send a command and return its result."""
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": params})
        while True:
            message = await self._socket.receive_json()
            if message.get("id") == self._number:
                assert "error" not in message, message
                return message["result"]
            self._seen.append(message)

    async def open(self, path: Path, *, width: int = 900) -> None:
        """Open a file and wait until all of it is there."""
        for domain in ("Page", "Network", "Runtime", "Log"):
            await self.do(f"{domain}.enable")
        await self.do("Emulation.setDeviceMetricsOverride", width=width, height=1200, deviceScaleFactor=1, mobile=False)
        await self.do("Page.navigate", url=path.as_uri())
        while not any(one["method"] == "Page.loadEventFired" for one in self._seen):
            self._seen.append(await self._socket.receive_json())

    async def ask(self, expression: str) -> Any:
        """The value of a JavaScript expression, asked from outside the page."""
        return (await self.do("Runtime.evaluate", expression=expression, returnByValue=True))["result"]["value"]

    async def printed(self) -> bytes:
        """The page as a PDF, on the paper it asks for."""
        result = await self.do("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(result["data"])


@asynccontextmanager
async def tab(profile: Path) -> AsyncIterator[Tab]:
    """A new tab of a new browser."""
    assert CHROMIUM
    options = (*_QUIET, "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank")
    browser = await asyncio.create_subprocess_exec(
        CHROMIUM, *options, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    try:
        assert browser.stderr
        async for line in browser.stderr:
            if b"DevTools listening on " in line:
                break
        host = line.decode().split("ws://")[1].split("/")[0]
        async with ClientSession() as web:
            async with web.get(f"http://{host}/json/list") as answer:
                target = next(one for one in await answer.json() if one["type"] == "page")
            async with web.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                yield Tab(socket)
    finally:
        browser.kill()
        await browser.wait()
