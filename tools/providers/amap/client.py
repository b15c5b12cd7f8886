"""A thin typed client of Amap's Web Service over HTTP; every failure is a :class:`~xiake.domain.errors.ToolFailure`.

The key travels in the query string, so no address is ever logged or told.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
from pydantic import SecretStr
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from ....domain.errors import RETRYABLE, ErrorCode, ToolFailure
from ....domain.geo import Coordinate
from ....domain.ports import Clock
from ...quota import DailyQuota
from ...tls import is_tls
from .coordinates import to_gcj02
from .infocodes import OK, SPENT_TODAY, trouble_of
from .phrases import PHRASES

ADDRESS = "https://restapi.amap.com"
PAGE = 25
"""Most places of one page."""
DETAILS = 10
"""Most places that one request asks for by their ids."""
_ATTEMPTS = 3
_LONGEST_WAIT = 8.0
_MOST_BYTES = 4 * 2**20
_CONNECTIONS = 8

Json = dict[str, Any]

logging.getLogger("httpx").addFilter(lambda record: "key=" not in str(record.args))  # it logs whole addresses


class _Refused(ToolFailure):
    """An answer that says by its status when to come again.

    Attributes:
        wait: Seconds; None where it doesn't say.
    """

    def __init__(self, code: ErrorCode, message: str, message_en: str, *, wait: float | None) -> None:
        super().__init__(code, message, message_en)
        self.wait = wait


class _QuotaSpent(ToolFailure):
    """The key has had its requests of today."""


class AmapClient:
    """Asks Amap; repeats what failed for reasons that may pass, and keeps below a number of requests a second.

    Attributes:
        per_second: That number.
    """

    def __init__(
        self,
        key: SecretStr,
        clock: Clock,
        *,
        address: str = ADDRESS,
        per_second: float = 3.0,
        seconds: float = 8.0,
        quota: DailyQuota | None = None,
    ) -> None:
        """Prepare a client; no connection is made yet.

        Args:
            key: Of the type "Web服务".
            clock: Waits by it.
            address: Where the service is.
            per_second: Most requests that begin in a second; a personal key has 3.
            seconds: How long an answer may take.
            quota: Counts the key's requests; once it is used up, nothing is asked until midnight.
        """
        self._quota = quota
        self._key = key
        self._clock = clock
        self._address = address.rstrip("/")
        self.per_second = per_second
        self._seconds = seconds
        self._next = 0.0
        self._busy = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._http: httpx.AsyncClient | None = None

    async def aclose(self) -> None:
        """Close the connections."""
        http, self._http = self._http, None
        if http is not None and self._loop is asyncio.get_running_loop():
            await http.aclose()

    async def text(self, region: str, *, types: str = "", keywords: str = "", page: int = 1) -> list[Json]:
        """Places of a region (a name or an adcode) by kind and words, the weightiest first."""
        asked = {"region": region, "city_limit": "true", "types": types, "keywords": keywords}
        return await self._places("/v5/place/text", {**asked, "page_num": page, "page_size": PAGE})

    async def around(self, at: Coordinate, radius: int, *, types: str = "", keywords: str = "", page: int = 1) -> list[Json]:
        """Places within so many metres of a WGS-84 point."""
        asked = {"location": point(at), "radius": radius, "types": types, "keywords": keywords}
        return await self._places("/v5/place/around", {**asked, "page_num": page, "page_size": PAGE})

    async def polygon(self, corners: Sequence[Coordinate], *, types: str = "", keywords: str = "", page: int = 1) -> list[Json]:
        """Places within a closed line of WGS-84 points, or the rectangle of two."""
        asked = {"polygon": "|".join(map(point, corners)), "types": types, "keywords": keywords}
        return await self._places("/v5/place/polygon", {**asked, "page_num": page, "page_size": PAGE})

    async def detail(self, ids: Sequence[str]) -> list[Json]:
        """Up to :data:`DETAILS` places by their ids."""
        return await self._places("/v5/place/detail", {"id": "|".join(ids)})

    async def districts(self, name: str, *, below: int = 0) -> list[Json]:
        """Districts of a name, with so many levels below them."""
        answer = await self._get("/v3/config/district", {"keywords": name, "subdistrict": below, "extensions": "base"})
        return _list(answer, "districts")

    async def geocode(self, address: str, city: str) -> list[Json]:
        """Points of an address."""
        return _list(await self._get("/v3/geocode/geo", {"address": address, "city": city}), "geocodes")

    async def regeocode(self, at: Coordinate) -> Json:
        """What lies at a WGS-84 point: its address, city and district."""
        found = (await self._get("/v3/geocode/regeo", {"location": point(at)})).get("regeocode")
        if not isinstance(found, dict):
            raise _failure("upstream", "rubbish")
        return found

    async def distances(self, origins: Sequence[Coordinate], destination: Coordinate, *, walking: bool = False) -> list[Json]:
        """Metres and seconds by car or on foot from up to 100 points to one."""
        asked = {"origins": "|".join(map(point, origins)), "destination": point(destination), "type": 3 if walking else 1}
        return _list(await self._get("/v3/distance", asked), "results")

    async def walking(self, start: Coordinate, end: Coordinate) -> list[Json]:
        """Ways on foot."""
        return await self._ways("/v5/direction/walking", start, end, "paths")

    async def driving(self, start: Coordinate, end: Coordinate) -> list[Json]:
        """Ways by car, also between cities."""
        return await self._ways("/v5/direction/driving", start, end, "paths")

    async def transit(self, start: Coordinate, end: Coordinate, city: str) -> list[Json]:
        """Ways by bus and metro within a city (its citycode), with legs and fares."""
        return await self._ways("/v5/direction/transit/integrated", start, end, "transits", city1=city, city2=city)

    async def weather(self, adcode: str) -> list[Json]:
        """Forecasts of the coming days."""
        answer = await self._get("/v3/weather/weatherInfo", {"city": adcode, "extensions": "all"})
        forecasts = _list(answer, "forecasts")
        for forecast in forecasts:
            if text_of(forecast.get("adcode")) != adcode:
                raise _failure("upstream", "echo", asked=adcode, given=text_of(forecast.get("adcode")) or "?")
        return forecasts

    async def _places(self, path: str, asked: Mapping[str, Any]) -> list[Json]:
        return _list(await self._get(path, {**asked, "show_fields": "business"}), "pois")

    async def _ways(self, path: str, start: Coordinate, end: Coordinate, part: str, **more: Any) -> list[Json]:
        asked = {"origin": point(start), "destination": point(end), "show_fields": "cost", **more}
        route = (await self._get(path, asked)).get("route")
        return _list(route, part) if isinstance(route, dict) else []

    async def _get(self, path: str, asked: Mapping[str, Any]) -> Json:
        self._busy += 1
        try:
            return await self._answer(path, asked)
        finally:
            self._busy -= 1
            if not self._busy:  # connections serve a burst of requests and stay behind nobody
                await self.aclose()

    async def _answer(self, path: str, asked: Mapping[str, Any]) -> Json:
        retrying = AsyncRetrying(
            stop=stop_after_attempt(_ATTEMPTS),
            wait=self._wait,
            retry=retry_if_exception(lambda error: isinstance(error, ToolFailure) and error.code in RETRYABLE),
            sleep=self._clock.sleep,
            reraise=True,
        )
        answer: Json = await retrying(self._once, path, {name: value for name, value in asked.items() if value != ""})
        return answer

    async def _once(self, path: str, asked: Mapping[str, Any]) -> Json:
        if self._quota is not None and not self._quota.take():
            raise _failure("forbidden", "spent", used=self._quota.used)
        await self._turn()
        query = {**asked, "key": self._key.get_secret_value()}
        try:
            async with self._client().stream("GET", self._address + path, params=query) as answer:
                if answer.status_code != httpx.codes.OK:
                    limited = answer.status_code == httpx.codes.TOO_MANY_REQUESTS
                    words = PHRASES.both("http", code=answer.status_code)
                    wait = _seconds(answer.headers.get("Retry-After"))
                    raise _Refused("rate_limited" if limited else "upstream", *words, wait=wait)
                body = b""
                async for part in answer.aiter_bytes():
                    body += part
                    if len(body) > _MOST_BYTES:
                        raise _failure("upstream", "rubbish")
        except httpx.TimeoutException:
            raise _failure("timeout", "silent") from None
        except httpx.HTTPError as error:
            raise _failure("unavailable", "tls" if is_tls(error) else "line", kind=type(error).__name__) from None
        try:
            return _read(body)
        except _QuotaSpent:
            if self._quota is not None:
                self._quota.exhaust()
            raise

    def _client(self) -> httpx.AsyncClient:
        loop = asyncio.get_running_loop()
        if self._http is None or self._loop is not loop:  # connections belong to one event loop
            limits = httpx.Limits(max_connections=_CONNECTIONS, max_keepalive_connections=_CONNECTIONS)
            self._loop, self._http = loop, httpx.AsyncClient(timeout=self._seconds, limits=limits, follow_redirects=False)
        return self._http

    async def _turn(self) -> None:
        """Wait for this request's turn."""
        now = self._clock.monotonic()
        at = max(now, self._next)
        self._next = at + 1 / self.per_second
        if at > now:
            await self._clock.sleep(at - now)

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, _Refused) and error.wait is not None:
            return min(error.wait, _LONGEST_WAIT)
        return _BACKOFF(state)


