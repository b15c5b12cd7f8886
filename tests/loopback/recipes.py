"""Stand-ins for the packages of our recipes: their recorded schemas, and answers of their shape.

Example:
    $ python -m tests.loopback.recipes amap
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from .lines import speak

RECORDED: dict[str, dict[str, Any]] = json.loads((Path(__file__).parents[1] / "tools/mcp/recorded.json").read_text("utf-8"))
"""JSON schemas of arguments by server and tool: @amap/amap-maps-mcp-server 0.0.8, mcp-server-12306 0.5.0 and rollinggo-mcp 0.1.0, listed by
the packages themselves on 2026-11-24; their texts are left out."""


_TRAINS = (
    ("G2", "上海虹桥", "北京南", "07:00", "11:36", "04:36", {"二等座": "661.0", "一等座": "1060.0"}),
    ("D6", "上海", "北京南", "21:25", "09:26", "12:01", {"二等座": "311.0", "硬卧": "598.0"}),
    ("1462", "上海", "北京丰台", "11:54", "10:26", "22:32", {"硬座": "156.5"}),
    ("K1", "上海南", "北京无名", "09:00", "12:00", "27:00", {"硬座": "100.0"}),
    ("G9", "上海虹桥", "北京南", "08:00", "12:00", "04:00", {"商务座": "2318.0"}),
    ("G1", "北京南", "上海虹桥", "17:00", "21:28", "04:28", {"二等座": "662.0", "一等座": "1060.0"}),
)
"""Made-up trains; one of them calls at a station that nobody has on record, one sells no seat of the usual classes."""


def _train(code: str, start: str, end: str, leaves: str, arrives: str, takes: str, prices: dict[str, str]) -> dict[str, Any]:
    times = {"start_time": leaves, "arrive_time": arrives, "duration": takes}
    return {"train_no": f"no{code}", "train_code": code, "from_station": start, "to_station": end, **times, "prices": prices}


def answer(tool: str, given: dict[str, Any]) -> dict[str, Any]:
    """What a package answers, in its shape; the figures are made up."""
    match tool:
        case "maps_weather":
            casts = [
                {
                    "date": f"2026-03-0{day}",
                    "week": "2",
                    "dayweather": sky,
                    "nightweather": "多云",
                    "daytemp": "12",
                    "nighttemp": "3",
                }
                for day, sky in ((1, "晴"), (2, "小雨"), (3, "阴"), (4, "中雨-大雨"))
            ]
            return {"city": f"{given['city']}市", "forecasts": casts}
        case "maps_geo":
            return {"return": [{"country": "中国", "city": "北京市", "location": "116.397,39.917", "level": "兴趣点"}]}
        case "query-tickets":
            ends = {"from_station": given["from_station"], "to_station": given["to_station"]}
            seats = {"second_class": "有", "first_class": "12", "business": "无"}
            train = {**ends, "train_no": "G1", "start_time": "09:00", "arrive_time": "13:28", "duration": "04:28", "seats": seats}
            return {"success": True, **ends, "train_date": given["train_date"], "count": 1, "trains": [train]}
        case "query-ticket-price":
            ends = {"from_station": given["from_station"], "to_station": given["to_station"]}
            rows = [
                _train(*row)
                for row in _TRAINS
                if {row[1][:2], row[2][:2]} == set(ends.values()) and row[1][:2] == ends["from_station"]
            ]
            return {"success": True, **ends, "train_date": given["train_date"], "count": len(rows), "data": rows}
        case "searchHotels":
            hotel = {"hotelId": 1, "name": f"{given['place']}饭店", "price": {"lowestPrice": 420, "currency": "CNY"}}
            return {"hotelInformationList": [hotel]}
        case "getHotelDetail":
            return {"hotelId": given["hotelId"], "roomRatePlans": [{"roomName": "大床房", "totalPrice": 840, "currency": "CNY"}]}
    raise AssertionError(tool)


def main(server: str) -> None:
    """Speak over the standard streams until the input ends."""
    speak(RECORDED[server], answer)


if __name__ == "__main__":
    main(sys.argv[1])
