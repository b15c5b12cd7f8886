"""Judges a plan of a generated trip from the instance file alone; shares no code with the scheduler.

A plan is JSON: ``{"base": 3, "days": [{"stops": [[visit, slot or null, mode or null, depart, start], ...],
"back": [mode or null, depart]}, ...]}``, a leg's depart being the minute the party leaves the place before.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple


class Verdict(NamedTuple):
    """What a plan is worth (fen), how many required things it lacks, and every rule it breaks."""

    value: int
    missing: int
    faults: list[str]


def evaluate(trip: dict[str, Any], plan: dict[str, Any]) -> Verdict:
    """Recompute a plan."""
    faults: list[str] = []
    weights, visits, slots = trip["weights"], trip["visits"], trip["slots"]
    hotel = trip["bases"][plan["base"]] if trip["bases"] else None
    home = hotel["node"] if hotel else None
    value = hotel["score"] if hotel else 0
    money = hotel["fen"] if hotel else 0
    done: list[int] = []
    filled: list[int] = []
    if len(plan["days"]) != len(trip["days"]):
        faults.append("number of days")
    for number, (day, route) in enumerate(zip(trip["days"], plan["days"], strict=False)):

        def at(node: int) -> int:
            return home if node == -1 and home is not None else node

        def fault(text: str, number: int = number) -> None:
            faults.append(f"day {number}: {text}")

        here, clock, previous = at(day["start"]), day["earliest"], None
        leave: int | None = None
        moving = dwelling = load = count = 0
        for visit, slot, mode, depart, start in [*route["stops"], [None, None, *route["back"], None]]:
            there = at(day["end"]) if visit is None else at(visits[visit]["node"])
            if depart < clock:
                fault(f"leaves at {depart}, is busy till {clock}")
            leave = depart if leave is None else leave
            minutes, fen = _move(trip, here, there, mode, depart, fault)
            arrive, here = depart + minutes, there
            moving, money = moving + minutes, money + fen
            if visit is None:
                clock = arrive
                break
            record = visits[visit]
            dwell = record["dwell"] if slot is None else slots[slot]["dwell"]
            end = start + dwell
            if start < arrive:
                fault(f"visit {visit} begins before arrival")
            if not any(a <= start <= b and end <= c for a, b, c in record["windows"][number]):
                fault(f"visit {visit} is closed at {start}-{end}")
            if record["after"] is not None and previous != record["after"]:
                fault(f"visit {visit} doesn't follow {record['after']}")
            if slot is None:
                count, load = count + 1, load + dwell
                if any(visit in other["candidates"] for other in slots):
                    fault(f"visit {visit} fills no slot")
            else:
                rule = slots[slot]
                a, b, c = rule["window"]
                if rule["day"] != number or visit not in rule["candidates"] or not (a <= start <= b and end <= c):
                    fault(f"slot {slot} can't hold visit {visit} at {start}")
                filled.append(slot)
            value += record["score"]
            money += record["fen"][number]
            done.append(visit)
            dwelling += dwell
            clock, previous = end, visit
        assert leave is not None
        if clock > day["latest"]:
            fault(f"ends at {clock}")
        if clock - leave > day["max_active"]:
            fault(f"lasts {clock - leave} minutes")
        if count > day["max_visits"]:
            fault(f"{count} visits")
        stood = clock - (day["earliest"] if day["waits_at_start"] else leave) - moving - dwelling
        value -= weights["moving"] * moving + weights["waiting"] * stood
        value -= weights["empty_day"] * max(0, day["min_visits"] - count)
        if day["target"] is not None:
            value -= weights["imbalance"] * (load - day["target"]) ** 2 // 3600
        for index, group in enumerate(trip["groups"]):
            if sum(stop[0] in group["members"] for stop in route["stops"]) > group["max_per_day"]:
                fault(f"group {index} too often")
    faults += [f"visit {v} twice" for v in set(done) if done.count(v) > 1]
    faults += [f"slot {s} twice" for s in set(filled) if filled.count(s) > 1]
    if trip["budget"] is not None and money > trip["budget"]:
        faults.append(f"costs {money} of {trip['budget']}")
    value -= weights["money"] * money
    missing = sum(record["mandatory"] and v not in done for v, record in enumerate(visits))
    for s, rule in enumerate(slots):
        if s not in filled:
            missing += rule["required"]
            value -= 0 if rule["required"] else rule["penalty"]
    for index, group in enumerate(trip["groups"]):
        held = sum(v in group["members"] for v in done)
        if held > group["max_per_trip"]:
            faults.append(f"group {index} too often in the trip")
        if held < group["min_per_trip"]:
            missing += group.get("required", True)
            value -= 0 if group.get("required", True) else group["penalty"] * (group["min_per_trip"] - held)
    return Verdict(value, missing, faults)


def _move(trip: dict[str, Any], a: int, b: int, mode: int | None, depart: int, fault: Any) -> tuple[int, int]:
    if a == b:
        return 0, 0
    if mode is None:
        fault(f"no way from {a} to {b}")
        return 0, 0
    rule = trip["modes"][mode]
    (x, y), (u, v) = trip["places"][a], trip["places"][b]
    metres = math.isqrt((x - u) ** 2 + (y - v) ** 2) * rule["detour"] // 100
    if not rule["least"] <= metres <= rule["most"]:
        fault(f"{rule['name']} doesn't serve {metres} m")
    if not rule["first"] <= depart <= rule["last"]:
        fault(f"no {rule['name']} at {depart}")
    kilometres = -(-max(0, metres - rule["flag_metres"]) // 1000)
    return rule["overhead"] + -(-metres // rule["speed"]), rule["flag"] + kilometres * rule["per_km"]
