"""The request of a plan while edits are worked into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...domain.constraint import AnyOf, Choice, Constraint, VisitClock, places_asked_for
from ...domain.edit import BaseEdit, Edit
from ...domain.itinerary import Itinerary
from ...domain.language import Language, listed
from ...domain.pin import JourneyPin, LegPin, NightPin, OpenSpan, Pin, StopPin
from ...domain.place import AnyPlace
from ...domain.request import Provenance, Slot, TripRequest
from ...domain.travel import IntercityService
from ..arrange.pins import pins_of, spans_without
from ..schedule.select import must_sees
from ..trip import Trip
from ..wording import word_wish
from .phrases import PHRASES
from .targets import Placed, all_stops
from .wishing import with_wish, without_place


@dataclass
class Draft:
    """Wishes, slots and pins as the edits so far leave them.

    Attributes:
        trip: The plan that is edited; it has an itinerary.
        records: Known places by id.
        services: Known intercity services by id.
        wishes: All constraints.
        slots: Other fields of the request that changed.
        pins: What is kept.
        spans: Time that is free for something new beside that of what is no longer kept.
        left_free: Pins of stops that are gone and whose time stays empty.
        wanted: Places that this turn asks for.
        banned: Places that this turn does away with.
        replans: Whether more than locks changed.
    """

    trip: Trip
    itinerary: Itinerary
    records: Mapping[str, AnyPlace]
    services: Mapping[str, IntercityService]
    wishes: list[Constraint]
    slots: dict[str, Any] = field(default_factory=dict)
    pins: list[Pin] = field(default_factory=list)
    spans: list[OpenSpan] = field(default_factory=list)
    left_free: list[Pin] = field(default_factory=list)
    wanted: set[str] = field(default_factory=set)
    banned: set[str] = field(default_factory=set)
    replans: bool = False
    troubles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, trip: Trip, records: Mapping[str, AnyPlace], services: Mapping[str, IntercityService]) -> Draft:
        """Start with everything pinned, and what the traveller locked still locked."""
        assert trip.itinerary is not None
        request = trip.request
        return cls(
            trip=trip,
            itinerary=trip.itinerary,
            records=records,
            services=services,
            wishes=list(settled(request.constraints, trip.itinerary)),
            pins=list(pins_of(trip.itinerary, language=request.language, locked=request.pins)),
        )

    @property
    def language(self) -> Language:
        """What the traveller reads."""
        return self.trip.request.language

    @property
    def days(self) -> int:
        """Days of the trip, as changed so far."""
        return int(self.slots.get("days", self.trip.request.days))

    @property
    def musts(self) -> frozenset[str]:
        """Places that have to be in the plan."""
        return must_sees(self.trip.request.model_copy(update={"constraints": tuple(self.wishes)}))

    def request(self) -> TripRequest:
        """The request as it stands now."""
        kept = [pin for pin in self.pins if getattr(pin, "day", 1) <= self.days]
        freed = spans_without(self.itinerary, [*self.pins, *self.left_free])
        spans = tuple(dict.fromkeys(span for span in (*freed, *self.spans) if span.day <= self.days))
        changed = {"constraints": tuple(self.wishes), "pins": tuple(kept), "open_spans": spans, **self.slots}
        return self.trip.request.model_copy(update=changed)

    def say(self, key: str, **fields: object) -> str:
        """Word something for the traveller."""
        return PHRASES.say(key, self.language, **fields)

    def trouble(self, key: str, **fields: object) -> None:
        """Note what can't be done."""
        self.troubles.append(self.say(f"trouble.{key}", **fields))

    def note(self, key: str, **fields: object) -> None:
        """Note what the traveller should know."""
        self.notes.append(self.say(f"note.{key}", **fields))

    def what(self, edit: Edit) -> str:
        """The words of an edit, or what it is called where none were said."""
        return edit.quote or self.say(f"edit.{edit.type}")

    def name(self, place: str) -> str:
        """What a place is called; its id where no record is known."""
        if place in self.records:
            return self.records[place].name_in(self.language)
        refs = {placed.stop.place.id: placed.stop.place for placed in all_stops(self.itinerary)}
        return refs[place].name_in(self.language) if place in refs else place

    def names(self, places: Iterable[str]) -> str:
        """Several names in a row, each once."""
        return listed(self.language, dict.fromkeys(self.name(place) for place in places))

    def date_of(self, day: int) -> date:
        """The date of a day of the trip."""
        request = self.trip.request.model_copy(update=self.slots)
        return request.dates[day - 1]

    def lock_of(self, placed: Placed) -> StopPin | None:
        """The locked pin of a stop, if it is locked."""
        same = (pin for pin in self.pins if isinstance(pin, StopPin) and pin.locked)
        return next((pin for pin in same if _key(pin) == _key(placed.pin)), None)

    def is_pinned(self, placed: Placed) -> bool:
        """Whether a stop is still kept."""
        return any(isinstance(pin, StopPin) and _key(pin) == _key(placed.pin) for pin in self.pins)

    def unpin(self, placed: Placed, *, leave_free: bool = False) -> None:
        """Keep a stop no longer; a meal inside a sight goes with it."""
        gone = {_key(placed.pin)}
        if placed.pin.kind == "attraction":
            gone.add((placed.pin.day, "meal", placed.pin.place))
        dropped = [pin for pin in self.pins if isinstance(pin, StopPin) and _key(pin) in gone]
        self.pins = [pin for pin in self.pins if pin not in dropped]
        if leave_free:
            self.left_free += dropped

    def unpin_nights(self) -> bool:
        """Keep the hotel no longer; False, and told, where it is locked."""
        nights = [pin for pin in self.pins if isinstance(pin, NightPin)]
        if any(pin.locked for pin in nights):
            self.trouble("locked", name=self.names(pin.hotel for pin in nights if pin.locked))
            return False
        self.pins = [pin for pin in self.pins if pin not in nights]
        return True

    def unpin_rides(self, direction: str | None = None) -> bool:
        """Keep the intercity rides no longer, or one of them; False, and told, where one is locked."""
        rides = [pin for pin in self.pins if isinstance(pin, JourneyPin) and direction in (None, pin.direction)]
        if locked := [pin.label for pin in rides if pin.locked]:
            self.trouble("locked", name=listed(self.language, locked))
            return False
        self.pins = [pin for pin in self.pins if pin not in rides]
        return True

    def unpin_ways(self) -> None:
        """Let every way inside the city be made in another manner."""
        self.pins = [pin for pin in self.pins if not isinstance(pin, LegPin)]

    def want(self, wish: Constraint) -> None:
        """Take a new wish; older ones that say otherwise are given up, and told."""
        before = self.wishes
        self.wishes = with_wish(before, wish)
        self._tell_given_up(before, wish)
        self.wanted |= set(places_asked_for(wish))

    def ban(self, placed: Placed, edit: BaseEdit) -> None:
        """Never again this place, and no wish for it."""
        place, subject = placed.pin.place, "attraction" if placed.pin.kind == "attraction" else "restaurant"
        if placed.stop.place.kind in ("attraction", "restaurant"):
            self.forbid(place, "attraction" if placed.stop.place.kind == "attraction" else subject, edit)

    def forbid(self, place: str, subject: str, edit: BaseEdit) -> None:
        """Never this place; wishes for it are given up."""
        ban = Choice.model_validate(
            {
                "subject": subject,
                "attribute": "place",
                "op": "none_of",
                "values": (place,),
                "labels": (self.name(place),),
                "quote": edit.quote,
            }
        )
        self.banned.add(place)
        known = any(
            isinstance(w, Choice) and (w.attribute, w.op) == ("place", "none_of") and place in w.values for w in self.wishes
        )
        self.wishes = without_place(self.wishes, place)
        if not known:
            self.wishes.append(ban)

    def set_slot(self, slot: Slot, value: object, edit: BaseEdit) -> None:
        """Change a slot, with where it came from."""
        known = self.slots.get("provenance", self.trip.request.provenance)
        origin = Provenance(origin="quoted", quote=edit.quote) if edit.quote else Provenance(origin="given")
        self.slots |= {slot: value, "provenance": {**known, slot: origin}}

    def _tell_given_up(self, before: list[Constraint], wish: Constraint) -> None:
        gone = [old for old in before if old not in self.wishes and old.strength == "hard" and old.origin == "quoted"]
        new = word_wish(wish, self.language)
        for old in gone:
            told = word_wish(old, self.language)
            if told != new and not set(places_asked_for(old)) & set(places_asked_for(wish)):
                self.note("given_up", wish=told)


