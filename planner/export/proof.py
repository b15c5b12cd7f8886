"""What a plan rests on: its checks and its sources, made short enough to read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from ...domain.base import Model
from ...domain.check import CheckResult
from ...domain.language import Language, listed
from ...domain.task import Gap
from ..phrases import PHRASES as WORDS
from ..trip import Conflict, Trip
from .phrases import LABELS
from .words import capability_of

Flaw = Literal["violated", "unmet_soft", "unverifiable"]
_KINDS = ("attraction", "restaurant", "hotel", "station")


class Finding(Model):
    """A check that did not pass."""

    flaw: Flaw
    message: str


class SourceGroup(Model):
    """Sources about one kind of thing, each once as ``title (as of)``."""

    name: str
    titles: tuple[str, ...]


def passed_of(trip: Trip) -> str:
    """How many checks passed, in words."""
    passed = sum(check.status == "satisfied" for check in trip.checks)
    return LABELS.say("passed", trip.request.language, passed=passed, total=len(trip.checks))


def lacks_of(checks: Iterable[CheckResult]) -> list[str]:
    """What a plan that is delivered lacks all the same, a meal or a sight; a wish that is given up is told by its substitution."""
    return [check.message for check in checks if check.status == "violated" and not check.soft and check.wish is None]


def gaps_of(trip: Trip) -> list[str]:
    """What the plan lacks and what could not be found out, each once."""
    language = trip.request.language
    lines = lacks_of(trip.checks)
    for gap in trip.gaps:
        what = capability_of(gap.capability, language)
        lines.append(LABELS.say("gap", language, what=what, message=gap.message, code=gap.code))
    return list(dict.fromkeys(lines))


def gap_note(gap: Gap, language: Language) -> str:
    """One thing that could not be found out, as a note."""
    return WORDS.say("gap", language, capability=capability_of(gap.capability, language), message=gap.message)


def ways_out_of(conflict: Conflict, language: Language) -> list[str]:
    """Changes that make a plan possible, with what the trip then costs where that is known and the words don't say it."""
    lines = []
    for way in conflict.ways_out:
        cost = "" if way.cost is None else f"{way.cost:,.0f}"
        told = not cost or re.search(rf"(?<![\d,]){cost}(?!,?\d)", way.text)
        lines.append(way.text if told else LABELS.say("way_cost", language, way=way.text, cost=cost))
    return lines


def notes_of(trip: Trip) -> list[str]:
    """The notes, without those that a substitution or gap already told."""
    told = {substitution.reason for substitution in trip.substitutions} | {*lacks_of(trip.checks)}
    told |= {gap_note(gap, trip.request.language) for gap in trip.gaps}
    return [note for note in trip.notes if note not in told]


def findings_of(trip: Trip) -> list[Finding]:
    """Every check that did not pass, each message once, the gravest first; facts of one sort that are unknown share a line."""
    failed = [check for check in trip.checks if check.status != "satisfied"]
    folded = _folded(trip, failed)
    found = [
        Finding(flaw=_flaw(check), message=folded.get(check.rule, check.message) if _of_unknown_fact(check) else check.message)
        for check in failed
    ]
    order: tuple[Flaw, ...] = ("violated", "unmet_soft", "unverifiable")
    return sorted(dict.fromkeys(found), key=lambda finding: order.index(finding.flaw))


def sources_of(trip: Trip) -> list[SourceGroup]:
    """Sources by what they are about; a title that also gives estimates is listed as fact, one that only does is marked."""
    language = trip.request.language
    facts = {(source.title, source.as_of) for source in trip.sources if not source.estimated}
    kinds = _kinds_of_records(trip)
    groups: dict[str, dict[str, None]] = {}
    for source in trip.sources:
        if source.estimated and (source.title, source.as_of) in facts:
            continue
        text = f"{source.title or source.provider} ({source.as_of})" if source.as_of else source.title or source.provider
        if source.estimated:
            text += f" [{LABELS.say('estimated', language)}]"
        groups.setdefault(kinds.get(source.record, "other"), {})[text] = None
    return [
        SourceGroup(name=LABELS.say(f"sources.{kind}", language), titles=tuple(groups[kind]))
        for kind in (*_KINDS, "other")
        if kind in groups
    ]


def _of_unknown_fact(check: CheckResult) -> bool:
    return check.status == "unverifiable" and check.place is not None and f"unknown.{check.rule}" in LABELS


def _folded(trip: Trip, checks: Iterable[CheckResult]) -> dict[str, str]:
    """One message for each rule that several checks could not verify, as a fact about their places is unknown."""
    language = trip.request.language
    days = trip.itinerary.days if trip.itinerary else ()
    names = {stop.place.id: stop.place.name_in(language) for day in days for stop in day.stops}
    unknown: dict[str, list[str]] = {}
    for check in checks:
        if check.place is not None and _of_unknown_fact(check):
            unknown.setdefault(check.rule, []).append(names.get(check.place, check.place))
    return {
        rule: LABELS.say(f"unknown.{rule}", language, names=listed(language, dict.fromkeys(places)))
        for rule, places in unknown.items()
        if len(places) > 1
    }


def _flaw(check: CheckResult) -> Flaw:
    if check.status == "unverifiable":
        return "unverifiable"
    return "unmet_soft" if check.soft else "violated"


def _kinds_of_records(trip: Trip) -> dict[str, str]:
    if trip.itinerary is None:
        return {}
    refs = [stop.place for day in trip.itinerary.days for stop in day.stops]
    refs += [day.night.hotel for day in trip.itinerary.days if day.night]
    refs += [stop.journey.destination for day in trip.itinerary.days for stop in day.stops if stop.journey]
    return {ref.source.record: ref.kind for ref in refs if ref.kind in _KINDS and ref.source.record}
