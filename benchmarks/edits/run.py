"""Plans a trip, says one edit to the conversation about it, and judges what comes of it."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

from xiake.domain.constraint import Choice, Constraint, CostLimit
from xiake.domain.edit import Target
from xiake.domain.errors import BadRequest
from xiake.memory.bundle import Memory
from xiake.planner.conversation import Conversation
from xiake.planner.reply import Reply
from xiake.planner.trip import Trip
from xiake.tools.providers.catalogue.city import open_city
from xiake.tools.providers.catalogue.loader import city_slugs

from ..bundled.cases import Case
from ..bundled.draw import NothingToSayError
from ..bundled.honesty import objections
from ..bundled.planner import planner_of
from .makers import MAKERS
from .scene import Ask, Scene, key_of, stops_of

_SOON = 30
"""Minutes that a stop may slide and still be where it was."""


@dataclass(frozen=True)
class Verdict:
    """What became of one edit.

    Attributes:
        kind: Name of the edit's kind; empty where the trip to edit could not be planned.
        outcome: Kind of the reply, ``refused`` or ``crashed``.
        present: Whether the change is there.
        untouched: How many stops, nights and rides the edit is not about.
        unchanged: How many of them are still there on their day.
        in_time: How many of them also at their time, within half an hour.
        broken: Hard wishes of the request that no longer stand or no longer hold, and whatever else is wrong with the plan.
        seconds: How long the turn took.
        told: What was answered, where the change isn't there.
    """

    name: str
    kind: str
    words: str
    outcome: str = ""
    present: bool = False
    untouched: int = 0
    unchanged: int = 0
    in_time: int = 0
    broken: tuple[str, ...] = ()
    seconds: float = 0.0
    told: str = ""


def judge(case: Case, number: int) -> Verdict:
    """Carry out the edit whose kind is due; whatever goes wrong becomes part of the verdict."""
    return asyncio.run(_judge(case, number))


async def _judge(case: Case, number: int) -> Verdict:
    planner = planner_of()
    async with Memory.open(planner.settings, clock=planner.registry.clock) as memory:
        talk = Conversation(planner, memory, user=f"user-{number}", session=case.name)
        try:
            before = (await talk.tell(case.text)).trip
        except BadRequest:
            before = None
        if before is None or before.itinerary is None:
            return Verdict(case.name, "", case.text)
        kind, ask = _ask(before, case, number)
        if ask.first:
            await talk.lock(Target(day=ask.first))
        began = time.perf_counter()
        try:
            reply = await talk.tell(ask.words)
        except Exception as crash:
            return Verdict(case.name, kind, ask.words, "crashed", told=f"{type(crash).__name__}: {crash}")
        return _verdict(case, kind, ask, before, reply, time.perf_counter() - began)


def _ask(trip: Trip, case: Case, number: int) -> tuple[str, Ask]:
    """The edit whose kind is due, or the next one that the plan has something for."""
    slug = next(slug for slug in city_slugs() if open_city(slug).record.name == case.destination)
    scene = Scene(random.Random(number), open_city(slug), trip)
    turn, place = divmod(number, len(MAKERS))  # cities come round as often, so each round has an order of its own
    makers = random.Random(turn).sample(MAKERS, len(MAKERS))
    for maker in (*makers[place:], *makers[:place]):
        try:
            return maker.__name__, maker(scene)
        except NothingToSayError:
            continue
    raise NothingToSayError


def _verdict(case: Case, kind: str, ask: Ask, before: Trip, reply: Reply, seconds: float) -> Verdict:
    after = reply.trip if reply.kind in ("edit", "plan") else None
    told = f"{reply.text} {list(reply.unread) or ''}"
    if after is None or after.itinerary is None:
        return Verdict(case.name, kind, ask.words, reply.kind, seconds=seconds, told=told)
    untouched, unchanged, in_time = _kept(ask, before, after)
    present = ask.present(after)
    return Verdict(
        case.name,
        kind,
        ask.words,
        reply.kind,
        present=present,
        untouched=untouched,
        unchanged=unchanged,
        in_time=in_time,
        broken=tuple(_broken(ask, before, after)),
        seconds=seconds,
        told="" if present and untouched == unchanged else told,
    )


def _kept(ask: Ask, before: Trip, after: Trip) -> tuple[int, int, int]:
    """How many parts the edit isn't about, how many of them are on their day, and how many at their time."""
    assert before.itinerary is not None
    assert after.itinerary is not None
    old = [(key_of(stop), day.index, stop.start) for day, stop in stops_of(before.itinerary) if key_of(stop) not in ask.touched]
    new = {(key_of(stop), day.index): stop.start for day, stop in stops_of(after.itinerary)}
    kept = [(start, new[key, day]) for key, day, start in old if (key, day) in new]
    rides = [{s.journey.service for d in plan.days for s in d.stops if s.journey} for plan in (before.itinerary, after.itinerary)]
    whole = [(len(rides[0]), len(rides[0] & rides[1]))]
    if not ask.hotel:
        nights = [{(d.index, d.night.hotel.id) for d in plan.days if d.night} for plan in (before.itinerary, after.itinerary)]
        whole.append((len(nights[0]), len(nights[0] & nights[1])))
    others, same = (sum(figures) for figures in zip(*whole, strict=True))
    on_time = sum(abs(start - now) <= _SOON for start, now in kept)
    return len(old) + others, len(kept) + same, on_time + same


def _broken(ask: Ask, before: Trip, after: Trip) -> Iterator[str]:
    """Wishes that were given up unasked, or don't hold, and what any traveller would object to."""
    assert after.itinerary is not None
    held = {check.wish for check in after.checks if check.wish is not None and check.status != "violated"}
    spared = {check.wish for check in before.checks if check.wish is not None and check.status == "violated"}
    for index, wish in enumerate(before.request.constraints):
        if wish.strength == "hard" and index not in spared and not _stands(wish, after, held) and not _is_named_hotel(wish, ask):
            yield f"given up or broken: {wish}"
    excused = {substitution.wish for substitution in after.substitutions}
    known = {check.message for check in before.checks}  # what was missing before need not come with an edit
    wrong = [c for c in after.checks if c.status == "violated" and not c.soft and (c.wish is None or c.wish not in excused)]
    wrong = [check for check in wrong if check.message not in known]
    yield from (f"{check.rule}: {check.message}" for check in wrong)
    yield from set(objections(after.itinerary, after.request.party.size)) - set(
        objections(before.itinerary, before.request.party.size) if before.itinerary else ()
    )


def _is_named_hotel(wish: Constraint, ask: Ask) -> bool:
    return ask.hotel and isinstance(wish, Choice) and (wish.subject, wish.attribute) == ("hotel", "place")


def _stands(wish: Constraint, after: Trip, held: set[int | None]) -> bool:
    """Whether a wish is still among the request's, or one that is stricter, and holds."""
    for index, other in enumerate(after.request.constraints):
        if index not in held:
            continue
        if _meaning(other) == _meaning(wish):
            return True
        limits = (
            isinstance(wish, CostLimit)
            and isinstance(other, CostLimit)
            and (wish.category, wish.per) == (other.category, other.per)
        )
        if limits and isinstance(wish, CostLimit) and isinstance(other, CostLimit) and other.amount <= wish.amount:
            return True
    return False


def _meaning(wish: Constraint) -> dict[str, object]:
    return wish.model_dump(exclude={"labels", "label", "quote", "origin"})