def settled(wishes: Iterable[Constraint], itinerary: Itinerary) -> list[Constraint]:
    """The wishes with each choice that an earlier edit left narrowed to what the plan took of it; what counted for that edit alone goes."""
    visited = {(placed.pin.day, placed.pin.place) for placed in all_stops(itinerary)}
    return [kept for wish in wishes if (kept := _settled(wish, visited)) is not None]


def _settled(wish: Constraint, visited: set[tuple[int, str]]) -> Constraint | None:
    if isinstance(wish, Choice) and (wish.attribute, wish.origin, wish.strength) == ("place", "derived", "hard"):
        places = {place for _, place in visited}
        pairs = [(value, label) for value, label in zip(wish.values, wish.labels, strict=True) if value in places]
        if not wish.quote or not pairs:
            return None
        return wish.model_copy(update={"values": tuple(v for v, _ in pairs), "labels": tuple(label for _, label in pairs)})
    if isinstance(wish, AnyOf):
        for option in wish.options:
            match option:
                case (VisitClock(day=int() as day, place=place) as only,) if (day, place) in visited:
                    return only.model_copy(update={"strength": wish.strength, "quote": wish.quote, "origin": wish.origin})
    return wish


def _key(pin: StopPin) -> tuple[int, str, str]:
    return pin.day, pin.kind, pin.place
