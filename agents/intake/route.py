"""Where the trip goes and where it starts from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ...domain.gazetteer import CityName
from .draft import CLAUSE_ENDS
from .lexicon.filler import is_filler
from .text import fold
from .token import Token

_SKIP = frozenset({"FILL", "COLON", "DATE", "SPAN", "CLOCK", "DAYPART", "PEOPLE", "PAIR", "KIN", "AT"})
_TRIP = frozenset({"DURATION", "NIGHTS", "FAMILYTRIP", "SEE", "SPAN"})
_TRIP_WORDS = frozenset(
    {
        "游",
        "旅游",
        "旅行",
        "之旅",
        "自由行",
        "度假",
        "行程",
        "攻略",
        "出游",
        "trip",
        "tour",
        "vacation",
        "holiday",
        "itinerary",
        "travel",
    }
)
_ONTO = frozenset({"TO", "GO", "DASH", "FOR"})
_STATION = re.compile(r"[\u4e00-\u9fff]{0,3}?(?:(?:火车|高铁)?站|机场)|[东南西北]")


@dataclass(frozen=True)
class Route:
    """Cities by role, and the token each was read from.

    Attributes:
        destinations: Best first; more than one when the text names several as places to visit.
        destination_at: One position for each destination; None where no token is the city's alone.
    """

    origin: CityName | None
    origin_at: int | None
    destinations: tuple[CityName, ...]
    destination_at: tuple[int | None, ...]


def read_route(tokens: Sequence[Token], text: str) -> Route:
    """Weigh every city by the words around it: from, to, departing, visiting, going back."""
    leaving: dict[str, int] = defaultdict(int)
    visiting: dict[str, int] = defaultdict(int)
    returning: set[str] = set()
    dwelling: set[str] = set()
    first: dict[str, int] = {}
    cities: dict[str, CityName] = {}
    for at, token in enumerate(tokens):
        if token.kind != "CITY":
            continue
        city: CityName = token.value
        cities[city.name] = city
        first.setdefault(city.name, at)
        before, after = _next(tokens, at, -1), _next(tokens, at, 1)
        opening = _kind(tokens, before)
        if opening == "DEPART" and _kind(tokens, _next(tokens, before, -1)) == "CITY":
            opening = "TO"  # 上海出发北京
        elif opening in ("WANT", "MUST") and tokens[before].value == "see":
            opening = "GO"
        elif _kind(tokens, at - 1) == "AT" and _lives_there(tokens, before, text):
            opening = "FROM"
        if _is_said_to_be_of(tokens, at, text) or (opening == "STAY" and _kind(tokens, at + 1) in CLAUSE_ENDS):
            dwelling.add(city.name)
        going_back = opening == "BACK" or (opening == "TO" and _kind(tokens, _next(tokens, before, -1)) == "BACK")
        if opening in ("FROM", "DEPART", "AWAY"):
            leaving[city.name] += 4
        elif going_back:
            leaving[city.name] += 2
            returning.add(city.name)
        elif opening in _ONTO or (opening == "BOTHWAYS" and _kind(tokens, _next(tokens, before, -1)) == "CITY"):
            visiting[city.name] += 4
        elif opening in ("WANT", "MUST") or _kind(tokens, at - 1) == "AT":
            visiting[city.name] += 2
        if _is_station(tokens, after, text):
            after = _next(tokens, after, 1)  # 上海虹桥站出发
        closing = _kind(tokens, after)
        if closing in ("DEPART", "LIVES") or _kind(tokens, at + 1) == "AWAY":
            leaving[city.name] += 4
        elif closing in _ONTO | {"BOTHWAYS"} and _kind(tokens, _next(tokens, after, 1)) == "CITY":
            leaving[city.name] += 3
        elif closing == "TO" and is_unknown_place(tokens, after + 1, text):
            leaving[city.name] += 3  # 南京到东京
        elif closing in _TRIP or _trip_word(tokens, at + 1, text):
            visiting[city.name] += 2
    _share(tokens, visiting)
    _settle_down(tokens, dwelling, leaving, visiting, text)
    roles = sorted(cities, key=lambda name: (visiting[name] - leaving[name], -first[name]), reverse=True)
    origins = [name for name in roles if leaving[name] > visiting[name]]
    if len(roles) == 1 and (visiting[roles[0]] or (roles[0] in returning and leaving[roles[0]] == 2)):
        origins = []  # 北京出发，北京三日游: someone who lives there; 回北京过节
    origin = max(origins, key=lambda name: leaving[name], default=None)
    wanted = [name for name in roles if name not in origins]
    if not wanted:  # 想回武汉，我在深圳: who goes home for a visit
        wanted = [name for name in roles if name in returning and name != origin]
    strong = [name for name in wanted if visiting[name] >= 2] or wanted
    return Route(
        cities[origin] if origin else None,
        first[origin] if origin else None,
        tuple(cities[name] for name in strong),
        tuple(first[name] for name in strong),
    )


def _is_said_to_be_of(tokens: Sequence[Token], at: int, text: str) -> bool:
    """我是南京人, 我们是成都的, 本人武汉, 南京人: where somebody is from, nothing else being said in the clause."""
    people = _kind(tokens, at + 1) == "GAP" and text[tokens[at + 1].start : tokens[at + 1].end] == "人"
    if _kind(tokens, at + 1 + people) not in CLAUSE_ENDS:
        return False
    being = _kind(tokens, at - 1) == "FILL" and text[tokens[at - 1].start : tokens[at - 1].end] == "是"
    return _kind(tokens, at - 1 - being) in ("ME", "WE") or (people and _kind(tokens, at - 1) in CLAUSE_ENDS | {""})


def _settle_down(
    tokens: Sequence[Token], dwelling: set[str], leaving: dict[str, int], visiting: dict[str, int], text: str
) -> None:
    """Where people are from or live is where they leave from, if they go elsewhere; likewise the first of 武汉 广州 三天."""
    cities = [(at, token.value.name) for at, token in enumerate(tokens) if token.kind == "CITY"]
    names = list(dict.fromkeys(name for _, name in cities))
    if len(names) == 2 and len(cities) == 2 and (at := cities[0][0]) + 2 == cities[1][0]:
        between = text[tokens[at + 1].start : tokens[at + 1].end]
        if not between.strip() and _kind(tokens, at + 3) == "DURATION" and _kind(tokens, at - 1) in CLAUSE_ENDS | {""}:
            dwelling.add(names[0])
    for name in dwelling:
        if any(visiting[other] > leaving[other] for other in names if other != name) and not leaving[name]:
            leaving[name] += visiting[name] + 1


def _is_station(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Unknown words right behind a city that make it one of its stations: 上海虹桥站, 成都东."""
    if _kind(tokens, at) != "GAP" or _kind(tokens, at - 1) != "CITY" or tokens[at - 1].end != tokens[at].start:
        return False
    return _STATION.fullmatch(text[tokens[at].start : tokens[at].end]) is not None


