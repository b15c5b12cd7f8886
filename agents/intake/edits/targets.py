"""Which part of the plan some words mean: days, parts of days, meals, the hotel, rides, places by name or kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal, get_args

from ....domain.edit import DayPart, Target
from ....domain.gazetteer import PlaceName, Term
from ....domain.itinerary import Meal
from ....domain.place import PlaceKind
from ....domain.request import Question
from ..calendar import NoSuchDayError, PastDayError, resolve
from ..lexicon.filler import is_filler
from ..text import fold
from .turn import Turn
from .view import Visit

Subject = Literal["attraction", "restaurant", "hotel", "intercity", "innercity", "trip"]
_PARTS: dict[str, DayPart] = {"am": "morning", "noon": "afternoon", "pm": "afternoon", "eve": "evening"}
_VISITED: tuple[PlaceKind, ...] = ("attraction", "restaurant", "hotel")
_FAMILIES: dict[str, PlaceKind] = {"attraction": "attraction", "cuisine": "restaurant", "restaurant_tag": "restaurant"}
_COSTS: dict[str, Subject] = {
    "lodging": "hotel",
    "meals": "restaurant",
    "tickets": "attraction",
    "intercity": "intercity",
    "innercity": "innercity",
}
_LEAST_PIECE = 2
_FOCUSED = ("那天", "这天")


@dataclass
class Spoken:
    """What some words name of a plan.

    Attributes:
        days: Indices from 1; several where several were named.
        clock: A time of day.
        places: Ids of places of the plan.
        absent: Named places that aren't in the plan, one tuple of namesakes for each name.
        sorts: Kinds of place that these are.
        several: Places of the plan between which a word doesn't tell.
        word: That word.
        outside: Words for days that the trip doesn't have.
        unknown: Words that name nothing known.
        used: Positions of the tokens that say it.
        pieces: The parts that a word for *and* joins, where each names its own meal or day.
    """

    days: tuple[int, ...] = ()
    part: DayPart | None = None
    subject: Subject | None = None
    meal: Meal | None = None
    direction: Literal["out", "back"] | None = None
    clock: int | None = None
    places: tuple[str, ...] = ()
    absent: tuple[tuple[PlaceName, ...], ...] = ()
    sorts: tuple[PlaceKind, ...] = ()
    several: tuple[Visit, ...] = ()
    word: str = ""
    outside: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    used: set[int] = field(default_factory=set)
    pieces: tuple[Spoken, ...] = ()

    @property
    def says_part(self) -> bool:
        """Whether it names a part of the plan at all."""
        return bool(self.days or self.part or self.subject or self.meal or self.direction or self.places)

    @property
    def when(self) -> bool:
        """Whether it says nothing but when."""
        return bool(self.days or self.part) and not (self.subject or self.meal or self.direction or self.places)

    def targets(self) -> tuple[Target, ...]:
        """One target for each day that was named; one without a day where none was."""
        if self.pieces:
            return tuple(target for piece in self.pieces for target in piece.targets())
        fields: dict[str, Any] = {
            "part": self.part,
            "subject": self.subject,
            "meal": self.meal,
            "direction": self.direction,
            "places": self.places,
        }
        apart: list[dict[str, Any]] = [fields]
        if self.places and self.subject == "hotel" and "hotel" not in self.sorts:  # 故宫和酒店
            apart = [fields | {"subject": None}, fields | {"places": ()}]
        return tuple(Target(day=day, **one) for day in self.days or (None,) for one in apart)


def spoken_of(turn: Turn, part: range) -> Spoken:
    """Read what a part of the text names; nothing is marked as read."""
    spoken = Spoken()
    for at in part:
        _hear(turn, spoken, at)
    _settle_meal(turn, spoken, part)
    for at in part:
        _hear_places(turn, spoken, at)
    if any(turn.draft.kind(at) == "SEP" for at in part):
        spoken.pieces = _apart(turn, part)
    return spoken


def _apart(turn: Turn, part: range) -> tuple[Spoken, ...]:
    """第二天的晚饭和第三天的午饭: two meals, not one of two days."""
    pieces, first = [], part.start
    for at in (*(at for at in part if turn.draft.kind(at) == "SEP"), part.stop):
        pieces.append(spoken_of(turn, range(first, at)))
        first = at + 1
    for before, piece in pairwise(pieces):
        piece.days = piece.days or before.days
    meals = all(piece.meal and not piece.places for piece in pieces)
    parts = all(piece.part and piece.days and not (piece.places or piece.subject) for piece in pieces)
    return tuple(pieces) if meals or parts else ()


def _hear(turn: Turn, spoken: Spoken, at: int) -> None:
    token, days = turn.draft.tokens[at], turn.view.days or turn.request.days
    match token.kind:
        case "NTHDAY" | "NTHDAYS":
            said = token.value if isinstance(token.value, tuple) else (token.value,)
            found = tuple(day + days + 1 if day < 0 else day for day in said)
            if all(1 <= day <= days for day in found):
                spoken.days += tuple(day for day in found if day not in spoken.days)
            else:
                spoken.outside += (turn.draft.quote(at),)
        case "DATE":
            if (index := _day_of(turn, at)) is None:
                spoken.outside += (turn.draft.quote(at),)
                return
            spoken.days += (index,)
        case "DAYPART":
            spoken.part = _PARTS[token.value]
            if token.value == "noon":
                spoken.meal = spoken.meal or "lunch"
        case "CLOCK":
            spoken.clock = token.value
        case "CLOCKBOUND":
            after, before = token.value
            spoken.clock = after if after is not None else before
        case "MEALOF":
            spoken.meal, spoken.subject = token.value, "restaurant"
        case "MEALS" | "EAT":
            spoken.subject = spoken.subject or "restaurant"
        case "HOUSE" | "STAY":
            spoken.subject = "hotel"
        case "SIGHT" | "SIGHTS":
            spoken.subject = spoken.subject or "attraction"
        case "MODE":
            spoken.subject = token.value[0]
        case "COSTOF" if token.value in _COSTS:
            spoken.subject = _COSTS[token.value]
        case "RIDEOUT" | "RIDEBACK" | "BACK" | "INWARD":
            spoken.direction, spoken.subject = token.value, "intercity"
        case "THAT" if turn.draft.quote(at) in _FOCUSED and turn.focus and turn.focus.day:
            spoken.days += (turn.focus.day,)
        case _:
            return
    spoken.used.add(at)


def _day_of(turn: Turn, at: int) -> int | None:
    """The day of the trip that a date or a weekday means."""
    words, itinerary = turn.draft.tokens[at].value, turn.view.itinerary
    if itinerary is None:
        return None
    if words.weekday is not None:
        return next((day.index for day in itinerary.days if day.date.weekday() == words.weekday), None)
    if words.weekend:
        return None
    try:
        return turn.view.day_on(resolve(words, min(turn.today, itinerary.days[0].date)))
    except (NoSuchDayError, PastDayError):
        return None


def _settle_meal(turn: Turn, spoken: Spoken, part: range) -> None:
    """中午换一家: a meal; 晚上吃的 too, and then the part of the day says no more."""
    words = [turn.draft.quote(at) for at in part]
    eats = spoken.subject == "restaurant" or (spoken.subject is None and any(w in ("那家", "这家") or "吃" in w for w in words))
    if spoken.meal == "lunch" and spoken.part and not eats:
        spoken.meal = None
    elif eats and spoken.meal is None and spoken.part:
        spoken.meal = {"morning": "breakfast", "afternoon": "lunch", "evening": "dinner"}[spoken.part]  # type: ignore[assignment]
    if spoken.meal:
        spoken.subject, spoken.part = "restaurant", None


def _hear_places(turn: Turn, spoken: Spoken, at: int) -> None:
    token = turn.draft.tokens[at]
    match token.kind:
        case "NAME" if not _is_whereabouts(turn, at):
            inside = [place for place in token.value if place.id in turn.view.ids]
            outside = tuple(place for place in token.value if place.kind in _VISITED)
            if inside:
                _take(turn, spoken, inside[0].id, at)
            elif outside:
                spoken.absent += (outside,)
                spoken.used.add(at)
        case "TERM" | "DISH":
            _hear_kind(turn, spoken, at)
        case "NTHSTOP":
            _hear_number(turn, spoken, at)
        case "GAP" if not is_filler(fold(turn.draft.quote(at))):
            _hear_unknown(turn, spoken, at)


def _is_whereabouts(turn: Turn, at: int) -> bool:
    """离故宫近的酒店: a place that something else is near."""
    blank = frozenset({"FILL", "OF", "AT"})
    near = turn.draft.kind(turn.draft.look(at, 1, blank)) in ("NEAR", "CLOSER")
    return near or turn.draft.kind(turn.draft.look(at, -1, blank)) in ("NEARPRE", "CLOSER")


def _take(turn: Turn, spoken: Spoken, place: str, at: int) -> None:
    spoken.places += (place,) if place not in spoken.places else ()
    spoken.used.add(at)
    kind = next(visit.kind for visit in turn.view.visits if visit.place.id == place)
    spoken.sorts += (kind,)
    if spoken.subject is None and len(spoken.places) == 1:
        spoken.subject = kind if kind in get_args(Subject) else None  # type: ignore[assignment]


def _hear_kind(turn: Turn, spoken: Spoken, at: int) -> None:
    """那个博物馆: the one place of the kind, on the day that is spoken of."""
    terms: Sequence[Term] = turn.draft.tokens[at].value if turn.draft.kind(at) == "TERM" else ()
    words = [turn.draft.quote(at), *(term.word for term in terms)]
    kinds = {_FAMILIES[term.family] for term in terms if term.family in _FAMILIES} or {"restaurant"}
    day = spoken.days[0] if len(spoken.days) == 1 else None
    visits = [v for v in turn.view.among(day=day, part=spoken.part, meal=spoken.meal) if v.kind in kinds]
    found = {visit.place.id: visit for visit in turn.view.of_kind(words, visits)}
    if not found and spoken.part:  # 上午那个博物馆 is in the afternoon
        anytime = [v for v in turn.view.among(day=day, meal=spoken.meal) if v.kind in kinds]
        found = {visit.place.id: visit for visit in turn.view.of_kind(words, anytime)}
        spoken.part = None if found else spoken.part
    if len(found) == 1:
        _take(turn, spoken, next(iter(found)), at)
    elif found:
        spoken.several, spoken.word = tuple(found.values()), turn.draft.quote(at)
        spoken.used.add(at)


def _hear_number(turn: Turn, spoken: Spoken, at: int) -> None:
    """第二天的第一个景点."""
    number = turn.draft.tokens[at].value
    kind: PlaceKind = "restaurant" if spoken.subject == "restaurant" or turn.draft.quote(at).endswith("家") else "attraction"
    if not spoken.days and not turn.focus:
        days = range(1, turn.view.days + 1) if turn.view.days == 1 else ()
    else:
        days = spoken.days or ((turn.focus.day,) if turn.focus and turn.focus.day else ())  # type: ignore[assignment]
    for day in days:
        visits = turn.view.among(day=day, kind=kind, part=spoken.part)
        if visits and number <= len(visits):
            _take(turn, spoken, visits[number - 1 if number > 0 else number].place.id, at)


def _hear_unknown(turn: Turn, spoken: Spoken, at: int) -> None:
    """A misspelt or shortened name of the plan; conservatively, as anywhere."""
    from ....tools.mending import resolve_name

    words = turn.draft.quote(at)
    if len(words) < _LEAST_PIECE:
        return
    found = resolve_name(words, turn.view.names)
    if found.place is not None:
        turn.notes.append(turn.say("mended", value=words, name=found.place.name_in(turn.language)))
        _take(turn, spoken, found.place.id, at)
        return
    holding = {
        p.id for p in turn.view.names.places if fold(words) in fold(p.name) or (p.name_en and fold(words) in fold(p.name_en))
    }
    if len(holding) == 1:
        _take(turn, spoken, holding.pop(), at)
    else:
        spoken.unknown += (words,)


def which(turn: Turn, spoken: Spoken) -> Question:
    """Ask which of several places of the plan is meant."""
    options = tuple(visit.place.name_in(turn.language) for visit in spoken.several)
    return Question(slot="place", text=turn.say("ask_place", value=spoken.word), options=options, quote=spoken.word)


def stops_short(turn: Turn, spoken: Spoken) -> bool:
    """Whether what is spoken of isn't there, or could be several things: said or asked, and nothing is changed."""
    if spoken.outside:
        turn.notes.append(turn.say("no_such_day", value=spoken.outside[0], days=turn.view.days or turn.request.days))
        return True
    if spoken.several and not spoken.places:
        turn.questions.append(which(turn, spoken))
        return True
    if spoken.absent and not spoken.places:
        names = [places[0].name_in(turn.language) for places in spoken.absent]
        turn.notes.extend(turn.say("not_in_plan", value=name) for name in names)
        return True
    return False
