"""What lasts of what travellers say, and what it is about."""

from __future__ import annotations

import pytest
from xiake.agents.intake.statements import read_statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我不吃辣", "food.spice against"),
        ("口味清淡", "food.spice against"),
        ("我爱吃辣", "food.spice for"),
        ("无辣不欢", "food.spice for"),
        ("孩子不吃辣", "food.spice against 孩子"),
        ("my kid doesn't eat spicy food", "food.spice against 孩子"),
        ("孩子对花生过敏", "food.allergy.花生 against 孩子"),
        ("我花粉过敏", "health.花粉 against"),
        ("my daughter is allergic to nuts", "food.allergy.nut against 女儿"),
        ("我吃素", "food.diet.素食 for"),
        ("we're vegetarian", "food.diet.素食 for"),
        ("不吃海鲜", "food.cuisine.海鲜 against"),
        ("I hate seafood", "food.cuisine.海鲜 against"),
        ("爱吃海鲜", "food.cuisine.海鲜 for"),
        ("不吃香菜", "food.item.香菜 against"),
        ("最爱吃火锅", "food.cuisine.火锅 for"),
        ("我们特别喜欢博物馆和园林", "sight.kind.博物馆 for; sight.kind.园林 for"),
        ("we love museums and hate crowds", "sight.kind.博物馆 for; crowd against"),
        ("不喜欢购物", "sight.kind.商业 against"),
        ("I hate shopping", "sight.kind.商业 against"),
        ("喜欢热闹", "crowd for"),
        ("喜欢人少的地方", "crowd against"),
        ("我妈腿脚不便，少走路", "walking against 妈妈"),
        ("my mother can't walk far", "walking against 妈妈"),
        ("不喜欢爬山", "effort against"),
        ("习惯早起", "morning for"),
        ("起不来", "morning against"),
        ("我们喜欢慢节奏", "pace against"),
        ("喜欢特种兵式旅游", "pace for"),
        ("睡眠浅，怕吵", "hotel.quiet for"),
        ("一般住每晚400左右的酒店", "hotel.price for 400"),
        ("we usually stay in 4-star hotels", "hotel.stars for 4"),
        ("从来不坐飞机", "transport.mode.flight against"),
        ("I'm afraid of flying", "transport.mode.flight against"),
        ("喜欢坐高铁", "transport.mode.train for"),
        ("孩子晕车", "health.晕车 neutral 孩子"),
        ("带5岁孩子去北京三天", "companion.child neutral 孩子 5"),
        ("我不晕车", "health.晕车 against"),
        ("我老公不吃辣", "food.spice against 丈夫"),
        ("my wife loves museums", "sight.kind.博物馆 for 妻子"),
        ("爱爬山", "effort for"),
        ("I usually pay no more than 1,500 yuan a night", "hotel.price for 1500"),
        ("喜欢拍照", "other.拍照 for"),
        ("记住：以后都不要安排购物", "sight.kind.商业 against"),
        ("对了，我不吃辣，另外老人走不动", "food.spice against; walking against 老人"),
    ],
)
def test_a_lasting_thing_is_read(text: str, expected: str) -> None:
    found = read_statements(text)
    told = [f"{s.aspect} {s.polarity} {s.who} {s.amount or 0:.0f}".replace(" 0", "").strip().replace("  ", " ") for s in found]
    assert "; ".join(told) == expected
    assert all(0 < statement.strength <= 1 and statement.text for statement in found)


@pytest.mark.parametrize(
    "text",
    [
        "必去故宫",
        "想去故宫",
        "想吃火锅",
        "今天不想吃辣",
        "这次不吃辣",
        "北京三天两人，预算3000元，住王府井附近",
        "喜欢这家酒店",
        "不喜欢第二天的安排",
        "为什么住这家酒店",
        "你们喜欢什么？",
        "换一家酒店",
        "打车出行",
        "I'd like to see the Great Wall",
        "I like the plan",
        "do you like museums?",
        "谢谢",
        "",
    ],
)
def test_what_holds_only_once_is_not_remembered(text: str) -> None:
    assert read_statements(text) == ()


def test_what_is_told_to_be_remembered_always_is() -> None:
    (seat,) = read_statements("靠窗的座位", explicit=True)
    assert seat.aspect == "other.靠窗的座位"
    (price,) = read_statements("酒店每晚不超过800", explicit=True)
    assert (price.aspect, price.amount) == ("hotel.price", 800)


def test_the_words_of_a_statement_are_understandable_by_themselves() -> None:
    assert [s.text for s in read_statements("另外，孩子不吃辣。We love museums.")] == ["孩子不吃辣", "We love museums"]
    assert [s.text for s in read_statements("带5岁孩子去北京三天")] == ["5岁孩子"]
