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
from math import cos, hypot, radians
from random import Random
from types import TracebackType
from typing import Any, Literal

from aiohttp import web

from .refusing import no_certificate

KEY = "0123456789abcdef0123456789abcdef"
FaultKind = Literal[
    "slow",
    "silent",
    "cut",
    "429",
    "429-wait",
    "500",
    "burst",
    "not-json",
    "list",
    "other-city",
    "key",
    "quota",
    "busy",
    "server",
    "huge",
]
_INFOCODES = {"key": ("10001", "INVALID_USER_KEY"), "quota": ("10003", "DAILY_QUERY_OVER_LIMIT"),
              "busy": ("10021", "CUQPS_HAS_EXCEEDED_THE_LIMIT"), "server": ("10016", "SERVER_IS_BUSY")}  # fmt: skip
_TYPES = {
    "110202": "风景名胜;风景名胜;国家级景点", "110201": "风景名胜;风景名胜;世界遗产", "110203": "风景名胜;风景名胜;省级景点",
    "110205": "风景名胜;风景名胜;寺庙道观", "110101": "风景名胜;公园广场;公园", "140100": "科教文化服务;博物馆;博物馆",
    "061001": "购物服务;特色商业街;步行街", "100103": "住宿服务;宾馆酒店;四星级宾馆", "100105": "住宿服务;宾馆酒店;经济型连锁酒店",
    "050118": "餐饮服务;中餐厅;特色/地方风味餐厅", "050117": "餐饮服务;中餐厅;火锅店", "050100": "餐饮服务;中餐厅;中餐厅",
    "050114": "餐饮服务;中餐厅;云贵菜", "110209": "风景名胜;风景名胜;观景点", "150500": "交通设施服务;地铁站;地铁站", "150200": "交通设施服务;火车站;火车站", "110102": "风景名胜;公园广场;动物园",
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
    remote: tuple[tuple[str, str, float, float, str, str, dict[str, Any]], ...] = ()
    """Sights that only a search by name or number finds, in a county with a number of its own."""
    metro: tuple[tuple[str, float, float], ...] = ()


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
    (("老君山风景名胜区", "110202", 111.6410, 33.7480, "栾川县", "410324", {"opentime_week": "周一至周日 08:00-17:00", "rating": "4.8", "alias": "老君山"}),),
    (("龙门大道(地铁站)", 112.4640, 34.6480), ("应天门(地铁站)", 112.4536, 34.6760), ("丽景门(地铁站)", 112.4640, 34.6830),
     ("洛阳龙门站(地铁站)", 112.4557, 34.5935), ("王城公园(地铁站)", 112.4270, 34.6690), ("关林(地铁站)", 112.4740, 34.6130)),
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
    (("石林风景名胜区", "110201", 103.3260, 24.8190, "石林彝族自治县", "530126", {"opentime_week": "周一至周日 07:00-18:00", "rating": "4.7", "alias": "石林"}),),
    (("昆明站(地铁站)", 102.7220, 25.0175), ("东风广场(地铁站)", 102.7190, 25.0430), ("五一路(地铁站)", 102.7060, 25.0390),
     ("翠湖北路(地铁站)", 102.7020, 25.0540)),
)  # fmt: skip
TIANJIN = City(
    "天津市", "120000", "022", "天津市", (117.2010, 39.0842),
    {"和平区": ("120101", 117.2147, 39.1171), "河西区": ("120103", 117.2234, 39.1096), "南开区": ("120104", 117.1502, 39.1384),
     "红桥区": ("120106", 117.1515, 39.1673)},
    (
        ("天津博物馆", "140100", 117.2110, 39.0860, "河西区", {"opentime_week": "周二至周日 09:00-16:30；周一闭馆", "rating": "4.8"}),
        ("五大道文化旅游区", "110202", 117.2080, 39.1120, "和平区", {"opentime_week": "24小时营业", "rating": "4.8", "alias": "五大道"}),
        ("古文化街", "061001", 117.1920, 39.1430, "南开区", {"opentime_week": "周一至周日 09:00-21:00", "rating": "4.6"}),
        ("天津之眼摩天轮", "110209", 117.1870, 39.1540, "红桥区", {"opentime_week": "旺季09:00-21:30", "rating": "4.7", "alias": "天津之眼"}),
    ),
    ("煎饼馃子", "锅巴菜"),
    (("天津站", 117.2100, 39.1350),),
)  # fmt: skip
DALI = City(
    "大理白族自治州", "532900", "0872", "云南省", (100.2676, 25.6065),
    {"大理市": ("532901", 100.3014, 25.6785), "宾川县": ("532924", 100.5905, 25.8290)},
    (("大理古城", "110202", 100.1640, 25.6950, "大理市", {"opentime_week": "24小时营业", "rating": "4.7"}),
     ("崇圣寺三塔文化旅游区", "110202", 100.1490, 25.7080, "大理市", {"opentime_week": "周一至周日 07:30-18:30", "rating": "4.6", "alias": "崇圣寺三塔"})),
    ("饵块", "乳扇"),
    (("大理站", 100.2510, 25.5900),),
)  # fmt: skip
SUZHOU = City(
    "苏州市", "320500", "0512", "江苏省", (120.5853, 31.2989),
    {"姑苏区": ("320508", 120.6172, 31.3358), "虎丘区": ("320505", 120.5713, 31.2963)},
    (
        ("拙政园", "110201", 120.6320, 31.3250, "姑苏区", {"opentime_week": "周一至周日 07:30-17:00", "rating": "4.8"}),
        ("苏州博物馆", "140100", 120.6290, 31.3245, "姑苏区", {"opentime_week": "周二至周日 09:00-17:00；周一闭馆", "rating": "4.8"}),
        ("狮子林", "110202", 120.6330, 31.3220, "姑苏区", {"opentime_week": "周一至周日 07:30-17:00", "rating": "4.7"}),
        ("虎丘山风景名胜区", "110202", 120.5810, 31.3380, "姑苏区", {"opentime_week": "周一至周日 07:30-17:00", "rating": "4.7", "alias": "虎丘"}),
        ("留园", "110201", 120.5960, 31.3160, "姑苏区", {"opentime_week": "周一至周日 07:30-17:00", "rating": "4.7"}),
        ("寒山寺", "110205", 120.5720, 31.3130, "姑苏区", {"opentime_week": "周一至周日 07:30-17:00", "rating": "4.6"}),
        ("平江路历史街区", "061001", 120.6370, 31.3180, "姑苏区", {"opentime_week": "24小时营业", "rating": "4.7", "alias": "平江路"}),
    ),
    ("苏式面", "松鼠桂鱼"),
    (("苏州站", 120.6110, 31.3320),),
)  # fmt: skip
CITIES = {city.adcode: city for city in (LUOYANG, KUNMING, TIANJIN, DALI, SUZHOU)}


