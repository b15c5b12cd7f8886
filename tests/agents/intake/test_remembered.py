"""Memories in a new request: soft, in the city's words, never against what is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from xiake.agents.intake.last_trip import mentions_last_trip, without_last_trip
from xiake.agents.intake.remembered import recall_into, remembered_wishes
from xiake.agents.intake.statements import read_statements
from xiake.domain.constraint import Choice, CostLimit, DayClock, HotelStars
from xiake.domain.memory import MemoryItem, PlaceMark, SourceTurn, Statement, TripCase
from xiake.domain.request import TripRequest

from .conftest import CITIES, GAZETTEERS

LONG_AGO = datetime(2025, 5, 1, tzinfo=UTC)
LAST_MONTH = datetime(2026, 2, 1, tzinfo=UTC)
Reader = Callable[[str], TripRequest]


def memory(statement: Statement, *, name: str = "m1", created: datetime = LONG_AGO) -> MemoryItem:
    source = SourceTurn(session="s", turn=1)
    return MemoryItem(id=name, user="u", statement=statement, strength=0.8, source=source, created=created, used=created)


def said(text: str, name: str = "m1") -> MemoryItem:
    (statement,) = read_statements(text)
    return memory(statement, name=name)


def trip(
    pace: str = "relaxed", *, name: str = "c1", created: datetime = LONG_AGO, stars: int = 4, children: int = 0
) -> MemoryItem:
    case = TripCase(
        destination="成都",
        days=4,
        pace=pace,  # type: ignore[arg-type]
        stars=stars,
        nightly=400,  # type: ignore[arg-type]
        children=children,
        liked=(PlaceMark(id="x", name="x", kinds=("博物馆", "nowhere known")),),
        disliked=(PlaceMark(id="y", name="y", kinds=("公园",)),),
    )
    statement = Statement(kind="case", text=f"成都4天 {name}", language="zh", aspect="trip", case=case)
    return memory(statement, name=name, created=created)


def recalled(request: TripRequest, *items: MemoryItem) -> TripRequest:
    return recall_into(request, items, cities=CITIES, gazetteer_of=GAZETTEERS.get, today=date(2026, 3, 2))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我不吃辣", Choice(subject="restaurant", attribute="spice", op="none_of", values=("hot",))),
        ("喜欢博物馆", Choice(subject="attraction", attribute="kind", op="any_of", values=("博物馆",))),
        ("we love museums", Choice(subject="attraction", attribute="kind", op="any_of", values=("博物馆",))),
        ("我吃素", Choice(subject="restaurant", attribute="kind", op="only", values=("素食",))),
        ("膝盖不好", Choice(subject="attraction", attribute="effort", op="none_of", values=("high",))),
        ("一般住每晚400左右的酒店", CostLimit(category="lodging", per="room_night", amount=400)),  # type: ignore[arg-type]
        ("we usually stay in 4-star hotels", HotelStars(least=4, most=4)),
        ("起不来", DayClock(earliest=570)),
        ("从来不坐飞机", Choice(subject="intercity", attribute="mode", op="none_of", values=("flight",))),
    ],
)
def test_a_memory_is_a_soft_wish_that_quotes_it(read: Reader, text: str, expected: object) -> None:
    request = recalled(read("北京三天两人"), said(text))
    (wish,) = request.constraints
    assert (wish.strength, wish.origin, wish.quote) == ("soft", "remembered", text)
    neutral = {"strength": "hard", "origin": "quoted", "quote": ""} | (
        {"labels": wish.values} if isinstance(wish, Choice) else {}
    )
    assert wish.model_copy(update=neutral) == expected
    assert [(r.item, r.text) for r in request.recalled] == [("m1", text)]


@pytest.mark.parametrize(
    ("request_text", "text"),
    [
        ("北京三天两人，想吃辣的", "我不吃辣"),
        ("北京三天两人，喜欢公园", "喜欢博物馆"),
        ("北京三天两人，住五星级酒店", "we usually stay in 4-star hotels"),
        ("上海出发，北京三天两人，坐飞机", "从来不坐飞机"),
        ("北京三天两人，轻松一点", "喜欢特种兵式旅游"),
        ("北京三天两人，酒店每晚800以内", "一般住每晚400左右的酒店"),
    ],
)
def test_what_is_said_now_overrules_it(read: Reader, request_text: str, text: str) -> None:
    request = read(request_text)
    assert recalled(request, said(text)) == request


def test_a_diet_holds_beside_a_wish_for_food(read: Reader) -> None:
    request = recalled(read("北京三天两人，想吃火锅"), said("我吃素"))
    assert [wish.values for wish in request.constraints if isinstance(wish, Choice)] == [("火锅",), ("素食",)]


def test_only_those_who_come_along_matter(read: Reader) -> None:
    alone, family = read("北京三天两人"), read("北京三天，两大一小，孩子5岁")
    assert recalled(alone, said("孩子不吃辣")).recalled == ()
    assert recalled(family, said("孩子不吃辣")).recalled != ()
    assert recalled(alone, said("我妈腿脚不便")).recalled == ()
    assert recalled(read("带爸妈去北京三天"), said("我妈腿脚不便")).recalled != ()


def test_pace_is_a_slot_of_its_own(read: Reader) -> None:
    request = recalled(read("北京三天两人"), said("我们喜欢慢节奏"))
    assert request.pace == "relaxed"
    assert request.provenance["pace"].origin == "remembered"


def test_facts_and_tastes_without_a_meaning_here_are_not_shown_as_used(read: Reader) -> None:
    request = read("北京三天，两大一小，孩子5岁")
    assert recalled(request, said("喜欢拍照"), said("孩子晕车", "m2")) == request
    nowhere = TripRequest(text="")
    assert (
        remembered_wishes(
            [said("我不吃辣")], nowhere, cities=CITIES, gazetteer_of=GAZETTEERS.get, today=date(2026, 3, 2)
        ).recalled
        == ()
    )


def test_of_two_that_contradict_each_other_the_first_counts(read: Reader) -> None:
    request = recalled(read("北京三天两人"), said("我不吃辣"), said("我爱吃辣", "m2"))
    assert [r.item for r in request.recalled] == ["m1"]


def test_a_memory_counts_once(read: Reader) -> None:
    once = recalled(read("北京三天两人"), said("我不吃辣"))
    assert recalled(once, said("我不吃辣")) == once


def test_a_trip_like_the_last_one_takes_all_of_it(read: Reader) -> None:
    request = recalled(read("像上次那样，北京三天两人"), trip("intense", name="old"), trip(name="last", created=LAST_MONTH))
    assert [r.item for r in request.recalled] == ["last"]
    assert request.pace == "relaxed"
    assert request.unresolved == ()
    kinds = [(type(wish).__name__, getattr(wish, "values", None)) for wish in request.constraints]
    assert kinds == [("HotelStars", None), ("CostLimit", None), ("Choice", ("博物馆",)), ("Choice", ("公园",))]


def test_a_trip_that_merely_resembles_counts_less(read: Reader) -> None:
    request = recalled(read("北京三天两人"), trip())
    assert not any(isinstance(wish, CostLimit) for wish in request.constraints)
    family = recalled(read("北京三天两人"), trip(children=1))
    assert not family.constraints


@pytest.mark.parametrize("text", ["像上次那样，但别太累", "跟上次一样", "like last time, but cheaper", "same as last trip"])
def test_the_last_trip_is_mentioned(text: str) -> None:
    assert mentions_last_trip(text)
    assert len(without_last_trip(text)) == len(text)
    assert not mentions_last_trip(without_last_trip(text))


@pytest.mark.parametrize("text", ["上次我没去故宫", "last night", "北京三天"])
def test_other_words_about_the_past_are_no_such_mention(text: str) -> None:
    assert not mentions_last_trip(text)
