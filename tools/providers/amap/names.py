"""Names and numbers of cities and places as Amap has them, and as people say them."""

from __future__ import annotations

import re

from .client import Json, text_of

_PEOPLES = "朝鲜 土家 布依 哈尼 景颇 傈僳 蒙古 哈萨克 柯尔克孜 藏 羌 彝 苗 侗 壮 傣 白 回"
_PREFECTURE = re.compile(rf"(?:(?:{'|'.join(_PEOPLES.split())})族?)+自治州$")


def lies_in(place: str, city: str) -> bool:
    """Whether an adcode is a city's or of something in it; a number ends in zeros for all that is below."""
    return place.startswith(city[:2] if city.endswith("0000") else city[:4] if city.endswith("00") else city)


def is_called(poi: Json, name: str) -> bool:
    """Whether a place found by a name bears it, or the core of it: 老君山 for 老君山风景名胜区."""
    given = text_of(poi.get("name"))
    return name in given or (len(given) > 2 and given in name)


def short(name: str) -> str:
    """A city as people call it: 洛阳 for 洛阳市, 大理 for 大理白族自治州."""
    if (bare := _PREFECTURE.sub("", name)) != name:
        return bare
    for ending in ("市", "省", "地区", "盟", "特别行政区"):
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)
    return name


def roundness(district: Json) -> int:
    """大理 is the prefecture rather than the town in it: the rounder number."""
    adcode = text_of(district.get("adcode"))
    return len(adcode) - len(adcode.rstrip("0"))


def is_city(district: Json, name: str) -> bool:
    """Whether a district has a name, or is called so."""
    said = text_of(district.get("name"))
    return name in (said, short(said))
