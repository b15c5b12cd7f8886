"""The page says everything, is valid HTML, stands alone, and shows hostile data as text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
import tinyhtml5.parser
from hypothesis import given, settings
from hypothesis import strategies as st
from xiake.domain.language import Language
from xiake.domain.words import DayWords, TripWords
from xiake.planner.trip import Trip

from ....trips import asking, impossible, itinerary, lacking, planned, substituted

LANGUAGES: tuple[Language, ...] = ("zh", "en")
WORDS = TripWords(model="tongyi:x", days=(DayWords(day=1, intro="INTRO", tips=("TIP",)),), notes=("WORDED",))
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}</style>&amp;"


class Reader(HTMLParser):
    """Text, tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.parts: list[str] = []
        self._within: list[str] = []
        self.feed(page)
        self.close()
        self.text = re.sub(r"\s+", " ", " ".join(self.parts))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._within.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        while self._within and self._within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self._within:
            self.parts.append(data)


def check(page: str) -> Reader:
    """That a page is valid and asks for nothing from outside; what stands on it."""
    parser = tinyhtml5.parser.HTMLParser()
    parser.parse(page)
    assert parser.errors == []
    reader = Reader(page)
    assert not {"script", "img", "link", "iframe", "object", "embed", "base", "form"} & set(reader.tags)
    assert not [name for name, _ in reader.attributes if name.startswith("on") or name in ("src", "action", "xlink:href")]
    links = [value for name, value in reader.attributes if name == "href"]
    assert all(re.fullmatch(r"https://uri\.amap\.com/marker\?[\w.,=&%+~-]+", link) for link in links), (
        "links lead to the map alone"
    )
    assert "url(" not in page
    assert "@import" not in page
    return reader


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_is_told_in_full(language: Language) -> None:
    trip = planned(language, words=WORDS)
    reader = check(trip.to_html())
    assert trip.itinerary is not None
    for day in trip.itinerary.days:
        for stop in day.stops:
            assert stop.place.name_in(language) in reader.text
    told = ("¥1,580.50", "NO POOL", "PRICE UNKNOWN", "BOOK THE MUSEUM", "PARTY ASSUMED", "START READ", "NOT READ", "INTRO", "TIP",
            "WORDED", "tongyi:x", "Price list", "10:00–14:30", "¥3,000")  # fmt: skip
    assert [words for words in told if words not in reader.text] == []
    assert reader.tags.count("svg") > 3
    assert ("lang", "zh-CN" if language == "zh" else "en") in reader.attributes
    assert "None" not in reader.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (substituted, ["SOLD OUT, MUSEUM INSTEAD", "OTHER NOTE", "MUST-SEE MISSING"]),
        (lacking, ["NO ANSWER", "timeout", "OTHER NOTE"]),
        (asking, ["WHERE TO?", "HOW MANY?"]),
        (impossible, ["FIVE STARS", "BUDGET 100", "AT LEAST ¥980", "RAISE TO ¥980", "FEWER STARS"]),
    ],
)
def test_other_endings(make: Callable[[Language], Trip], expected: list[str], language: Language) -> None:
    text = check(make(language).to_html()).text
    assert [words for words in expected if text.count(words) != 1] == []


def test_the_languages_have_the_same_shape() -> None:
    zh, en = (check(planned(language).to_html()) for language in LANGUAGES)
    shape = ("table", "thead", "tr", "section", "h2", "figure")
    assert [zh.tags.count(tag) for tag in shape] == [en.tags.count(tag) for tag in shape]
    assert "Getting there" in en.text
    assert "怎么去" in zh.text


def named(name: str) -> Trip:
    """A trip in which a name stands wherever users, tools or models can put one."""
    plan = itinerary()
    stop = plan.days[1].stops[1]
    place = stop.place.model_copy(update={"name": name, "name_en": name})
    odd = stop.model_copy(update={"place": place, "notes": (name,)})
    days = (plan.days[0], plan.days[1].model_copy(update={"stops": (odd,)}))
    request = planned("en").request.model_copy(update={"text": name, "destination_en": name, "unresolved": (name,)})
    words = TripWords(model=name, days=(DayWords(day=1, intro=name, tips=(name,)),), notes=(name,))
    return planned(itinerary=plan.model_copy(update={"days": days}), request=request, notes=(name,), words=words)


def test_hostile_names_are_text() -> None:
    page = named(HOSTILE).to_html()
    assert check(page).text.count(HOSTILE) >= 8
    assert "<script" not in page


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1))
@settings(max_examples=25, deadline=None)
def test_no_name_breaks_the_page(name: str) -> None:
    assert set(check(named(name).to_html()).tags) == set(check(planned("en", words=WORDS).to_html()).tags)
