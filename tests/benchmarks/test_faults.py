"""The gate of failing providers: it passes what is right, and sees what must not happen."""

from __future__ import annotations

import pytest

from benchmarks.bundled.cases import generate
from benchmarks.faults.__main__ import summary
from benchmarks.faults.crowd import main as crowd
from benchmarks.faults.overhead import main as overhead
from benchmarks.faults.run import Outcome, Trial, judge

CASES = generate(4)


@pytest.mark.parametrize(("rate", "bundled"), [(0.0, True), (0.3, False), (None, True), (None, False)])
def test_a_run_ends_in_a_plan_or_a_word_why(rate: float | None, bundled: bool) -> None:
    for seed, case in enumerate(CASES):
        outcome = judge(Trial(case, 10 * seed + 1, rate, bundled))
        assert outcome.faults == ()
        assert outcome.ended in (("ok", "degraded") if rate == 0 else ("ok", "degraded", "infeasible", "refused"))
        assert bool(outcome.played) or rate != 0.3


def test_with_everything_down_it_is_said_and_with_bundled_data_it_is_planned() -> None:
    alone, helped = (judge(Trial(CASES[0], 1, 1.0, bundled)) for bundled in (False, True))
    assert (alone.ended, alone.faults) == ("refused", ())
    assert (helped.ended, helped.fell_back, helped.faults) == ("ok", True, ())


def test_what_goes_wrong_fails_the_gate() -> None:
    good = [Outcome(Trial(CASES[0], k, 0.3, True), "ok") for k in range(200)]
    assert summary(good, 200, 200)[1]
    lost = [Outcome(Trial(CASES[0], k, 0.3, True), "infeasible") for k in range(3)]
    assert not summary([*good, *lost], 203, 203)[1]
    assert not summary([*good, Outcome(Trial(CASES[0], 1, None, True), "crashed", faults=("boom",))], 201, 201)[1]


def test_the_other_measures_run() -> None:
    overhead(["--calls", "5"])
    assert crowd(["--requests", "3"]) == 0
