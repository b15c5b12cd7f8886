"""Bounded repairs of a request that can't be kept as it stands; each says why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ...domain.constraint import Choice
from ...domain.place import Attraction
from ...domain.request import TripRequest
from ...domain.task import Findings
from ..phrases import PHRASES
from ..schedule.evidence import Evidence
from ..schedule.select import distance_km, may_visit, must_sees
from ..trip import Substitution

_KIND, _RENOWN, _KM = 30.0, 0.4, 1.0


def substitute_blocked(request: TripRequest, findings: Mapping[str, Findings]) -> tuple[TripRequest, tuple[Substitution, ...]]:
    """Replace must-sees that let nobody in on any date of the trip by their nearest equals.

    Args:
        request: A settled request.
        findings: With availability and the candidate sights.

    Returns:
        The request with changed wishes, and what was changed and why.
    """
    evidence = Evidence.gather(findings)
    dates, language = request.dates, request.language
    wishes = list(request.constraints)
    done: list[Substitution] = []
    for index, wish in enumerate(wishes):
        if not isinstance(wish, Choice) or (wish.subject, wish.attribute, wish.op) != ("attraction", "place", "all_of"):
            continue
        values = list(wish.values)
        for position, place_id in enumerate(wish.values):
            sight = evidence.places.get(place_id)
            if not isinstance(sight, Attraction) or wish.strength == "soft" or _lets_in(sight, dates, evidence):
                continue
            taken = {*must_sees(request), *values, *(s.by for s in done if s.by)}
            other = nearest_equal(sight, evidence, dates, request=request, exclude=taken)
            key = "sold_out" if _sold_out(place_id, findings) else "closed"
            text = PHRASES.say(
                "substitute.with" if other else "substitute.without",
                language,
                name=sight.name_in(language),
                reason=PHRASES.say(f"reason.{key}", language),
                other=other.name_in(language) if other else "",
            )
            done.append(Substitution(wish=index, place=place_id, by=other.id if other else None, reason=text))
            values[position] = other.id if other else ""
        kept = [(value, label) for value, label in zip(values, wish.labels, strict=True) if value]
        if kept and values != list(wish.values):
            labels = tuple(label if v in wish.values else evidence.places[v].name_in(language) for v, label in kept)
            wishes[index] = wish.model_copy(update={"values": tuple(v for v, _ in kept), "labels": labels})
        elif not kept:
            wishes[index] = wish.model_copy(update={"strength": "soft"})
    return request.model_copy(update={"constraints": tuple(wishes)}), tuple(done)


def nearest_equal(
    sight: Attraction, evidence: Evidence, dates: tuple[date, ...], *, request: TripRequest, exclude: set[str]
) -> Attraction | None:
    """The open sight most like another: in kind first, then in renown, then in place. None where no kind is shared.

    What the request bans is no equal.
    """
    kinds = set(sight.kinds)

    def likeness(other: Attraction) -> float:
        shared = len(kinds & set(other.kinds)) / len(kinds | set(other.kinds))
        return _KIND * shared - _RENOWN * abs(sight.renown - other.renown) - _KM * distance_km(sight, other)

    candidates = [
        place
        for place in evidence.places.values()
        if isinstance(place, Attraction)
        and place.id not in exclude | {sight.id}
        and kinds & set(place.kinds) - {"亲子"}
        and place.hours is not None
        and _lets_in(place, dates, evidence)
        and may_visit(place, request, must=True)
    ]
    return max(candidates, key=likeness, default=None)


def _lets_in(sight: Attraction, dates: tuple[date, ...], evidence: Evidence) -> bool:
    return any((sight.id, day) not in evidence.blocked and (sight.hours is None or bool(sight.hours.on(day))) for day in dates)


def _sold_out(place_id: str, findings: Mapping[str, Findings]) -> bool:
    return any(
        record.place == place_id and record.status == "sold_out" for found in findings.values() for record in found.availability
    )
