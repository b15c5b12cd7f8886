"""A run's events become a tree on a terminal and lines elsewhere."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from xiake.app.ask import ConsoleAsker
from xiake.app.render.progress import Progress
from xiake.app.render.run import RunView
from xiake.app.render.steps import tree_of
from xiake.app.render.style import THEME
from xiake.domain import events as ev
from xiake.domain.request import Question

from ..trips import request, tasks

BEFORE: tuple[ev.Event, ...] = (
    ev.ToolCalled(tool="world_cities", ok=True, elapsed=0.002),
    ev.RequestUnderstood(request=request("en")),
    ev.QuestionAsked(question=Question(slot="party", text="HOW MANY?", default="two"), taken="two"),
    ev.TasksPlanned(graph=tasks()),
)
SIGHTS: tuple[ev.Event, ...] = (
    ev.TaskStarted(task="sights"),
    ev.ToolCalled(task="sights", tool="world_attractions", ok=True, elapsed=0.01),
    ev.ToolCalled(task="sights", tool="world_attractions", ok=True, elapsed=0.02, replayed=True),
    ev.BranchTaken(task="sights", action="widen", reason="9 FOUND, LOOKING WIDER"),
    ev.TaskFinished(task="sights", found=12, accepted=True, seconds=0.5),
)
LODGING: tuple[ev.Event, ...] = (
    ev.TaskStarted(task="lodging"),
    ev.ArgumentMended(tool="world_hotels", field="city", given="Yunzou", used="云州"),
    ev.ToolRetried(tool="world_hotels", attempt=2, wait=1.1, code="timeout"),
    ev.FellBack(capability="hotels", failed="world_hotels", code="timeout", to="other_hotels"),
    ev.ToolCalled(task="lodging", tool="world_hotels", ok=False, attempts=3, elapsed=3.2, code="timeout"),
    ev.CapabilityLost(capability="hotels", code="timeout", message="NO ANSWER"),
    ev.TaskFinished(task="lodging", found=0, accepted=False, seconds=3.3),
)
AFTER: tuple[ev.Event, ...] = (
    ev.Replanned(reason="A CHANGE"),
    ev.ScheduleFound(visits=4, days=2, seconds=1.0),
    ev.Verified(satisfied=40, violated=1, unverifiable=2),
    ev.PlanReady(status="degraded"),
)
RUN = (*BEFORE, *SIGHTS, *LODGING, *AFTER)

EXPECTED = (
    "Understand the request  2 days in Yunzhou · 海城 · Sat 2 May – Sun 3 May",
    "HOW MANY? → two",
    "2 subtasks",
    "FIND SIGHTS  12 found · 500 ms",
    "world_attractions × 2  30 ms · from the journal",
    "9 FOUND, LOOKING WIDER",
    "FIND HOTELS",
    "world_hotels  3.2 s · 3 attempts  timeout",
    "'Yunzou' was mended to '云州'",
    "world_hotels failed (timeout); attempt 2 in 1.1 s",
    "other_hotels takes over",
    "NO ANSWER",
    "A CHANGE",
    "4 sights in 2 days · 1.0 s",
    "40 passed, 1 failed, 2 can't be verified",
)


def console(*, terminal: bool = False) -> Console:
    return Console(
        file=io.StringIO(), width=120, height=100, theme=THEME, highlight=False, force_terminal=terminal, color_system=None,
        _environ={},
    )  # fmt: skip


def text_of(where: Console) -> str:
    assert isinstance(where.file, io.StringIO)
    return where.file.getvalue()


def test_the_tree_tells_the_whole_run() -> None:
    view = RunView("zh")
    for event in RUN:
        view.take(event)
    where = console()
    where.print(tree_of(view))
    for words in EXPECTED:
        assert words in text_of(where), words


def test_states_follow_the_events() -> None:
    view = RunView("en")
    for event in BEFORE:
        view.take(event)
    assert {name: task.state for name, task in view.tasks.items()} == {"sights": "waiting", "lodging": "waiting"}
    for event in SIGHTS:
        view.take(event)
    assert view.tasks["sights"].state == "done"
    for event in LODGING:
        view.take(event)
    assert view.tasks["lodging"].state == "failed"
    assert view.steps[-1].state == "running", "the schedule is next"
    for event in AFTER:
        view.take(event)
    assert [step.state for step in view.steps] == ["done", "done", "done", "note", "weak"]


def test_a_run_without_a_plan_leaves_nothing_running() -> None:
    view = RunView("en")
    for event in (*BEFORE, *SIGHTS, *LODGING, ev.PlanReady(status="infeasible")):
        view.take(event)
    assert "running" not in {step.state for step in view.steps}
    assert view.steps[-1].state == "failed"


def test_a_second_schedule_is_a_second_step() -> None:
    view = RunView("en")
    for event in (*BEFORE, *SIGHTS, *LODGING, *AFTER[:3], *AFTER):
        view.take(event)
    assert sum("sights in 2 days" in step.detail for step in view.steps) == 2


def test_plain_lines_once_each() -> None:
    where = console()
    with Progress(where, "zh") as progress:
        for event in RUN:
            progress.take(event)
    text = text_of(where)
    assert "\x1b" not in text
    for words in ("FIND SIGHTS", "FIND HOTELS", "A CHANGE", "4 sights", "40 passed"):
        assert text.count(words) == 1, words


def test_a_terminal_ends_with_the_finished_tree() -> None:
    where = console(terminal=True)
    with Progress(where, "zh") as progress:
        for event in RUN:
            progress.take(event)
    last = text_of(where).split("Xiake")[-1]
    for words in EXPECTED:
        assert words in last, words


def test_an_error_marks_what_was_running() -> None:
    progress = Progress(console(), "en")
    with pytest.raises(RuntimeError, match="broken"), progress:
        raise RuntimeError("broken")
    assert progress.view.steps[0].state == "failed"


@pytest.mark.parametrize(
    ("typed", "answer"), [("2\n", "海城"), ("3\n", "3"), ("云州\n", "云州"), ("\n", None), ("", None), ("²\n", "²")]
)
def test_answers(typed: str, answer: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    where = console()
    with Progress(where, "zh") as progress:
        question = Question(slot="destination", text="去哪里？", options=("云州", "海城"), default="云州")
        assert ConsoleAsker(progress)(question) == answer
    for words in ("去哪里？", "1. 云州", "2. 海城", "[回车：云州]"):
        assert words in text_of(where)


def test_options_of_the_planner_are_worded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
    where = console()
    question = Question(slot="capability", text="?", options=("retry", "skip"), default="skip")
    with Progress(where, "en") as progress:
        assert ConsoleAsker(progress)(question) == "retry"
    assert "1. try again" in text_of(where)
    assert "[Enter: go on without it]" in text_of(where)


def test_a_question_takes_the_place_of_the_tree_and_the_tree_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
    where = console(terminal=True)
    with Progress(where, "en") as progress:
        for event in BEFORE:
            progress.take(event)
        assert ConsoleAsker(progress)(Question(slot="destination", text="WHERE TO?", options=("云州",))) == "云州"
        for event in (*SIGHTS, *LODGING, *AFTER):
            progress.take(event)
    before, after = text_of(where).split("WHERE TO?")
    assert "2 subtasks" in before
    assert "40 passed" in after


def test_goals_begin_like_the_other_steps() -> None:
    view = RunView("en")
    graph = tasks()
    lower = graph.model_copy(update={"tasks": tuple(t.model_copy(update={"goal": "look in iO"}) for t in graph.tasks)})
    view.take(ev.TasksPlanned(graph=lower))
    assert {step.title for step in view.tasks.values()} == {"Look in iO"}
