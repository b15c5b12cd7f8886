"""What can be proved impossible from the made-up sandbox's records, and what can't."""

from __future__ import annotations

from typing import Any

import pytest
from xiake.domain.constraint import AnyOf, Choice, Constraint, CostLimit, JourneyClock, Near, RoomCount, VisitClock
from xiake.domain.party import Party, Traveller
from xiake.domain.request import Budget, TripRequest

from benchmarks.chinatravel.impossible import proof_of_conflict
from benchmarks.chinatravel.provider import SandboxProvider


def choice(subject: str, attribute: str, op: str, *values: str) -> Choice:
    return Choice.model_validate({"subject": subject, "attribute": attribute, "op": op, "values": values})


def request(*wishes: Constraint, days: int = 2, people: int = 2, **slots: Any) -> TripRequest:
    party = Party(travellers=(Traveller(),) * people)
    return TripRequest(text="", origin="南京", destination="杭州", days=days, party=party, constraints=wishes, **slots)


TRAINS_BACK = choice("intercity_back", "mode", "only", "train")
POOL, ONE_BED = choice("hotel", "feature", "all_of", "泳池"), choice("hotel", "room", "only", "double")


@pytest.mark.parametrize(
    ("asked", "because"),
    [
        (request(choice("intercity", "mode", "only", "flight")), "no service back"),
        (request(JourneyClock(direction="out", event="arrive", not_after="07:00")), "no service out"),
        (request(choice("intercity_out", "mode", "only", "flight"), days=1), "earliest arrival"),
        (request(POOL, ONE_BED), "no hotel has 泳池"),
        (request(choice("hotel", "feature", "any_of", "管家服务", "桑拿")), "no hotel has any of"),
        (request(choice("hotel", "place", "none_of", "hotel:竹影旅舍", "hotel:渡口宾馆")), "no hotel"),
        (request(Near(place="area:芦苇营地", label="芦苇营地", max_km=2)), "芦苇营地"),
        (request(Near(place="attraction:石桥老街", label="石桥老街", max_km=1.5), POOL), "the only night"),
        (request(CostLimit(category="intercity", amount=200)), "intercity cost at least 323"),
        (request(CostLimit(category="lodging", amount=500), RoomCount(count=2)), "lodging cost at least 640"),
        (request(CostLimit(category="lodging", per="person_night", amount=100)), "a bed costs at least 160"),
        (
            request(choice("attraction", "kind", "all_of", "园林"), CostLimit(category="tickets", amount=20)),
            "tickets cost at least 50",
        ),
        (request(budget=Budget(amount=600)), "journeys, beds, tickets and meals"),
        (
            request(choice("restaurant", "place", "all_of", "restaurant:望江楼"), CostLimit(category="meals", amount=180)),
            "meals cost at least 190",
        ),
        (request(choice("restaurant", "kind", "all_of", "川菜")), "there is no 川菜"),
        (request(*(choice("attraction", "place", op, "attraction:柳园") for op in ("all_of", "none_of"))), "banned"),
        (request(VisitClock(place="attraction:陶瓷馆", label="陶瓷馆", start_by="08:00")), "陶瓷馆 is open 09:00-17:00"),
        (request(VisitClock(place="attraction:陶瓷馆", label="陶瓷馆", at_least=600)), "陶瓷馆 is open"),
    ],
)
def test_what_cannot_be(asked: TripRequest, because: str, provider: SandboxProvider) -> None:
    reason = proof_of_conflict(asked, provider)
    assert reason is not None
    assert because in reason


@pytest.mark.parametrize(
    "asked",
    [
        request(),
        request(days=1),
        request(Near(place="attraction:石桥老街", label="石桥老街", max_km=1.5), POOL, days=3),
        request(POOL, choice("hotel", "room", "only", "twin")),
        request(TRAINS_BACK, choice("intercity", "mode", "any_of", "flight", "train")),
        request(choice("attraction", "kind", "any_of", "园林", "红色景点"), CostLimit(category="tickets", amount=50)),
        request(VisitClock(place="attraction:灯市", label="灯市", end_from="22:00"), budget=Budget(amount=900)),
        request(choice("restaurant", "kind", "all_of", "川菜").model_copy(update={"strength": "soft"})),
        request(AnyOf(options=((choice("restaurant", "kind", "all_of", "川菜"),), (TRAINS_BACK,)))),
    ],
)
def test_what_may_be(asked: TripRequest, provider: SandboxProvider) -> None:
    assert proof_of_conflict(asked, provider) is None


def test_alternatives_are_impossible_when_each_is(provider: SandboxProvider) -> None:
    asked = request(ONE_BED, AnyOf(options=((choice("restaurant", "kind", "all_of", "川菜"),), (POOL,))))
    reason = proof_of_conflict(asked, provider)
    assert reason is not None
    assert "川菜" in reason
    assert "泳池" in reason
