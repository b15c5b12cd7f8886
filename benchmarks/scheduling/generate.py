"""Invents the benchmark's trips: cities of clusters, museums closed on Mondays, tight and loose budgets, arrivals by train.

``python -m benchmarks.scheduling.generate`` rewrites ``instances/``; the same seeds give the same trips. Everything is an
integer: metres, minutes, fen. Travel isn't stored but follows from the coordinates by the formula in ``README.md``.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "instances"

# (days, sights, restaurants, bases, budget factor or None): from long weekends in small towns to a week in a big city.
SHAPES: tuple[tuple[int, int, int, int, float | None], ...] = (
    (3, 20, 20, 6, None), (3, 20, 24, 8, 0.75), (3, 30, 24, 8, 1.0),
    (3, 40, 30, 12, 0.7), (3, 60, 40, 16, None), (3, 80, 60, 20, 0.8),
    (4, 20, 24, 8, 0.9), (4, 30, 30, 10, None), (4, 40, 30, 12, 0.7), (4, 60, 40, 16, 1.0), (4, 80, 50, 20, None),
    (5, 25, 24, 8, 0.8), (5, 35, 30, 10, None), (5, 50, 40, 14, 0.65), (5, 65, 40, 16, 0.9), (5, 80, 60, 20, None),
    (6, 30, 30, 10, 0.8), (6, 45, 36, 12, None), (6, 60, 40, 16, 0.7), (6, 80, 60, 20, 1.0),
    (7, 35, 30, 10, None), (7, 50, 40, 14, 0.75), (7, 65, 50, 16, None), (7, 80, 60, 20, 0.7),
)  # fmt: skip


def generate(number: int) -> dict[str, Any]:
    """The trip of a shape."""
    rng = random.Random(7_000 + number)
    days, sights, restaurants, bases, budget = SHAPES[number]
    people = rng.choice((1, 2, 2, 3, 4))
    rooms = (people + 1) // 2
    monday = rng.randrange(7)
    places: list[list[int]] = []
    clusters = [(rng.gauss(0, 6000), rng.gauss(0, 6000)) for _ in range(rng.randint(4, 8))]

    def place(spread: float, far: float = 0.0) -> int:
        if rng.random() < far:
            x, y = rng.gauss(0, 26_000), rng.gauss(0, 26_000)
        else:
            center = rng.choice(clusters)
            x, y = rng.gauss(center[0], spread), rng.gauss(center[1], spread)
        places.append([round(x), round(y)])
        return len(places) - 1

    station = place(3000) if rng.random() < 0.6 else None
    plan = []
    for index in range(days):
        first, last = station is not None and index == 0, station is not None and index == days - 1
        load = rng.choice((270, 330))
        plan.append(
            {
                "start": station if first else -1,
                "end": station if last else -1,
                "earliest": rng.choice((570, 630, 720)) if first else 8 * 60 + rng.choice((0, 30)),
                "latest": rng.choice((960, 1080, 1200)) if last else 21 * 60 + 30,
                "waits_at_start": first,
                "max_visits": rng.choice((3, 4, 5)),
                "min_visits": 1,
                "max_active": 13 * 60,
                "target": 200 if first or last else load,
            }
        )
    visits: list[dict[str, Any]] = []
    kinds: dict[str, list[int]] = {}
    slots = _slots(plan)
    for _ in range(sights):
        _sight(rng, visits, kinds, plan, place(1800, 0.08), people, monday)
    popular = sorted(range(sights), key=lambda v: -visits[v]["score"])
    for v in rng.sample(popular[: sights // 2], rng.choice((0, 1, 2, 3))):
        visits[v]["mandatory"] = any(visits[v]["windows"])
    first_meal = len(visits)
    for _ in range(restaurants):
        _restaurant(rng, visits, plan, place(2200), people)
    for v in rng.sample(popular[:12], 3):  # a canteen inside a long visit
        if visits[v]["dwell"] >= 150:
            visits.append(_meal(plan, visits[v]["node"], 600, people * 4500, [[660, 780, 840]], v))
    for slot in slots:
        slot["candidates"] = list(range(first_meal, len(visits)))
    groups: list[dict[str, Any]] = [
        {"members": members, "max_per_trip": rng.choice((3, 4, 99)), "max_per_day": rng.choice((1, 2)), "min_per_trip": 0}
        for members in kinds.values()
        if len(members) > 2
    ]
    if rng.random() < 0.5:
        members = rng.choice(list(kinds.values()))
        groups.append({"members": members, "max_per_trip": 99, "max_per_day": 99, "min_per_trip": 1})
    hotels = []
    for _ in range(bases):
        stars = rng.choice((2, 3, 3, 4, 4, 5))
        rate = rng.randint(120, 260) * (1, 2, 4, 7)[stars - 2] // 1
        nights = rooms * (days - 1)
        hotels.append({"node": place(2500), "fen": rate * 100 * nights, "score": (9_000 * stars + 8_000) * nights})
    trip: dict[str, Any] = {
        "name": f"trip{number:02d}-{days}d-{sights}s",
        "places": places,
        "days": plan,
        "bases": hotels,
        "visits": visits,
        "slots": slots,
        "groups": groups,
        "modes": _modes(people),
        "weights": {"money": 1, "moving": 60 + 20 * people, "waiting": 60, "empty_day": 50_000, "imbalance": 1_500},
        "budget": None,
    }
    if budget is not None:
        lodging = sorted(hotel["fen"] for hotel in hotels)[len(hotels) // 2]
        meals = len(slots) * people * 6_000
        trip["budget"] = round(budget * (lodging + meals + days * (people * 9_000 + 6_000)))
    return trip


def _slots(plan: list[dict[str, Any]]) -> list[dict[str, Any]]:
    slots = []
    for index, day in enumerate(plan):
        for name, earliest, latest in (("lunch", 660, 800), ("dinner", 1020, 1170)):
            if day["earliest"] < earliest and latest + 120 < day["latest"]:
                slots.append(
                    {
                        "day": index, "name": name, "window": [earliest, latest, latest + 90], "dwell": 60,
                        "required": name == "lunch" or index > 0, "penalty": 30_000,
                    }
                )  # fmt: skip
    return slots


def _sight(
    rng: random.Random,
    visits: list[dict[str, Any]],
    kinds: dict[str, list[int]],
    plan: list[dict[str, Any]],
    node: int,
    people: int,
    monday: int,
) -> None:
    renown = min(100, round(15 + rng.expovariate(1 / 28)))
    kind = rng.choice(("museum", "temple", "park", "street", "palace", "view"))
    dwell = rng.choice({"museum": (90, 120, 180), "palace": (120, 180, 240)}.get(kind, (45, 60, 90, 120)))
    price = rng.choice((0, 0, 20, 40, 60, 120)) * (2 if renown > 70 else 1)
    windows = []
    for index in range(len(plan)):
        closed = (index + monday) % 7 == 0 and kind in ("museum", "palace")
        if kind == "street":
            day = [[600, 1260, 1350]]
        elif kind == "view" and rng.random() < 0.5:
            day = [[1050, 1230, 1320]]
        elif kind == "temple" and node % 4 == 0:
            day = [[510, 690, 720], [810, 990, 1020]]
        else:
            opens = 510 if kind != "park" else 360
            day = [[opens, 960, 1020 if kind != "park" else 1140]]
        windows.append([] if closed else day)
    kinds.setdefault(kind, []).append(len(visits))
    visits.append(
        {
            "node": node, "dwell": dwell, "score": round(renown**1.5 * 25) * (1 + people) + rng.randint(0, 999),
            "windows": windows, "fen": [price * 100 * people] * len(plan), "mandatory": False, "after": None,
        }
    )  # fmt: skip


def _restaurant(rng: random.Random, visits: list[dict[str, Any]], plan: list[dict[str, Any]], node: int, people: int) -> None:
    spend = rng.choice((25, 40, 60, 80, 120, 200)) * 100 * people
    hours = rng.choice(([[630, 1230, 1320]], [[660, 810, 870], [1020, 1200, 1290]], [[1020, 1290, 1400]]))
    visits.append(_meal(plan, node, rng.randint(1, 8) * 1000 * people + spend * 4 // 5, spend, hours, None))


def _meal(
    plan: list[dict[str, Any]], node: int, score: int, fen: int, hours: list[list[int]], after: int | None
) -> dict[str, Any]:
    return {
        "node": node, "dwell": 60, "score": score, "windows": [hours] * len(plan), "fen": [fen] * len(plan),
        "mandatory": False, "after": after,
    }  # fmt: skip


def _modes(people: int) -> list[dict[str, Any]]:
    cars = (people + 3) // 4
    return [
        {"name": "walk", "detour": 130, "speed": 70, "overhead": 0, "least": 0, "most": 2500, "flag": 0, "flag_metres": 0,
         "per_km": 0, "first": 0, "last": 100_000},
        {"name": "metro", "detour": 135, "speed": 560, "overhead": 14, "least": 900, "most": 60_000, "flag": 300 * people,
         "flag_metres": 6000, "per_km": 20 * people, "first": 330, "last": 1350},
        {"name": "taxi", "detour": 135, "speed": 430, "overhead": 6, "least": 0, "most": 1_000_000, "flag": 1300 * cars,
         "flag_metres": 3000, "per_km": 230 * cars, "first": 0, "last": 100_000},
    ]  # fmt: skip


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for number in range(len(SHAPES)):
        made = generate(number)
        (FOLDER / f"{made['name']}.json").write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")
        print(made["name"])
