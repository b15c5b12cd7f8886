"""Whatever a plan looks like, the verifier answers and never raises."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xiake.domain.constraint import (
    AnyOf,
    Choice,
    CostLimit,
    DayClock,
    FarMode,
    HotelStars,
    JourneyClock,
    Near,
    RoomCount,
    VisitClock,
    VisitOrder,
)

_IDS = st.sampled_from(["museum", "park", "cave", "noodles", "inn", "hostel", "south", "sea", "centre", "nowhere"])
_MINUTES = st.integers(0, 1800)
_MODES = st.sampled_from(["walk", "metro", "taxi", "train", "flight"])
_SIMPLE = st.one_of(
    st.builds(
        Choice,
        subject=st.sampled_from(
            ["attraction", "restaurant", "hotel", "intercity", "intercity_out", "intercity_back", "innercity"]
        ),
        attribute=st.sampled_from(["place", "kind", "feature", "room", "mode", "spice", "effort"]),
        op=st.sampled_from(["all_of", "any_of", "none_of", "only"]),
        values=st.lists(st.one_of(_IDS, _MODES), min_size=1, max_size=3).map(tuple),
        strength=st.sampled_from(["hard", "soft"]),
    ),
    st.builds(
        CostLimit,
        category=st.sampled_from(["total", "tickets", "lodging", "meals", "intercity", "innercity", "reserve"]),
        per=st.sampled_from(["trip", "person", "room_night", "person_night", "person_meal"]),
        amount=st.integers(0, 9000).map(Decimal),
    ),
    st.builds(Near, subject=st.sampled_from(["hotel", "restaurant"]), place=_IDS, label=st.just("x"), max_km=st.just(1.0)),
    st.builds(HotelStars, least=st.integers(1, 5), most=st.integers(1, 5)),
    st.builds(RoomCount, count=st.integers(1, 9)),
    st.builds(DayClock, earliest=st.none() | _MINUTES, latest=st.none() | _MINUTES),
    st.builds(
        JourneyClock, direction=st.sampled_from(["out", "back"]), event=st.sampled_from(["depart", "arrive"]), not_before=_MINUTES
    ),
    st.builds(
        VisitClock,
        place=_IDS,
        label=st.just("x"),
        start_by=st.none() | _MINUTES,
        start_from=st.none() | _MINUTES,
        end_from=st.none() | _MINUTES,
        end_by=st.none() | _MINUTES,
        at_least=st.none() | st.integers(1, 600),
    ),
    st.builds(VisitOrder, first=_IDS, then=_IDS, labels=st.just(("x", "y"))),
    st.builds(FarMode, mode=st.sampled_from(["walk", "metro", "taxi"]), beyond_km=st.floats(0, 20)),
)
_OPTIONS = st.lists(st.lists(_SIMPLE, max_size=2).map(tuple), min_size=1, max_size=3).map(tuple)
_WISHES = st.one_of(_SIMPLE, st.builds(AnyOf, options=_OPTIONS, strength=st.sampled_from(["hard", "soft"])))


def _stop(journey, draw, stop):
    """One stop with something else about it."""
    moved = stop.place.model_copy(update={"id": draw(_IDS)})
    changes = draw(
        st.sampled_from(
            [
                {"kind": draw(st.sampled_from(["attraction", "meal", "hotel", "journey"]))},
                {"start": draw(_MINUTES)},
                {"end": draw(st.integers(0, 5000))},
                {"leg": None},
                {"meal": draw(st.sampled_from([None, "breakfast", "lunch", "dinner"]))},
                {"journey": journey},
                {"journey": journey.model_copy(update={"arrive": draw(st.integers(0, 5000))})},
                {"journey": None},
                {"charges": ()},
                {"place": moved},
            ]
        )
    )
    if stop.leg is not None and draw(st.booleans()):
        leg = stop.leg.model_copy(
            update={"origin": draw(_IDS), "depart": draw(_MINUTES), "mode": draw(st.sampled_from(["walk", "metro", "taxi"]))}
        )
        changes = {"leg": leg, **changes}
    if stop.charges and draw(st.booleans()):
        charge = stop.charges[0].model_copy(
            update={"unit_price": draw(st.none() | st.decimals(0, 99, places=2)), "quantity": draw(st.integers(0, 5))}
        )
        changes = {"charges": (charge, *stop.charges[1:]), **changes}
    return stop.model_copy(update=changes)


def _mangled(plan, draw):
    """The plan with a few random faults."""
    journey = plan.stops(1)[0].journey
    for _ in range(draw(st.integers(0, 4))):
        index = draw(st.integers(1, len(plan.itinerary.days)))
        stops = plan.stops(index)
        what = draw(st.sampled_from(["change", "drop", "double", "empty", "night", "date", "day"]))
        if what == "change" and stops:
            position = draw(st.integers(0, len(stops) - 1))
            plan = plan.but_stops(index, [_stop(journey, draw, s) if k == position else s for k, s in enumerate(stops)])
        elif what == "drop" and stops:
            plan = plan.but_stops(index, stops[1:] if draw(st.booleans()) else stops[:-1])
        elif what == "double":
            plan = plan.but_stops(index, draw(st.permutations(stops + stops[:1])))
        elif what == "empty":
            plan = plan.but_stops(index, [])
        elif what == "night":
            plan = plan.but_day(index, night=draw(st.sampled_from([None, plan.itinerary.days[0].night])))
        elif what == "date":
            plan = plan.but_day(
                index, date=date(2030, 1, 1) + timedelta(days=draw(st.integers(0, 400))), index=draw(st.integers(1, 9))
            )
        elif what == "day":
            days = plan.itinerary.days
            plan = plan.but_days(days[1:] if len(days) > 1 and draw(st.booleans()) else (*days, days[0]))
    return plan


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_random_faults_never_raise(plan, data):
    mangled = _mangled(plan, data.draw)
    request = {
        "constraints": tuple(data.draw(st.lists(_WISHES, max_size=3))),
        "origin": data.draw(st.sampled_from([None, "海城", "云州", "山城"])),
        "start": data.draw(st.sampled_from([None, plan.request.start])),
        "budget": data.draw(st.sampled_from([None, plan.request.budget])),
        "language": data.draw(st.sampled_from(["zh", "en"])),
    }
    mangled = mangled.but_request(**request)
    gone = data.draw(st.sets(st.sampled_from(sorted(plan.facts.places)), max_size=4))
    mangled = mangled.but_facts(places={key: place for key, place in plan.facts.places.items() if key not in gone})
    checks = mangled.checks()
    assert checks
    assert all(check.message for check in checks)
    judged = [check.wish for check in checks if check.wish is not None]
    assert judged == list(range(len(request["constraints"])))


@given(st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_shift_of_one_time_is_noticed_or_harmless(plan, data):
    """Moving one stop by an hour or more never goes unnoticed: days are packed more tightly than that."""
    day = data.draw(st.integers(1, 3))
    position = data.draw(st.integers(0, len(plan.stops(day)) - 1))
    stop = plan.stops(day)[position]
    shift = data.draw(st.sampled_from([-180, -150, 150, 180]))
    if stop.kind == "hotel" and shift > 0:
        return
    changes = {"start": max(0, stop.start + shift), "end": stop.end if stop.kind == "hotel" else max(0, stop.end + shift)}
    assert plan.but_stop(day, position, **changes).violated()
