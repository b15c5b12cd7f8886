"""Compares the wishes read from the texts of a folder of queries with the annotated ones, kind by kind.

Usage: ``python -m benchmarks.chinatravel.reading --sandbox DIR --queries DIR [--show]``. The queries are split into two halves
by a hash of their ids, so that a gap between the halves tells of overfitting; ``--show`` lists the first half's differences only.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from rich.console import Console
from rich.table import Table
from xiake.agents.intake.read import read_request
from xiake.domain.constraint import AnyOf, Choice, Constraint, CostLimit
from xiake.domain.errors import BadRequest
from xiake.domain.request import TripRequest

from .oracle.compile import Compiled, compile_query
from .provider import SandboxProvider

TODAY = date(2025, 1, 1)
_PASSIVE = {"quote", "origin", "strength", "labels", "label", "type"}

Fact = tuple[str, str]
"""A kind of wish, and one thing wished for."""
Half = Literal["development", "holdout"]


@dataclass
class Tally:
    """What one half of the queries came to.

    Attributes:
        exact: Queries read without any difference.
        asked: Queries that are answered with a question before anything is planned.
        right: Facts by kind; likewise the others.
    """

    queries: int = 0
    exact: int = 0
    asked: int = 0
    right: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    differing: Counter[str] = field(default_factory=Counter)


def half_of(uid: str) -> Half:
    """Which half a query belongs to."""
    return "holdout" if int(sha256(uid.encode()).hexdigest()[0], 16) % 2 else "development"


def facts_read(request: TripRequest) -> set[Fact]:
    """Days, people, budget and every hard wish that was read, and what the city's modes should be."""
    facts = set(_facts(wish for wish in request.constraints if _counts(wish)))
    facts |= {("days", str(request.days)), ("people", str(request.party.size))}
    return facts | ({("budget", f"{request.budget_total:f}")} if request.budget_total is not None else set())


def facts_annotated(compiled: Compiled, query: dict[str, Any]) -> set[Fact]:
    """Likewise for the annotation; days and people are the query's fields where the annotation is silent."""
    facts = set(_facts(compiled.constraints))
    facts |= {("days", str(compiled.days or query["days"])), ("people", str(compiled.people or query["people_number"]))}
    return facts | ({("budget", f"{compiled.budget:f}")} if compiled.budget is not None else set())


def _counts(wish: Constraint) -> bool:
    if isinstance(wish, Choice) and wish.subject == "innercity":
        return wish.op != "only"  # the wish for all modes says which were named
    return wish.strength == "hard"


def _facts(wishes: Iterable[Constraint]) -> Iterator[Fact]:
    for wish in wishes:
        if isinstance(wish, AnyOf):
            options = sorted(sorted(":".join(fact) for fact in _facts(option)) for option in wish.options)
            yield "alternatives", json.dumps(options, ensure_ascii=False)
        elif isinstance(wish, Choice):
            yield from _chosen(wish)
        elif isinstance(wish, CostLimit):
            per = "night" if wish.per in ("room_night", "person_night") else wish.per
            yield f"cost of {wish.category} per {per}", f"{wish.amount:f}"
        else:
            yield wish.type, json.dumps(wish.model_dump(mode="json", exclude=_PASSIVE), ensure_ascii=False)


def _chosen(wish: Choice) -> Iterator[Fact]:
    kind = f"{wish.subject} {wish.attribute}"
    values = [value for value in wish.values if not (wish.op == "only" and value == "walk")] or ["walk"]
    if wish.attribute == "room":
        values = ["double" if value == "single" else value for value in values]
    if wish.op == "none_of":
        yield from ((f"{kind}, banned", value) for value in values)
    elif wish.op == "any_of" and len(set(values)) > 1:
        yield f"{kind}, one of", "|".join(sorted(set(values)))
    else:
        yield from ((kind, value) for value in dict.fromkeys(values))


def compare(read: set[Fact], annotated: set[Fact], tally: Tally) -> tuple[set[Fact], set[Fact]]:
    """Count the differences of one query.

    Returns:
        What was missed and what was invented; of one kind both count as differing.
    """
    missed, invented = annotated - read, read - annotated
    kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for kind, _ in missed:
        kinds[kind][0] += 1
    for kind, _ in invented:
        kinds[kind][1] += 1
    for kind, (lacking, extra) in kinds.items():
        both = min(lacking, extra)
        tally.differing[kind] += both
        tally.missed[kind] += lacking - both
        tally.invented[kind] += extra - both
    tally.right.update(kind for kind, _ in annotated & read)
    tally.exact += not kinds
    return missed, invented


def main() -> None:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sandbox", type=Path, required=True, help="folder of the sandbox")
    parser.add_argument("--queries", type=Path, required=True, help="folder of <uid>.json")
    parser.add_argument("--show", action="store_true", help="list the differences of the development half")
    arguments = parser.parse_args()
    provider, console = SandboxProvider(arguments.sandbox), Console()
    tallies: dict[Half, Tally] = {"development": Tally(), "holdout": Tally()}
    for file in sorted(arguments.queries.glob("*.json")):
        query = json.loads(file.read_text("utf-8"))
        half = half_of(query["uid"])
        tally = tallies[half]
        tally.queries += 1
        annotated = facts_annotated(compile_query(query, provider.gazetteer_of(query["target_city"])), query)
        request = _read(query["nature_language"], provider)
        tally.asked += any(question.default is None for question in request.questions)
        missed, invented = compare(facts_read(request), annotated, tally)
        if arguments.show and half == "development" and (missed or invented):
            console.print(f"{query['uid']} {query['nature_language']}", markup=False, highlight=False)
            for sign, facts in (("-", missed), ("+", invented)):
                for kind, value in sorted(facts):
                    console.print(f"  {sign} {kind}: {value}", markup=False, highlight=False)
    for name, tally in tallies.items():
        console.print(_table(name, tally))


def _read(text: str, provider: SandboxProvider) -> TripRequest:
    covered = {city.name for city in provider.city_names if city.covered}
    try:
        return read_request(
            text,
            cities=provider.city_names,
            gazetteer_of=lambda city: provider.gazetteer_of(city) if city in covered else None,
            today=TODAY,
        )
    except BadRequest:
        return TripRequest(text=text)


def _table(name: str, tally: Tally) -> Table:
    title = f"{name}: {tally.exact} of {tally.queries} read exactly; {tally.asked} answered with a question"
    table = Table("kind", "right", "missed", "invented", "differing", title=title)
    counts = (tally.right, tally.missed, tally.invented, tally.differing)
    for kind in sorted(set().union(*counts)):
        table.add_row(kind, *(str(count[kind] or "") for count in counts))
    table.add_row("all", *(str(count.total()) for count in counts))
    return table


if __name__ == "__main__":
    main()
