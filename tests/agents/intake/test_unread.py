"""Nothing that was said disappears: it is a wish, or it is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xiake.domain.request import TripRequest

CLAUSES = (
    "想看{}",
    "{}",
    "必去故宫和{}",
    "要有{}",
    "晚上{}",
    "住{}",
    "不要{}",
    "还想去天坛、{}、颐和园",
    "第二天{}",
    "最好能{}",
    "{}必须有",
    "酒店要{}",
    "吃{}",
    "{}的餐厅",
    "预算三千，{}",
    "爷爷{}",
)
THINGS = (
    "皮影戏",
    "滑翔伞",
    "汉服",
    "民宿",
    "热气球",
    "玻璃栈道",
    "高血压",
    "米粉",
    "窗景",
    "书",
    "钓鱼",
    "卡丁车",
    "昆虫",
    "无声",
    "晨跑",
    "拼图",
    "陶艺",
    "相机",
    "日出",
    "人多",
)
ENGLISH_CLAUSES = (
    "we want {}",
    "{}",
    "must see the Forbidden City and {}",
    "a hotel with {}",
    "{} in the evening",
    "no {}",
    "near {}",
    "{} for my mother",
    "visit {} or the Lama Temple",
)
ENGLISH_THINGS = (
    "kayaking",
    "pottery class",
    "llamas",
    "baby cot",
    "karaoke",
    "Mount Unknown",
    "jazz",
    "silk weaving",
    "quiet",
    "romance",
    "discounts",
)


def shown(request: TripRequest) -> str:
    return " | ".join(
        (*request.unresolved, *(wish.quote for wish in request.constraints), *(question.quote for question in request.questions))
    )


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(CLAUSES), st.sampled_from(THINGS)), min_size=1, max_size=4, unique=True),
    st.sampled_from(["，", "。", " "]),
)
def test_every_chinese_clause_is_used_or_shown(
    read: Callable[[str], TripRequest], clauses: list[tuple[str, str]], joint: str
) -> None:
    request = read(joint.join(["两人北京三天", *(clause.format(thing) for clause, thing in clauses)]))
    assert all(thing in shown(request) for _, thing in clauses)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(ENGLISH_CLAUSES), st.sampled_from(ENGLISH_THINGS)), min_size=1, max_size=4, unique=True),
    st.sampled_from([", ", ". "]),
)
def test_every_english_clause_is_used_or_shown(
    read: Callable[[str], TripRequest], clauses: list[tuple[str, str]], joint: str
) -> None:
    request = read(joint.join(["3 days in Beijing for two", *(clause.format(thing) for clause, thing in clauses)]))
    assert all(thing in shown(request) for _, thing in clauses)


@pytest.mark.parametrize(
    "text",
    [
        "你好，请帮我规划一个北京三日游的行程，两个人，谢谢！",
        "我们两个人想去北京好好玩三天，预算大概三千块左右",
        "北京三天两晚，情侣，住王府井附近，想吃烤鸭，坐地铁就行",
        "麻烦安排一下，下周五到周日，一家三口去北京，孩子5岁，不要太累",
        "带爸妈去北京玩四天，想去故宫、天坛和颐和园，不吃辣，打车为主",
        "从上海坐高铁去北京，5月1日到5月4日，4个人两间双床房，总预算8000元",
        "北京三天，两大一小，想去故宫 天坛，酒店每晚不超过500元",
        "两人北京三天，我们都喜欢博物馆，不去寺庙",
        "两个人周末去北京，最好能去雍和宫，有时间的话逛逛胡同",
        "Hi! Could you please plan a nice 3-day trip to Beijing for two? Thanks a lot",
        "We are a couple, 4 days in Beijing, we'd like to see the Forbidden City and the Lama Temple",
        "My wife and I are going to Beijing from Shanghai by train for three days, budget 5000 yuan",
        "Two adults and two kids aged 4 and 9, 3 days in Beijing, hotel near Wangfujing, no spicy food",
        "3 days in Beijing for two, a 4-star hotel with a pool, get around by metro, relaxed pace",
    ],
)
def test_plain_requests_leave_nothing_unread(read: Callable[[str], TripRequest], text: str) -> None:
    assert read(text).unresolved == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("晚上看皮影戏", "晚上看皮影戏"),
        ("要有宽敞一点的餐厅", "要有宽敞一点的餐厅"),
        ("想看博物馆和日出", "日出"),
        ("上午逛天坛", "上午逛天坛"),
        ("只有早上有时间", "只有早上有时间"),
    ],
)
def test_the_words_are_shown_clause_by_clause(read: Callable[[str], TripRequest], text: str, words: str) -> None:
    assert read(f"两人北京三天，{text}").unresolved == (words,)
