"""What stands in for must-sees that let nobody in: it is in the plan, and the rest of the wish holds."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.check import CheckResult
from ...domain.constraint import Choice
from ..wording import word_wish
from .case import Case
from .choices import judge_choice


def substitution(case: Case) -> Iterator[CheckResult]:
    """Each substitute is visited; the other values of a wish still count, as its own verdict speaks of what was replaced."""
    for wish in case.request.constraints:
        if not isinstance(wish, Choice) or wish.strength == "soft" or not case.substitutes.keys() & set(wish.values):
            continue
        if (wish.subject, wish.attribute, wish.op) != ("attraction", "place", "all_of"):
            continue
        rest = []
        for value, label in zip(wish.values, wish.labels, strict=True):
            if value in case.substitutes:
                yield from _stands_in(case, label, case.substitutes[value])
            else:
                rest.append((value, label))
        if not rest:
            continue
        kept = wish.model_copy(update={"values": tuple(v for v, _ in rest), "labels": tuple(x for _, x in rest)})
        finding = judge_choice(case, kept)
        if finding.status == "violated":
            told = word_wish(kept, case.request.language)
            yield case.violated("substitution", "substitution.rest", wish=told, why=finding.why)


def _stands_in(case: Case, label: str, by: str | None) -> Iterator[CheckResult]:
    if by is None:
        return  # given up for want of an equal; the wish itself says so
    visits = [(day, stop.place) for day, stop in case.stops("attraction") if stop.place.id == by]
    for day, place in visits[:1]:
        yield case.satisfied("substitution", "substitution.ok", day, place, other=label)
    if not visits:
        yield case.violated("substitution", "substitution.missing", other=label, by=case.name_of(by))
