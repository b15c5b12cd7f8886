"""The traveller's memory as a whole: learning, contradicting, fading, finding, forgetting."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from xiake.domain.errors import MemoryUnavailable
from xiake.domain.memory import TripCase
from xiake.domain.party import Party, Traveller
from xiake.domain.request import TripRequest
from xiake.memory.embedding.embedder import Embedder, Vectors
from xiake.memory.embedding.lexical import LexicalEmbedder
from xiake.memory.long_term.long_term import LongTermMemory
from xiake.tools.clock import VirtualClock

from .in_process import DictStore, says, turn

DAY = 86400.0
NO_CHILI = says("我不吃辣", "food.spice", polarity="against")


class Kept:
    """A memory with its store and clock at hand."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        self.embedder = embedder or LexicalEmbedder()
        self.store = DictStore(LexicalEmbedder())
        self.clock = VirtualClock(datetime(2026, 3, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai")))
        self.memory = LongTermMemory(self.store, self.embedder, self.clock)

    async def texts(self, user: str = "anna", *, history: bool = False) -> list[str]:
        return [item.text for item in await self.memory.items(user, history=history)]


class Dumb:
    """An embedder whose service is down."""

    name, dimensions = "dumb", 4

    def embed(self, texts: Sequence[str]) -> Vectors:
        raise MemoryUnavailable("unreachable", "no answer")


@pytest.fixture
def kept() -> Kept:
    return Kept()


async def test_the_same_said_again_is_one_memory_and_stronger(kept: Kept) -> None:
    (first,) = await kept.memory.remember("anna", [NO_CHILI], turn(1))
    assert (first.how, first.item.created) == ("new", kept.clock.now())
    kept.clock.advance(3 * DAY)
    (again,) = await kept.memory.remember("anna", [says("辣的我不吃", "food.spice", polarity="against")], turn(5))
    assert again.how == "merged"
    assert again.item.id == first.item.id
    assert again.item.strength > first.item.strength
    assert (again.item.text, again.item.said) == ("辣的我不吃", ("我不吃辣",))
    assert again.item.used - again.item.created == timedelta(days=3)
    assert await kept.texts() == ["辣的我不吃"]


async def test_what_has_no_aspect_merges_by_its_words(kept: Kept) -> None:
    texts = ["要朝南的房间", "房间我要朝南的", "我想要朝南的房间"]
    learnt = [(await kept.memory.remember("anna", [says(text, f"other.{text}")], turn(at)))[0] for at, text in enumerate(texts)]
    assert [outcome.how for outcome in learnt] == ["new", "new", "merged"]


@pytest.mark.parametrize(("one", "other", "how"), [("孩子5岁", "5岁孩子", "merged"), ("孩子5岁", "孩子5岁和8岁", "new")])
async def test_an_age_is_one_memory_in_whatever_words(kept: Kept, one: str, other: str, how: str) -> None:
    for at, text in enumerate((one, other)):
        child = says(text, "companion.child", kind="companion", polarity="neutral", who="孩子", amount=5)
        (learnt,) = await kept.memory.remember("anna", [child], turn(at))
    assert learnt.how == how


async def test_a_turn_told_twice_is_kept_once(kept: Kept) -> None:
    both = [NO_CHILI, says("喜欢博物馆", "sight.kind.博物馆")]
    once = await kept.memory.remember("anna", both, turn(1))
    writes = kept.store.writes
    assert await kept.memory.remember("anna", both, turn(1)) == once
    assert kept.store.writes == writes


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (NO_CHILI, says("我爱吃辣", "food.spice")),
        (says("住宿每晚400以内", "hotel.price", amount=400), says("住宿每晚800以内", "hotel.price", amount=800)),
        (says("女儿4岁", "companion.child", kind="companion", polarity="neutral", who="女儿", amount=4),
         says("女儿5岁", "companion.child", kind="companion", polarity="neutral", who="女儿", amount=5)),
        (says("我会晕船", "health.晕船", polarity="neutral"), says("我不会晕船", "health.晕船", polarity="neutral")),
    ],
)  # fmt: skip
async def test_newer_words_contradict_older_ones_and_the_history_is_kept(kept: Kept, before: object, after: object) -> None:
    await kept.memory.remember("anna", [before], turn(1))
    (learnt,) = await kept.memory.remember("anna", [after], turn(2))
    assert learnt.how == "contradicts"
    assert [item.superseded_by for item in learnt.replaced] == [learnt.item.id]
    assert await kept.texts() == [after.text]
    assert await kept.texts(history=True) == [before.text, after.text]
    assert [item.text for item in (await kept.memory.recall("anna", before.text)).items] == [after.text]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NO_CHILI, says("孩子不吃辣", "food.spice", polarity="against", who="孩子")),
        (says("孩子怕黑", "companion.child", kind="companion", polarity="neutral", who="孩子"),
         says("孩子爱画画", "companion.child", kind="companion", polarity="neutral", who="孩子")),
        (says("先爬山再吃饭", "other"), says("先吃饭再爬山", "other")),
        (says("晚饭比午饭重要", "meal"), says("午饭比晚饭重要", "meal")),
        (says("卧铺要上面的", "transport.mode.train"), says("卧铺要下面的", "transport.mode.train")),
        (says("每天最多走三公里", "walking"), says("每天最多走8公里", "walking")),
        (says("my husband gets seasick", "health.晕船", polarity="neutral", who="爱人"),
         says("my wife gets seasick", "health.晕船", polarity="neutral", who="爱人")),
        (says("越热闹越好", "other"), says("越安静越好", "other")),
        (says("上次的火锅不好吃", "food.cuisine.火锅", kind="feedback", polarity="against"), says("喜欢火锅", "food.cuisine.火锅")),
    ],
)  # fmt: skip
async def test_what_is_about_something_else_stays_apart(kept: Kept, one: object, other: object) -> None:
    learnt = await kept.memory.remember("anna", [one, other], turn(1))
    assert [outcome.how for outcome in learnt] == ["new", "new"]
    assert await kept.texts() == [one.text, other.text]


