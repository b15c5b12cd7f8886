"""What the server's tools answer: few fields that a model can read; the whole plan is a resource."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from ...domain.check import CheckResult
from ...domain.clock import format_clock
from ...domain.itinerary import Day
from ...domain.language import Language
from ...domain.place import AnyPlace
from ...domain.request import Question
from ...planner.reply import Reply

SCHEME = "xiake://trips"

Status = Literal["planned", "degraded", "needs_input", "infeasible", "unchanged", "failed"]


class TripAnswer(BaseModel):
    """The answer to a turn about a trip."""

    trip_id: str = Field(description="Names the trip in edit_trip, explain and its resources.")
    status: Status = Field(
        description="planned; degraded: planned with gaps that text names; needs_input: answer the questions with edit_trip; "
        "infeasible: text says which wishes conflict and the ways out; unchanged: nothing was changed; failed: text says why."
    )
    text: str = Field(description="For the traveller, in their language.")
    version: int | None = Field(default=None, description="Number of the plan that counts now.")
    total_cny: str | None = Field(default=None, description="Cost of the whole plan, CNY to the fen.")
    unknown_prices: list[str] = Field(
        default_factory=list, description="What is not in the total because nobody knows its price."
    )
    days: list[str] = Field(default_factory=list, description="One line a day.")
    questions: list[str] = Field(default_factory=list)
    notes: list[str] = Field(default_factory=list)
    violated: int = Field(default=0, description="Rules and wishes that the plan breaks, by the verifier.")
    resources: list[str] = Field(default_factory=list, description="Where the whole plan can be read.")


class Check(BaseModel):
    """A verdict of the verifier."""

    rule: str
    status: Literal["satisfied", "violated", "unverifiable"]
    day: int | None
    wish: bool = Field(description="Whether it is about a wish of the traveller.")
    message: str


class CheckAnswer(BaseModel):
    """The verifier's verdict on a plan."""

    accepted: bool = Field(description="Whether nothing is violated.")
    satisfied: int
    unverifiable: int
    violations: list[Check]
    open: list[Check] = Field(description="What could not be verified, for want of records.")


class Why(BaseModel):
    """Reasons behind one thing in a plan."""

    about: str
    reasons: list[str]
    sources: list[str]


class ExplainAnswer(BaseModel):
    """Why a plan is as it is."""

    trip_id: str
    text: str
    answers: list[Why] = Field(default_factory=list)
    checks: list[Check] = Field(default_factory=list, description="All verdicts; given where no question was asked.")


class FoundPlace(BaseModel):
    """A place on record."""

    id: str
    kind: str
    name: str
    source: str
    as_of: str
    record: dict[str, Any] = Field(description="All that is known, WGS-84 and CNY; what is null is unknown.")


class PlacesAnswer(BaseModel):
    """Places, the most fitting first."""

    city: str
    places: list[FoundPlace]


def trip_answer(trip_id: str, reply: Reply) -> TripAnswer:
    """A turn's reply in short."""
    trip = reply.trip
    answer = TripAnswer(
        trip_id=trip_id,
        status=_status(reply),
        text=reply.text,
        version=reply.version,
        questions=[_worded(question) for question in reply.questions],
    )
    if trip is None or trip.itinerary is None:
        return answer
    from ...planner.export.days import heading_of

    language = trip.request.language
    budget = trip.budget
    return answer.model_copy(
        update={
            "total_cny": str(budget.total) if budget else None,
            "unknown_prices": list(budget.unknown) if budget else [],
            "days": [f"{heading_of(day, language)}: {_stops_of(day, language)}" for day in trip.itinerary.days],
            "notes": list(trip.notes),
            "violated": sum(check.status == "violated" for check in trip.checks),
            "resources": [f"{SCHEME}/{trip_id}", f"{SCHEME}/{trip_id}/markdown"],
        }
    )


def check_answer(checks: tuple[CheckResult, ...]) -> CheckAnswer:
    """Verdicts, the bad ones in full."""
    listed = checks_of(checks)
    violations = [check for check in listed if check.status == "violated"]
    unsure = [check for check in listed if check.status == "unverifiable"]
    return CheckAnswer(
        accepted=not violations,
        satisfied=len(listed) - len(violations) - len(unsure),
        unverifiable=len(unsure),
        violations=violations,
        open=unsure,
    )


def checks_of(checks: tuple[CheckResult, ...]) -> list[Check]:
    """Verdicts as the tools show them."""
    return [Check(rule=c.rule, status=c.status, day=c.day, wish=c.wish is not None, message=c.message) for c in checks]


def found_place(place: AnyPlace, language: Language) -> FoundPlace:
    """A record, as it is on file."""
    name = place.name_in(language)
    record = place.model_dump(mode="json")
    return FoundPlace(id=place.id, kind=place.kind, name=name, source=place.source, as_of=place.as_of, record=record)


def _status(reply: Reply) -> Status:
    trip = reply.trip
    if trip is not None and trip.conflict is not None:
        return "infeasible"
    if reply.kind == "question" or (reply.questions and (trip is None or trip.itinerary is None)):
        return "needs_input"
    if reply.kind == "trouble":
        return "failed"
    if reply.kind == "unclear":
        return "failed" if trip is None else "unchanged"
    if reply.kind in ("plan", "edit", "undo"):
        return "degraded" if trip is not None and trip.status == "degraded" else "planned"
    return "unchanged" if reply.version is not None else "needs_input"


def _worded(question: Question) -> str:
    return " / ".join((question.text, *question.options))


def _stops_of(day: Day, language: Language) -> str:
    stops = [f"{format_clock(stop.start)} {stop.place.name_in(language)}" for stop in day.stops]
    night = [day.night.hotel.name_in(language)] if day.night else []
    return " · ".join([*stops, *night])
