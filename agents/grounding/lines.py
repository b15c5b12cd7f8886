"""The lines of evidence that a finished plan and the records behind it hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from ...domain.budget import BudgetSheet
from ...domain.clock import format_clock
from ...domain.constraint import COST_CATEGORIES
from ...domain.itinerary import Charge, Day, Itinerary, Leg, PlaceRef, Stop
from ...domain.language import Language, listed
from ...domain.place import AnyPlace, Attraction
from ...domain.request import TripRequest
from .cues import EVERYBODY, SOME
from .evidence import LODGING, Line
from .fact import Fact
from .phrases import PHRASES
from .prose import prose_line

_DAY = 24 * 60
_PARTS = (("am", 5 * 60, 12 * 60), ("noon", 11 * 60, 14 * 60), ("pm", 12 * 60, 18 * 60 + 30), ("eve", 17 * 60, 30 * 60))
_TOUCH = 45
_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_SIGHTS = ("景点", "景区", "地方", "去处", "地点", "处", "站", "sight", "attraction", "place", "stop", "spot", "highlight")
_PEOPLE = ("人", "位", "名", "口", "people", "person", "travel", "guest", "of you", "family", "party", "group")
_GROUPS = {
    "adult": ("adults", ("成人", "大人", "成年", "adult", "grown")),
    "child": ("children", ("孩子", "儿童", "小朋友", "宝宝", "娃", "child", "kid", "little")),
    "senior": ("seniors", ("老人", "长辈", "senior", "elder")),
}
_AGES = ("岁", "year", "yr")
_WHOLE = 0
_DAYS, _NIGHTS = ("天", "日", "day"), ("晚", "夜", "night")
_ROOMS = ("间", "房", "room")


class PlanLines:
    """Writes the lines of one plan, in one language."""

    def __init__(self, request: TripRequest, itinerary: Itinerary, records: Mapping[str, AnyPlace]) -> None:
        """Take the plan, and the record of each place in it."""
        self.language: Language = request.language
        self._request = request
        self._itinerary = itinerary
        self._records = records
        self.called: set[str] = set()
        self._hotels = {day.night.hotel.id for day in itinerary.days if day.night}

    def days(self) -> Iterator[Line]:
        """Day by day, stop by stop."""
        for day in self._itinerary.days:
            yield self._day(day)
            order = 0
            here = self._start_of(day)
            last_visit = sum(stop.kind == "attraction" for stop in day.stops)
            for stop in day.stops:
                order += stop.kind == "attraction"
                rank = (order, *((-1,) if order == last_visit else ())) if stop.kind == "attraction" else ()
                if stop.leg and here is not None:
                    yield from self._leg(stop.leg, here, stop, day)
                yield from self._stop(stop, day, rank)
                here = stop.journey.destination if stop.journey else stop.place
            if day.night:
                yield from self._night(day)

    def trip(self, sheet: BudgetSheet | None) -> Iterator[Line]:
        """What holds for the trip as a whole, with its money."""
        request, dates = self._request, [day.date for day in self._itinerary.days]
        nights = sum(day.night is not None for day in self._itinerary.days)
        yield self._line(
            "trip",
            [
                Fact("count", (Decimal(len(dates)), _DAYS)),
                Fact("count", (Decimal(nights), _NIGHTS)),
            ],
            city=request.destination_name,
            days=len(dates),
            nights=nights,
            first=dates[0].isoformat(),
            last=dates[-1].isoformat(),
        )
        visits = self._visits(None)
        yield self._line("sights", list(_sights(visits)), on=_WHOLE, count=len(visits))
        yield self._party()
        if sheet:
            yield from self._money(sheet)

    def _party(self) -> Line:
        party, facts, words = self._request.party, [], []
        facts.append(Fact("count", (Decimal(party.size), _PEOPLE)))
        for group, (key, nouns) in _GROUPS.items():
            members = [person for person in party.travellers if person.group == group]
            if not members:
                continue
            words.append(self._say(key, count=len(members)))
            facts.append(Fact("count", (Decimal(len(members)), nouns)))
            for age in (person.age for person in members if person.age is not None):
                words.append(self._say("age", age=age) if group == "child" else f"{age}")
                facts.append(Fact("count", (Decimal(age), _AGES)))
        return self._line("party", facts, count=party.size, who=listed(self.language, words))

    def _money(self, sheet: BudgetSheet) -> Iterator[Line]:
        for day, amount in zip(self._itinerary.days, sheet.by_day, strict=False):
            yield self._line("day_total", [_money(amount, "total")], day=day.index, amount=_plain(amount), on=day.index)
        for category in COST_CATEGORIES:
            if category in sheet.by_category:
                amount = sheet.by_category[category]
                if not amount:
                    continue
                yield self._line("category", [_money(amount, category, "total")], name=self._say(category), amount=_plain(amount))
        yield self._line("total", [_money(sheet.total, "total")], amount=_plain(sheet.total))
        if sheet.limit is not None:
            yield self._line("limit", [_money(sheet.limit, "limit")], amount=_plain(sheet.limit))
            key, rest = ("left", sheet.limit - sheet.total) if sheet.limit >= sheet.total else ("over", sheet.total - sheet.limit)
            yield self._line(key, [_money(rest, key)], amount=_plain(rest))

    def _day(self, day: Day) -> Line:
        visits = self._visits(day)
        parts = {part for stop in day.stops for part in _parts_of(stop.start, min(stop.end, 30 * 60))}
        facts = [
            Fact("day", day.index),
            *([Fact("day", -1)] if day is self._itinerary.days[-1] else []),
            Fact("date", (day.date.year, day.date.month, day.date.day)),
            Fact("weekday", day.date.weekday()),
            *(Fact("daypart", part) for part in sorted(parts)),
            *_sights(visits),
        ]
        weekday = _WEEKDAYS[day.date.weekday()] if self.language == "zh" else f"{day.date:%A}"
        return self._line(
            "day", facts, day=day.index, date=day.date.isoformat(), weekday=weekday, count=len(visits), on=day.index
        )

    def _visits(self, day: Day | None) -> list[tuple[PlaceRef, AnyPlace | None]]:
        days = self._itinerary.days if day is None else (day,)
        return [(stop.place, self._records.get(stop.place.id)) for one in days for stop in one.stops if stop.kind == "attraction"]

    def _stop(self, stop: Stop, day: Day, rank: tuple[int, ...]) -> Iterator[Line]:
        about = self._about(stop.place, *([stop.meal] if stop.meal else []))
        if stop.journey:
            yield from self._journey(stop, day)
        elif stop.kind == "hotel":
            facts = [_clock(stop.start, "start", "arrive"), *(Fact("daypart", part) for part, _, _ in _PARTS)]
            yield self._line(
                "hotel", facts, about=about, on=day.index, start=format_clock(stop.start), name=self._name(stop.place)
            )
        else:
            minutes = stop.end - stop.start
            facts = [
                _clock(stop.start, "start", "arrive"),
                _clock(stop.end, "end", "depart"),
                Fact("minutes", minutes, frozenset({"stay"})),
                *(Fact("daypart", part) for part in _parts_of(stop.start, stop.end)),
                *(Fact("order", place) for place in rank),
            ]
            yield self._line(
                "meal" if stop.kind == "meal" else "visit",
                facts,
                about=about,
                on=day.index,
                start=format_clock(stop.start),
                end=format_clock(stop.end),
                name=self._name(stop.place),
                meal=self._say(stop.meal) if stop.meal else "",
                minutes=minutes,
            )
            if stop.kind == "attraction" and stop.meal:
                yield self._line("inside", [], about=about, on=day.index, name=self._name(stop.place), meal=self._say(stop.meal))
        yield from self._charges(stop.charges, stop.place, about, day)
        for note in stop.notes:
            told = self._say("told", name=self._name(stop.place), text=note)
            yield from prose_line(told, note, self._about(stop.place), day=day.index)

    def _charges(self, charges: Iterable[Charge], place: PlaceRef, about: frozenset[str], day: Day) -> Iterator[Line]:
        charges = tuple(charges)
        for charge in charges:
            key, amount, unit = "charge.unknown", charge.amount, charge.unit_price
            facts = [Fact("count", (Decimal(charge.quantity), (charge.label, "张", "份", "ticket", charge.label.lower())))]
            if amount is not None and unit is not None:
                key = "charge"
                paid = (charge.category,) if unit else (SOME,)
                facts += [_money(unit, *paid), _money(amount, *paid)]
            yield self._line(
                key,
                facts,
                about=about,
                on=day.index,
                name=self._name(place),
                label=charge.label,
                unit=_plain(unit),
                count=charge.quantity,
                amount=_plain(amount),
            )
        known = [charge.amount for charge in charges if charge.amount is not None]
        if charges and len(known) == len(charges):
            total = sum(known, Decimal(0))
            key = "charges" if total else "free"
            facts = [_money(total, *((charges[0].category, "total") if total else (EVERYBODY, SOME)))]
            yield self._line(key, facts, about=about, on=day.index, name=self._name(place), amount=_plain(total))

    def _leg(self, leg: Leg, origin: PlaceRef, stop: Stop, day: Day) -> Iterator[Line]:
        place = stop.place
        about = self._about(origin) | self._about(place, *([stop.meal] if stop.kind == "meal" and stop.meal else []))
        minutes = leg.arrive - leg.depart
        mode = frozenset({leg.mode})
        facts = [
            _clock(leg.depart, "depart", "end"),
            _clock(leg.arrive, "arrive", "start"),
            Fact("minutes", minutes, mode),
            Fact("metres", leg.metres, mode),
            Fact("mode", leg.mode),
        ]
        text = self._say(
            "leg",
            depart=format_clock(leg.depart),
            arrive=format_clock(leg.arrive),
            mode=self._mode(leg.mode),
            origin=self._name(origin),
            name=self._name(place),
            minutes=minutes,
            km=f"{leg.metres / 1000:.1f}",
        )
        if leg.charge and leg.charge.amount is not None:
            text += f" ¥{_plain(leg.charge.amount)}"
            facts.append(_money(leg.charge.amount, "innercity", leg.mode))
        yield Line(text=text, day=day.index, about=about, way=True, facts=tuple(facts))
        for part in leg.parts:
            self.called |= {part.start, part.end}
            own = frozenset({part.mode})
            yield Line(
                text=self._say(
                    "part", mode=self._mode(part.mode), origin=part.start, name=part.end, minutes=part.arrive - part.depart
                ),
                day=day.index,
                about=about,
                way=True,
                facts=(
                    _clock(part.depart, "depart"),
                    _clock(part.arrive, "arrive"),
                    Fact("minutes", part.arrive - part.depart, own),
                    Fact("metres", part.metres, own),
                    Fact("mode", part.mode),
                ),
            )

    def _journey(self, stop: Stop, day: Day) -> Iterator[Line]:
        journey = stop.journey
        assert journey is not None
        service = journey.number or self._say(journey.mode)
        if journey.number:
            self.called.add(journey.number)
        minutes = journey.arrive - journey.depart
        yield self._line(
            "ride",
            [
                _clock(journey.depart, "depart", "start"),
                _clock(journey.arrive, "arrive", "end"),
                Fact("minutes", minutes, frozenset({"ride"})),
                *(Fact("daypart", part) for part in _parts_of(journey.depart % _DAY, journey.depart % _DAY + minutes)),
            ],
            about=self._about(stop.place) | self._about(journey.destination),
            on=day.index,
            depart=format_clock(journey.depart),
            arrive=format_clock(journey.arrive),
            service=service,
            origin=self._name(stop.place),
            name=self._name(journey.destination),
            minutes=minutes,
        )

    def _night(self, day: Day) -> Iterator[Line]:
        night = day.night
        assert night is not None
        about, name, charge = self._about(night.hotel), self._name(night.hotel), night.charge
        facts = [Fact("count", (Decimal(night.rooms), (*_ROOMS, charge.label)))]
        if charge.unit_price is not None and charge.amount is not None:
            facts += [_money(charge.unit_price, "lodging"), _money(charge.amount, "lodging", "total")]
        yield self._line(
            "night.unknown" if charge.unit_price is None else "night",
            facts,
            about=about,
            on=day.index,
            day=day.index,
            name=name,
            rooms=night.rooms,
            kind=charge.label,
            amount=_plain(charge.unit_price),
        )
        same = [other.night for other in self._itinerary.days if other.night and other.night.hotel.id == night.hotel.id]
        amounts = [other.charge.amount for other in same if other.charge.amount is not None]
        if len(amounts) == len(same) and same[0] is night:
            total = sum(amounts, Decimal(0))
            facts = [Fact("count", (Decimal(len(same)), _NIGHTS)), _money(total, "lodging", "total")]
            yield self._line("stay", facts, about=about, name=name, nights=len(same), amount=_plain(total))

    def _start_of(self, day: Day) -> PlaceRef | None:
        """Where a day begins: at the night's hotel, else where its first way leads from."""
        places = {stop.place.id: stop.place for one in self._itinerary.days for stop in one.stops}
        places |= {one.night.hotel.id: one.night.hotel for one in self._itinerary.days if one.night}
        places |= {
            s.journey.destination.id: s.journey.destination for one in self._itinerary.days for s in one.stops if s.journey
        }
        first = day.stops[0].leg if day.stops else None
        return places.get(first.origin) if first else None

    def _about(self, place: PlaceRef, *more: str) -> frozenset[str]:
        return frozenset({place.id, *more, *([LODGING] if place.id in self._hotels else [])})

    def _line(
        self,
        key: str,
        facts: Iterable[Fact],
        *,
        about: frozenset[str] = frozenset(),
        on: int | None = None,
        **fields: object,
    ) -> Line:
        return Line(text=self._say(key, **fields), day=on, about=about, facts=tuple(facts))

    def _mode(self, mode: str) -> str:
        return self._say("metro_ride" if mode == "metro" else mode)

    def _name(self, place: PlaceRef) -> str:
        return place.name_in(self.language)

    def _say(self, key: str, **fields: object) -> str:
        return PHRASES.say(key, self.language, **fields)


def _sights(visits: list[tuple[PlaceRef, AnyPlace | None]]) -> Iterator[Fact]:
    """How many visits there are, and how many of each kind."""
    yield Fact("count", (Decimal(len(visits)), _SIGHTS))
    kinds = Counter(kind for _, record in visits if isinstance(record, Attraction) for kind in record.kinds)
    for kind, count in kinds.items():
        named = sum(place.name.endswith(kind) for place, _ in visits)
        yield from (Fact("count", (Decimal(number), (kind,))) for number in {count, named} if number)


def _parts_of(start: int, end: int) -> tuple[str, ...]:
    """The parts of a day that some time takes up, not just touches."""
    enough = min(_TOUCH, (end - start) / 2)
    return tuple(part for part, first, last in _PARTS if min(end, last) - max(start, first) >= enough)


def _clock(minutes: int, *roles: str) -> Fact:
    return Fact("clock", minutes % _DAY, frozenset(roles))


def _money(amount: Decimal, *roles: str) -> Fact:
    return Fact("money", amount, frozenset(roles))


def _plain(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
