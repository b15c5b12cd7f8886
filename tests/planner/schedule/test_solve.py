from __future__ import annotations

import random
from dataclasses import replace
from itertools import count, permutations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from xiake.planner.schedule.objective import capped, misses, spent, worth
from xiake.planner.schedule.problem import Base, Cap, Day, Group, Mode, Problem, Slot, Solution, Visit, Weights, Window
from xiake.planner.schedule.solve import solve

from .checker import faults
from .problems import OPEN, line, orienteering, random_problem, visit

HOUR = 3600.0


def best(problem: Problem, iterations: int = 400, seed: int = 0, start: Solution | None = None) -> Solution:
    solution = solve(problem, seconds=HOUR, seed=seed, iterations=iterations, start=start)
    assert solution is not None
    assert faults(problem, solution) == []
    return solution


def placed(solution: Solution) -> list[list[int]]:
    return [[stop.visit for stop in day.stops] for day in solution.days]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.integers(0, 10**9))
def test_every_solution_keeps_the_rules(seed: int) -> None:
    problem = random_problem(seed)
    solution = solve(problem, seconds=HOUR, seed=seed, iterations=40)
    if solution is not None:
        assert faults(problem, solution) == []
        assert solution.value == worth(problem, solution.base, solution.days)
        assert solution.fen == spent(problem, solution.base, solution.days)
        assert misses(problem, solution.days) == (solution.unplaced, solution.unfilled, solution.unmet, solution.unused)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.integers(0, 10**9))
@example(332543)  # a visit that follows a follower
def test_routing_keeps_the_rules_and_loses_nothing(seed: int) -> None:
    problem = random_problem(seed)
    alone = solve(problem, seconds=HOUR, iterations=5)
    refined = solve(problem, seconds=0.2, iterations=5, method="routing", clock=lambda: 0.0)
    assert (alone is None) == (refined is None)
    if alone is not None and refined is not None:
        assert faults(problem, refined) == []
        lacking = [len(s.unplaced) + len(s.unfilled) for s in (alone, refined)]
        assert lacking[1] <= lacking[0]


@pytest.mark.parametrize("seed", range(8))
def test_tiny_trips_are_solved_to_the_optimum(seed: int) -> None:
    rng = random.Random(seed)
    nodes = 6
    windows = [Window(first := rng.randint(480, 800), first + 90) for _ in range(5)]
    visits = tuple(
        Visit(
            node=v + 1, dwell=rng.choice((30, 90)), score=rng.randint(1_000, 9_000), windows=((w,),), fen=(rng.randint(0, 900),)
        )
        for v, w in enumerate(windows)
    )
    minutes = [[0 if a == b else rng.randint(10, 60) for b in range(nodes)] for a in range(nodes)]
    road = Mode(name="road", minutes=minutes, fen=[[0] * nodes] * nodes)
    problem = Problem(
        nodes=nodes, days=(Day(start=0, end=0, earliest=480, latest=1000, min_visits=0),), visits=visits, modes=(road,), budget=1_500,
        weights=Weights(money=1, moving=20, waiting=0),
    )  # fmt: skip

    def value(order: tuple[int, ...]) -> int | None:
        clock, here, total = 480, 0, 0
        for v in order:
            clock = max(clock + minutes[here][v + 1], windows[v].earliest)
            total -= 20 * minutes[here][v + 1]
            if clock > windows[v].latest:
                return None
            clock, here, total = clock + visits[v].dwell, v + 1, total + visits[v].score - visits[v].fen[0]
        over = sum(visits[v].fen[0] for v in order) > 1_500
        return None if over or clock + minutes[here][0] > 1000 else total - 20 * minutes[here][0]

    orders = [order for size in range(6) for order in permutations(range(5), size)]
    assert best(problem).value == max(v for v in map(value, orders) if v is not None)


def test_mandatory_visits_are_placed_even_when_others_are_worth_more() -> None:
    visits = (*(visit(v, 1, dwell=100, score=50_000) for v in range(1, 5)), visit(5, 1, dwell=100, score=1, mandatory=True))
    problem = Problem(nodes=6, days=(Day(start=0, end=0, earliest=480, latest=840),), visits=visits, modes=(line(6),))
    solution = best(problem)
    assert solution.complete
    assert 4 in placed(solution)[0]


def test_mandatory_visits_that_exclude_each_other_are_reported() -> None:
    visits = tuple(visit(v, 1, dwell=200, mandatory=True) for v in (1, 2))
    problem = Problem(nodes=3, days=(Day(start=0, end=0, earliest=480, latest=780),), visits=visits, modes=(line(3),))
    solution = best(problem)
    assert len(solution.unplaced) == 1
    assert not solution.complete


