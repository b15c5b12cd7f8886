"""A small tool, clock and gazetteer for all tests of the tools floor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from typing import Any

import pytest
from xiake.domain.base import Model
from xiake.domain.errors import ErrorCode, ToolFailure
from xiake.domain.events import Event
from xiake.domain.gazetteer import Gazetteer, PlaceName
from xiake.tools.clock import VirtualClock
from xiake.tools.context import CallContext
from xiake.tools.policy import ToolPolicy
from xiake.tools.registry import ToolRegistry
from xiake.tools.tool import Tool


class Ask(Model):
    """A question."""

    number: int


class Answer(Model):
    """An answer."""

    double: int


def make_tool(
    *outcomes: ErrorCode | BaseException | str | None,
    name: str = "doubler",
    seconds: float = 0,
    clock: VirtualClock | None = None,
    policy: ToolPolicy | None = None,
) -> tuple[Tool[Ask, Answer], list[int]]:
    """A tool that goes through ``outcomes`` (a code to fail with, an exception to raise, ``rubbish``), then works.

    The list collects the numbers it was asked.
    """
    asked: list[int] = []
    script = iter(outcomes)

    async def function(args: Ask) -> Answer:
        asked.append(args.number)
        if seconds and clock:
            await clock.sleep(seconds)
        outcome = next(script, None)
        if isinstance(outcome, BaseException):
            raise outcome
        if outcome == "rubbish":
            return {"triple": 3}  # type: ignore[return-value]
        if outcome is not None:
            raise ToolFailure(outcome, f"scripted {outcome}")  # type: ignore[arg-type]
        return Answer(double=2 * args.number)

    tool = Tool(
        name=name, capability="double", description="Double a number.", args=Ask, result=Answer, function=function, policy=policy
    )
    return tool, asked


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def events() -> list[Event]:
    return []


@pytest.fixture
def context(events: list[Event]) -> CallContext:
    return CallContext(run="run", task="task", sink=events.append, started=0.0)


@pytest.fixture
def registry_of(clock: VirtualClock) -> Callable[..., ToolRegistry]:
    def make(*tools: Tool[Any, Any], **options: Any) -> ToolRegistry:
        return ToolRegistry(tools, **{"clock": clock, "random": Random(1), **options})

    return make


def gazetteer_of(places: Iterable[tuple[str, str, str | None, tuple[str, ...]]], city: str = "北京") -> Gazetteer:
    """Names from (kind, name, English name, aliases); ids are their positions."""
    return Gazetteer(
        city=city,
        places=tuple(
            PlaceName(id=f"p{k}", kind=kind, name=name, name_en=english, aliases=aliases)
            for k, (kind, name, english, aliases) in enumerate(places)
        ),
        terms=(),
    )


@pytest.fixture
def gazetteer() -> Gazetteer:
    return gazetteer_of(
        [
            ("attraction", "故宫博物院", "Palace Museum", ("故宫", "紫禁城", "gugong", "Forbidden City")),
            ("attraction", "中国科学技术馆", "China Science and Technology Museum", ("中国科技馆", "科技馆")),
            ("attraction", "天坛公园", "Temple of Heaven", ("天坛",)),
            ("attraction", "地坛公园", "Temple of Earth", ("地坛",)),
            ("attraction", "颐和园", "Summer Palace", ()),
            ("attraction", "圆明园遗址公园", "Old Summer Palace", ("圆明园",)),
            ("attraction", "雍和宫", "Lama Temple", ()),
            ("attraction", "南锣鼓巷", "Nanluoguxiang", ()),
            ("attraction", "八达岭长城", "Great Wall at Badaling", ("八达岭",)),
            ("attraction", "慕田峪长城", "Great Wall at Mutianyu", ("慕田峪",)),
            ("attraction", "中国国家博物馆", "National Museum of China", ("国家博物馆", "国博")),
            ("attraction", "恭王府博物馆", "Prince Gong's Mansion", ("恭王府",)),
            ("attraction", "什刹海", "Shichahai", ("后海",)),
            ("attraction", "北京动物园", "Beijing Zoo", ()),
            ("area", "王府井", "Wangfujing", ()),
            ("area", "什刹海", None, ()),
            ("station", "北京西站", "Beijing West Railway Station", ("北京西",)),
            ("station", "北京南站", "Beijing South Railway Station", ("北京南",)),
            ("restaurant", "四季民福烤鸭店(故宫店)", None, ()),
            ("restaurant", "四季民福烤鸭店(灯市口店)", None, ()),
            ("restaurant", "东来顺饭庄(王府井店)", None, ()),
        ]
    )
