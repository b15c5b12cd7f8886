"""True sentences about a plan, in several writings of the same figures, and the same sentences with one fact swapped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from xiake.domain.gazetteer import Gazetteer
from xiake.domain.itinerary import Day, Leg, PlaceRef, Stop
from xiake.domain.language import Language
from xiake.planner.trip import Trip

_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_UNKNOWN: dict[Language, tuple[str, ...]] = {
    "zh": ("蓝鲸酒店", "紫霞公园", "星光餐厅", "云顶寺", "竹影茶馆"),
    "en": ("Lotus Garden Hotel", "Amber Park", "Heron Bistro", "Willow Temple", "Ruby Tea House"),
}
_MODES = {"walk": ("步行", "on foot"), "taxi": ("打车", "by taxi"), "metro": ("坐地铁", "by metro")}


@dataclass(frozen=True)
class Said:
    """A sentence about a day of a plan; ``swapped`` names what is wrong in it, empty where nothing is."""

    text: str
    day: int
    swapped: str = ""


def sentences(trip: Trip, gazetteer: Gazetteer, random: Random) -> Iterator[Said]:
    """True and wrong sentences about every day."""
    assert trip.itinerary is not None
    language = trip.request.language
    planned = {stop.place.name for day in trip.itinerary.days for stop in day.stops}
    planned |= {day.night.hotel.name for day in trip.itinerary.days if day.night}
    others = [place for place in gazetteer.places if place.kind == "attraction" and place.name not in planned]
    for day in trip.itinerary.days:
        yield from _of_day(day, trip, language, random)
        for stop in day.stops:
            yield from _of_stop(stop, day, language, random)
            if stop.kind == "attraction" and others:
                other = random.choice(others).name_in(language)
                yield from _names(stop, day, language, [other, random.choice(_UNKNOWN[language])])


def _of_stop(stop: Stop, day: Day, language: Language, random: Random) -> Iterator[Said]:
    name = stop.place.name_in(language)
    if stop.kind in ("attraction", "meal"):
        frame = ("{time}到{name}。", "You reach {name} at {time}.")
        yield from _pair(
            frame,
            language,
            day,
            "time",
            name=name,
            time=_clock(stop.start, language, random),
            wrong=_clock(stop.start + random.choice((-95, 75)), language, random),
        )
    if stop.kind == "attraction":
        length = stop.end - stop.start
        frame = ("在{name}停留{length}。", "Plan {length} at {name}.")
        yield from _pair(
            frame,
            language,
            day,
            "length",
            name=name,
            length=_length(length, language, random),
            wrong=_length(length + random.choice((-13, 17)), language, random),
        )
    for charge in stop.charges:
        if charge.unit_price and stop.kind in ("attraction", "meal"):
            price = int(charge.unit_price)
            frame = ("{name}每位{price}。", "{name} costs {price} a person.")
            if price == charge.unit_price:
                yield from _pair(
                    frame,
                    language,
                    day,
                    "price",
                    name=name,
                    price=_money(price, language, random),
                    wrong=_money(price + random.choice((-3, 7, 20)), language, random),
                )
    if stop.leg and stop.kind in ("attraction", "meal"):
        yield from _of_leg(stop.leg, stop.place, day, language, random)


def _of_leg(leg: Leg, place: PlaceRef, day: Day, language: Language, random: Random) -> Iterator[Said]:
    minutes, name = leg.arrive - leg.depart, place.name_in(language)
    mode = _MODES[leg.mode][language == "en"]
    frame = ("{mode}{length}到{name}。", "It takes {length} {mode} to {name}.")
    yield from _pair(
        frame,
        language,
        day,
        "length",
        mode=mode,
        name=name,
        length=_length(minutes, language, random),
        wrong=_length(minutes + random.choice((-2, 9) if minutes > 2 else (4, 9)), language, random),
    )
    other = random.choice([words for key, words in _MODES.items() if key != leg.mode])[language == "en"]
    text = (frame[0] if language == "zh" else frame[1]).format(mode=other, length=_length(minutes, language, random), name=name)
    yield Said(text, day.index, "mode")
    if leg.metres >= 100:
        tenths = round(leg.metres / 100)
        frame = ("{mode}去{name}，全程{distance}。", "{name} is {distance} away {mode}.")
        yield from _pair(
            frame,
            language,
            day,
            "distance",
            mode=mode,
            name=name,
            distance=_distance(tenths, language, random),
            wrong=_distance(tenths + random.choice((4, 11)), language, random),
        )


def _of_day(day: Day, trip: Trip, language: Language, random: Random) -> Iterator[Said]:
    frame = ("今天是{date}。", "This is {date}.")
    wrong = day.date + timedelta(days=random.choice((-2, 40)))
    yield from _pair(frame, language, day, "date", date=_date(day.date, language, random), wrong=_date(wrong, language, random))
    weekday, other = _weekday(day.date, language), _weekday(day.date + timedelta(days=3), language)
    yield from _pair(
        ("{weekday}慢慢逛。", "Take it slowly on {weekday}."), language, day, "weekday", weekday=weekday, wrong=other
    )
    visits = sum(stop.kind == "attraction" for stop in day.stops)
    if visits > 1:
        counts = [
            str(visits),
            "零一二三四五六七八九"[visits] if language == "zh" else ("two", "three", "four", "five", "six", "seven")[visits - 2],
        ]
        frame = ("今天安排了{count}处景点。", "You see {count} sights today.")
        yield from _pair(frame, language, day, "count", count=random.choice(counts), wrong=str(visits + 2))
    if trip.budget:
        total = trip.budget.by_day[day.index - 1]
        if total == int(total):
            frame = ("今天小计{price}。", "This day comes to {price} in all.")
            yield from _pair(
                frame,
                language,
                day,
                "price",
                price=_money(int(total), language, random),
                wrong=_money(int(total) + 90, language, random),
            )


def _names(stop: Stop, day: Day, language: Language, others: list[str]) -> Iterator[Said]:
    frame = "今天别错过{name}。" if language == "zh" else "Don't miss {name} today."
    yield Said(frame.format(name=stop.place.name_in(language)), day.index)
    yield from (Said(frame.format(name=other), day.index, "name") for other in others)


def _pair(frame: tuple[str, str], language: Language, day: Day, swapped: str, *, wrong: str, **fields: str) -> Iterator[Said]:
    """A sentence and the same with one of its fields swapped."""
    text = frame[language == "en"]
    yield Said(text.format(**fields), day.index)
    yield Said(text.format(**{**fields, swapped: wrong}), day.index, swapped)


def _clock(minutes: int, language: Language, random: Random) -> str:
    hour, minute = divmod(minutes % (24 * 60), 60)
    plain = f"{hour:02d}:{minute:02d}"
    if language == "zh":
        part = "早上" if hour < 12 else "下午" if hour < 18 else "晚上"
        spoken = f"{part}{(hour - 1) % 12 + 1}点" + ("" if minute == 0 else "半" if minute == 30 else f"{minute}分")
        return random.choice((plain, spoken if hour != 12 else plain))
    return random.choice((plain, f"{(hour - 1) % 12 + 1}:{minute:02d} {'AM' if hour < 12 else 'PM'}"))


def _length(minutes: int, language: Language, random: Random) -> str:
    hours, rest = divmod(minutes, 60)
    if language == "zh":
        whole = f"{hours}小时{rest}分钟" if hours and rest else f"{hours}小时" if hours else f"{minutes}分钟"
        return random.choice((f"{minutes}分钟", whole))
    whole = f"{hours} h {rest} min" if hours and rest else f"{hours} hours" if hours else f"{minutes} min"
    return random.choice((f"{minutes} minutes", whole))


def _money(amount: int, language: Language, random: Random) -> str:
    forms = (f"{amount}元", f"¥{amount}", f"¥{amount}.00", f"{amount}块钱")
    return random.choice(forms if language == "zh" else (f"¥{amount:,}", f"{amount} yuan", f"RMB {amount}", f"¥{amount}.00"))


def _distance(tenths: int, language: Language, random: Random) -> str:
    forms = (
        (f"{tenths / 10:.1f}公里", f"{tenths * 100}米")
        if language == "zh"
        else (f"{tenths / 10:.1f} km", f"{tenths * 100} metres")
    )
    return random.choice(forms)


def _date(day: date, language: Language, random: Random) -> str:
    if language == "zh":
        return random.choice((f"{day.month}月{day.day}日", day.isoformat(), f"{day.year}年{day.month}月{day.day}日"))
    return random.choice((f"{day:%B} {day.day}", f"{day.day} {day:%b}", day.isoformat()))


def _weekday(day: date, language: Language) -> str:
    return _WEEKDAYS[day.weekday()] if language == "zh" else f"{day:%A}"
