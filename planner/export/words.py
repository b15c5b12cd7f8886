"""How dates, money, people and places are written for a traveller."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from ...domain.base import Model
from ...domain.itinerary import PlaceRef
from ...domain.language import Language, listed
from ...domain.party import AgeGroup, Party
from ...domain.request import Budget, Provenance, TripRequest
from ..wording import word_wish
from .phrases import LABELS

_WEEKDAYS = "一二三四五六日"
_GROUPS: tuple[tuple[AgeGroup, str], ...] = (("adult", "adults"), ("senior", "seniors"), ("child", "children"))


class Name(Model):
    """A place's name, and in English its Chinese one where it is first mentioned, so that a taxi driver can read it."""

    text: str
    local: str | None = None

    def __str__(self) -> str:
        return f"{self.text} ({self.local})" if self.local else self.text


class Namer:
    """Names places in one language; remembers which Chinese names were already given."""

    def __init__(self, language: Language) -> None:
        """Start with nothing mentioned."""
        self._language = language
        self._told: set[str] = set()

    def __call__(self, place: PlaceRef) -> Name:
        """The name as this mention of the place should read."""
        plain = self.plain(place)
        if plain == place.name or place.id in self._told:
            return Name(text=plain)
        self._told.add(place.id)
        return Name(text=plain, local=place.name)

    def plain(self, place: PlaceRef) -> str:
        """The name alone."""
        return place.name_in(self._language)


def money(amount: Decimal | None, language: Language, *, estimated: bool = False) -> str:
    """An amount as ``¥1,234`` or ``¥12.50``; *unknown* when it is None."""
    if amount is None:
        return LABELS.say("unknown", language)
    text = f"¥{amount:,.0f}" if amount == amount.to_integral_value() else f"¥{amount:,.2f}"
    return LABELS.say("about", language, amount=text) if estimated else text


def day_of(day: date, language: Language, *, year: bool = False) -> str:
    """A date with its weekday: ``5月1日 周六``, ``Sat 1 May``; with its year ``2027年5月1日 周六``, ``Sat 1 May 2027``."""
    if language == "zh":
        return f"{f'{day.year}年' if year else ''}{day.month}月{day.day}日 周{_WEEKDAYS[day.weekday()]}"
    return f"{day:%a} {day.day} {day:%b}{f' {day.year}' if year else ''}"


def dates_of(first: date, last: date, language: Language) -> str:
    """The days of a trip with their year, so that nobody takes next year's for this one's; a year they share is said once."""
    if first == last:
        return day_of(first, language, year=True)
    apart = first.year != last.year
    return f"{day_of(first, language, year=apart or language == 'zh')} – {day_of(last, language, year=apart or language == 'en')}"


def counted(key: str, count: int, language: Language) -> str:
    """A label with a number, in the singular where it has one."""
    one = f"{key}.one"
    return LABELS.say(one if count == 1 and one in LABELS else key, language, count=count)


def people(party: Party, language: Language) -> str:
    """Who travels, e.g. ``2位成人、1个孩子（5岁）``."""
    parts = []
    for group, key in _GROUPS:
        members = party.of(group)
        if not members:
            continue
        ages = [str(person.age) for person in members if person.age is not None]
        told = LABELS.say("ages", language, ages=LABELS.say("ages.joint", language).join(ages)) if ages else ""
        parts.append(counted(key, len(members), language) + told)
    return listed(language, parts)


def budget_of(budget: Budget, language: Language) -> str:
    """All the money of the trip, as it was said."""
    amount = money(budget.amount, language)
    return LABELS.say("per_person", language, amount=amount) if budget.scope == "person" else amount


def capability_of(name: str, language: Language) -> str:
    """What a capability brings, in words; one of somebody else's tools by its name."""
    key = f"capability.{name}"
    return LABELS.say(key, language) if key in LABELS else name


def title_of(request: TripRequest) -> str:
    """What the trip is, e.g. ``北京3日行程``."""
    if not request.destination:
        return LABELS.say("title.open", request.language)
    key = "title.one" if request.days == 1 else "title"
    return LABELS.say(key, request.language, city=request.destination_name, days=request.days)


def facts_of(request: TripRequest) -> list[tuple[str, str]]:
    """The slots of a request as label and value; the open ones are left out."""
    language = request.language
    facts: list[tuple[str, str]] = []
    if request.origin:
        facts.append(("route", request.origin_name))
    if request.start:
        facts.append(("dates", dates_of(request.start, request.dates[-1], language)))
    facts.append(("party", people(request.party, language)))
    if request.budget:
        facts.append(("budget", budget_of(request.budget, language)))
    facts.append(("pace", LABELS.say(f"pace.{request.pace}", language)))
    return [(LABELS.say(key, language), value) for key, value in facts]


def wishes_of(request: TripRequest) -> list[str]:
    """Every wish in words, soft ones marked."""
    soft = LABELS.say("soft", request.language)
    return [word_wish(wish, request.language) + (soft if wish.strength == "soft" else "") for wish in request.constraints]


def assumptions_of(request: TripRequest) -> list[str]:
    """Defaults that were taken, slot by slot."""
    return _notes(source for source in request.provenance.values() if source.origin == "default")


def readings_of(request: TripRequest) -> list[str]:
    """How words were read where another reading was possible."""
    told = _notes(source for source in request.provenance.values() if source.origin != "default")
    return list(dict.fromkeys([*told, *request.notes]))


def _notes(sources: Iterable[Provenance]) -> list[str]:
    return list(dict.fromkeys(source.note for source in sources if source.note))
