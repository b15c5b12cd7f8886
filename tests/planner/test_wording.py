"""Every kind of wish, said so that a traveller recognises it."""

from __future__ import annotations

import pytest
from xiake.domain.constraint import (
    AnyOf,
    Choice,
    Constraint,
    CostLimit,
    DayClock,
    FarMode,
    JourneyClock,
    Near,
    RoomCount,
    VisitClock,
    VisitOrder,
)
from xiake.planner.wording import word_wish

TEMPLE = VisitClock(place="temple", label="灵山寺", start_by="09:00", at_least=60)
NEAR = Near(place="lake", label="镜湖", max_km=3)
SAID: tuple[tuple[Constraint, str, str], ...] = (
    (VisitClock(place="temple", label="灵山寺"), "去灵山寺", "visit 灵山寺"),
    (TEMPLE, "灵山寺：09:00以前到、至少待60分钟", "灵山寺: there by 09:00, at least 60 minutes"),
    (
        VisitClock(place="bar", label="夜市", start_from="19:00", end_from="21:30", end_by="24:00"),
        "夜市：19:00以后到、21:30以后再离开、24:00以前离开",
        "夜市: not there before 19:00, not leaving before 21:30, leaving by 24:00",
    ),
    (DayClock(earliest="09:00", latest="21:00"), "每天活动时间 09:00–21:00", "days between 09:00 and 21:00"),
    (DayClock(latest="21:00"), "每天21:00以前结束", "days that end by 21:00"),
    (JourneyClock(direction="out", event="arrive", not_after="12:00"), "去程12:00以前到达", "arriving by 12:00"),
    (
        JourneyClock(direction="back", event="depart", not_before="15:00"),
        "返程15:00以后出发",
        "leaving for home at 15:00 or later",
    ),
    (VisitOrder(first="a", then="b", labels=("灵山寺", "镜湖")), "先去灵山寺，再去镜湖", "灵山寺 before 镜湖"),
    (
        FarMode(mode="taxi", beyond_km="2.5"),
        "市内单程超过 2.5 公里时：打车",
        "by taxi wherever it is more than 2.5 km in the city",
    ),
    (
        CostLimit(category="lodging", per="person_night", amount=300),
        "住宿每人每晚不超过 ¥300",
        "lodging at most ¥300 a person and night",
    ),
    (
        Choice(subject="innercity", attribute="mode", op="only", values=("metro", "walk")),
        "市内交通只要：地铁、步行",
        "getting around: only metro, walking",
    ),
    (
        Choice(subject="intercity_back", attribute="class", op="all_of", values=("high_speed",)),
        "返程：高铁或动车",
        "journey back: high-speed train",
    ),
    (AnyOf(options=((NEAR,),)), "酒店在镜湖 3 公里内", "hotel within 3 km of 镜湖"),
    (
        AnyOf(options=((NEAR, RoomCount(count=2)), (TEMPLE,))),
        "要么酒店在镜湖 3 公里内且2 间房，要么灵山寺：09:00以前到、至少待60分钟",
        "either hotel within 3 km of 镜湖 and 2 rooms, or 灵山寺: there by 09:00, at least 60 minutes",
    ),
)


@pytest.mark.parametrize(("wish", "zh", "en"), SAID, ids=lambda value: value if isinstance(value, str) else "")
def test_wishes_in_words(wish: Constraint, zh: str, en: str) -> None:
    assert word_wish(wish, "zh") == zh
    assert word_wish(wish, "en") == en
