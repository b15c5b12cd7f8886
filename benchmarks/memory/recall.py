"""The paraphrase test, through the memory as it is used: ``python -m benchmarks.memory.recall``.

Finding: every memory of the test is one of one traveller's, whatever its language; every query is asked against them all. Keeping
apart: of each pair both sentences are read by the intake, and said one after the other by a traveller of whom nothing else is known.

How far to trust the figures. The test was written blind, but the memory was then mended by it:

- Recall: the share of words that a memory must have in common with a query was chosen on the half of the queries whose ids have an even
  CRC-32, and so was joining two models. Recall is given for both halves; the other half is a weak holdout, for its results were seen.
- Opposites are not blind at all: 6 of 83 were merged at first. The guards that keep them apart were written after reading the failures
  of the first half and two of the other, so 0 says that these are mended, not how many of fresh ones would be merged.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from xiake.agents.intake.statements import read_statements
from xiake.domain.language import language_of
from xiake.domain.memory import SourceTurn, Statement
from xiake.memory.bundle import Memory
from xiake.memory.embedding.chosen import chosen_embedder
from xiake.memory.long_term.long_term import LongTermMemory
from xiake.settings import Settings
from xiake.tools.clock import SystemClock

TEST = Path(__file__).parent / "paraphrases"
SAID = SourceTurn(session="test", turn=1)
EMBEDDERS = ("use", "local")
"""The model that is installed by default, and both."""
CROSS = ("zh-en", "en-zh")


class Ranks(NamedTuple):
    """Where the right memory stood, from 1, by pair; a pair whose memory was not among the found has a great rank."""

    pairs: Sequence[Mapping[str, Any]]
    ranks: Mapping[str, int]

    def recall(self, k: int, languages: Sequence[str], half: int | None = None) -> float:
        """Share of the pairs of some languages, of one half or of both, whose memory was among the first ``k``."""
        found = [
            self.ranks[pair["id"]] <= k
            for pair in self.pairs
            if pair["language"] in languages and half in (None, crc32(pair["id"].encode()) % 2)
        ]
        return sum(found) / len(found)


def _read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (TEST / name).read_text("utf-8").splitlines()]


async def find(memory: LongTermMemory) -> Ranks:
    """Ask every query against all memories."""
    pairs = _read("pairs.jsonl")
    said = [
        Statement(kind="preference", text=pair["memory"], language=language_of(pair["memory"]), aspect=f"other.{pair['id']}")
        for pair in pairs
    ]
    kept = [learnt.item.id for learnt in await memory.remember("traveller", said, SAID)]
    ranks = {}
    for pair, right in zip(pairs, kept, strict=True):
        found = [item.id for item in (await memory.recall("traveller", pair["query"], 10)).items]
        ranks[pair["id"]] = found.index(right) + 1 if right in found else len(pairs)
    return Ranks(pairs, ranks)


async def say_both(memory: LongTermMemory, pairs: Iterable[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], bool, bool]]:
    """For each pair: whether anything of the other sentence was merged into the one, and whether the one's words find the other."""
    outcomes = []
    for pair in pairs:
        user = pair["id"]
        first = await memory.remember(user, read_statements(pair["one"], explicit=True), SAID)
        second = await memory.remember(user, read_statements(pair["other"], explicit=True), SAID.model_copy(update={"turn": 2}))
        merged = any(learnt.how == "merged" for learnt in second)
        ones = {learnt.item.id for learnt in first}
        left = ones & {item.id for item in await memory.items(user)}
        found = (await memory.recall(user, pair["one"], 1)).items
        outcomes.append((pair, merged, bool(left) and not merged and bool(found) and found[0].id not in ones))
    return outcomes


async def measure(embedder: str) -> list[str]:
    """Lines of the results."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home), engine="memory", embedder=embedder)
        async with Memory.open(settings, clock=SystemClock()) as memory:
            ranks = await find(memory.long_term)
            opposites = await say_both(memory.long_term, _read("opposites.jsonl"))
            duplicates = await say_both(memory.long_term, _read("duplicates.jsonl"))
    lines = [
        f"embedder {embedder} ({chosen_embedder(embedder).name}): {len(ranks.pairs)} pairs",
        "                  recall@1  recall@3  recall@3 chosen on / held out, though seen",
    ]
    groups = {"zh-zh": ("zh-zh",), "zh-en": ("zh-en",), "en-zh": ("en-zh",), "cross-language": CROSS}
    for name, languages in groups.items():
        one, three = ranks.recall(1, languages), ranks.recall(3, languages)
        chosen, held = (ranks.recall(3, languages, half) for half in (0, 1))
        lines.append(f"{name:16s}  {one:8.2f}  {three:8.2f}  {chosen:8.2f} / {held:.2f}")
    lines += _kept_apart(
        "opposites merged (not blind: 6 before guards were written after some of them)",
        [(pair, merged) for pair, merged, _ in opposites],
    )
    lines += _kept_apart("opposites taken for each other", [(pair, wrong) for pair, _, wrong in opposites])
    lines += [f"duplicates merged: {sum(merged for _, merged, _ in duplicates)} of {len(duplicates)}"]
    return lines


def _kept_apart(what: str, outcomes: Sequence[tuple[Mapping[str, Any], bool]]) -> list[str]:
    wrong = [pair for pair, bad in outcomes if bad]
    return [f"{what}: {len(wrong)} of {len(outcomes)}", *(f"  {pair['id']} ({pair['why']})" for pair in wrong)]


def main() -> None:
    """Print the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory.recall", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--embedder", action="append", help="as XIAKE_EMBEDDER; several times for several")
    tables = ("\n".join(asyncio.run(measure(embedder))) for embedder in parser.parse_args().embedder or EMBEDDERS)
    print(*tables, sep="\n\n")


if __name__ == "__main__":
    main()
