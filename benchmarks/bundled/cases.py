"""Generates requests: who goes where for how long, and one to three wishes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from xiake.domain.constraint import Constraint
from xiake.domain.language import LANGUAGES, Language
from xiake.tools.providers.catalogue.city import City, open_city
from xiake.tools.providers.catalogue.links import links
from xiake.tools.providers.catalogue.loader import city_slugs

from .draw import Draw, NothingToSayError
from .wishes import MAKERS, Maker

FROM = date(2026, 3, 2)
"""First of the days on which trips begin."""

_A_PERSON_A_DAY, _A_PERSON = 900, 1600
"""Money that is plenty, CNY: what is asked for must be possible."""


@dataclass(frozen=True)
class Case:
    """One request and what must be read from it.

    Attributes:
        wishes: Names of the wish kinds in it.
        start: First day of the trip; given beside the text.
        budget: For the whole party, CNY.
    """

    name: str
    text: str
    language: Language
    start: date
    origin: str | None
    destination: str
    days: int
    people: int
    budget: int | None
    wishes: tuple[str, ...]
    means: tuple[Constraint, ...]


def generate(count: int, seed: int = 1) -> tuple[Case, ...]:
    """So many requests, the same for the same seed; cities, languages and wish kinds take turns."""
    rng = random.Random(seed)
    turns = _turns(rng)
    cities = cycle([(open_city(slug), language) for slug in city_slugs() for language in LANGUAGES])
    return tuple(_case(k, rng, *next(cities), turns) for k in range(count))


def _turns(rng: random.Random) -> Iterator[Maker]:
    while True:
        yield from rng.sample(list(MAKERS), len(MAKERS))


def _case(number: int, rng: random.Random, city: City, language: Language, turns: Iterator[Maker]) -> Case:
    days, people = rng.choice((2, 3, 3, 4)), rng.choice((1, 2, 2, 3, 4))
    origin = rng.choice(_neighbours(city)) if rng.random() < 0.6 else None
    draw = Draw(rng, city, language, days, people)
    said, topics, wishes = [], set[str](), list[str]()
    for _ in range(10 * len(MAKERS)):
        maker = next(turns)
        if MAKERS[maker] & topics or (MAKERS[maker] == {"out"} and origin is None):
            continue
        try:
            said.append(maker(draw))
        except NothingToSayError:
            continue
        topics |= MAKERS[maker]
        wishes.append(maker.__name__)
        if len(said) == 1 + number % 3:
            break
    budget = (_A_PERSON_A_DAY * days + _A_PERSON * (origin is not None)) * people if rng.random() < 0.5 else None
    sentences = [_opening(draw, origin), *(item.words for item in said)]
    if budget:
        sentences.append(
            draw.say(
                ("预算{money}", "our budget is {money}"), ("总预算{money}", "total budget {money}"), money=draw.money(budget)
            )
        )
    return Case(
        name=f"{number:03d}-{city.record.slug}-{language}",
        text=_joined(sentences, language),
        language=language,
        start=FROM + timedelta(days=rng.randrange(84)),
        origin=origin.record.name if origin else None,
        destination=city.record.name,
        days=days,
        people=people,
        budget=budget,
        wishes=tuple(wishes),
        means=tuple(wish for item in said for wish in item.means),
    )


def _neighbours(city: City) -> list[City]:
    """Cities one comes from by train."""
    names = {name for link in links() if link.mode == "train" and city.record.name in link.cities for name in link.cities}
    return [other for other in map(open_city, city_slugs()) if other.record.name in names - {city.record.name}]


def _opening(draw: Draw, origin: City | None) -> str:
    people = draw.people
    fields = {
        "we": "我一个人" if people == 1 else f"我们{'零一两三四'[people]}个人",
        "adults": ("", "one adult", "two adults", "three adults", "four adults")[people],
        "people": people,
        "days": draw.days,
        "city": draw.city.record.name,
        "city_en": draw.city.record.name_en,
    }
    if origin is None:
        return draw.say(
            ("{we}在{city}玩{days}天", "{days} days in {city_en}, {adults}"),
            ("{city}{days}日游，{people}个大人", "a {days}-day trip in {city_en} for {adults}"),
            **fields,
        )
    return draw.say(
        ("{we}从{origin}去{city}玩{days}天", "{days} days in {city_en}, {adults} from {origin_en}"),
        ("从{origin}出发到{city}旅游{days}天，{people}个大人", "a {days}-day trip from {origin_en} to {city_en} for {adults}"),
        origin=origin.record.name,
        origin_en=origin.record.name_en,
        **fields,
    )


def _joined(sentences: list[str], language: Language) -> str:
    if language == "zh":
        return "，".join(sentences) + "。"
    return ". ".join(sentence[0].upper() + sentence[1:] for sentence in sentences) + "."
