"""What sights, hotels and restaurants are worth to this party, in fen.

Together with :mod:`.objective` (how worth, money, travel time and balance add up) this is the whole objective. The scale: a
sight that nobody would miss (renown 100) is worth 1,000 yuan to a party of two, and worth falls with the square of renown, so
that two good sights beat one famous one only when they lie at hand.
"""

from __future__ import annotations

from decimal import Decimal

from ...domain.constraint import Choice
from ...domain.place import Attraction, Hotel, Restaurant
from ...domain.request import TripRequest
from ...domain.weather import DayWeather
from .problem import Weights
from .rooms import rooms_for

EMPTY_DAY = 15_000_000
"""A whole day without a sight is no plan: worse than going hungry that day, better than a must-see left out."""

WEIGHTS = Weights(money=1, moving=100, waiting=120, empty_day=EMPTY_DAY, imbalance=3_000)
"""For a plan to enjoy: a minute on the way costs 1 yuan, a minute of waiting 1.20."""

TIRING = Weights(money=1, moving=160, waiting=160, empty_day=EMPTY_DAY, imbalance=3_000)
"""The same with small children or seniors, who tire on the way."""

THRIFT = Weights(money=1, moving=1, waiting=0, empty_day=EMPTY_DAY, imbalance=0)
"""For the cheapest plan that still is one."""

MISSED_MEAL = 5_000_000
"""More than anything that can be gained by going hungry, less than a must-see."""

WISHED_KIND = 1.6
SOFT_MUST = 60_000
"""A place that would be nice to see, over its renown."""

CHOSEN_SIGHT, CHOSEN_MEAL, CHOSEN_NIGHT = 1.08, 5_000, 4_000
"""What a place gains that a model chose: a sight by this factor, a meal and each night so many fen. It settles what is nearly a tie:
the weakest wish (``effort``: 1.1) counts more with a sight, a wished kind (15,000) or feature (8,000 a night) more with the others."""

_SIGHT = 100_000
_FAMILY, _FITTING_AGE, _CLIMB = 1.35, 1.15, 0.45
_UNKNOWN = 0.6
_SPOILT = {("outdoor", "wet"): 0.35, ("outdoor", "soaking"): 0.6, ("mixed", "wet"): 0.08, ("mixed", "soaking"): 0.2}
"""Part of a sight's worth that rain takes away."""
_NO_MEAL = {15_000: ("咖啡", "甜", "面包", "烘焙", "茶馆", "奶茶"), 6_000: ("快餐", "简餐", "小吃", "酒吧")}
"""What a kind of eating place whose name says one of these falls short of a proper meal for each person, unless asked for."""
_COMFORT, _MOST_COMFORT = Decimal(450), Decimal(700)
_MEAL = Decimal(80)
_LODGING_SHARE, _MEALS_SHARE = Decimal("0.35"), Decimal("0.28")


def worth_of_sight(sight: Attraction, request: TripRequest, *, chosen: bool = False) -> int:
    """Worth of a visit; unknown prices or hours make it less attractive than a known equal."""
    worth = _SIGHT * (sight.renown / 100) ** 2 * (CHOSEN_SIGHT if chosen else 1.0)
    children = request.party.of("child")
    if children:
        worth *= _FAMILY if "亲子" in sight.kinds else 1.0
        low, high = sight.child_ages or (18, 0)
        worth *= _FITTING_AGE if any(low <= (child.age or -1) <= high for child in children) else 1.0
    if (children or request.party.of("senior")) and sight.effort == "high":
        worth *= _CLIMB
    for wish in soft_choices(request, "attraction"):
        if wish.attribute == "kind":
            hit = bool(set(wish.values) & set(sight.kinds))
            worth *= (WISHED_KIND if hit else 1.0) if wish.op != "none_of" else (0.5 if hit else 1.0)
        elif wish.attribute == "place" and sight.id in wish.values:
            worth += -SOFT_MUST if wish.op == "none_of" else SOFT_MUST
        elif wish.attribute == "effort" and sight.effort in wish.values:
            worth *= 0.5 if wish.op == "none_of" else 1.1
    if sight.ticket is None or sight.hours is None:
        worth *= _UNKNOWN
    return int(worth)


def spoilt_by(weather: DayWeather | None, sight: Attraction, worth: int) -> int:
    """What the weather of a day takes from the worth of a sight, as a number below 0; unknown weather takes nothing."""
    if weather is None or weather.wetness is None:
        return 0
    return -int(worth * _SPOILT.get((sight.setting, weather.wetness), 0.0))


def worth_of_hotel(hotel: Hotel, request: TripRequest, *, chosen: bool = False) -> int:
    """Worth of all nights: comfort up to what suits the budget is worth a little more than it costs, beyond it nothing."""
    rooms = rooms_for(request, hotel)
    target = _COMFORT
    if request.budget_total:
        target = min(_MOST_COMFORT, request.budget_total * _LODGING_SHARE / max(request.nights, 1) / rooms)
    comfort = float(min(hotel.nightly.typical, target)) * 100 * request.nights * rooms * 1.15
    wanted = [wish for wish in soft_choices(request, "hotel") if wish.attribute in ("feature", "room")]
    hits = sum(bool(set(wish.values) & {*hotel.features, *hotel.rooms}) for wish in wanted)
    if request.party.of("child"):
        hits += "亲子" in hotel.features or "family" in hotel.rooms
    return int(comfort) + (hits * 8_000 + chosen * CHOSEN_NIGHT) * request.nights


def worth_of_restaurant(restaurant: Restaurant, request: TripRequest, *, chosen: bool = False) -> int:
    """Worth of a meal for the party."""
    people, target = request.party.size, _MEAL
    if request.budget_total:
        target = max(Decimal(30), request.budget_total * _MEALS_SHARE / people / (2 * request.days))
    worth = float(min(restaurant.per_person.typical, target)) * 100 * people * 1.1
    for wish in soft_choices(request, "restaurant"):
        words = {restaurant.id, *restaurant.cuisine, *restaurant.tags, restaurant.spicy or ""}
        hit = bool(set(wish.values) & words)
        worth += (15_000 if hit else 0) if wish.op != "none_of" else (-15_000 if hit else 0)
    asked = {word for wish in request.constraints if isinstance(wish, Choice) for word in wish.values}
    unasked = [kind for kind in restaurant.cuisine if kind not in asked]
    short = (loss for loss, words in _NO_MEAL.items() if any(word in kind for kind in unasked for word in words))
    worth -= people * max(short, default=0)
    if request.party.of("child"):
        worth += 4_000 * ("亲子" in restaurant.tags) - 12_000 * (restaurant.spicy == "hot")
    return int(worth) + 3_000 * ("老字号" in restaurant.tags) + CHOSEN_MEAL * chosen


def soft_choices(request: TripRequest, subject: str) -> list[Choice]:
    """The request's soft set rules about one subject."""
    return [
        wish for wish in request.constraints if isinstance(wish, Choice) and wish.subject == subject and wish.strength == "soft"
    ]
