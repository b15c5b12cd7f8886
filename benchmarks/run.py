"""Measures the published figures and writes ``benchmarks/RESULTS.md``: ``python -m benchmarks.run`` (``make bench``)."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from . import outside, planning, processes

HERE = Path(__file__).parent
RESULTS, NOTES = HERE / "RESULTS.md", HERE / "NOTES.md"


def main() -> None:
    """Measure sections and put them in the place of the former ones."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", choices=tuple(SECTIONS), action="append", help="this section, the others stay as they are")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes for the plans of outside requests")
    arguments = parser.parse_args()
    kept = _sections(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    for name in arguments.only or SECTIONS:
        title, measure = SECTIONS[name]
        where = f"Measured on {date.today()}: Python {platform.python_version()}, {os.cpu_count()} cores."
        kept[title] = "\n".join([where, "", *measure(arguments.jobs)])
        titles = [title for title, _ in SECTIONS.values() if title in kept]
        text = "\n\n".join([_HEAD, *(f"## {title}\n\n{kept[title]}" for title in titles), NOTES.read_text("utf-8").rstrip()])
        RESULTS.write_text(text + "\n", "utf-8")
        print(f"## {title}\n\n{kept[title]}\n")


_HEAD = """# Results

`make bench` measures every section, `python -m benchmarks.run --only SECTION` one. Machines are noisy: compare within one table."""


def _sections(text: str) -> dict[str, str]:
    """What stands under each heading."""
    parts = (part.partition("\n") for part in text.split("\n## ")[1:])
    return {title: body.strip() for title, _, body in parts}


def _own(_: int) -> list[str]:
    rows = [*processes.section(), *planning.section()]
    return ["Medians of 5 runs after a warm-up.", "", "| what | measured | to reach |", "|---|---|---|", *rows]


def _scheduling(_: int) -> list[str]:
    table = outside.run("-m", "benchmarks.scheduling", "--seconds", "1")
    return ["`python -m benchmarks.scheduling --seconds 1`", "", "```", table, "```"]


def _bundled(jobs: int) -> list[str]:
    table = outside.run("-m", "benchmarks.bundled", "--jobs", str(jobs))
    return [
        "`python -m benchmarks.bundled`: generated requests in two languages over the ten bundled cities.",
        "",
        "```",
        table,
        "```",
    ]


def _edits(jobs: int) -> list[str]:
    table = outside.run("-m", "benchmarks.edits", "--jobs", str(jobs))
    return [
        "`python -m benchmarks.edits`: one generated edit, said in Chinese or English, to each of as many generated plans of the ten"
        " bundled cities; a turn counts from its words to its reply, reading and memory included.",
        "",
        "```",
        table,
        "```",
    ]


def _memory(_: int) -> list[str]:
    commands = (
        ("benchmarks.memory.recall",),
        ("benchmarks.memory.speed", "--reads", "100"),
        ("benchmarks.memory.concurrency", "--sessions", "20"),
    )
    tables = [
        part
        for command in commands
        for part in (f"`python -m {' '.join(command)}`", "", "```", outside.run("-m", *command), "```", "")
    ]
    return [
        "To reach: recall@3 0.87 in Chinese, 0.95 across languages, no opposites merged; reading 20 ms, writing 30 ms; nothing lost."
        " The opposites are not blind, the held out half is a weak holdout: see `benchmarks/memory/recall.py`."
        " Conversations that are killed take minutes and have a command of their own, `python -m benchmarks.memory.kills`.",
        "",
        *tables,
    ]


def _tables(*commands: Sequence[str]) -> list[str]:
    return [
        part
        for command in commands
        for part in (f"`python -m {' '.join(command)}`", "", "```", outside.run("-m", *command), "```", "")
    ]


def _faults(jobs: int) -> list[str]:
    tables = _tables(
        ("benchmarks.faults", "--jobs", str(jobs)),
        ("benchmarks.faults.http",),
        ("benchmarks.faults.overhead",),
        ("benchmarks.faults.crowd",),
    )
    return [
        "Requests over the ten bundled cities whose provider fails: by a schedule (each capability never, now and then, often or always),"
        " or with a share of all its calls; then the hotel is booked at a desk that fails, too. In half of the runs bundled data stands"
        " behind it. *Wrong* is a plan that breaks a rule by all records of the city without a named gap, a crash, a secret shown, a task"
        " left behind, a run beyond its time, or a booking that isn't what is said of it. Over HTTP each request to the loopback Amap may go"
        " wrong, in any way but silence and a dead key, which no repetition mends; a burst takes the next three requests with it.",
        "",
        *tables,
    ]


def _models(jobs: int) -> list[str]:
    tables = _tables(
        ("benchmarks.models", "--cases", "230", "--jobs", str(jobs)), ("benchmarks.models.overhead",), ("benchmarks.grounding",)
    )
    return [
        "Requests over the ten bundled cities, each planned with a model that goes astray in one way: in all seats, or in one of them."
        " *Kept*: the plan passes the verifier against the rules' own reading of the text and all records of the city, and nothing that a"
        " model worded stands without evidence. *Gave way*: seats whose model gave nothing of use, so that rules took over.",
        "",
        *tables,
    ]


SECTIONS: Mapping[str, tuple[str, Callable[[int], list[str]]]] = {
    "processes": ("Processes and planning", _own),
    "chinatravel": ("ChinaTravel", outside.chinatravel),
    "slots": ("Slot extraction", outside.slots),
    "orienteering": ("Orienteering", outside.orienteering),
    "scheduling": ("Scheduler", _scheduling),
    "bundled": ("Bundled catalogue", _bundled),
    "memory": ("Memory", _memory),
    "edits": ("Edits", _edits),
    "models": ("Models", _models),
    "faults": ("Faults", _faults),
}
"""Name on the command line, heading, and what measures the lines below it."""


if __name__ == "__main__":
    main()