_BURST = 4
"""Requests in a row that a burst of 5xx answers."""


class AmapLoopback:
    """The service, for as long as it is used.

    Attributes:
        asked: Paths of all requests with the right key, counted.
        rate: Share of requests that go wrong, in one of ``kinds``; only of those whose path begins with ``where``.
        tls: Whether it is reached by https, and refuses every handshake.
    """

    def __init__(
        self,
        *,
        key: str = KEY,
        port: int = 0,
        rate: float = 0.0,
        kinds: tuple[FaultKind, ...] = (),
        where: str = "",
        seed: int = 1,
        tls: bool = False,
    ) -> None:
        self.key, self.port, self.rate, self.kinds, self.where = key, port, rate, kinds, where
        self.asked: Counter[str] = Counter()
        self.tls = tls
        self._random = Random(seed)
        self._burst = 0
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="amap")
        self._started: Future[Callable[[], object]] = Future()

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

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
        query, path = request.query, request.path
        goes_wrong = bool(self.kinds) and path.startswith(self.where) and self._random.random() < self.rate
        fault = self._random.choice(self.kinds) if goes_wrong else None
        if self._burst or fault == "burst":
            self._burst = (self._burst or _BURST) - 1
            fault = "burst"
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
            case "burst":
                return web.Response(status=502 + self._burst % 3)
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
    if path == "/v5/place/detail":
        ids = query.get("id", "").split("|")[:10]
        return _ok(pois=[poi for city in CITIES.values() for poi in _every(city) if poi["id"] in ids])
    if path in ("/v5/place/around", "/v5/place/polygon"):
        return _ok(pois=_within(path, query))
    if path == "/v3/geocode/geo":
        found = [poi for city in CITIES.values() for poi in _every(city) if poi["name"] in query["address"]]
        return _ok(geocodes=[{"formatted_address": poi["name"], "location": poi["location"], "adcode": poi["adcode"], "level": "兴趣点"} for poi in found])  # fmt: skip
    if path == "/v3/geocode/regeo":
        city = min(CITIES.values(), key=lambda city: _metres(query["location"], f"{city.centre[0]},{city.centre[1]}"))
        component = {"province": city.province, "city": city.name, "citycode": city.citycode, "adcode": city.adcode}
        return _ok(regeocode={"formatted_address": city.province + city.name, "addressComponent": component})
    if path == "/v3/distance":
        ways = [_metres(origin, query["destination"]) * 1.4 for origin in query["origins"].split("|")]
        return _ok(
            results=[
                {
                    "origin_id": str(n + 1),
                    "dest_id": "1",
                    "distance": f"{way:.0f}",
                    "duration": f"{120 + min(way, 20_000) / 8 + max(way - 20_000, 0) / 25:.0f}",
                }
                for n, way in enumerate(ways)
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
    words = query.get("keywords", "")
    found = [poi for poi in _every(city, remote=bool(words)) if _is_of(poi, query.get("types", "")) and words in poi["name"]]
    if adcode != city.adcode:
        found = [{**poi, "adcode": adcode, "cityname": "北京市"} for poi in found]
    size, page = int(query.get("page_size", "10")), int(query.get("page_num", "1"))
    return found[size * (page - 1) : size * page]


def _within(path: str, query: Mapping[str, str]) -> list[dict[str, Any]]:
    """Places around a point or in a rectangle, of any city."""
    found = [poi for city in CITIES.values() for poi in _every(city) if _is_of(poi, query.get("types", ""))]
    if path.endswith("polygon"):
        (west, south), (east, north) = (map(float, corner.split(",")) for corner in query["polygon"].split("|"))
        at = [tuple(map(float, poi["location"].split(","))) for poi in found]
        found = [poi for poi, (lon, lat) in zip(found, at, strict=True) if west <= lon <= east and south <= lat <= north]
    else:
        away = [(_metres(query["location"], poi["location"]), poi) for poi in found]
        near = sorted((metres, poi["id"]) for metres, poi in away if metres <= float(query.get("radius", "5000")))
        by_id = {poi["id"]: poi for poi in found}
        found = [{**by_id[place], "distance": str(round(metres))} for metres, place in near]
    size, page = int(query.get("page_size", "10")), int(query.get("page_num", "1"))
    return found[size * (page - 1) : size * page]


def _metres(one: str, other: str) -> float:
    (lon, lat), (lon2, lat2) = (map(float, at.split(",")) for at in (one, other))
    return hypot((lon - lon2) * 111_320 * cos(radians(lat)), (lat - lat2) * 111_320)


def _is_of(poi: Mapping[str, Any], types: str) -> bool:
    """Classes in two letters for all below them, or four, or six."""
    return not types or any(poi["typecode"].startswith(t[: 2 if t.endswith("0000") else 4 if t.endswith("00") else 6]) for t in types.split("|"))  # fmt: skip


def _every(city: City, *, remote: bool = True) -> list[dict[str, Any]]:
    far = [
        {**_poi(city, 400 + n, *sight, county, business), "adcode": adcode}
        for n, (*sight, county, adcode, business) in enumerate(city.remote)
    ]
    for n, (_, _, lon, lat, county, adcode, _) in enumerate(city.remote):
        business = {"cost": "45.00", "tag": city.dishes[0], "opentime_week": "周一至周日 07:30-21:30"}
        inns = [_poi(city, 450 + 10 * n + k, f"示例山下{city.dishes[0]}馆{k + 1}号店", "050100", lon + k / 500, lat, county, business) for k in range(4)]  # fmt: skip
        far += [{**inn, "adcode": adcode} for inn in inns]
    return [*(_poi(city, n, *sight) for n, sight in enumerate(city.sights)), *_made_up(city), *(far if remote else ())]


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
    return made + [_poi(city, 500 + n, name, "150500", lon, lat, "", {}) for n, (name, lon, lat) in enumerate(city.metro)]


def _districts(name: str, below: int) -> list[dict[str, Any]]:
    def entry(name: str, adcode: str, at: tuple[float, float], level: str, inner: list[dict[str, Any]]) -> dict[str, Any]:
        return {"citycode": [], "adcode": adcode, "name": name, "center": f"{at[0]},{at[1]}", "level": level, "districts": inner}

    def whole(city: City) -> dict[str, Any]:
        inner = [entry(d, code, (x, y), "district", []) for d, (code, x, y) in city.districts.items()]
        if not city.adcode.endswith("0000"):
            return entry(city.name, city.adcode, city.centre, "city", inner)
        urban = entry(city.name.replace("市", "城区"), city.adcode[:2] + "0100", city.centre, "city", inner)
        return entry(city.name, city.adcode, city.centre, "province", [urban])

    if name == "中国":
        beijing = entry("北京市", "110000", (116.4, 39.9), "province", [entry("北京城区", "110100", (116.4, 39.9), "city", [])])
        provinces = {"北京市": beijing}
        for city in CITIES.values():
            if city.adcode.endswith("0000"):
                provinces[city.name] = whole(city)
            else:
                province = entry(city.province, city.adcode[:2] + "0000", city.centre, "province", [])
                provinces.setdefault(city.province, province)["districts"].append(whole(city))
        return [entry("中华人民共和国", "100000", (116.4, 39.9), "country", [*provinces.values()] if below else [])]
    towns = [entry(d, code, (x, y), "district", []) for city in CITIES.values() for d, (code, x, y) in city.districts.items()]
    return [one for one in (*towns, *map(whole, CITIES.values())) if one["name"].startswith(name)]


def _ok(**parts: Any) -> web.Response:
    return web.json_response({"status": "1", "info": "OK", "infocode": "10000", "count": "1", **parts})


def _trouble(infocode: str, info: str) -> web.Response:
    return web.json_response({"status": "0", "info": info, "infocode": infocode})


if __name__ == "__main__":
    with AmapLoopback() as server:
        sys.stdout.write("".join(f"export {name}={value}\n" for name, value in server.environment().items()))
        sys.stdout.flush()
        threading.Event().wait()
