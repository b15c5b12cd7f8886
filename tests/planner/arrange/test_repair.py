"""Must-sees that let nobody in are replaced by their nearest equals, and it is said why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from xiake.domain.constraint import Choice
from xiake.planner.arrange.repair import substitute_blocked

from ...world import START, World, findings_of, hours, request, sight, wish_for

PALACE = sight("Palace", kinds=("历史古迹", "博物馆"), renown=95)
OTHER_PALACE = sight("OtherPalace", 4, kinds=("历史古迹", "博物馆"), renown=80)
MUSEUM = sight("Museum", 1, kinds=("博物馆",), renown=94)
ZOO = sight("Zoo", 0.5, kinds=("动物园", "亲子"), renown=96)
RUIN = sight("Ruin", 0.1, kinds=("历史古迹", "博物馆"), renown=95, open_=None)
SHUT_ON_TUESDAYS = sight("Hall", kinds=("戏院",), open_=hours({"days": "We-Mo", "open": "09:00-17:00"}))
DATES = tuple(START + timedelta(days=k) for k in range(2))


def sold_out(*places: Any) -> dict[Any, Any]:
    return {(place.id, day): "sold_out" for place in places for day in DATES}


def mend(world: World, *wishes: Choice, **fields: Any) -> Any:
    wanted = request(constraints=wishes, **fields)
    return substitute_blocked(wanted, findings_of(world, wanted))


def world(*places: Any, shut: Any = ()) -> World:
    return World(records=(PALACE, OTHER_PALACE, MUSEUM, ZOO, RUIN, SHUT_ON_TUESDAYS, *places), shut=dict(shut))


def test_what_can_be_visited_stays() -> None:
    wish = wish_for(PALACE, SHUT_ON_TUESDAYS)
    for shut in ({}, {("palace", START): "sold_out"}):
        mended, done = mend(world(shut=shut), wish)
        assert mended.constraints == (wish,)
        assert done == ()


def test_the_nearest_equal_shares_its_kind_and_is_surely_open() -> None:
    mended, (done,) = mend(world(shut=sold_out(PALACE)), wish_for(PALACE))
    assert (done.wish, done.place, done.by) == (0, "palace", "otherpalace")
    assert "sold out" in done.reason
    assert "OtherPalace" in done.reason
    assert mended.constraints[0].values == ("otherpalace",)
    assert mended.constraints[0].labels == ("OtherPalace",)


def test_substitutes_are_named_in_the_travellers_language() -> None:
    other = OTHER_PALACE.model_copy(update={"name": "别宫", "name_en": "Other Palace"})
    here = World(records=(PALACE, other), shut=sold_out(PALACE))
    for language, name in (("en", "Other Palace"), ("zh", "别宫")):
        mended, (done,) = mend(here, wish_for(PALACE), language=language)
        assert mended.constraints[0].labels == (name,)
        assert name in done.reason


def test_a_substitute_that_is_shut_too_is_no_substitute() -> None:
    _, (done,) = mend(world(shut=sold_out(PALACE, OTHER_PALACE)), wish_for(PALACE))
    assert done.by == "museum"


def test_what_is_wanted_anyway_is_no_substitute() -> None:
    mended, (done,) = mend(world(shut=sold_out(PALACE)), wish_for(PALACE, OTHER_PALACE))
    assert done.by == "museum"
    assert mended.constraints[0].values == ("museum", "otherpalace")


def test_what_another_wish_names_is_no_substitute() -> None:
    _, (done,) = mend(world(shut=sold_out(PALACE)), wish_for(PALACE), wish_for(OTHER_PALACE))
    assert done.by == "museum"


def test_what_is_banned_is_no_substitute() -> None:
    ban = Choice(subject="attraction", attribute="place", op="none_of", values=("otherpalace",))
    _, (done,) = mend(world(shut=sold_out(PALACE)), wish_for(PALACE), ban)
    assert done.by == "museum"
    unkind = Choice(subject="attraction", attribute="kind", op="none_of", values=("历史古迹",))
    _, (done,) = mend(world(shut=sold_out(PALACE)), wish_for(PALACE), unkind)
    assert done.by == "museum"


def test_two_substitutes_differ() -> None:
    _, done = mend(world(shut=sold_out(PALACE, MUSEUM)), wish_for(PALACE, MUSEUM))
    assert [d.by for d in done] == ["otherpalace", None] or len({d.by for d in done}) == 2


def test_without_an_equal_the_wish_is_given_up_and_said() -> None:
    mended, (done,) = mend(world(shut=sold_out(ZOO)), wish_for(ZOO))
    assert done.by is None
    assert "nothing comparable" in done.reason
    assert mended.constraints[0].strength == "soft"
    mended, (done,) = mend(world(shut=sold_out(ZOO)), wish_for(ZOO, PALACE))
    assert mended.constraints[0].values == ("palace",)
    assert mended.constraints[0].strength == "hard"


def test_closed_by_its_hours_is_said_as_closed() -> None:
    theatre = sight("Theatre", kinds=("戏院",))
    mended, (done,) = mend(world(theatre), wish_for(SHUT_ON_TUESDAYS), days=1)
    assert "closed" in done.reason
    assert mended.constraints[0].values == ("theatre",)
    _, (done,) = mend(world(theatre), wish_for(SHUT_ON_TUESDAYS), days=1, language="zh")
    assert "不开放" in done.reason


def test_only_insisting_wishes_are_mended() -> None:
    soft = wish_for(PALACE, strength="soft")
    ban = wish_for(PALACE, op="none_of")
    mended, done = mend(world(shut=sold_out(PALACE)), soft, ban)
    assert mended.constraints == (soft, ban)
    assert done == ()
