"""Compiles the annotations of a folder of queries and says which snippets could not be read.

Usage: ``python -m benchmarks.chinatravel.oracle --sandbox DIR --queries DIR``; exits with 1 when a snippet is left.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table
from xiake.domain.constraint import AnyOf, Constraint

from ..provider import SandboxProvider
from .compile import Compiled, compile_query


def main() -> int:
    """Print a table of kinds, then what is left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sandbox", type=Path, required=True, help="folder of the sandbox")
    parser.add_argument("--queries", type=Path, required=True, help="folder of <uid>.json")
    arguments = parser.parse_args()
    provider = SandboxProvider(arguments.sandbox)
    kinds: Counter[str] = Counter()
    left: list[str] = []
    for file in sorted(arguments.queries.glob("*.json")):
        query = json.loads(file.read_text("utf-8"))
        gazetteer = provider.gazetteer_of(query["target_city"])
        whole = compile_query(query, gazetteer)
        header = query | {"days": whole.days or query["days"], "people_number": whole.people or query["people_number"]}
        for snippet in query.get("hard_logic_py", ()):
            one = compile_query(header | {"hard_logic_py": [snippet]}, gazetteer)
            kinds[_kind(one)] += 1
            left += [f"{file.stem}: {unread.reason}: {unread.snippet}" for unread in one.unknown]
    table = Table("snippets", "what they became")
    for kind, count in sorted(kinds.items()):
        table.add_row(str(count), kind)
    console = Console()
    console.print(table)
    for line in left:
        console.print(line, markup=False, highlight=False)
    return 1 if left else 0


def _kind(one: Compiled) -> str:
    if one.unknown:
        return "left"
    if one.days is not None or one.people is not None:
        return "slot: days or people"
    if one.budget is not None:
        return "slot: budget"
    return " and ".join(map(_word, one.constraints)) or "met by every plan"


def _word(wish: Constraint) -> str:
    if isinstance(wish, AnyOf):
        return "any_of alternatives"
    details = (getattr(wish, name, "") for name in ("subject", "attribute", "op", "category", "per"))
    return " ".join(filter(None, (wish.type, *details)))


if __name__ == "__main__":
    raise SystemExit(main())