async def test_wishes_fade_and_come_back_by_use_but_allergies_stay(kept: Kept) -> None:
    peanuts = says("孩子对花生过敏", "food.allergy.花生", polarity="against", who="孩子")
    await kept.memory.remember("anna", [says("喜欢古镇", "sight.kind.古镇"), peanuts], turn(1))
    kept.clock.advance(365 * DAY)
    towns, _ = await kept.memory.items("anna")
    assert kept.memory.strength(towns) == pytest.approx(0.3)
    await kept.memory.touch("anna", [towns.id])
    towns, _ = await kept.memory.items("anna")
    assert kept.memory.strength(towns) == pytest.approx(0.6)
    kept.clock.advance(4 * 365 * DAY)
    assert (await kept.memory.recall("anna", "古镇")).items[0].text == "孩子对花生过敏"
    assert len(await kept.memory.items("anna")) == 2, "what has faded is still listed"


async def test_recall_goes_by_meaning_and_by_words_and_never_to_another_user(kept: Kept) -> None:
    await kept.memory.remember(
        "anna", [says("喜欢看博物馆", "sight.kind.博物馆"), says("早上起不来", "morning", polarity="against")], turn(1)
    )
    await kept.memory.remember("ben", [says("博物馆看腻了", "sight.kind.博物馆", polarity="against")], turn(1))
    answer = await kept.memory.recall("anna", "想去博物馆", k=1)
    assert [item.text for item in answer.items] == ["喜欢看博物馆"]
    assert answer.trouble is None
    assert await kept.memory.users() == ("anna", "ben")
    assert (await kept.memory.recall("carl", "博物馆")).found == ()


async def test_without_an_embedder_words_alone_count_and_it_is_said() -> None:
    kept = Kept(Dumb())
    await kept.memory.remember("anna", [NO_CHILI, says("喜欢看博物馆", "sight.kind.博物馆")], turn(1))
    assert [outcome.how for outcome in await kept.memory.remember("anna", [NO_CHILI], turn(2))] == ["merged"]
    answer = await kept.memory.recall("anna", "哪个博物馆好")
    assert [item.text for item in answer.items] == ["喜欢看博物馆"]
    assert answer.trouble == "unreachable"


class Backwards:
    """A reranker that turns the order round, until it is down."""

    down = False

    def rank(self, query: str, texts: Sequence[str]) -> list[int]:
        if self.down:
            raise MemoryUnavailable("timeout", "no answer")
        return list(range(len(texts)))[::-1]


