"""A made-up sandbox of two cities: trains, a flight, a metro line, a few places; and queries for it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

LAT, LON, STEP = 30.25, 120.16, 0.012
"""Grid of the town; a step is about 1.2 to 1.3 km."""

SIGHTS = (
    # name, type, x, y, opens, closes, price, least and most hours
    ("石桥老街", "商业街区", 0, 0, "00:00", "24:00", "0.0", "1.0", "2.0"),
    ("云岭风景区", "自然风光", 1, 2, "06:00", "18:00", "19.9", "1.5", "3.0"),
    ("灯市", "人文景观", 2, 0, "18:00", "02:00", "30.0", "0.0", "1.0"),
    ("陶瓷馆", "博物馆/纪念馆", 2, 2, "09:00", "17:00", "15.0", "1.0", "2.0"),
    ("柳园", "园林", 3, 1, "08:00", "18:00", "25.0", "1.0", "2.5"),
    ("江畔公园", "公园", 0, 3, "00:00", "24:00", "0.0", "0.5", "1.0"),
    ("旧书院", "历史古迹", 3, 3, "08:30", "17:30", "12.0", "1.0", "1.5"),
)
HOTELS = (
    # name, feature, x, y, price, beds
    ("竹影旅舍", "免费停车", 1, 0, "320", "1"),
    ("渡口宾馆", "泳池", 1, 1, "410", "2"),
    ("渡口宾馆", "泳池", 1, 1, "999", "2"),
)
DINERS = (
    # name, cuisine, x, y, price, opens, closes, dishes
    ("阿福面馆(石桥店)", "快餐简餐", 0, 1, "28.0", "06:30", "22:00", "片儿川,拌面"),
    ("望江楼", "江浙菜", 1, 1, "95.0", "11:00", "21:30", "东坡肉"),
    ("老灶火锅", "火锅", 2, 1, "110.0", "11:00", "02:00", " "),
    ("无名小馆", " ", 3, 2, "45.0", "10:00", "10:00", " "),
    ("青禾素食", "素食", 2, 3, "60.0", "10:30", "21:00", "豆腐"),
    ("桂花茶馆", "茶馆/茶室", 0, 2, "50.0", "10:00", "22:00", "龙井"),
    ("小渔船", "江浙菜", 3, 0, "80.0", "10:30", "21:00", "鱼头"),
    ("面点王", "快餐简餐", 1, 3, "22.0", "07:00", "21:00", "馒头"),
)
STATIONS = {"杭州河东站": (4, 1), "杭州望江机场": (9, 9)}
SPOTS = {"芦苇营地": (5, 5)}
METRO = (("北门", 0, 2), ("石桥", 0, 0), ("中市", 2, 1), ("河东", 4, 1))
TRAINS = (
    # origin, destination, number, from, to, leaves, arrives, hours, fare
    ("南京", "杭州", "G901", "南京梅岭站", "杭州河东站", "07:40", "08:55", 1.25, 117.5),
    ("南京", "杭州", "K902", "南京梅岭站", "杭州河东站", "22:30", "05:10", 6.67, 62.0),
    ("南京", "杭州", "K903", "南京梅岭站", "杭州河东站", "10:00", "16:00", 30.0, 44.0),
    ("南京", "杭州", "G904", "南京梅岭站", "杭州河东站", "09:00", "10:00", 1.0, None),
    ("南京", "杭州", "G905", "站", "杭州河东站", "09:00", "10:00", 1.0, 80.0),
    ("杭州", "南京", "G911", "杭州河东站", "南京梅岭站", "18:50", "20:05", 1.25, 117.5),
    ("杭州", "南京", "G912", "杭州河东站", "南京梅岭站", "12:10", "13:20", 1.17, 117.5),
)
FLIGHTS = (("南京", "杭州", "FL001", "南京梅岭机场", "杭州望江机场", "23:20", "00:15", 0.92, 380.25),)
QUERIES = (
    {"uid": "q1", "days": 2, "people_number": 2, "nature_language": "我们两个人从南京去杭州玩2天，想去柳园。"},
    {"uid": "q2", "days": 3, "people_number": 1, "nature_language": "一个人从南京出发去杭州3天，坐火车往返。"},
    {"uid": "q3", "days": 2, "people_number": 2, "nature_language": "两个人从南京去杭州2天，总预算100元。"},
)
"""The last one can't be kept."""


