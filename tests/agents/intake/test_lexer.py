from __future__ import annotations

import pytest
from xiake.agents.intake.lexer import lex
from xiake.agents.intake.lexicon.all import lexicon
from xiake.agents.intake.names import name_index
from xiake.domain.gazetteer import CityName, Gazetteer, PlaceName, Term

INDEX = name_index(
    (CityName(name="南京", name_en="Nanjing"),),
    Gazetteer(
        city="上海",
        places=(
            PlaceName(id="road", kind="attraction", name="南京路"),
            PlaceName(id="isle", kind="attraction", name="Long Island"),
        ),
        terms=(Term(family="attraction", word="自然", en="Nature", synonyms=("湖",)),),
    ),
)


def reading(text: str) -> list[tuple[str, str]]:
    return [(token.kind, text[token.start : token.end]) for token in lex(text, INDEX)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("去南京路", ("NAME", "南京路")),
        ("去南京", ("CITY", "南京")),
        ("to Long Island", ("NAME", "Long Island")),
        ("to Nanjing", ("CITY", "Nanjing")),
        ("看湖", ("TERM", "湖")),
    ],
)
def test_the_longest_name_wins(text: str, found: tuple[str, str]) -> None:
    assert found in reading(text)


@pytest.mark.parametrize("text", ["belong islander", "nanjinger", "湖北话", "统一安排", "今天气好"])
def test_words_inside_other_words_are_no_names_or_numbers(text: str) -> None:
    assert not {"NAME", "CITY", "TERM", "NUM"} & {kind for kind, _ in reading(text)}


def test_full_width_text_reads_like_half_width() -> None:
    assert [kind for kind, _ in reading("３天，５００元")] == [kind for kind, _ in reading("3天,500元")]


def test_an_unknown_name_in_quotation_marks_stays_whole() -> None:
    assert ("GAP", "三天小馆") in reading("想吃“三天小馆”")


def test_every_listed_word_has_one_meaning() -> None:
    assert len(lexicon()) > 1000
