"""Every figure the scheduler assumes about a day, in one place. Minutes and CNY; none of them is a fact about a place."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ...domain.base import Model
from ...domain.clock import Minute
from ...domain.evidence import Source
from ...domain.itinerary import Meal
from ...domain.request import Pace


class DayShape(Model):
    """What a whole day looks like at one pace.

    Attributes:
        leave: Nobody leaves the hotel before.
        home: Everybody is back by.
        max_visits: Sights a day.
        target: Minutes of visits that feel right.
        dwell_share: 0 stays as briefly as makes sense, 1 as long as is typical; for what nobody asked for.
        asked_share: The same for what was asked for.
    """

    leave: Minute
    home: Minute
    max_visits: int
    target: int
    dwell_share: float
    asked_share: float


SHAPES: Mapping[Pace, DayShape] = {
    "relaxed": DayShape(leave=8 * 60 + 45, home=20 * 60 + 30, max_visits=3, target=270, dwell_share=0.85, asked_share=1.0),
    "normal": DayShape(leave=8 * 60, home=21 * 60, max_visits=4, target=350, dwell_share=0.65, asked_share=1.0),
    "intense": DayShape(leave=7 * 60 + 15, home=22 * 60, max_visits=6, target=450, dwell_share=0.3, asked_share=0.7),
}

EARLY_NIGHT = 60
"""With small children or seniors the day ends this much earlier, and has one sight less."""

BEDTIME = 23 * 60
"""Nobody is out later, whatever there is to see."""

SMALL_CHILD = 7
"""Children younger than this are small."""

GOOD_AT_NIGHT = frozenset({"地标观景", "老街古镇", "商业街区", "演出体验", "主题乐园", "文艺街区"})
"""Kinds of outdoor sights that one also visits in the dark."""

ONLY_BY_DAY = frozenset({"自然风光", "公园", "园林", "动物园", "历史古迹"})
"""Kinds of outdoor sights that are left before dark, whatever else they are."""

EVENING = 18 * 60
"""What is only worth it after dark begins at this time or later."""

WHOLE_DAY = 360
"""A visit of this typical length fills the day: it is only made when asked for, and no longer than it must be."""

SAME_CUISINE = 2
"""At most so many meals of one cuisine, unless it was asked for."""


class MealShape(Model):
    """When a meal may start and must end, and how long it takes."""

    earliest: Minute
    latest: Minute
    end: Minute
    minutes: int


MEAL_SHAPES: Mapping[Meal, MealShape] = {
    "breakfast": MealShape(earliest=6 * 60 + 30, latest=8 * 60 + 40, end=10 * 60, minutes=40),
    "lunch": MealShape(earliest=11 * 60 + 15, latest=13 * 60 + 30, end=15 * 60, minutes=60),
    "dinner": MealShape(earliest=17 * 60 + 30, latest=19 * 60 + 30, end=21 * 60, minutes=70),
}

BREAKFAST = Decimal(20)
"""A simple breakfast near the hotel, CNY a person, where the hotel's own is unknown."""

MEAL_INSIDE = Decimal(60)
"""A simple lunch inside a big attraction, CNY a person."""

MEAL_INSIDE_FROM = 330
"""A visit this long that offers food takes lunch inside."""

CITY_BUFFER = {"train": 40, "flight": 100}
"""Minutes at the station or airport before departure."""

LONGEST_WALK = 25
"""Longer walks are not offered where something else runs, minutes."""

WALKED_ANYWAY = 10
"""For a walk this short nobody waits for a train or a taxi, unless nothing else was wished for, minutes."""

OUT_NOT_BEFORE = 7 * 60 + 30
"""A journey out without a timetable or a wish leaves at this time or later."""

HOME_BY = 22 * 60 + 30
"""A journey back without a timetable or a wish arrives by this time."""

RESERVE_SHARE = Decimal("0.05")
"""Part of the estimated costs that is set aside, as far as the budget allows."""

ASSUMED = Source(provider="xiake", record="assumptions", title="Xiake 估算口径", as_of="2026-11", estimated=True)
"""Evidence for figures from this page."""
