"""Reads a generated trip as a :class:`Problem`."""

from __future__ import annotations

import json
from math import isqrt
from pathlib import Path
from typing import Any

from xiake.planner.schedule.problem import Base, Day, Group, Mode, Problem, Slot, Solution, Visit, Weights, Window


def load(path: Path) -> Problem:
    """The problem of an instance file."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Problem(
        nodes=len(data["places"]),
        days=tuple(Day(**day) for day in data["days"]),
        bases=tuple(Base(**base) for base in data["bases"]),
        visits=tuple(_visit(visit) for visit in data["visits"]),
        slots=tuple(
            Slot(**{**slot, "window": Window(*slot["window"]), "candidates": tuple(slot["candidates"])}) for slot in data["slots"]
        ),
        groups=tuple(Group(**{**group, "members": tuple(group["members"])}) for group in data["groups"]),
        modes=tuple(_mode(mode, data["places"]) for mode in data["modes"]),
        weights=Weights(**data["weights"]),
        budget=data["budget"],
    )


def encode(solution: Solution) -> dict[str, Any]:
    """A solution as the evaluator reads it."""
    days = [
        {
            "stops": [[stop.visit, stop.slot, stop.leg.mode, stop.leg.depart, stop.start] for stop in day.stops],
            "back": [day.last_leg.mode, day.last_leg.depart],
        }
        for day in solution.days
    ]
    return {"base": solution.base, "days": days}


def _visit(data: dict[str, Any]) -> Visit:
    windows = tuple(tuple(Window(*window) for window in day) for day in data["windows"])
    return Visit(**{**data, "windows": windows, "fen": tuple(data["fen"])})


def _mode(data: dict[str, Any], places: list[list[int]]) -> Mode:
    minutes, fen = [], []
    for x, y in places:
        row = [isqrt((x - u) ** 2 + (y - v) ** 2) * data["detour"] // 100 for u, v in places]
        served = [data["least"] <= metres <= data["most"] for metres in row]
        rides = [data["overhead"] - -metres // data["speed"] for metres in row]
        minutes.append([ride if ok else -1 for ride, ok in zip(rides, served, strict=True)])
        fen.append([data["flag"] - -max(0, metres - data["flag_metres"]) // 1000 * data["per_km"] for metres in row])
    return Mode(name=data["name"], minutes=minutes, fen=fen, first=data["first"], last=data["last"])
