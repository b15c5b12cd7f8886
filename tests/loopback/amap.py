"""Amap's Web Service on a loopback socket, in its own formats, with two cities and every fault: ``python -m tests.loopback.amap``.

Names of sights and districts are real, their positions are rough; hotels, restaurants, prices and ratings are made up and say so.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from random import Random
from types import TracebackType
from typing import Any, Literal

from aiohttp import web

KEY = "0123456789abcdef0123456789abcdef"
FaultKind = Literal[
    "slow", "silent", "cut", "429", "429-wait", "500", "not-json", "list", "other-city", "key", "quota", "busy", "server", "huge"
]
_INFOCODES = {"key": ("10001", "INVALID_USER_KEY"), "quota": ("10003", "DAILY_QUERY_OVER_LIMIT"),
              "busy": ("10021", "CUQPS_HAS_EXCEEDED_THE_LIMIT"), "server": ("10016", "SERVER_IS_BUSY")}  # fmt: skip
_TYPES = {
    "110202": "风景名胜;风景名胜;国家级景点", "110201": "风景名胜;风景名胜;世界遗产", "110203": "风景名胜;风景名胜;省级景点",
    "110205": "风景名胜;风景名胜;寺庙道观", "110101": "风景名胜;公园广场;公园", "140100": "科教文化服务;博物馆;博物馆",
    "061001": "购物服务;特色商业街;步行街", "100103": "住宿服务;宾馆酒店;四星级宾馆", "100105": "住宿服务;宾馆酒店;经济型连锁酒店",
    "050118": "餐饮服务;中餐厅;特色/地方风味餐厅", "050117": "餐饮服务;中餐厅;火锅店", "050100": "餐饮服务;中餐厅;中餐厅",
    "050114": "餐饮服务;中餐厅;云贵菜", "150200": "交通设施服务;火车站;火车站", "110102": "风景名胜;公园广场;动物园",
}  # fmt: skip


@dataclass(frozen=True)
class City:
    """What the service knows of a city: districts with their numbers, places with class, position (GCJ-02) and business fields."""

    name: str
    adcode: str
    citycode: str
    province: str
    centre: tuple[float, float]
    districts: Mapping[str, tuple[str, float, float]]
    sights: tuple[tuple[str, str, float, float, str, dict[str, Any]], ...]
    dishes: tuple[str, ...]
    stations: tuple[tuple[str, float, float], ...]


LUOYANG = City(
    "洛阳市", "410300", "0379", "河南省", (112.4540, 34.6197),
    {"老城区": ("410302", 112.4692, 34.6843), "西工区": ("410303", 112.4280, 34.6603), "涧西区": ("410305", 112.3959, 34.6580),
     "洛龙区": ("410311", 112.4638, 34.6197)},
    (
        ("龙门石窟", "110201", 112.4776, 34.5553, "洛龙区", {"opentime_week": "2月1日-3月31日 08:00-18:00；4月1日-10月7日 08:00-18:30；10月8日-10月31日 08:00-18:00；11月1日-1月31日 08:00-17:00", "rating": "4.9", "alias": "龙门石窟景区"}),
        ("白马寺", "110205", 112.6043, 34.7228, "洛龙区", {"opentime_week": "旺季7:30-18:00 淡季8:00-17:30", "rating": "4.8"}),
        ("洛阳博物馆", "140100", 112.4597, 34.6195, "洛龙区", {"opentime_week": "周二至周日 09:00-17:00；周一闭馆", "rating": "4.8"}),
        ("隋唐洛阳城国家遗址公园", "110202", 112.4536, 34.6795, "老城区", {"opentime_week": [], "rating": "4.7"}),
        ("关林庙", "110205", 112.4780, 34.6117, "洛龙区", {"opentime_week": "周一至周日 08:30-17:30", "rating": "4.6", "alias": "关林"}),
        ("丽景门", "110203", 112.4697, 34.6852, "老城区", {"opentime_week": "周一至周日 08:30-22:00", "rating": "4.5"}),
        ("洛邑古城", "110203", 112.4857, 34.6836, "老城区", {"opentime_week": "24小时营业", "rating": "4.6"}),
        ("王城公园", "110102", 112.4283, 34.6712, "西工区", {"opentime_week": "周一至周日 06:30-19:00", "rating": "4.5"}),
        ("中国国花园", "110101", 112.4440, 34.6560, "洛龙区", {"opentime_week": "周一至周日 08:00-18:00", "rating": "4.6"}),
        ("十字街夜市", "061001", 112.4805, 34.6848, "老城区", {"opentime_week": "周一至周日 10:00-23:00", "rating": "4.3"}),
        ("洛阳古墓博物馆", "140100", 112.4390, 34.7130, "老城区", {"opentime_week": "周二至周日 09:00-17:00(16:00停止入馆)；周一闭馆", "rating": "4.6"}),
        ("天子驾六博物馆", "140100", 112.4300, 34.6690, "西工区", {"opentime_week": "周一至周日 09:00-17:30", "rating": "4.5"}),
    ),
    ("水席", "不翻汤", "牛肉汤", "浆面条"),
    (("洛阳龙门站", 112.4557, 34.5925), ("洛阳站", 112.4303, 34.6867)),
)  # fmt: skip
KUNMING = City(
    "昆明市", "530100", "0871", "云南省", (102.8329, 24.8801),
    {"五华区": ("530102", 102.7073, 25.0436), "盘龙区": ("530103", 102.7519, 25.1162), "西山区": ("530112", 102.6650, 25.0380),
     "官渡区": ("530111", 102.7490, 25.0150)},
    (
        ("翠湖公园", "110101", 102.7054, 25.0470, "五华区", {"opentime_week": "周一至周日 07:00-22:30", "rating": "4.8"}),
        ("云南省博物馆", "140100", 102.7560, 24.9500, "官渡区", {"opentime_week": "周二至周日 09:00-17:00；周一闭馆", "rating": "4.8"}),
        ("西山风景名胜区", "110202", 102.6370, 24.9650, "西山区", {"opentime_week": "周一至周日 08:00-18:00", "rating": "4.8", "alias": "西山|龙门"}),
        ("云南民族村", "110202", 102.6690, 24.9720, "西山区", {"opentime_week": "周一至周日 09:00-18:00", "rating": "4.7"}),
        ("圆通禅寺", "110205", 102.7110, 25.0520, "五华区", {"opentime_week": "周一至周日 08:30-17:00", "rating": "4.7", "alias": "圆通寺"}),
        ("金马碧鸡坊", "110203", 102.7110, 25.0320, "西山区", {"opentime_week": "24小时营业", "rating": "4.6"}),
        ("南屏街", "061001", 102.7120, 25.0390, "五华区", {"opentime_week": "24小时营业", "rating": "4.5"}),
        ("昆明动物园", "110102", 102.7130, 25.0560, "五华区", {"opentime_week": "周一至周日 08:30-17:30", "rating": "4.5"}),
        ("海埂公园", "110101", 102.6610, 24.9610, "西山区", {"opentime_week": "周一至周日 06:30-22:00", "rating": "4.7"}),
    ),
    ("过桥米线", "汽锅鸡", "饵块", "小锅米线"),
    (("昆明站", 102.7220, 25.0160), ("昆明南站", 102.8600, 24.8750)),
)  # fmt: skip
CITIES = {city.adcode: city for city in (LUOYANG, KUNMING)}


class AmapLoopback:
    """The service, for as long as it is used.

    Attributes:
        asked: Paths of all requests with the right key, counted.
        rate: Share of requests that go wrong, in one of ``kinds``.
    """

    def __init__(
        self, *, key: str = KEY, port: int = 0, rate: float = 0.0, kinds: tuple[FaultKind, ...] = (), seed: int = 1
    ) -> None:
        self.key, self.port, self.rate, self.kinds = key, port, rate, kinds
        self.asked: Counter[str] = Counter()
        self._random = Random(seed)
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="amap")
        self._started: Future[Callable[[], object]] = Future()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """What to export, so that Amap is asked here, and nobody else."""
        here = {"AMAP_API_KEY": self.key, "XIAKE_AMAP_URL": self.url, "XIAKE_AMAP_PER_SECOND": "500"}
        return {**here, "XIAKE_WEATHER": "bundled"}

    def __enter__(self) -> AmapLoopback:
        self._thread.start()
        self._stop = self._started.result()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop()
        self._thread.join()

    async def _serve(self) -> None:
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        app = web.Application()
        app.router.add_get("/{path:.*}", self._handle)
        runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.01, access_log=None)
        try:
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", self.port).start()
            self.port = runner.addresses[0][1]
            self._started.set_result(lambda: loop.call_soon_threadsafe(stop.set))
            await stop.wait()
        except OSError as error:
            self._started.set_exception(error)
        finally:
            await runner.cleanup()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        query, path = request.query, request.path
        fault = self._random.choice(self.kinds) if self.kinds and self._random.random() < self.rate else None
        if query.get("key") != self.key:
            return _trouble(*_INFOCODES["key"])
        self.asked[path] += 1
        answer = _answer(path, query)
        match fault:
            case None:
                return answer
            case "slow":
                await asyncio.sleep(0.05)
                return answer
            case "silent":
                await asyncio.Event().wait()
            case "cut":
                broken = web.StreamResponse(headers={"Content-Length": "5000", "Content-Type": "application/json"})
                await broken.prepare(request)
                await broken.write(b'{"status":"1","info":"OK","infocode":"10000","pois":[{"name":"')
                assert request.transport is not None
                request.transport.close()
                return broken
            case "429" | "429-wait":
                return web.Response(status=429, headers={"Retry-After": "1"} if fault == "429-wait" else {})
            case "500":
                return web.Response(status=502, text="<html>bad gateway</html>", content_type="text/html")
            case "not-json":
                return web.Response(text="<html>滑块验证</html>", content_type="text/html")
            case "list":
                return web.json_response([])
            case "huge":
                return web.Response(body=b'{"pad":"' + b"x" * (5 * 2**20) + b'"}', content_type="application/json")
            case "other-city":
                return _answer(path, {**query, "region": "110000", "city": "110000"}, elsewhere=True)
            case "key" | "quota" | "busy" | "server":
                return _trouble(*_INFOCODES[fault])
        raise AssertionError(fault)


def _answer(path: str, query: Mapping[str, str], *, elsewhere: bool = False) -> web.Response:
    if path == "/v3/config/district":
        return _ok(
            districts=_districts(query.get("keywords", ""), int(query.get("subdistrict", "1"))),
            suggestion={"keywords": [], "cities": []},
        )
    if path == "/v5/place/text":
        return _ok(pois=_pois(LUOYANG, query, "110105") if elsewhere else _text(query))
    if path == "/v3/distance":
        return _ok(
            results=[
                {"origin_id": str(n + 1), "dest_id": "1", "distance": "5200", "duration": "900"}
                for n, _ in enumerate(query["origins"].split("|"))
            ]
        )
    if path == "/v5/direction/transit/integrated":
        return _ok(route={"origin": query["origin"], "destination": query["destination"], "transits": [
            {"distance": "8000", "nightflag": "0", "cost": {"duration": "2400", "transit_fee": "2.0"}, "segments": []}]})  # fmt: skip
    if path in ("/v5/direction/driving", "/v5/direction/walking"):
        return _ok(route={"taxi_cost": "21", "paths": [{"distance": "5200", "cost": {"duration": "900"}, "steps": []}]})
    if path == "/v3/weather/weatherInfo":
        adcode = "110105" if elsewhere else query["city"]
        return _ok(forecasts=[{"city": "洛阳市", "adcode": adcode, "province": "河南", "reporttime": "2026-03-01 08:00:00", "casts": [
            {"date": "2026-03-02", "week": "1", "dayweather": "小雨", "nightweather": "阴", "daytemp": "9", "nighttemp": "3"}]}])  # fmt: skip
    return _trouble("20002", "ILLEGAL_REQUEST")


def _text(query: Mapping[str, str]) -> list[dict[str, Any]]:
    city = CITIES.get(query.get("region", ""))
    return _pois(city, query, city.adcode) if city else []


def _pois(city: City, query: Mapping[str, str], adcode: str) -> list[dict[str, Any]]:
    types, words = set(filter(None, query.get("types", "").split("|"))), query.get("keywords", "")
    every = [*(_poi(city, n, *sight) for n, sight in enumerate(city.sights)), *_made_up(city)]
    found = [
        poi for poi in every
        if (not types or any(poi["typecode"][: 4 if t.endswith("00") else 6] == t[: 4 if t.endswith("00") else 6] for t in types)) and words in poi["name"]
    ]  # fmt: skip
    if adcode != city.adcode:
        found = [{**poi, "adcode": adcode, "cityname": "北京市"} for poi in found]
    size, page = int(query.get("page_size", "10")), int(query.get("page_num", "1"))
    return found[size * (page - 1) : size * page]


def _poi(
    city: City, number: int, name: str, code: str, lon: float, lat: float, district: str, business: dict[str, Any]
) -> dict[str, Any]:
    return {
        "id": f"B0{city.adcode}{number:03d}", "name": name, "location": f"{lon:.6f},{lat:.6f}", "type": _TYPES[code], "typecode": code,
        "pname": city.province, "cityname": city.name, "adname": district, "address": [], "pcode": city.adcode[:2] + "0000",
        "adcode": city.districts.get(district, (city.adcode, 0, 0))[0], "citycode": city.citycode, "distance": "", "parent": "",
        "business": {"tel": [], "cost": [], "tag": [], "rating": [], "opentime_today": [], "opentime_week": [], **business},
    }  # fmt: skip


def _made_up(city: City) -> list[dict[str, Any]]:
    """Hotels and restaurants of no real city, around its centre and its sights; some of them without a price."""
    random, made = Random(city.adcode), []
    for n in range(24):
        _, _, lon, lat, district, _ = city.sights[n % len(city.sights)]
        east, north = random.uniform(-0.02, 0.02), random.uniform(-0.02, 0.02)
        code, cost = ("100103", 300 + 15 * n) if n % 3 == 0 else ("100105", 130 + 6 * n)
        business = {"cost": f"{cost}.00" if n % 5 else [], "rating": "4.5"}
        made.append(_poi(city, 100 + n, f"示例酒店{n + 1}号店", code, lon + east, lat + north, district, business))
    for n in range(60):
        _, _, lon, lat, district, _ = city.sights[n % len(city.sights)]
        east, north = random.uniform(-0.012, 0.012), random.uniform(-0.012, 0.012)
        dish, code = city.dishes[n % len(city.dishes)], ("050118", "050117", "050100")[n % 3]
        business = {"cost": f"{25 + n}.00" if n % 7 else [], "tag": dish, "opentime_week": "周一至周日 07:30-21:30"}
        made.append(_poi(city, 200 + n, f"示例{dish}馆{n + 1}号店", code, lon + east, lat + north, district, business))
    made += [_poi(city, 300 + n, name, "150200", lon, lat, "", {}) for n, (name, lon, lat) in enumerate(city.stations)]
    return made


def _districts(name: str, below: int) -> list[dict[str, Any]]:
    def entry(name: str, adcode: str, at: tuple[float, float], inner: list[dict[str, Any]]) -> dict[str, Any]:
        return {"citycode": [], "adcode": adcode, "name": name, "center": f"{at[0]},{at[1]}", "level": "city", "districts": inner}

    whole = [
        entry(city.name, city.adcode, city.centre, [entry(d, code, (x, y), []) for d, (code, x, y) in city.districts.items()])
        for city in CITIES.values()
    ]
    if name == "中国":
        beijing = entry("北京市", "110000", (116.4, 39.9), [entry("北京城区", "110100", (116.4, 39.9), [])])
        provinces = [
            beijing,
            *(entry(c.province, c.adcode[:2] + "0000", c.centre, [w]) for c, w in zip(CITIES.values(), whole, strict=True)),
        ]
        return [entry("中华人民共和国", "100000", (116.4, 39.9), provinces if below else [])]
    return [one for one in whole if name in (one["name"], one["name"].removesuffix("市"))]


def _ok(**parts: Any) -> web.Response:
    return web.json_response({"status": "1", "info": "OK", "infocode": "10000", "count": "1", **parts})


def _trouble(infocode: str, info: str) -> web.Response:
    return web.json_response({"status": "0", "info": info, "infocode": infocode})


if __name__ == "__main__":
    with AmapLoopback() as server:
        sys.stdout.write("".join(f"export {name}={value}\n" for name, value in server.environment().items()))
        sys.stdout.flush()
        threading.Event().wait()
