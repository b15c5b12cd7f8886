"""What turns are read as, in both languages, and what must change nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xiake.agents.intake.edits.words import EDITS
from xiake.domain.edit import Target
from xiake.domain.request import Question, TripRequest

from .plan import brief, turn

CHINESE = [
    ("换掉第二天上午", "replace [d2 morning]"),
    ("第二天上午换一个", "replace [d2 morning]"),
    ("第二天上午的故宫换成北海公园", "replace [d2 morning @palace] beihai"),
    ("把故宫换成北海公园", "replace [@palace] beihai"),
    ("故宫改成北海", "replace [@palace] beihai"),
    ("用北海公园代替故宫", "replace [@palace] beihai"),
    ("不去故宫了，换成北海公园", "replace [@palace] beihai"),
    ("不去故宫，改去颐和园", "replace [@palace] summer"),
    ("那个博物馆换成别的", "replace [@science]"),
    ("第二天下午那个博物馆能不能换个公园", "replace [d2 afternoon @science] ~公园"),
    ("动物园没意思，换一个", "dislike [@zoo]; replace [@zoo]"),
    ("换一家酒店", "replace [hotel]"),
    ("换个酒店", "replace [hotel]"),
    ("酒店换成什刹海小院", "replace [hotel] lake"),
    ("酒店换到王府井附近", "replace [hotel] ~near wang"),
    ("换个有泳池的酒店", "replace [hotel] ~泳池"),
    ("换个离故宫近的酒店", "replace [hotel] ~near palace"),
    ("酒店换成四星级的", "replace [hotel] ~4-4 stars"),
    ("酒店换成民宿", "replace [hotel] ~民宿"),
    ("住得离地铁近一点", "wishes +近地铁"),
    ("酒店便宜点", "cheaper [hotel]"),
    ("换个便宜点的酒店", "cheaper [hotel]"),
    ("酒店太贵了", "cheaper [hotel]"),
    ("酒店好一点", "better [hotel]"),
    ("住宿升级一下", "better [hotel]"),
    ("酒店每晚别超过400", "wishes +lodging/room_night<=400"),
    ("晚饭换成火锅", "replace [dinner] ~火锅"),
    ("第二天晚饭换一家", "replace [d2 dinner]"),
    ("第二天中午想吃川菜", "replace [d2 lunch] ~川菜"),
    ("第一天晚上吃火锅", "replace [d1 dinner] ~火锅"),
    ("全聚德换掉", "replace [@duck]"),
    ("不想吃烤鸭了", "replace [@duck] ~!烤鸭"),
    ("晚饭太贵", "cheaper [dinner]"),
    ("换成高铁", "replace [intercity] ~train"),
    ("去程换成飞机", "replace [out] ~flight"),
    ("回程改坐飞机", "replace [back] ~flight"),
    ("不坐飞机", "wishes +!flight"),
    ("市区都打车", "wishes +taxi|walk +taxi"),
    ("去掉动物园", "drop [@zoo]"),
    ("动物园不要了", "drop [@zoo]"),
    ("删掉第二天下午", "drop [d2 afternoon]"),
    ("取消第三天上午的颐和园", "drop [d3 morning @summer]"),
    ("不去天坛了", "drop [@heaven]"),
    ("第二天下午自由活动", "drop [d2 afternoon] free"),
    ("第一天晚上空着", "drop [d1 evening] free"),
    ("天坛和动物园都不去了", "drop [@heaven @zoo]"),
    ("加一个博物馆", "add ~博物馆"),
    ("加上北海公园", "add beihai"),
    ("第三天下午加上北海公园", "add beihai d3 afternoon"),
    ("第三天想去环球影城", "add studio d3"),
    ("还想去北海公园", "add beihai"),
    ("把八达岭长城加到第三天", "add wall-1 d3"),
    ("第三天去个公园吧", "add ~公园 d3"),
    ("把故宫移到第三天上午", "move [@palace] d3 morning"),
    ("故宫改到下午", "move [@palace] afternoon"),
    ("天坛挪到第三天", "move [@heaven] d3"),
    ("第三天再去动物园", "move [@zoo] d3"),
    ("午饭改到12点半", "move [lunch] 750"),
    ("第一天晚饭六点吃", "move [d1 dinner] 1080"),
    ("第一天和第二天对调", "swap [d1] [d2]"),
    ("天坛和动物园换一下", "swap [@heaven] [@zoo]"),
    ("天坛跟雍和宫换个位置", "swap [@heaven] [@lama]"),
    ("先去动物园再去天坛", "wishes +zoo<heaven"),
    ("锁定第一天", "lock [d1]"),
    ("故宫别动", "lock [@palace]"),
    ("保留酒店", "lock [hotel]"),
    ("第一天很好，别动", "like [d1]; lock [d1]"),
    ("不要换酒店", "lock [hotel]"),
    ("解锁第一天", "unlock [d1]"),
    ("早上晚点出发", "later [morning]"),
    ("第二天10点出发", "later [d2] 600"),
    ("每天早上9点出发", "later [] 540"),
    ("最后一天早点结束", "earlier [d3] end"),
    ("晚上8点前回酒店", "wishes +out -1200"),
    ("返程晚一点", "later [back]"),
    ("去程提前一小时", "earlier [out] by 60"),
    ("故宫多玩一个小时", "wishes +palace>=300"),
    ("第二天别太累", "slower d2"),
    ("第三天太累了", "slower d3"),
    ("节奏慢一点", "slower"),
    ("再紧凑一点", "faster"),
    ("第二天少安排一个景点", "slower d2"),
    ("改成4天", "trip days=4"),
    ("多玩一天", "trip days_by=1"),
    ("少住一晚", "trip days_by=-1"),
    ("预算加到6000", "trip budget=6000"),
    ("预算再加1000", "trip budget_by=1000"),
    ("预算减少500", "trip budget_by=-500"),
    ("总共控制在4000以内", "trip budget=4000"),
    ("人均2000", "trip budget=2000/person"),
    ("预算不限", "trip no-budget"),
    ("太贵了", "cheaper [trip]"),
    ("便宜500", "cheaper [trip] by 500"),
    ("我妈也去", "trip party=adult,adult,child6,adult"),
    ("再加两个朋友", "trip party=adult,adult,child6,adult,adult"),
    ("孩子不去了", "trip party=adult,adult"),
    ("再加一个人", "trip party=adult,adult,child6,adult"),
    ("我们一共四个人，我和老公加爸妈", "trip party=adult,adult,adult,adult"),
    ("我们不喜欢动物园", "wishes +!动物园"),
    ("下个月1号", "trip start=2026-04-01"),
    ("改去上海4天", "trip days=4 destination=上海"),
    ("第二天太赶了，去掉一个景点", "slower d2"),
    ("故宫那天不要安排别的", "drop [@science] free"),
    ("改成3个大人", "trip party=adult,adult,adult"),
    ("两大两小", "trip party=adult,adult,child,child"),
    ("孩子7岁不是6岁", "trip party=adult,adult,child7"),
    ("奶奶也去，70岁", "trip party=adult,adult,child6,senior70"),
    ("推迟一周出发", "trip start=2026-03-14"),
    ("改到3月20号出发", "trip start=2026-03-20"),
    ("3月10号回来", "trip days=4"),
    ("从天津出发", "trip origin=天津"),
    ("改去上海", "trip destination=上海"),
    ("孩子不吃辣", "wishes +!hot"),
    ("可以吃辣了", "wishes +hot -!hot"),
    ("我对海鲜过敏", "wishes +!海鲜"),
    ("酒店改成五星级，预算加到8000", "replace [hotel] ~5-5 stars; trip budget=8000"),
    ("酒店便宜点，第二天别太累", "cheaper [hotel]; slower d2"),
    ("把动物园换成北海，晚饭吃川菜", "replace [@zoo] beihai; replace [dinner] ~川菜"),
    ("撤销", "undo"),
    ("撤销上一步", "undo"),
    ("回到第2版", "undo 2"),
    ("恢复到最初的方案", "undo 1"),
    ("还是刚才的好", "undo"),
    ("重做", "redo"),
    ("对比一下刚才的方案", "compare"),
    ("第1版和第3版有什么区别", "compare 1 3"),
    ("改了什么", "compare"),
    ("为什么住这家酒店", "why choice [@peace]"),
    ("为什么没有环球影城", "why choice [] no studio"),
    ("为什么不去长城", "why choice [] no wall-1 no wall-2"),
    ("为什么第二天去故宫", "why day [d2 @palace]"),
    ("为什么这么贵", "why price []"),
    ("为什么坐高铁", "why mode [intercity]"),
    ("第二天为什么这么早", "why time [d2]"),
    ("酒店多少钱", "why price [hotel]"),
    ("第二天几点出发", "why time [d2]"),
    ("不用管以前的偏好", "refuse"),
    ("这次别管喜欢博物馆", "refuse m1"),
    ("这个行程很好", "like [trip]"),
    ("酒店不错", "like [@peace]"),
    ("不喜欢这家酒店", "dislike [@peace]"),
    ("有没有便宜点的酒店", "cheaper [hotel]"),
    ("能不能早点回酒店？", "earlier [] end"),
    ("像上次那样，但别太累", "slower"),
    ("感觉第二天有点太满了，能不能把科技馆去掉", "slower d2; drop [@science]"),
    ("酒店能不能换一个近地铁的，最好便宜一点", "replace [hotel] ~近地铁; cheaper [hotel]"),
    ("老婆说想去环球影城，能加进去吗", "add studio"),
    ("午餐不要安排在海碗居了，太贵", "replace [lunch @noodle]; cheaper [lunch @noodle]"),
    ("第二天上午和下午换一下", "swap [d2 morning] [d2 afternoon]"),
    ("第二天上午和第三天上午对调", "swap [d2 morning] [d3 morning]"),
    ("时间往后推一周", "trip start=2026-03-14"),
    ("改成3月14日到16日", "trip days=3 start=2026-03-14"),
    ("预算可以再多一千", "trip budget_by=1000"),
    ("钱不是问题，酒店住好点", "trip no-budget; better [hotel]"),
    ("不想那么早起", "later [morning]"),
    ("9点前不要出门", "later [] 540"),
    ("第三天颐和园多待会", "later [@summer] end"),
    ("先逛动物园，再去天坛", "wishes +zoo<heaven"),
    ("锁定故宫和酒店", "lock [@palace]; lock [hotel]"),
    ("第一天不变，其他的重新排", "lock [d1]; replace [trip]"),
    ("动物园没意思，不想去", "dislike [@zoo]; drop [@zoo]"),
    ("上一个版本更好", "undo"),
    ("还是第一版好", "undo 1"),
    ("为什么不住王府井", "why choice [@peace]"),
    ("最后一晚换个酒店", "replace [d2 hotel]"),
    ("第三天早点回家", "earlier [d3 back]"),
    ("早上9点再出发", "later [] 540"),
    ("再加一个景点", "faster"),
    ("第二天少走点路", "slower d2"),
    ("第一天晚上别安排了", "drop [d1 evening] free"),
    ("不住和平饭店了", "replace [@peace]"),
    ("四个大人", "trip party=adult,adult,adult,adult"),
    ("房间要大床", "wishes +double"),
    ("以前说的别管了", "refuse"),
    ("第二天的晚饭和第一天的午饭都换成火锅", "replace [d2 dinner] ~火锅; replace [d1 lunch] ~火锅"),
    ("第三天中午不吃了", "drop [d3 lunch]"),
    ("中午那家换一个", "replace [lunch]"),
    ("酒店换成离天坛近点的四星级", "replace [hotel] ~near heaven ~4-4 stars"),
]
ENGLISH = [
    ("day 1 is too full, drop something", "slower d1"),
    ("nothing else on the day of the Forbidden City", "drop [@science] free"),
    ("replace the Forbidden City with Beihai Park", "replace [@palace] beihai"),
    ("Beihai Park instead of the zoo", "replace [@zoo] beihai"),
    ("change day 2 afternoon", "replace [d2 afternoon]"),
    ("something else on day 2 morning please", "replace [d2 morning]"),
    ("swap the Forbidden City for Beihai Park", "replace [@palace] beihai"),
    ("find another hotel", "replace [hotel]"),
    ("a cheaper hotel please", "cheaper [hotel]"),
    ("the hotel is too expensive", "cheaper [hotel]"),
    ("a nicer hotel", "better [hotel]"),
    ("switch to the Lakeside Courtyard", "replace [hotel] lake"),
    ("a hotel with a pool", "wishes +泳池"),
    ("somewhere closer to the metro", "wishes +近地铁"),
    ("hotpot for dinner on day 2", "replace [d2 dinner] ~火锅"),
    ("I'd rather have Sichuan food for lunch on day 2", "replace [d2 lunch] ~川菜"),
    ("a different restaurant for dinner on day 1", "replace [d1 dinner]"),
    ("take the train instead of the plane", "replace [intercity] ~train"),
    ("skip the zoo", "drop [@zoo]"),
    ("I don't want to go to the zoo", "drop [@zoo]"),
    ("drop the Summer Palace and add Beihai Park", "drop [@summer]; add beihai"),
    ("Could we remove the science museum?", "drop [@science]"),
    ("leave day 3 afternoon free", "drop [d3 afternoon] free"),
    ("add Beihai Park on day 3", "add beihai d3"),
    ("add a museum on day 3", "add ~博物馆 d3"),
    ("I'd like to see Universal Studios", "add studio"),
    ("move the zoo to day 3", "move [@zoo] d3"),
    ("move the Forbidden City to the afternoon", "move [@palace] afternoon"),
    ("how about moving lunch on day 2 to 1pm", "move [lunch] d2 780"),
    ("swap day 1 and day 2", "swap [d1] [d2]"),
    ("lock day 1", "lock [d1]"),
    ("keep the hotel", "lock [hotel]"),
    ("don't change the hotel", "lock [hotel]"),
    ("unlock day 1", "unlock [d1]"),
    ("start later in the morning", "later [morning]"),
    ("start at 10 on day 2", "later [d2] 600"),
    ("finish earlier on the last day", "earlier [d3] end"),
    ("day 2 is too packed", "slower d2"),
    ("slow down a bit", "slower"),
    ("make it 4 days", "trip days=4"),
    ("one more day please", "trip days_by=1"),
    ("raise the budget to 6000", "trip budget=6000"),
    ("increase the budget by 1000", "trip budget_by=1000"),
    ("no budget limit", "trip no-budget"),
    ("my mom is coming too", "trip party=adult,adult,child6,adult"),
    ("the kid isn't coming", "trip party=adult,adult"),
    ("just the two of us", "trip party=adult,adult"),
    ("postpone the trip by one week", "trip start=2026-03-14"),
    ("start on March 20", "trip start=2026-03-20"),
    ("depart from Tianjin", "trip origin=天津"),
    ("let's go to Shanghai instead", "trip destination=上海"),
    ("my kid doesn't eat spicy food", "wishes +!hot"),
    ("we love museums", "wishes +博物馆"),
    ("undo", "undo"),
    ("go back to version 2", "undo 2"),
    ("redo", "redo"),
    ("what changed?", "compare"),
    ("compare with the previous plan", "compare"),
    ("why this hotel?", "why choice [@peace]"),
    ("why not Universal Studios?", "why choice [] no studio"),
    ("why is the zoo on day 1?", "why day [d1 @zoo]"),
    ("why is it so expensive?", "why price []"),
    ("ignore my preferences this time", "refuse"),
    ("I don't like the hotel", "dislike [@peace]"),
    ("cheaper hotel and a slower day 2", "cheaper [hotel]; slower d2"),
    ("like last time but more relaxed", "slower"),
    ("can we take a later train back?", "later [back]"),
    ("put the Lama Temple on day 1", "move [@lama] d1"),
    ("skip the zoo and go to Beihai Park instead", "replace [@zoo] beihai"),
    ("please remove all temples", "wishes +!宗教场所"),
    ("stay one more night", "trip days_by=1"),
    ("drop the budget to 4000", "trip budget=4000"),
    ("don't start before 9am", "later [] 540"),
    ("is there a better hotel?", "better [hotel]"),
    ("a different hotel on the last night", "replace [d2 hotel]"),
    ("swap lunch and dinner on day 2", "swap [d2 lunch] [d2 dinner]"),
    ("keep day 1 as it is and redo the rest", "lock [d1]; replace [trip]"),
    ("what's the difference between version 1 and 2?", "compare 1 2"),
    ("I liked the previous version better", "undo"),
    ("spend an extra hour at the Forbidden City", "wishes +palace>=300"),
    ("make it two adults only", "trip party=adult,adult"),
    ("dinner at 7 on day 1", "move [d1 dinner] 1140"),
    ("change the dates to March 14-16", "trip days=3 start=2026-03-14"),
    ("replace dinner on day 1 with something else", "replace [d1 dinner]"),
    ("we want to fly there and take the train back", "wishes +train +flight"),
    ("less walking on day 2", "slower d2"),
    ("could we see Beihai Park on day 3 instead of the Lama Temple?", "replace [@lama] beihai"),
]
NO_EDIT = [
    "天坛不去也行",
    "动物园可去可不去",
    "早上能不能不要8点就出发",
    "一天最多去两个地方",
    "第二天下雨，换成室内的",
    "把天坛放到科技馆那天",
    "钥匙丢了",
    "too many museums",
    "something fun for the kid on day 2",
    "move the Great Wall somewhere else",
    "can you book it for me?",
    "谢谢",
    "好的",
    "你好",
    "太棒了！",
    "嗯嗯好的",
    "就这样吧",
    "算了，不改了",
    "不用了，谢谢",
    "其他不变",
    "今天天气真好",
    "你是谁",
    "酒店有早餐吗",
    "故宫需要预约吗",
    "天坛人多吗",
    "会不会太累",
    "如果改成5天要多少钱",
    "换成五星级会贵多少",
    "把酒店换成更贵的会贵多少",
    "我去过故宫",
    "听说故宫人很多",
    "环球影城人太多了",
    "不去环球影城了",
    "把环球影城去掉",
    "把环球影城移到第二天",
    "第八天太累",
    "第五天换个景点",
    "换一个",
    "再早一点",
    "北京烤鸭好吃吗",
    "下雨怎么办",
    "孩子发烧了",
    "帮我订票",
    "我爱北京",
    "除了故宫，其他都换掉",
    "只保留故宫",
    "这次不用考虑不吃香菜",
    "随便看看",
    "我不知道",
    "thanks",
    "hello",
    "looks great",
    "that's fine",
    "who are you?",
    "is breakfast included?",
    "will it be crowded?",
    "what if we add one more day?",
    "how much would it cost to upgrade the hotel?",
    "would a cheaper hotel be far away?",
    "I've already been to the Forbidden City",
    "do we need tickets for the Forbidden City?",
    "how is the weather in Beijing?",
    "drop Universal Studios",
    "move the Great Wall to day 2",
    "change day 9",
    "skip the park on day 2",
    "never mind",
    "I like your suggestions",
    "my friend lives near the zoo",
]


@pytest.mark.parametrize(("text", "edits"), CHINESE + ENGLISH, ids=lambda value: value)
def test_a_turn_is_read(text: str, edits: str) -> None:
    reading = turn(text)
    assert "; ".join(map(brief, reading.edits)) == edits
    assert reading.unread == ()
    assert reading.questions == ()
    assert not reading.new_request
    assert all(edit.quote for edit in reading.edits)


@pytest.mark.parametrize("text", NO_EDIT)
def test_what_asks_for_no_change_changes_nothing_and_is_told(text: str) -> None:
    reading = turn(text)
    assert reading.edits == ()
    assert reading.unread or reading.notes or reading.questions or reading.chat


@pytest.mark.parametrize("hotel", ["上海锦江饭店", "上海大厦", "the Shanghai Tower"])
def test_a_hotel_with_a_city_in_its_name_is_no_other_city(hotel: str) -> None:
    reading = turn(f"酒店换成{hotel}，不去动物园")
    assert [brief(edit) for edit in reading.edits] == ["drop [@zoo]"]
    assert reading.unread


def test_a_word_for_several_places_is_asked_about() -> None:
    reading = turn("那个寺庙换掉", kinds={"lama": ("宗教场所",), "heaven": ("宗教场所",)})
    assert reading.edits == ()
    (question,) = reading.questions
    assert question.options == ("天坛公园", "雍和宫")
    assert question.quote == "寺庙"


def test_the_focus_of_the_turn_before_is_what_is_meant() -> None:
    before = turn("为什么住这家酒店")
    assert before.focus == Target(subject="hotel", places=("peace",))
    (edit,) = turn("换一个", focus=before.focus).edits
    assert brief(edit) == "replace [@peace]"


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (Question(slot="days", text="打算玩几天？", default="3"), "四天", "四天"),
        (Question(slot="days", text="打算玩几天？", default="3"), "都行", "3"),
        (Question(slot="days", text="How many days?", default="3"), "yes", "3"),
        (Question(slot="party", text="几位出行？", default="2位成人"), "三个大人一个孩子", "三个大人一个孩子"),
        (Question(slot="place", text="长城指哪一个？", options=("八达岭长城", "慕田峪长城")), "第二个", "慕田峪长城"),
        (Question(slot="place", text="长城指哪一个？", options=("八达岭长城", "慕田峪长城")), "八达岭", "八达岭长城"),
        (Question(slot="destination", text="去哪？", options=("北京", "上海")), "上海吧", "上海"),
        (Question(slot="days", text="打算玩几天？", default="3"), "为什么问这个", None),
        (Question(slot="days", text="打算玩几天？", default="3"), "换一家酒店", None),
    ],
)
def test_an_open_question_is_answered_or_left(question: Question, text: str, answer: str | None) -> None:
    assert turn(text, question=question).answer == answer


@pytest.mark.parametrize("text", ["帮我规划上海3日游，两个人", "Plan 3 days in Shanghai for two", "去上海玩四天"])
def test_a_whole_trip_is_a_new_request(text: str) -> None:
    reading = turn(text)
    assert reading.new_request
    assert reading.edits == ()


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("再看看行程", "plan"),
        ("show me the plan", "plan"),
        ("你记得我什么", "memory"),
        ("保存成 markdown", "save"),
        ("有几个版本", "history"),
        ("你能做什么", "help"),
        ("忘掉我不吃辣", "forget"),
    ],
)
def test_something_is_asked_for_beside_the_plan(text: str, asks: str) -> None:
    assert turn(text).asks == asks


def test_what_shall_be_forgotten_is_told() -> None:
    assert turn("忘掉我不吃辣").about == "我不吃辣"


def test_a_first_turn_needs_no_city() -> None:
    nothing = {"request": TripRequest(text=""), "itinerary": None}
    assert turn("帮我规划北京三日游", **nothing).new_request
    assert turn("你好", **nothing).chat == "greeting"
    assert turn("你记得我什么", **nothing).asks == "memory"
    stated = turn("我不吃辣", **nothing)
    assert not stated.new_request
    assert [statement.aspect for statement in stated.statements] == ["food.spice"]


WORDS = st.sampled_from(
    [word for words in EDITS for word in words.each()] + ["故宫", "第二天", "上午", "3", "500", "博物馆", "，", "zoo", "day 2"]
)


@settings(max_examples=200, deadline=None)
@given(words=st.lists(WORDS | st.text(max_size=5), max_size=10), blank=st.sampled_from(["", " "]))
def test_any_turn_is_read(words: list[str], blank: str) -> None:
    text = blank.join(words)
    reading = turn(text)
    assert reading.text == text
    assert turn(text) == reading
