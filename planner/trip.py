"""The answer to a request: a verified plan, or why there is none and the way out."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from ..domain.admission import Admission
from ..domain.base import Model
from ..domain.budget import BudgetSheet
from ..domain.calendar import CalendarDay
from ..domain.check import CheckResult
from ..domain.evidence import Source
from ..domain.itinerary import Itinerary
from ..domain.money import Amount
from ..domain.request import Question, TripRequest
from ..domain.task import Gap, TaskGraph
from ..domain.usage import Usage
from ..domain.weather import DayWeather
from ..domain.words import TripWords

Status = Literal["ok", "degraded", "needs_input", "infeasible"]


class Substitution(Model):
    """A place that was asked for and can't be visited, and what takes its place.

    Attributes:
        wish: Index into ``request.constraints``.
        place: Id that was asked for.
        by: Id that replaces it; None when nothing comparable is left.
        reason: In the user's language.
    """

    wish: int
    place: str
    by: str | None
    reason: str


class WayOut(Model):
    """A change of the request that makes a plan possible.

    Attributes:
        text: In the user's language, with the numbers.
        cost: What the whole trip then costs at least, CNY.
        request: What was asked for, changed that way and ready to be planned; None where the request need not change.
    """

    text: str
    cost: Amount | None = None
    request: TripRequest | None = None


class Conflict(Model):
    """Why no plan exists.

    Attributes:
        wishes: The smallest set of wishes found that can't hold together, in the user's language.
        explanation: The numbers behind it.
        ways_out: Cheapest changes first.
    """

    wishes: tuple[str, ...]
    explanation: str
    ways_out: tuple[WayOut, ...] = ()


class Trip(Model):
    """What :class:`TripPlanner` returns.

    Attributes:
        run: Id to resume or look the run up by.
        status: ``ok``; ``degraded`` is a verified plan with named gaps; ``needs_input`` has open questions; ``infeasible`` has a
            ``conflict``.
        request: As understood, with defaults filled in.
        tasks: What the planner agent handed out.
        itinerary: The plan; None unless ``ok`` or ``degraded``.
        budget: Its money, to the fen.
        checks: The verifier's verdict on every rule and wish.
        sources: Where the plan's facts come from, without repeats.
        admissions: Visits that must be booked ahead, in the order of the plan.
        weather: Of the trip's days, as far as it is known.
        calendar: Those of its days that are public holidays, or weekends that are worked in exchange.
        notes: What the traveller should know.
        words: What a model worded about the plan and the check left; None without a model.
        usage: What models were asked and what that cost; empty without one.
    """

    run: str
    status: Status
    request: TripRequest
    tasks: TaskGraph | None = None
    itinerary: Itinerary | None = None
    budget: BudgetSheet | None = None
    checks: tuple[CheckResult, ...] = ()
    sources: tuple[Source, ...] = ()
    admissions: tuple[Admission, ...] = ()
    weather: tuple[DayWeather, ...] = ()
    calendar: tuple[CalendarDay, ...] = ()
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    substitutions: tuple[Substitution, ...] = ()
    gaps: tuple[Gap, ...] = ()
    conflict: Conflict | None = None
    words: TripWords | None = None
    usage: Usage = Usage()
    seconds: float = Field(default=0.0, ge=0)

    def to_json(self) -> str:
        """The whole answer as one JSON document; its schema is :meth:`json_schema`."""
        return self.model_dump_json(indent=2)

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """JSON schema of :meth:`to_json`."""
        return cls.model_json_schema(mode="serialization")

    def to_markdown(self) -> str:
        """The plan as a Markdown page in the user's language."""
        from .export.markdown import to_markdown

        return to_markdown(self)

    def to_ics(self) -> str:
        """The plan as an iCalendar file (RFC 5545).

        Raises:
            ValueError: If there is no plan.
        """
        from .export.ics import to_ics

        return to_ics(self)

    def to_geojson(self) -> str:
        """The plan as GeoJSON (RFC 7946): stops and hotels as points, ways as lines.

        Raises:
            ValueError: If there is no plan.
        """
        from .export.geojson import to_geojson

        return to_geojson(self)

    def to_html(self) -> str:
        """The whole answer as one printable HTML page with maps, in the user's language; it loads and runs nothing."""
        from .export.page.html import to_html

        return to_html(self)

    def to_pdf(self) -> bytes:
        """The page of :meth:`to_html` as a PDF; needs the extra ``pdf``.

        Raises:
            ConfigurationError: If this installation can't, with what it lacks.
        """
        from .export.pdf import to_pdf

        return to_pdf(self)

    def save(self, path: str | Path) -> None:
        """Write the trip to a file; the suffix decides: ``.md``, ``.json``, ``.ics``, ``.geojson``, ``.html`` or ``.pdf``.

        Raises:
            ValueError: For another suffix, or without a plan for a calendar or map.
            ConfigurationError: If this installation can't write such a file, with what it lacks.
        """
        from .export.formats import FORMATS

        path = Path(path)
        if path.suffix not in FORMATS:
            raise ValueError(f"{path.name}: expected a name that ends in {', '.join(FORMATS)}")
        content = FORMATS[path.suffix].content(self)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