def test_slots_take_different_fillers_at_their_times() -> None:
    day = Day(start=0, end=0, earliest=480, latest=1300)
    slots = tuple(
        Slot(day=0, name=n, window=Window(e, e + 120), dwell=60, candidates=(2, 3)) for n, e in (("a", 660), ("b", 1020))
    )
    visits = (visit(1, 1), visit(2, 1), visit(1, 1), visit(2, 1, score=100))
    solution = best(Problem(nodes=3, days=(day,), visits=visits, modes=(line(3),), slots=slots))
    assert solution.complete
    assert sorted(stop.visit for stop in solution.days[0].stops if stop.slot is not None) == [2, 3]


def test_a_required_slot_without_open_filler_is_reported() -> None:
    day = Day(start=0, end=0, earliest=480, latest=1300)
    slot = Slot(day=0, name="meal", window=Window(660, 780), dwell=60, candidates=(1,))
    closed = replace(visit(1, 1), windows=((Window(900, 1000),),))
    assert best(Problem(nodes=2, days=(day,), visits=(visit(1, 1), closed), modes=(line(2),), slots=(slot,))).unfilled == (0,)


def test_a_meal_inside_a_sight_follows_it() -> None:
    day = Day(start=0, end=0, earliest=600, latest=1300)
    slot = Slot(day=0, name="meal", window=Window(660, 780), dwell=60, candidates=(2,))
    visits = (visit(1, 1), visit(2, 1), replace(visit(1, 1), after=0))
    solution = best(Problem(nodes=3, days=(day,), visits=visits, modes=(line(3),), slots=(slot,)))
    order = placed(solution)[0]
    assert order.index(2) == order.index(0) + 1


def test_the_base_balances_price_and_ways() -> None:
    visits = tuple(visit(node, 2) for node in (7, 8, 9))
    days = (Day(earliest=480, latest=1200),) * 2
    bases = (Base(node=0, fen=1_000), Base(node=8, fen=2_000), Base(node=8, fen=90_000))
    problem = Problem(nodes=10, days=days, visits=visits, modes=(line(10),), bases=bases)
    assert best(problem).base == 1
    assert best(replace(problem, budget=1_900)).base == 0
    assert solve(replace(problem, budget=900), seconds=HOUR, iterations=10) is None


def test_a_tight_budget_takes_the_slow_mode_and_a_loose_one_the_fast() -> None:
    slow, fast = line(3, minutes=30, fen=0), line(3, minutes=10, fen=2_000)
    day = Day(start=0, end=0, earliest=480, latest=1000)
    problem = Problem(nodes=3, days=(day,), visits=(visit(2, 1, score=90_000),), modes=(slow, fast))
    assert {stop.leg.mode for stop in best(problem).days[0].stops} == {0}
    rich = replace(problem, weights=Weights(money=1, moving=500))
    assert {stop.leg.mode for stop in best(rich).days[0].stops} == {1}
    assert {stop.leg.mode for stop in best(replace(rich, budget=3_500)).days[0].stops} == {0}


def test_caps_bind_parts_of_the_spending() -> None:
    slow, fast = line(5, minutes=30, fen=0), line(5, minutes=5, fen=400)
    day = Day(start=0, end=0, earliest=480, latest=1200)
    visits = (visit(1, 1, fen=3_000, score=90_000), visit(2, 1, score=9_000), visit(3, 1, fen=1_000, score=50_000))
    problem = Problem(nodes=5, days=(day,), visits=visits, modes=(slow, fast), weights=Weights(moving=500))
    tickets = Cap(fen=3_500, visits=frozenset({0, 1, 2}))
    assert sorted(placed(best(problem))[0]) == [0, 1, 2]
    assert sorted(placed(best(replace(problem, caps=(tickets,))))[0]) == [0, 1]
    assert placed(best(replace(problem, caps=(replace(tickets, fen=0),)))) == [[1]]
    walking = best(replace(problem, caps=(Cap(fen=0, moves=True),)))
    assert {leg.mode for stop in walking.days[0].stops for leg in (stop.leg,)} == {0}
    assert capped(problem, None, walking.days) == ()
    bases = (Base(node=0, fen=9_000, score=20_000), Base(node=0, fen=4_000))
    nights = replace(problem, days=(Day(earliest=480, latest=1200),), bases=bases, caps=(Cap(fen=5_000, bases=True, moves=True),))
    assert best(replace(nights, caps=())).base == 0
    assert best(nights).base == 1
    assert capped(nights, 1, best(nights).days) <= (5_000,)


@pytest.mark.parametrize("seed", range(4))
def test_what_patience_ends_is_the_same_however_slow_the_machine(seed: int) -> None:
    problem, ticks = orienteering(), count()
    fast = solve(problem, seconds=1.0, seed=seed, patience=50, clock=lambda: 0.0)
    assert fast is not None
    assert faults(problem, fast) == []
    assert fast == solve(problem, seconds=1.0, seed=seed, patience=50, clock=lambda: 0.0015 * next(ticks))


def test_a_mode_that_rests_is_not_taken() -> None:
    metro = replace(line(2, minutes=10, fen=10), first=360, last=1000)
    taxi = line(2, minutes=20, fen=5_000)
    late = replace(visit(1, 1), windows=((Window(1100, 1200),),))
    day = Day(start=0, end=0, earliest=900, latest=1400)
    solution = best(Problem(nodes=2, days=(day,), visits=(late,), modes=(metro, taxi)))
    assert solution.days[0].last_leg.mode == 1


