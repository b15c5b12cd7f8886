"""Names as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xiake.domain.gazetteer import CityName, Gazetteer
from xiake.tools.mending import normalized, resolve_city, resolve_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("故宫博物院", "故宫博物院"),
        ("颐和园", "颐和园"),
        ("王府井", "王府井"),
        (" 北京西站 ", "北京西站"),
    ],
)
def test_exact_names(text: str, name: str, gazetteer: Gazetteer) -> None:
    found = resolve_name(text, gazetteer)
    assert (found.kind, found.place and found.place.name) == ("exact", name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("故宫", "故宫博物院"),
        ("Forbidden City", "故宫博物院"),
        ("the forbidden  city", "故宫博物院"),
        ("FORBIDDEN-CITY", "故宫博物院"),
        ("ｇｕｇｏｎｇ", "故宫博物院"),
        ("Prince Gongs Mansion", "恭王府博物馆"),
        ("北京天坛", "天坛公园"),
        ("颐和园景区", "颐和园"),
        ("动物园", "北京动物园"),
        ("北京颐和园", "颐和园"),
        ("东来顺饭庄", "东来顺饭庄(王府井店)"),
    ],
)
def test_other_names_of_the_same_place(text: str, name: str, gazetteer: Gazetteer) -> None:
    found = resolve_name(text, gazetteer)
    assert (found.kind, found.place and found.place.name) == ("alias", name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("故官", "故宫博物院"),  # looks alike
        ("故宮", "故宫博物院"),  # traditional
        ("固宫", "故宫博物院"),  # sounds alike
        ("故宫博物馆", "故宫博物院"),
        ("故宫博物", "故宫博物院"),
        ("gu gong", "故宫博物院"),
        ("gugongbowuyuan", "故宫博物院"),
        ("Forbiden City", "故宫博物院"),
        ("Forbidden Ctiy", None),  # a word of four letters bears nothing
        ("yiheyuen", None),  # a single word may be pinyin of another place
        ("wangfujjing", "王府井"),
        ("中国科级馆", "中国科学技术馆"),
        ("中国科计馆", "中国科学技术馆"),
        ("颐和圆", "颐和园"),
        ("頤和園", "颐和园"),
        ("yiheyuan", "颐和园"),
        ("Sumer Palace", "颐和园"),
        ("元明园", "圆明园遗址公园"),
        ("雍合宫", "雍和宫"),
        ("拥和宫", "雍和宫"),
        ("yonghegong", "雍和宫"),
        ("南罗鼓巷", "南锣鼓巷"),
        ("南锣鼓港", "南锣鼓巷"),
        ("南锣鼓", "南锣鼓巷"),
        ("八达领长城", "八达岭长城"),
        ("慕田域", "慕田峪长城"),
        ("木田峪长城", "慕田峪长城"),
        ("国家博物官", "中国国家博物馆"),
        ("中国国家博物院", "中国国家博物馆"),
        ("恭王俯", "恭王府博物馆"),
        ("王府景", "王府井"),
        ("badalin changcheng", "八达岭长城"),
        ("Temple of Heavn", "天坛公园"),
    ],
)
def test_slips_are_mended(text: str, name: str | None, gazetteer: Gazetteer) -> None:
    found = resolve_name(text, gazetteer)
    assert (found.place and found.place.name) == name
    assert found.kind == ("mended" if name else "unknown")


@pytest.mark.parametrize(
    "text",
    [
        "日坛",
        "月坛",
        "日坛公园",
        "先农坛",
        "ritan",
        "大坛",
        "北京东站",
        "北京北站",
        "西站台",
        "Temple of Earthlings",
        "Winter Palace",
        "迪士尼",
        "外滩",
        "科技园",
        "圆",
        "x",
        "!!!",
        "",
    ],
)
def test_a_wrong_mend_is_worse_than_none(text: str, gazetteer: Gazetteer) -> None:
    found = resolve_name(text, gazetteer)
    assert found.place is None
    assert found.kind == "unknown"


def test_sister_temples_stay_apart(gazetteer: Gazetteer) -> None:
    for text in ("天坛", "地坛", "天坛公园", "地坛公园"):
        place = resolve_name(text, gazetteer).place
        assert place is not None
        assert place.name.startswith(text[:2])


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("长城", {"八达岭长城", "慕田峪长城"}),
        ("palace", {"故宫博物院", "颐和园", "圆明园遗址公园"}),
        ("great wall", {"八达岭长城", "慕田峪长城"}),
        ("四季民福烤鸭店", {"四季民福烤鸭店(故宫店)", "四季民福烤鸭店(灯市口店)"}),
    ],
)
def test_what_may_be_several_is_ambiguous(text: str, options: set[str], gazetteer: Gazetteer) -> None:
    found = resolve_name(text, gazetteer)
    assert found.kind == "ambiguous"
    assert {place.name for place in found.candidates} == options


def test_a_sight_goes_before_an_area_of_the_same_name(gazetteer: Gazetteer) -> None:
    sight = resolve_name("什刹海", gazetteer).place
    area = resolve_name("什刹海", gazetteer, ["area"]).place
    assert sight is not None
    assert area is not None
    assert (sight.kind, area.kind) == ("attraction", "area")


def test_an_unknown_name_comes_with_hints(gazetteer: Gazetteer) -> None:
    assert "天坛公园" in {place.name for place in resolve_name("日坛公园", gazetteer).candidates}


@given(st.text(max_size=20))
def test_any_text_resolves_to_something(text: str) -> None:
    city = CityName(name="北京", name_en="Beijing")
    assert resolve_city(text, (city,)).kind in {"exact", "alias", "mended", "ambiguous", "unknown"}
    assert normalized(normalized(text)) == normalized(text)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("苏州", "苏州", "exact"),
        ("宿州", "宿州", "exact"),
        ("Suzhou", "苏州", "alias"),
        ("杭州市", "杭州", "alias"),
        ("Hangzhou", "杭州", "alias"),
        ("杭洲", "杭州", "mended"),
        ("Hanzhou", "杭州", "mended"),
        ("Taizhou", None, "ambiguous"),
        ("火星", None, "unknown"),
        ("福州", None, "unknown"),
    ],
)
def test_cities(text: str, name: str | None, kind: str) -> None:
    cities = (
        CityName(name="苏州", name_en="Suzhou", aliases=("苏州市",)),
        CityName(name="宿州", name_en="Suzhou (Anhui)"),
        CityName(name="杭州", name_en="Hangzhou", aliases=("杭州市",)),
        CityName(name="台州", name_en="Taizhou (Zhejiang)"),
        CityName(name="泰州", name_en="Taizhou (Jiangsu)"),
    )
    found = resolve_city(text, cities)
    assert (found.city and found.city.name, found.kind) == (name, kind)