_BACKOFF = wait_exponential_jitter(multiplier=0.4, max=_LONGEST_WAIT, jitter=0.3)


def point(at: Coordinate) -> str:
    """A WGS-84 point as Amap takes it."""
    shifted = to_gcj02(at)
    return f"{shifted.lon:.6f},{shifted.lat:.6f}"


def text_of(value: object) -> str:
    """A field that is empty as ``[]``."""
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def _read(body: bytes) -> Json:
    try:
        answer = httpx.Response(200, content=body).json()
    except ValueError:
        raise _failure("upstream", "rubbish") from None
    if not isinstance(answer, dict):
        raise _failure("upstream", "rubbish")
    infocode = text_of(answer.get("infocode"))
    if infocode == OK and text_of(answer.get("status")) == "1":
        return answer
    if not infocode.isdigit():
        raise _failure("upstream", "rubbish")
    trouble, code = trouble_of(infocode)
    kind = _QuotaSpent if infocode in SPENT_TODAY else ToolFailure
    raise kind(code, *PHRASES.both(trouble, code=infocode))


def _list(answer: Mapping[str, Any], part: str) -> list[Json]:
    found = answer.get(part)
    if not isinstance(found, list):
        raise _failure("upstream", "rubbish")
    return [one for one in found if isinstance(one, dict)]


def _seconds(header: str | None) -> float | None:
    return float(header) if header and header.isdigit() else None


def _failure(code: ErrorCode, key: str, **fields: object) -> ToolFailure:
    return ToolFailure(code, *PHRASES.both(key, **fields))