def test_a_late_start_is_free_but_standing_around_after_an_arrival_is_not() -> None:
    late = replace(visit(1, 1), windows=((Window(720, 800),),))
    day = Day(start=0, end=0, earliest=480, latest=1400)
    free = Problem(nodes=2, days=(day,), visits=(late,), modes=(line(2),))
    assert best(free).days[0].stops[0].leg.depart == 710
    waits = replace(free, days=(replace(day, waits_at_start=True),))
    assert best(free).value - best(waits).value == 230 * free.weights.waiting


def test_groups_bound_and_demand() -> None:
    visits = tuple(visit(v, 2, score=9_000 if v < 4 else 50) for v in range(1, 6))
    days = (Day(start=0, end=0, earliest=480, latest=1200),) * 2
    groups = (Group(members=(0, 1, 2), max_per_trip=2, max_per_day=1), Group(members=(3, 4), min_per_trip=1))
    solution = best(Problem(nodes=6, days=days, visits=visits, modes=(line(6, minutes=30),), groups=groups))
    flat = [v for day in placed(solution) for v in day]
    assert len({0, 1, 2} & set(flat)) == 2
    assert {3, 4} & set(flat)


def test_days_are_balanced_towards_their_target() -> None:
    visits = tuple(visit(1, 2, dwell=60) for _ in range(4))
    days = (Day(start=0, end=0, earliest=480, latest=1200, target=120),) * 2
    assert [len(day) for day in placed(best(Problem(nodes=2, days=days, visits=visits, modes=(line(2),))))] == [2, 2]


def test_iterations_make_it_repeatable_and_a_start_is_never_lost() -> None:
    problem = random_problem(12)
    one, two = best(problem, 60, seed=5), best(problem, 60, seed=5)
    assert one == two
    assert best(problem, 0, start=one).value >= one.value


def test_orienteering_with_time_windows() -> None:
    problem = orienteering()
    short, long = best(problem, 10), best(problem, 500)
    assert long.value == sum(problem.visits[v].score for day in placed(long) for v in day)
    assert long.value >= short.value > 0


def test_nothing_to_see_gives_empty_days() -> None:
    solution = best(Problem(nodes=1, days=(Day(start=0, end=0, earliest=480, latest=1200),), visits=(), modes=(line(1),)))
    assert placed(solution) == [[]]


def test_a_day_shorter_than_its_own_way_has_no_plan() -> None:
    day = Day(start=0, end=2, earliest=480, latest=490)
    assert solve(Problem(nodes=3, days=(day,), visits=(), modes=(line(3),)), seconds=HOUR, iterations=5) is None


@pytest.mark.parametrize(
    "change",
    [
        {"modes": ()},
        {"visits": (visit(9, 1),)},
        {"visits": (visit(1, 2),)},
        {"visits": (replace(visit(1, 1), after=4),)},
        {"days": (Day(earliest=0, latest=1),)},
        {"groups": (Group(members=(3,)),)},
        {"slots": (Slot(day=4, name="", window=OPEN, dwell=1, candidates=()),)},
        {"nodes": 3},
        {"bases": (Base(node=-1, fen=0),)},
    ],
)
def test_what_does_not_fit_together_is_refused(change: dict[str, object]) -> None:
    good = Problem(nodes=2, days=(Day(start=0, end=0, earliest=0, latest=1),), visits=(visit(1, 1),), modes=(line(2),))
    with pytest.raises(ValueError, match=r"."):
        replace(good, **change)  # type: ignore[arg-type]


def test_a_filler_may_take_its_own_time() -> None:
    day = Day(start=0, end=0, earliest=480, latest=1300)
    slot = Slot(day=0, name="meal", window=Window(660, 780, 900), dwell=60, candidates=(1,), own={1: (Window(700, 710), 240)})
    problem = Problem(nodes=2, days=(day,), visits=(visit(1, 1), visit(1, 1)), modes=(line(2),), slots=(slot,))
    stop = next(stop for stop in best(problem).days[0].stops if stop.slot == 0)
    assert 700 <= stop.start <= 710
    assert stop.end - stop.start == 240


def test_a_required_mode_takes_over_some_leg_or_is_reported() -> None:
    slow = replace(line(3, minutes=30, fen=900), name="slow", required=True)
    day = Day(start=0, end=0, earliest=480, latest=1000)
    visits = (visit(1, 1), visit(2, 1))
    solution = best(Problem(nodes=3, days=(day,), visits=visits, modes=(line(3), slow)))
    assert solution.complete
    assert sorted(leg.mode for stop in solution.days[0].stops for leg in (stop.leg,)) in ([0, 0], [0, 1])
    nowhere = replace(slow, minutes=[[-1] * 3] * 3)
    assert best(Problem(nodes=3, days=(day,), visits=visits, modes=(line(3), nowhere))).unused == (1,)