def _lives_there(tokens: Sequence[Token], at: int, text: str) -> bool:
    """人在苏州, 家在广州, 出差在北京: where someone is, not where one would like to go."""
    return _kind(tokens, at) == "GAP" and text[tokens[at].start : tokens[at].end] in ("人", "家", "出差")


def _share(tokens: Sequence[Token], visiting: dict[str, int]) -> None:
    """北京和上海, 北京上海: cities in a list play one role."""
    for at, token in enumerate(tokens):
        behind = at + 2 if _kind(tokens, at + 1) in ("SEP", "OR") else at + 1
        if token.kind == _kind(tokens, behind) == "CITY":
            one, other = token.value.name, tokens[behind].value.name
            visiting[one] = visiting[other] = max(visiting[one], visiting[other])


def _kind(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].kind if 0 <= at < len(tokens) else ""


def _next(tokens: Sequence[Token], at: int, step: int) -> int:
    """The nearest telling token in a direction, within the clause; commas end it."""
    at += step
    while _kind(tokens, at) in _SKIP and _kind(tokens, at) not in CLAUSE_ENDS:
        at += step
    return at


def is_unknown_place(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Whether unknown words that might be a name stand here."""
    if _kind(tokens, at) != "GAP":
        return False
    words = text[tokens[at].start : tokens[at].end]
    return len(words) > 1 and not is_filler(fold(words))


def _trip_word(tokens: Sequence[Token], at: int, text: str) -> bool:
    return _kind(tokens, at) == "FILL" and is_trip_word(text[tokens[at].start : tokens[at].end])


def is_trip_word(word: str) -> bool:
    """Whether a word means a journey for pleasure."""
    return word.lower() in _TRIP_WORDS
