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
            return {"success": True, "data": [{"train_code": "G1", "prices": {"ze_price": "05530"}}]}
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
