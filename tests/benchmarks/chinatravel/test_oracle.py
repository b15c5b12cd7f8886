"""Annotated constraints become typed wishes, and what can't be read is said."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from xiake.domain.constraint import AnyOf, Choice, CostLimit, FarMode, JourneyClock, Near, RoomCount, VisitClock, VisitOrder
from xiake.domain.gazetteer import Gazetteer, PlaceName

from benchmarks.chinatravel.oracle.compile import Compiled, compile_query

GIVEN = Path(__file__).parents[4] / "shared" / "benchmarks" / "chinatravel"
GAZETTEER = Gazetteer(
    city="杭州",
    places=(
        PlaceName(id="a1", kind="attraction", name="柳塘"),
        PlaceName(id="a2", kind="attraction", name="竹塔"),
        PlaceName(id="r1", kind="restaurant", name="O'Neill's(北店)"),
        PlaceName(id="h1", kind="hotel", name="溪畔旅舍"),
        PlaceName(id="s1", kind="station", name="杭州北站"),
    ),
    terms=(),
)


def compiled(*snippets: str, **header: Any) -> Compiled:
    query = {"days": 3, "people_number": 5, **header, "hard_logic_py": [dedent(snippet) for snippet in snippets]}
    return compile_query(query, GAZETTEER)


def wishes(*snippets: str) -> tuple[object, ...]:
    result = compiled(*snippets)
    assert not result.unknown
    return result.constraints


def collecting(field: str, types: str, result: str) -> str:
    return f"""
        found = set()
        for a in allactivities(plan):
            if activity_type(a) {types}:
                found.add({field})
        result = ({result})
        """


def summing(types: str, result: str) -> str:
    return f"""
        spent = 0
        for act in allactivities(plan):
          if activity_type(act) {types}: spent += activity_cost(act)
        result = {result}
        """


MEALS = "in ['lunch', 'dinner', 'breakfast']"
SIGHT = collecting("activity_position(a)", "== 'attraction'", "RESULT")


def test_days_people_and_the_whole_budget_fill_slots() -> None:
    result = compiled(
        "result=(day_count(plan)==4)",
        "result=(2==people_count(plan))",
        """
        all_of_it=0
        for activity in allactivities(plan):
            all_of_it+=activity_cost(activity)
            all_of_it += innercity_transport_cost(activity_transports(activity))
        result=(all_of_it<=1500.5)
        """,
        days=3,
    )
    assert (result.days, result.people, result.budget) == (4, 2, 1500.5)
    assert result.constraints == ()
    assert result.unknown == ()


@pytest.mark.parametrize(
    ("relation", "op"),
    [
        ('{"柳塘", "竹塔"} <= found', "all_of"),
        ("found >= {'竹塔', '柳塘'}", "all_of"),
        ("{'柳塘', '竹塔'} & found", "any_of"),
        ("found & {'柳塘', '竹塔'} != set()", "any_of"),
        ("not ({'柳塘', '竹塔'} & found)", "none_of"),
        ("found <= set(['柳塘', '竹塔'])", "only"),
    ],
)
def test_relations_of_sets(relation: str, op: str) -> None:
    assert wishes(SIGHT.replace("RESULT", relation)) == (
        Choice(subject="attraction", attribute="place", op=op, values=("a1", "a2"), labels=("柳塘", "竹塔")),
    )


def test_not_all_of_them_is_one_of_them_missing() -> None:
    (wish,) = wishes(SIGHT.replace("RESULT", "not ({'柳塘', '竹塔'} <= found)"))
    assert isinstance(wish, AnyOf)
    assert [option[0].op for option in wish.options if isinstance(option[0], Choice)] == ["none_of", "none_of"]


@pytest.mark.parametrize(
    ("field", "types", "subject", "attribute", "word", "value"),
    [
        ("attraction_type(a, target_city(plan))", "== 'attraction'", "attraction", "kind", "园林", "园林"),
        ("restaurant_type(a, target_city(plan))", MEALS, "restaurant", "kind", "火锅", "火锅"),
        ("activity_position(a)", MEALS, "restaurant", "place", "O'Neill's(北店)", "r1"),
        ("accommodation_type(a, target_city(plan))", "== 'accommodation'", "hotel", "feature", "泳池", "泳池"),
        ("activity_position(a)", "== 'accommodation'", "hotel", "place", "溪畔旅舍", "h1"),
        ("intercity_transport_type(a)", "in ['train', 'airplane']", "intercity", "mode", "airplane", "flight"),
    ],
)
def test_what_sets_are_about(field: str, types: str, subject: str, attribute: str, word: str, value: str) -> None:
    (wish,) = wishes(collecting(field, types, f'{{"{word}"}} <= found'))
    assert isinstance(wish, Choice)
    assert (wish.subject, wish.attribute, wish.values) == (subject, attribute, (value,))


def test_modes() -> None:
    moves = """
        used = set()
        for a in allactivities(plan):
            if activity_transports(a) != []: used.add(innercity_transport_type(activity_transports(a)))
        result = RESULT
        """
    journeys = collecting("intercity_transport_type(a)", "in ['airplane', 'train']", "{'train'} == found")
    assert wishes(
        moves.replace("RESULT", "{'metro'} <= used"), moves.replace("RESULT", "used <= {'taxi', 'walk'}"), journeys
    ) == (
        Choice(subject="innercity", attribute="mode", op="all_of", values=("metro",)),
        Choice(subject="innercity", attribute="mode", op="only", values=("taxi", "walk")),
        Choice(subject="intercity", attribute="mode", op="only", values=("train",)),
    )


def test_each_direction_has_its_mode() -> None:
    snippet = """
        result = False
        way_there = 'empty'
        first = allactivities(plan)[0]
        if first['type'] == 'train' and intercity_transport_origin(allactivities(plan)[0]) == start_city(plan) \\
                and allactivities(plan)[-1]['type'] != 'airplane' \\
                and intercity_transport_origin(allactivities(plan)[-1]) == target_city(plan):
            result = True
        """
    assert wishes(snippet) == (
        Choice(subject="intercity_out", attribute="mode", op="only", values=("train",)),
        Choice(subject="intercity_back", attribute="mode", op="none_of", values=("flight",)),
    )


@pytest.mark.parametrize(
    "snippet",
    [
        """
        result=True
        for a in allactivities(plan):
            if activity_type(a) in ['train', 'airplane'] and intercity_transport_origin(a)==start_city(plan):
                if activity_end_time(a) > '12:00': result=False
        """,
        """
        result=False
        for a in allactivities(plan):
            if intercity_transport_destination(a)==target_city(plan) and activity_end_time(a) <= '12:00': result=True
        """,
        "result = activity_end_time(allactivities(plan)[0]) <= '12:00'",
    ],
)
def test_an_arrival_by_noon(snippet: str) -> None:
    assert wishes(snippet) == (JourneyClock(direction="out", event="arrive", not_after=720),)


@pytest.mark.parametrize(
    ("types", "category"),
    [
        ("== 'attraction'", "tickets"),
        ("== 'accommodation'", "lodging"),
        (MEALS, "meals"),
        ("in ['airplane', 'train']", "intercity"),
    ],
)
def test_totals_of_a_category(types: str, category: str) -> None:
    assert wishes(summing(types, "spent <= 0")) == (CostLimit(category=category, amount=0),)
    assert wishes(summing(types, "500 > spent")) == (CostLimit(category=category, amount="499.99"),)


def test_means() -> None:
    nights = summing("== 'accommodation'", "spent / people_count(plan) / (day_count(plan) - 1) <= 200")
    by_head = summing("== 'attraction'", "spent / people_count(plan) <= 200")
    meals = f"""
        spent, count = 0, 0
        for act in allactivities(plan):
            if activity_type(act) {MEALS}:
                spent += activity_cost(act)
                count += 1
        result = spent / count / people_count(plan) <= 60
        """
    assert wishes(nights, by_head, meals) == (
        CostLimit(category="lodging", per="person_night", amount=200),
        CostLimit(category="tickets", amount=1000),
        CostLimit(category="meals", per="person_meal", amount=60),
    )


EVERY = """
    result = True
    for a in allactivities(plan):
        if {}: result = False
    """


def test_rules_on_every_activity() -> None:
    assert wishes(
        EVERY.format("activity_type(a) == 'accommodation' and room_count(a) != 2"),
        EVERY.format("activity_type(a) == 'accommodation' and room_type(a) != 2"),
        EVERY.format(
            "innercity_transport_type(activity_transports(a)) != 'taxi'"
            " and innercity_transport_distance(activity_transports(a)) > 3.5"
        ),
    ) == (
        RoomCount(count=2),
        Choice(subject="hotel", attribute="room", op="only", values=("twin",)),
        FarMode(mode="taxi", beyond_km=3.5),
    )


def test_tickets_and_cars_of_the_party_need_no_wish() -> None:
    tickets = """
        result=True
        for a in allactivities(plan):
            if activity_type(a) in ['attraction', 'airplane', 'train'] and activity_tickets(a) != 5: result=False
            if innercity_transport_type(activity_transports(a))=='metro' and metro_tickets(activity_transports(a))!=5: result=False
        """
    cars = EVERY.format(
        "innercity_transport_type(activity_transports(a)) == 'taxi' and taxi_cars(activity_transports(a)) != CARS"
    )
    assert wishes(tickets, cars.replace("CARS", "2")) == ()
    assert wishes(cars.replace("CARS", "1")) == (
        Choice(subject="innercity", attribute="mode", op="only", values=("metro", "walk")),
    )


def test_times_at_a_place() -> None:
    some = """
        result=False
        for a in allactivities(plan):
            if activity_position(a)=='柳塘':
                if CONDITION: result=True
        """
    assert wishes(
        some.replace("CONDITION", "activity_start_time(a)<='09:30' and activity_end_time(a)>='11:00'"),
        some.replace("CONDITION", "activity_time(a) >= 90"),
        some.replace("CONDITION", "activity_end_time(a) < '18:00'"),
    ) == (
        VisitClock(place="a1", label="柳塘", start_by=570, end_from=660),
        VisitClock(place="a1", label="柳塘", at_least=90),
        VisitClock(place="a1", label="柳塘", end_by=1079),
    )


def test_one_place_before_another() -> None:
    snippet = """
        result=False
        x=0
        y=0
        i=0
        for a in allactivities(plan):
            if activity_position(a)=='竹塔':
                x=i
            if activity_position(a)=='柳塘':
                y=i
            i+=1
        if x<y:
            result=True
        """
    assert wishes(snippet) == (VisitOrder(first="a2", then="a1", labels=("竹塔", "柳塘")),)


def test_the_hotel_near_a_station() -> None:
    snippet = """
        result=False
        bed='none yet'
        for a in allactivities(plan):
            if activity_type(a)=='accommodation': bed=activity_position(a)
        result=(poi_distance(target_city(plan),'杭州北站',bed)<=2.5)
        """
    assert wishes(snippet) == (Near(place="s1", label="杭州北站", max_km=2.5),)


def alternatives(*snippets: str) -> str:
    parts = [f"{dedent(snippet)}\nanswers.append(result)\n" for snippet in snippets]
    return "answers=[]\n" + "".join(parts) + "result=False\nfor one in answers:\n    result=result or one\n"


def test_alternatives() -> None:
    named, cheap = SIGHT.replace("RESULT", "{'柳塘'} <= found"), summing("== 'attraction'", "spent <= 80")
    (wish,) = wishes(alternatives(named, cheap))
    assert isinstance(wish, AnyOf)
    assert [[type(simple) for simple in option] for option in wish.options] == [[Choice], [CostLimit]]
    nothing = collecting("activity_position(a)", "== 'transportation'", "not ({'taxi'} & found)")
    assert wishes(alternatives(named, nothing)) == (), "one alternative always holds"


@pytest.mark.parametrize(
    ("snippet", "reason"),
    [
        ("result = (", "not Python"),
        ("import os\nresult = True", "import os"),
        ("result = __import__('os').system('ls')", "__import__"),
        (SIGHT.replace("RESULT", "{'没有的地方'} <= found"), "没有的地方"),
        (SIGHT.replace("RESULT", "len(found) > 3"), "found"),
        ("result = day_count(plan) > 9", "no plan"),
        (summing("== 'attraction'", "spent >= 100"), "least"),
    ],
)
def test_what_cannot_be_read_is_listed(snippet: str, reason: str) -> None:
    result = compiled(snippet)
    assert result.constraints == ()
    (unread,) = result.unknown
    assert reason in unread.reason


@pytest.mark.parametrize("folder", ["aic_annotated", "ijcai25_phase2", "ijcai25_generated"])
def test_every_given_snippet_is_read(folder: str) -> None:
    if not (GIVEN / "queries" / folder).exists():
        pytest.skip("the outside data isn't here")
    from benchmarks.chinatravel.provider import SandboxProvider

    provider = SandboxProvider(GIVEN / "sandbox")
    for file in (GIVEN / "queries" / folder).glob("*.json"):
        query = json.loads(file.read_text("utf-8"))
        result = compile_query(query, provider.gazetteer_of(query["target_city"]))
        assert result.unknown == (), file.stem