def point(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude of a grid point."""
    return round(LAT + STEP * y, 6), round(LON + STEP * x, 6)


def write_sandbox(root: Path) -> Path:
    """Write the files in the public sandbox's layout."""
    _table(
        root / "attractions/hangzhou/attractions.csv",
        "name,type,lat,lon,opentime,endtime,price,recommendmintime,recommendmaxtime",
        ((name, kind, *point(x, y), *rest) for name, kind, x, y, *rest in SIGHTS),
    )
    _table(
        root / "accommodations/hangzhou/accommodations.csv",
        "name,hotelname_en,featurehoteltype,lat,lon,price,numbed",
        ((name, "", feature, *point(x, y), price, beds) for name, feature, x, y, price, beds in HOTELS),
    )
    _table(
        root / "restaurants/hangzhou/restaurants_hangzhou.csv",
        "name,lat,lon,price,cuisine,opentime,endtime,recommendedfood",
        ((name, *point(x, y), price, cuisine, *rest) for name, cuisine, x, y, price, *rest in DINERS),
    )
    _table(
        root / "attractions/nanjing/attractions.csv",
        "name,type,lat,lon,opentime,endtime,price,recommendmintime,recommendmaxtime",
        (("梅岭", "自然风光", 32.0, 118.8, "08:00", "17:00", "0.0", "1.0", "2.0"),),
    )
    _table(
        root / "accommodations/nanjing/accommodations.csv",
        "name,hotelname_en,featurehoteltype,lat,lon,price,numbed",
        (("梅岭饭店", "", "桑拿", 32.01, 118.8, "300", "1"),),
    )
    _table(
        root / "restaurants/nanjing/restaurants_nanjing.csv", "name,lat,lon,price,cuisine,opentime,endtime,recommendedfood", ()
    )
    here = {row[0]: point(row[2], row[3]) for row in (*SIGHTS, *HOTELS, *DINERS)}
    here |= {name: point(*at) for name, at in (STATIONS | SPOTS).items()}
    _points(root / "poi/hangzhou/poi.json", here)
    away = {"梅岭": (32.0, 118.8), "梅岭饭店": (32.01, 118.8), "南京梅岭站": (32.05, 118.79), "南京梅岭机场": (31.7, 118.9)}
    _points(root / "poi/nanjing/poi.json", away)
    stations = [{"name": name, "position": ",".join(map(str, reversed(point(x, y))))} for name, x, y in METRO]
    _json(root / "transportation/subways.json", {"hangzhou": [{"name": "1号线", "stations": stations}], "nanjing": []})
    for origin, destination in (("南京", "杭州"), ("杭州", "南京")):
        rows = [_row("TrainID", row) for row in TRAINS if row[:2] == (origin, destination)]
        _json(root / f"intercity_transport/train/from_{origin}_to_{destination}.json", rows)
    flights = "\n".join(json.dumps(_row("FlightID", row), ensure_ascii=False) for row in FLIGHTS)
    (root / "intercity_transport/airplane.jsonl").write_text(flights, "utf-8")
    return root


def write_queries(folder: Path) -> Path:
    """One file per query."""
    for query in QUERIES:
        _json(folder / f"{query['uid']}.json", {"start_city": "南京", "target_city": "杭州", **query})
    return folder


def _row(number: str, row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip((number, "From", "To", "BeginTime", "EndTime", "Duration", "Cost"), row[2:], strict=True))


def _points(path: Path, points: Mapping[str, tuple[float, float]]) -> None:
    _json(path, [{"name": name, "position": list(at)} for name, at in points.items()])


def _json(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def _table(path: Path, header: str, rows: Iterable[tuple[object, ...]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(("id", *header.split(",")))
        writer.writerows((k, *row) for k, row in enumerate(rows))
