"""Slot extraction: reads the texts of a JSON-lines file and writes slots in the convention of the outside scorer.

Usage: ``python -m benchmarks.nlu --in FILE.jsonl --out PRED.jsonl [--sandbox DIR]``
"""

from __future__ import annotations

import argparse
import json
import time
from datetime import date
from pathlib import Path

from xiake.agents.intake.read import read_request
from xiake.domain.errors import BadRequest

from .nlu_names import city_names, gazetteers
from .nlu_slots import slots_of

TODAY = date(2022, 1, 1)
"""Before every date that the texts name."""


def main() -> None:
    """Read every text and write its slots."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--in", dest="source", type=Path, required=True, help="lines of {id, text}")
    parser.add_argument("--out", type=Path, required=True, help="lines of {id, slots}")
    parser.add_argument("--sandbox", type=Path, help="folder of the benchmark's place tables, to name places as it does")
    arguments = parser.parse_args()
    gazetteer_of = gazetteers(arguments.sandbox)
    cities = city_names()
    lines = [json.loads(line) for line in arguments.source.read_text("utf-8").splitlines() if line.strip()]
    began = time.perf_counter()
    with arguments.out.open("w", encoding="utf-8") as out:
        for line in lines:
            try:
                request = read_request(line["text"], cities=cities, gazetteer_of=gazetteer_of, today=TODAY)
                slots = slots_of(request)
            except BadRequest as error:
                slots = {}
                print(f"{line['id']}: refused: {error}")
            out.write(json.dumps({"id": line["id"], "slots": slots}, ensure_ascii=False) + "\n")
    seconds = time.perf_counter() - began
    print(f"{len(lines)} texts in {seconds:.2f} s, {1000 * seconds / max(len(lines), 1):.1f} ms each")


if __name__ == "__main__":
    main()
