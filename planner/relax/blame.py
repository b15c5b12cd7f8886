"""What an attempt at a plan failed on: the wishes that it concerns, and the reason in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...domain.check import CheckResult
from ...domain.constraint import (
    AnyOf,
    Choice,
    Constraint,
    CostLimit,
    FarMode,
    HotelStars,
    JourneyClock,
    Near,
    RoomCount,
    VisitClock,
    VisitOrder,
    places_asked_for,
)
from ...domain.language import listed
from ...domain.pin import JourneyPin, NightPin, StopPin
from ...domain.place import AnyPlace
from ...domain.request import TripRequest
from ...domain.task import Findings
from ..arrange.arrange import Shortfall
from ..flow.state import Blame
from ..phrases import PHRASES
from ..schedule.select import words_of


def blame_of(shortfall: Shortfall, request: TripRequest, findings: Mapping[str, Findings]) -> Blame:
    """What an attempt of the scheduler failed on.

    Args:
        shortfall: Its own account.
        request: What was attempted.
        findings: Name the places.
    """
    language = request.language
    subject, unplaced = shortfall.subject, shortfall.unplaced
    wishes = tuple(index for index, wish in enumerate(request.constraints) if _failed_on(wish, shortfall))
    reason, lacking = "", bool(subject)
    if subject:
        reason = PHRASES.say("blame.candidates", language, subject=PHRASES.say(f"subject.{subject}", language))
    elif unplaced:
        places: dict[str, AnyPlace] = {place.id: place for found in findings.values() for place in found.places}
        names = listed(language, (places[place].name_in(language) for place in unplaced))
        reason = PHRASES.say("blame.unplaced", language, names=names)
    elif shortfall.unmet and (names := listed(language, _kinds_of_nothing(request, findings))):
        reason, lacking = PHRASES.say("blame.no_kind", language, city=request.destination_name, names=names), True
    pins = shortfall.locked or _locked_pins(subject, request)
    return Blame(wishes=wishes, pins=pins, reason=reason, lacking=lacking)


_PINS = {"hotel": NightPin, "intercity": JourneyPin, "locked": StopPin}
"""What is locked of a subject."""


def _locked_pins(subject: str | None, request: TripRequest) -> tuple[int, ...]:
    """Indices of what is locked of the subject that lacks candidates."""
    kind = _PINS.get(subject or "")
    return tuple(k for k, pin in enumerate(request.pins) if kind is not None and pin.locked and isinstance(pin, kind))


def _kinds_of_nothing(request: TripRequest, findings: Mapping[str, Findings]) -> list[str]:
    """Wished kinds of sights and food of which the city has none: each of them was searched for."""
    places = [place for found in findings.values() for place in found.places]
    lacking: dict[str, None] = {}
    for wish in request.constraints:
        if isinstance(wish, Choice) and (wish.attribute, wish.strength) == ("kind", "hard") and wish.op in ("all_of", "any_of"):
            none = [not any(value in words_of(p, wish) for p in places if p.kind == wish.subject) for value in wish.values]
            if all(none) or wish.op == "all_of":
                lacking |= dict.fromkeys(label for label, gone in zip(wish.labels, none, strict=True) if gone)
    return list(lacking)


def refusal(objections: Sequence[CheckResult], request: TripRequest) -> Blame:
    """What the verifier holds against a plan that was found."""
    checks = PHRASES.say("joint", request.language).join(dict.fromkeys(check.message for check in objections))
    return Blame(
        wishes=tuple(dict.fromkeys(check.wish for check in objections if check.wish is not None)),
        pins=tuple(k for k, pin in enumerate(request.pins) if pin.locked and any(check.rule == "locked" for check in objections)),
        refused=True,
        reason=PHRASES.say("blame.checks", request.language, checks=checks),
    )


def _failed_on(wish: Constraint, shortfall: Shortfall) -> bool:
    """Whether a wish is about what has no candidates, no room, or no place in the plan, or caps what costs too much."""
    subject = shortfall.subject
    if isinstance(wish, AnyOf):
        return any(_failed_on(part, shortfall) for option in wish.options for part in option)
    if set(places_asked_for(wish)) & set(shortfall.unplaced):
        return True
    if isinstance(wish, Choice):
        if subject is not None:
            return wish.subject.startswith(subject)
        return shortfall.unmet and wish.op in ("all_of", "any_of")
    if isinstance(wish, VisitClock | VisitOrder):
        return shortfall.unmet
    if isinstance(wish, FarMode):
        return subject == "innercity" or shortfall == Shortfall()
    if isinstance(wish, Near):
        return wish.subject == subject or (shortfall.unmet and wish.subject == "restaurant")
    if isinstance(wish, HotelStars | RoomCount):
        return subject == "hotel"
    if isinstance(wish, CostLimit):
        if shortfall == Shortfall():  # everything has its place, so it costs too much
            return True
        return subject is not None and wish.category == {"hotel": "lodging"}.get(subject, subject)
    return isinstance(wish, JourneyClock) and subject == "intercity"
