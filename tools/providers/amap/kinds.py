"""Amap's classes of places in the words that requests are read with; https://lbs.amap.com/api/webservice/download."""

from __future__ import annotations

from typing import NamedTuple

from ....domain.place import Setting


class SightKind(NamedTuple):
    """What a class of sights is like.

    Attributes:
        dwell: Least and typical visit, minutes.
        renown: Of an ordinary one, 0-100.
    """

    words: tuple[str, ...]
    setting: Setting
    dwell: tuple[int, int]
    renown: int


SIGHTS: dict[str, SightKind] = {
    "110101": SightKind(("公园",), "outdoor", (45, 90), 35),
    "110102": SightKind(("动物园", "亲子"), "outdoor", (120, 180), 55),
    "110103": SightKind(("公园", "自然风光"), "outdoor", (60, 120), 45),
    "110104": SightKind(("动物园", "亲子"), "indoor", (90, 150), 50),
    "110105": SightKind(("地标观景",), "outdoor", (20, 40), 30),
    "110201": SightKind(("历史古迹",), "outdoor", (90, 180), 85),
    "110202": SightKind(("历史古迹",), "outdoor", (75, 150), 70),
    "110203": SightKind(("历史古迹",), "outdoor", (60, 120), 50),
    "110204": SightKind(("红色景点", "历史古迹"), "indoor", (45, 90), 40),
    "110205": SightKind(("宗教场所", "历史古迹"), "mixed", (45, 90), 50),
    "110206": SightKind(("宗教场所",), "indoor", (20, 40), 35),
    "110207": SightKind(("宗教场所",), "mixed", (20, 40), 35),
    "110208": SightKind(("自然风光",), "outdoor", (60, 120), 50),
    "110209": SightKind(("地标观景",), "outdoor", (30, 60), 40),
    "110210": SightKind(("红色景点",), "mixed", (45, 90), 45),
    "110200": SightKind(("自然风光",), "outdoor", (60, 120), 45),
    "140100": SightKind(("博物馆",), "indoor", (60, 120), 55),
    "140200": SightKind(("博物馆",), "indoor", (45, 75), 35),
    "140400": SightKind(("美术馆",), "indoor", (45, 90), 40),
    "140600": SightKind(("科技馆", "亲子"), "indoor", (90, 150), 45),
    "140700": SightKind(("科技馆", "亲子"), "indoor", (60, 120), 45),
    "061001": SightKind(("商业街区",), "outdoor", (45, 90), 45),
    "080501": SightKind(("主题乐园", "亲子"), "outdoor", (180, 300), 50),
}
CUISINES: dict[str, str] = {
    "050102": "川菜",
    "050103": "粤菜",
    "050104": "鲁菜",
    "050105": "淮扬菜",
    "050106": "江浙菜",
    "050107": "本帮菜",
    "050108": "湘菜",
    "050110": "闽菜",
    "050111": "北京菜",
    "050112": "湖北菜",
    "050113": "东北菜",
    "050114": "云贵菜",
    "050115": "西北菜",
    "050117": "火锅",
    "050118": "小吃",
    "050119": "海鲜",
    "050120": "素食",
    "050121": "清真菜",
    "050123": "潮汕菜",
    "050201": "西餐",
    "050202": "日料",
    "050203": "韩餐",
    "050206": "东南亚菜",
    "050300": "快餐简餐",
    "050500": "咖啡甜品",
    "050600": "茶馆",
    "050900": "咖啡甜品",
}
STARS: dict[str, int] = {"100101": 5, "100102": 5, "100103": 4, "100104": 3, "100105": 2, "100201": 2}
HOSTEL = "100201"
TRAIN, AIRPORT, METRO = "150200", "150104", "150500"

SIGHT_TYPES = ("110200|110201|110202|110203", "140100|140600|140400", "110101|110102|110104|110205", "061001|080501|110209")
"""Searches for sights; each is answered with its weightiest first."""
NAMED_TYPES = "110000|140000|061000|080000"
"""Whatever may be a sight that somebody names."""
HOTEL_TYPES, FOOD_TYPES = ("100100|100102|100103", "100104|100105|100201"), ("050100", "050117|050118|050300", "050500|050200")
