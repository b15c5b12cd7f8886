"""Amap's places as records of the domain; what Amap doesn't say stays unknown, and what can't be priced is left out."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from pypinyin import lazy_pinyin

from ....domain.geo import Coordinate
from ....domain.hours import OpeningHours
from ....domain.money import TypicalPrice
from ....domain.place import AnyPlace, Attraction, Hotel, Restaurant, Station
from .client import Json, text_of
from .coordinates import to_wgs84
from .kinds import AIRPORT, CUISINES, HOSTEL, SIGHTS, STARS, TRAIN, SightKind
from .opening import read_hours

NAME = "amap"
"""Signs everything that comes from here."""
_PREFIX = f"{NAME}-"
AREAS = f"{NAME}-area-"
"""Begins ids of areas, which Amap has no ids for."""
_OTHER = SightKind(("地标观景",), "mixed", (45, 75), 30)
_GENERAL = "中餐厅"
_MOST_ALIASES = 3
_UNRANKED = 15
"""Of a sight that was not searched for among others."""


def id_of(poi: Json) -> str:
    """Our id of a place."""
    return f"{_PREFIX}{text_of(poi.get('id'))}"


def amap_id(place: str) -> str | None:
    """Amap's id of a place by ours; None for what is no place of theirs, such as an area."""
    return place.removeprefix(_PREFIX) if place.startswith(_PREFIX) and not place.startswith(AREAS) else None


def sight_of(poi: Json, city: str, *, rank: int, as_of: str) -> Attraction | None:
    """A sight; ``rank`` is its place among those that Amap answered with, the weightiest first."""
    base = _base(poi, city, as_of)
    if base is None:
        return None
    code = text_of(poi.get("typecode")).split("|")[0]
    kind = SIGHTS.get(code) or SIGHTS.get(code[:4] + "00") or _OTHER
    rating = _number(_business(poi, "rating"))
    renown = kind.renown + (4 * (float(rating) - 4) * 2 if rating else 0) + max(0, _UNRANKED - rank)
    said = _opening(poi)
    hours = _hours(poi, as_of)
    return Attraction(
        **base,
        kinds=kind.words,
        setting=kind.setting,
        dwell=kind.dwell,
        renown=max(0, min(100, round(renown))),
        hours=hours,
        tips=f"高德所载开放时间：{said}" if said and hours is None else "",
    )


def hotel_of(poi: Json, city: str, *, as_of: str) -> Hotel | None:
    """A hotel with a rate; one without can't be part of a plan that is right about money."""
    base, rate = _base(poi, city, as_of), _price(poi)
    if base is None or rate is None:
        return None
    codes = text_of(poi.get("typecode")).split("|")
    stars = next((STARS[code] for code in codes if code in STARS), None)
    return Hotel(**base, stars=stars, nightly=rate, features=("青年旅舍",) if HOSTEL in codes else ())


def restaurant_of(poi: Json, city: str, *, as_of: str) -> Restaurant | None:
    """A restaurant with a price a head."""
    base, price = _base(poi, city, as_of), _price(poi)
    if base is None or price is None:
        return None
    codes = text_of(poi.get("typecode")).split("|")
    cuisine = tuple(dict.fromkeys(CUISINES[code] for code in codes if code in CUISINES)) or (_GENERAL,)
    return Restaurant(
        **base,
        cuisine=cuisine,
        dishes=tuple(dish for dish in text_of(_business(poi, "tag")).replace("，", ",").split(",") if dish)[:6],
        per_person=price,
        hours=_hours(poi, as_of),
        tags=("老字号",) if "050116" in codes else (),
    )


def station_of(poi: Json, city: str, *, as_of: str) -> Station | None:
    """A railway station or an airport."""
    base = _base(poi, city, as_of)
    code = text_of(poi.get("typecode")).split("|")[0]
    mode: Literal["train", "flight"] | None = "train" if code == TRAIN else "flight" if code == AIRPORT else None
    return Station(**base, mode=mode) if base is not None and mode is not None else None


def place_of(poi: Json, city: str, *, as_of: str) -> AnyPlace | None:
    """A place of whatever kind its class says; without a class of ours it is something to see."""
    match text_of(poi.get("typecode"))[:2]:
        case "10":
            return hotel_of(poi, city, as_of=as_of)
        case "05":
            return restaurant_of(poi, city, as_of=as_of)
        case "15":
            return station_of(poi, city, as_of=as_of)
        case _:
            return sight_of(poi, city, rank=_UNRANKED, as_of=as_of)


def pinyin_of(name: str) -> str:
    """A name in Latin letters, without tones."""
    return "".join(lazy_pinyin(name)).capitalize()


def location_of(value: object) -> Coordinate | None:
    """A point such as ``"112.47,34.55"`` on WGS-84; None where there is none."""
    lon, _, lat = text_of(value).partition(",")
    try:
        return to_wgs84(Coordinate(lat=float(lat), lon=float(lon)))
    except ValueError:
        return None


def _base(poi: Json, city: str, as_of: str) -> dict[str, Any] | None:
    at, name = location_of(poi.get("location")), text_of(poi.get("name"))
    if at is None or not name or not text_of(poi.get("id")):
        return None
    said = text_of(_business(poi, "alias"))
    return {
        "id": id_of(poi),
        "name": name,
        "aliases": tuple(alias for alias in said.split("|") if alias and alias != name)[:_MOST_ALIASES],
        "city": city,
        "district": text_of(poi.get("adname")),
        "at": at,
        "provider": NAME,
        "source": f"高德地图 POI {text_of(poi.get('id'))}",
        "as_of": as_of,
    }


def _business(poi: Json, field: str) -> object:
    business = poi.get("business")
    return business.get(field) if isinstance(business, dict) else None


def _opening(poi: Json) -> str:
    return text_of(_business(poi, "opentime_week")) or text_of(_business(poi, "opentime_today"))


def _hours(poi: Json, as_of: str) -> OpeningHours | None:
    said = text_of(_business(poi, "opentime_week"))  # today's hours say nothing of another day
    return read_hours(said, source=f"高德地图 POI {text_of(poi.get('id'))}", as_of=as_of) if said else None


def _price(poi: Json) -> TypicalPrice | None:
    cost = _number(_business(poi, "cost"))
    return TypicalPrice(typical=cost) if cost else None


def _number(value: object) -> Decimal | None:
    try:
        number = Decimal(text_of(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 < number < 1_000_000 else None
