"""Open-Meteo's forecast and archive on a loopback socket, in its own format, with every fault."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import TracebackType
from typing import Any, Literal

from aiohttp import web

from .refusing import no_certificate

FaultKind = Literal[
    "slow",
    "silent",
    "cut",
    "429",
    "429-wait",
    "500",
    "400",
    "not-json",
    "list",
    "other-place",
    "other-dates",
    "uneven",
    "fahrenheit",
    "huge",
]
REACH = 16


@dataclass(frozen=True)
class Sky:
    """A day as the service tells it; None is its ``null``."""

    code: int | None = 1
    high: float | None = 20.0
    low: float | None = 10.0
    rain: float | None = 0.0
    chance: int | None = 5
    wind: float | None = 12.0


DRY, RAINY, POURING = Sky(), Sky(61, 17.0, 12.0, 9.4, 80, 20.0), Sky(65, 19.0, 15.0, 62.5, 97, 35.0)


@dataclass
class OpenMeteoLoopback:
    """The service, for as long as it is used.

    Attributes:
        today: The first day that a forecast covers.
        skies: Days that are not dry.
        fault: What goes wrong with every request, or the first ``times`` (a burst).
        asked: Path and query of every request.
        tls: Whether it is reached by https, and refuses every handshake.
    """

    today: date
    skies: Mapping[date, Sky] = field(default_factory=dict)
    fault: FaultKind | None = None
    times: int | None = None
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0
    tls: bool = False

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """What to export, so that weather is asked for here."""
        return {"XIAKE_WEATHER": "live", "XIAKE_OPEN_METEO_URL": self.url, "XIAKE_OPEN_METEO_ARCHIVE_URL": self.url}

    def __enter__(self) -> OpenMeteoLoopback:
        self._started: Future[Callable[[], object]] = Future()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="open-meteo")
        self._thread.start()
        self._stop = self._started.result()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop()
        self._thread.join()

    async def _serve(self) -> None:
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        app = web.Application()
        app.router.add_get("/v1/{kind:forecast|archive}", self._handle)
        runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.01, access_log=None)
        try:
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", self.port, ssl_context=no_certificate() if self.tls else None).start()
            self.port = runner.addresses[0][1]
            self._started.set_result(lambda: loop.call_soon_threadsafe(stop.set))
            await stop.wait()
        except OSError as error:
            self._started.set_exception(error)
        finally:
            await runner.cleanup()
            for _ in range(20):  # connections that are being closed take some turns of the loop to be gone
                await asyncio.sleep(0)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.path, dict(request.query)))
        fault = self.fault if self.times is None or len(self.asked) <= self.times else None
        match fault:
            case "slow":
                await asyncio.sleep(0.05)
            case "silent":
                await asyncio.Event().wait()
            case "cut":
                broken = web.StreamResponse(headers={"Content-Length": "5000", "Content-Type": "application/json"})
                await broken.prepare(request)
                await broken.write(b'{"latitude":39.9,"daily":{"time":["')
                assert request.transport is not None
                request.transport.close()
                return broken
            case "429" | "429-wait":
                answer = _refused(429, "Minutely API request limit exceeded. Please try again in one minute.")
                answer.headers.update({"Retry-After": "60"} if fault == "429-wait" else {})
                return answer
            case "400":
                return _refused(400, "Cannot initialize WeatherVariable from invalid String value.")
            case "500":
                return web.Response(status=502, text="<html>bad gateway</html>", content_type="text/html")
            case "not-json":
                return web.Response(text="<html>captcha</html>", content_type="text/html")
            case "list":
                return web.json_response([])
            case "huge":
                return web.Response(body=b'{"pad":"' + b"x" * (2 * 2**20) + b'"}', content_type="application/json")
        told = self._answer(request.match_info["kind"], request.query)
        if isinstance(told, dict):
            _spoil(told, fault)
            return web.json_response(told)
        return told

    def _answer(self, kind: str, query: Mapping[str, str]) -> dict[str, Any] | web.Response:
        first, last = date.fromisoformat(query["start_date"]), date.fromisoformat(query["end_date"])
        latest = self.today + timedelta(days=REACH - 1) if kind == "forecast" else self.today - timedelta(days=2)
        if not first <= last <= latest:
            return _refused(400, f"Parameter 'end_date' is out of allowed range from 2016-01-01 to {latest}")
        days = [first + timedelta(days=k) for k in range((last - first).days + 1)]
        skies = [self.skies.get(day, DRY) for day in days]
        columns: dict[str, tuple[str, list[Any]]] = {
            "weather_code": ("wmo code", [sky.code for sky in skies]),
            "temperature_2m_max": ("°C", [sky.high for sky in skies]),
            "temperature_2m_min": ("°C", [sky.low for sky in skies]),
            "precipitation_sum": ("mm", [sky.rain for sky in skies]),
            "precipitation_probability_max": ("%", [sky.chance for sky in skies]),
            "wind_speed_10m_max": ("km/h", [sky.wind for sky in skies]),
        }
        asked = query["daily"].split(",")
        if kind == "archive" and "precipitation_probability_max" in asked:
            return _refused(400, "Data corrupted at path ''. Cannot initialize from invalid String value.")
        return {
            "latitude": round(float(query["latitude"]) * 8) / 8,
            "longitude": round(float(query["longitude"]) * 8) / 8,
            "generationtime_ms": 0.12,
            "utc_offset_seconds": 28800,
            "timezone": query["timezone"],
            "timezone_abbreviation": "GMT+8",
            "elevation": 48.0,
            "daily_units": {"time": "iso8601", **{name: columns[name][0] for name in asked}},
            "daily": {"time": [day.isoformat() for day in days], **{name: columns[name][1] for name in asked}},
        }


def _spoil(answer: dict[str, Any], fault: FaultKind | None) -> None:
    match fault:
        case "other-place":
            answer["latitude"] += 4
        case "other-dates":
            answer["daily"]["time"] = [f"{date.fromisoformat(day) + timedelta(days=1)}" for day in answer["daily"]["time"]]
        case "uneven":
            answer["daily"]["temperature_2m_max"].append(99.0)
        case "fahrenheit":
            answer["daily_units"]["temperature_2m_max"] = "°F"


def _refused(status: int, reason: str) -> web.Response:
    return web.json_response({"error": True, "reason": reason}, status=status)
