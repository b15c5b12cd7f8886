"""Two languages: which one a text is in, and what its readers are told."""

from __future__ import annotations

import pytest
from xiake.domain.errors import ToolFailure
from xiake.domain.gazetteer import CityName, PlaceName
from xiake.domain.language import LANGUAGES, Language, Phrasebook, language_of, listed
from xiake.domain.naming import Named
from xiake.domain.request import TripRequest


@pytest.mark.parametrize(
    ("text", "language"),
    [("北京3日游", "zh"), ("3 days in Beijing", "en"), ("Beijing, 三天", "zh"), ("2026-05-01 ¥500！", "en"), ("", "en")],
)
def test_language_of_a_text(text: str, language: Language) -> None:
    assert language_of(text) == language


def test_names_are_told_in_english_where_there_is_one() -> None:
    museum = PlaceName(id="m", kind="attraction", name="博物馆", name_en="Museum", aliases=("Museum", "bowuguan"))
    assert [museum.name_in(language) for language in LANGUAGES] == ["博物馆", "Museum"]
    assert [Named(name="小吃店").name_in(language) for language in LANGUAGES] == ["小吃店", "小吃店"]
    assert museum.all_names == ("博物馆", "Museum", "bowuguan")
    assert CityName(name="北京", name_en="Beijing").all_names == ("北京", "Beijing")


def test_cities_of_a_request_are_told_in_its_language() -> None:
    request = TripRequest(text="t", origin="上海", origin_en="Shanghai", destination="云州")
    assert (request.origin_name, request.destination_name) == ("上海", "云州")
    english = request.model_copy(update={"language": "en"})
    assert (english.origin_name, english.destination_name) == ("Shanghai", "云州")
    assert TripRequest(text="t", language="en").origin_name == ""


def test_messages_in_both_languages() -> None:
    book = Phrasebook({"gone": ("{name}没了", "{name} is gone")})
    failure = ToolFailure("closed", *book.both("gone", name="X"))
    assert [failure.message_in(language) for language in LANGUAGES] == ["X没了", "X is gone"]
    assert ToolFailure("closed", "weg").message_in("en") == "weg"
    assert [listed(language, ["a", "b"]) for language in LANGUAGES] == ["a、b", "a, b"]
