"""Sections of the results about outside data: requests, texts and instances that nobody here wrote.

The data isn't part of the project; each section says so where it is missing.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .chinatravel.judge import REPORT, overall
from .chinatravel.store import Store
from .timing import spread

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "benchmarks"
CHINATRAVEL, NLU, TOPTW = DATA / "chinatravel", DATA / "nlu", DATA / "toptw"
SANDBOX = CHINATRAVEL / "sandbox"

_READINGS = {"--oracle": "constraints given", "": "text and header fields", "--words-only": "text alone"}
_SETS = ("aic_annotated", "ijcai25_phase2", "ijcai25_generated")
_SLOTS = ("ct_zh_full", "ct_zh_header", "ct_zh_rich789", "ct26_en", "ct_en_scalar")
_CORE = ("te_zh", "te_en_scalar", "deepplanning_zh", "deepplanning_en", "tp_en_train")
_MISSING = "Skipped: the outside data is not on this machine."


def run(*command: str | Path) -> str:
    """What a Python command prints.

    Raises:
        SystemExit: If it fails.
    """
    done = subprocess.run([sys.executable, *map(str, command)], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout.strip()


def chinatravel(jobs: int) -> list[str]:
    """Plans for other people's requests, judged by the outside checker."""
    if not CHINATRAVEL.is_dir():
        return [_MISSING]
    command = "python -m benchmarks.chinatravel --sandbox DIR --queries DIR --out PLANS"
    return [
        f"`{command} [--oracle | --words-only] --jobs {jobs}`, judged by the outside checker; development split. *Overall* is the newer"
        " formula, in which plans that fail count as 0 in the preferences.",
        "",
        "| set | n | read from | delivered | environment | logical | final | final and honest | DAV / ATT / DDR | overall"
        " | s median / p90 | MiB |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
        *(_plans(name, option, jobs) for name in _SETS for option in _READINGS),
        *(_plans("aic_plain", option, jobs) for option in ("", "--words-only")),
        "",
        "Requests that were answered as impossible, each checked by an argument from the records alone"
        " (`python -m benchmarks.chinatravel.proofs --sandbox DIR --queries DIR --plans PLANS`): see the notes.",
        "",
        "How the texts were read, against the annotated constraints; the halves are drawn by a hash of the ids, and only the errors"
        " of the first were looked at (`python -m benchmarks.chinatravel.reading --sandbox DIR --queries DIR`):",
        "",
        "```",
        *(_reading(name) for name in _SETS),
        "```",
    ]


def _plans(name: str, option: str, jobs: int) -> str:
    queries = CHINATRAVEL / "queries" / name
    with tempfile.TemporaryDirectory() as folder:
        where = ("--sandbox", SANDBOX, "--queries", queries, "--out", folder, "--jobs", str(jobs))
        run("-m", "benchmarks.chinatravel", *where, *([option] if option else []))
        report = json.loads((Path(folder) / REPORT).read_text("utf-8"))
        runs = list(Store(Path(folder)).runs().values())
    summary, figures = report["summary"], overall(report)
    seconds = spread(entry["seconds"] for entry in runs)
    judged = [_percent(summary.get(key)) for key in ("LPR_macro", "FPR", "FPR_and_honest")] if figures else ["-"] * 3
    if not figures:
        judged[2] = _percent(summary["honest"])
    preferences = " / ".join(f"{figures[key]:.1f}" for key in ("DAV", "ATT", "DDR")) if figures else "-"
    cells = [
        name,
        summary["n"],
        _READINGS[option],
        _percent(summary["DR"]),
        _percent(summary["EPR_macro"]),
        *judged,
        preferences,
        f"{figures['overall']:.2f}" if figures else "-",
        f"{seconds.median:.2f} / {seconds.p90:.2f}",
        f"{max(entry['peak'] for entry in runs):.0f}",
    ]
    return f"| {' | '.join(map(str, cells))} |"


def _percent(value: Any) -> str:
    return "-" if value is None else f"{value:.1f}"


def _reading(name: str) -> str:
    where = ("--sandbox", SANDBOX, "--queries", CHINATRAVEL / "queries" / name)
    return f"== {name}\n{run('-m', 'benchmarks.chinatravel.reading', *where)}"


def slots(jobs: int) -> list[str]:
    """Slot extraction, scored by the outside scorer."""
    if not NLU.is_dir():
        return [_MISSING]
    return [
        "`python -m benchmarks.nlu --in FILE --out PRED --sandbox DIR`, scored by the outside scorer; development split. *Core*:"
        " origin, destination, days, people and budget alone.",
        "",
        "| set | n | exact | F1 | precision | recall | core F1 |",
        "|---|---|---|---|---|---|---|",
        *_slot_rows(),
    ]


def _slot_rows() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        for name in (*_SLOTS, *_CORE):
            gold, pred, judged = NLU / "dev" / f"{name}.jsonl", Path(folder) / f"{name}.jsonl", Path(folder) / "judged.json"
            run("-m", "benchmarks.nlu", "--in", gold, "--out", pred, "--sandbox", SANDBOX)
            scores = []
            for option in ([], ["--core"]):
                run(NLU / "nlu_score.py", "--gold", gold, "--pred", pred, "--json", judged, *option)
                scores.append(json.loads(judged.read_text("utf-8"))["ALL"])
            yield _slot_row(name, *scores)


def _slot_row(name: str, whole: dict[str, Any], core: dict[str, Any]) -> str:
    micro = whole["micro"]
    figures = [whole["exact_frame_acc"], micro["F1"], micro["P"], micro["R"], core["micro"]["F1"]]
    return f"| {' | '.join([name, str(whole['n']), *(f'{figure:.3f}' for figure in figures)])} |"


def orienteering(jobs: int) -> list[str]:
    """The search core on the standard instances of orienteering with time windows."""
    if not TOPTW.is_dir():
        return [_MISSING]
    with tempfile.TemporaryDirectory() as folder:
        options = ("--instances", TOPTW / "instances", "--out", folder, "--best", TOPTW / "best_known.csv", "--seconds", "1")
        table = run("-m", "benchmarks.toptw", *options).splitlines()
    closing = [line for line in table if line.startswith(("m =", "all")) or "load" in line]
    return [
        "`python -m benchmarks.toptw --instances DIR --out DIR --seconds 1 --best FILE`, one process",
        "",
        "```",
        *closing,
        "```",
    ]