async def test_a_reranker_has_the_last_word_while_it_answers() -> None:
    kept, reranker = Kept(), Backwards()
    memory = LongTermMemory(kept.store, kept.embedder, kept.clock, reranker)
    await memory.remember(
        "anna", [says("喜欢看博物馆", "sight.kind.博物馆"), says("早上起不来", "morning", polarity="against")], turn(1)
    )
    assert [item.text for item in (await memory.recall("anna", "博物馆", k=1)).items] == ["早上起不来"]
    reranker.down = True
    answer = await memory.recall("anna", "博物馆", k=1)
    assert ([item.text for item in answer.items], answer.trouble) == (["喜欢看博物馆"], "timeout")


def case(session: str, **fields: object) -> tuple[object, object]:
    """A finished trip as a statement, and the turn it ended with."""
    told = {"destination": "成都", "days": 4, "pace": "relaxed", "size": 3, "children": 1, **fields}
    trip = TripCase.model_validate(told)
    return says(f"{trip.destination}{trip.days}天", "trip", kind="case", polarity="neutral", case=trip), turn(9, session)


async def test_a_new_trip_is_planned_with_what_lasts_what_is_wished_and_the_trip_like_it(kept: Kept) -> None:
    family = TripRequest(
        text="西安四天", destination="西安", days=4, party=Party(travellers=(Traveller(), Traveller(), Traveller(group="child")))
    )
    alone = TripRequest(text="西安一天", destination="西安", days=1, party=Party(travellers=(Traveller(),)))
    for session, fields in (
        ("a", {}),
        ("b", {"size": 30, "children": 0, "days": 1}),
        ("b", {"size": 40, "children": 0, "days": 1}),
    ):
        statement, source = case(session, **fields)
        await kept.memory.remember("anna", [statement], source)
        kept.clock.advance(DAY)
    await kept.memory.remember("anna", [NO_CHILI, says("妈妈晕车", "health.晕车", polarity="neutral", who="妈妈")], turn(1))
    assert [item.text for item in await kept.memory.recall_for("anna", family)] == ["妈妈晕车", "我不吃辣", "成都4天"]
    assert [item.text for item in await kept.memory.recall_for("anna", alone)] == ["妈妈晕车", "我不吃辣"]
    last = (await kept.memory.recall_for("anna", family, like_last=True))[-1]
    assert last.statement.case is not None
    assert last.statement.case.size == 40, "a trip that was finished twice is one case, as it was last"


async def test_where_much_is_remembered_what_lasts_and_what_fits_comes_first(kept: Kept) -> None:
    many = [says(f"喜欢第{number}家茶馆", f"food.cuisine.茶馆{number}") for number in range(30)]
    await kept.memory.remember(
        "anna", [*many, says("喜欢爬山", "sight.kind.爬山"), says("对虾过敏", "food.allergy.虾", polarity="against")], turn(1)
    )
    request = TripRequest(text="黄山三日，爬山看日出", destination="黄山")
    assert [item.text for item in await kept.memory.recall_for("anna", request, k=4)][:2] == ["对虾过敏", "喜欢爬山"]
    assert len(await kept.memory.recall_for("anna", request, k=4)) == 4


async def test_a_small_memory_is_read_for_a_trip_without_any_embedder() -> None:
    kept = Kept(Dumb())
    await kept.memory.remember("anna", [NO_CHILI], turn(1))
    assert [item.text for item in await kept.memory.recall_for("anna", TripRequest(text="成都", destination="成都"))] == [
        "我不吃辣"
    ]


async def test_forgetting_takes_the_history_along_and_others_stay(kept: Kept) -> None:
    for number, statement in enumerate([NO_CHILI, says("我爱吃辣", "food.spice"), says("喜欢茶", "food.cuisine.茶")]):
        await kept.memory.remember("anna", [statement], turn(number))
    await kept.memory.remember("ben", [NO_CHILI], turn(0))
    spicy = (await kept.memory.items("anna"))[0]
    assert {item.text for item in await kept.memory.forget("anna", [spicy.id, "unknown"])} == {"我不吃辣", "我爱吃辣"}
    assert await kept.texts(history=True) == ["喜欢茶"]
    exported = json.loads(await kept.memory.export("anna"))
    assert [item["statement"]["text"] for item in exported["items"]] == ["喜欢茶"]
    assert await kept.memory.wipe("anna") == 1
    assert await kept.texts(history=True) == []
    assert await kept.texts("ben") == ["我不吃辣"]
