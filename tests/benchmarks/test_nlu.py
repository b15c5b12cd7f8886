"""Slot extraction: what a request says, in the convention of the outside scorer."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from xiake.domain.constraint import AnyOf, Choice, CostLimit, FarMode, Near, RoomCount, VisitClock
from xiake.domain.request import Question, TripRequest

from benchmarks.nlu import main
from benchmarks.nlu_slots import slots_of


def test_every_wish_has_its_slot() -> None:
    request = TripRequest(
        text="…",
        constraints=(
            Choice(subject="attraction", attribute="place", op="all_of", values=("a:1",), labels=("湖心亭",)),
            Choice(subject="restaurant", attribute="kind", op="any_of", values=("川菜", "粤菜")),
            Choice(subject="hotel", attribute="feature", op="none_of", values=("泳池",)),
            Choice(subject="hotel", attribute="room", op="any_of", values=("twin",)),
            Choice(subject="intercity_out", attribute="mode", op="only", values=("flight",), labels=("飞机",)),
            Choice(subject="innercity", attribute="mode", op="only", values=("metro", "walk")),
            Choice(subject="innercity", attribute="mode", op="all_of", values=("metro",), strength="soft"),
            Choice(subject="attraction", attribute="kind", op="any_of", values=("亲子",), origin="derived"),
            CostLimit(category="lodging", amount=900),
            CostLimit(category="lodging", per="room_night", amount=300),
            RoomCount(count=2),
            Near(place="a:1", label="湖心亭", max_km=2.5),
            FarMode(mode="taxi", beyond_km=4.2),
            VisitClock(place="a:1", label="湖心亭", start_by=540, at_least=90),
            VisitClock(place="a:1", label="湖心亭", end_by=720, strength="soft"),
            AnyOf(
                options=(
                    (Choice(subject="hotel", attribute="place", op="all_of", values=("h:1",), labels=("云上小院",)),),
                    (CostLimit(category="total", amount=2400), CostLimit(category="meals", amount=300)),
                )
            ),
        ),
    )
    assert slots_of(request) == {
        "attraction": ["湖心亭"],
        "cuisine_any": ["川菜", "粤菜"],
        "hotel_feature_ban": ["泳池"],
        "beds_per_room": [2],
        "transport_mode": ["飞机"],
        "intercity_go": ["airplane"],
        "innercity_mode": ["metro"],
        "budget_hotel": [900.0],
        "hotel_price_per_person_night_max": [300.0],
        "room_count": [2],
        "hotel_near": ["湖心亭"],
        "far_legs_mode": ["taxi"],
        "far_legs_km": [4.2],
        "time_rule": ["湖心亭|start<=09:00", "湖心亭|minutes>=90"],
        "alternatives": ["hotel=云上小院", "budget=2400", "budget_meals=300"],
    }


def test_a_city_nobody_knows_and_foreign_money_are_slots_all_the_same() -> None:
    question = Question(slot="destination", text="Where to?", quote="Ogdenville")
    request = TripRequest(text="…", language="en", origin="Springfield", questions=(question,), unresolved=("$1,700",))
    assert slots_of(request) == {"origin": "Springfield", "destination": "Ogdenville", "budget": 1700.0}


def test_the_command_reads_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    texts = [
        "两个人从上海去北京玩三天，预算4000元，住双床房",
        "Three of us go from Shanghai to Xi'an for 2 days",
        "去北京玩两天，预算-5元",
    ]
    source.write_text("\n".join(json.dumps({"id": str(at), "text": text}) for at, text in enumerate(texts)), "utf-8")
    monkeypatch.setattr(sys, "argv", ["nlu", "--in", str(source), "--out", str(out)])
    main()
    first, second, refused = (json.loads(line)["slots"] for line in out.read_text("utf-8").splitlines())
    assert first == {
        "origin": "上海",
        "destination": "北京",
        "days": 3,
        "people": 2,
        "adults": 2,
        "children": 0,
        "seniors": 0,
        "budget": 4000.0,
        "beds_per_room": [2],
    }
    assert (second["origin"], second["destination"], second["days"], second["people"]) == ("Shanghai", "Xi'an", 2, 3)
    assert refused == {}
    assert "refused" in capsys.readouterr().out
