"""The steps of a run as a living tree, and as lines for logs."""

from __future__ import annotations

from rich.console import RenderableType
from rich.spinner import Spinner
from rich.text import Text
from rich.tree import Tree

from ...domain.language import Language
from ..phrases import PHRASES
from .run import RunView, State, Step
from .style import bullets
from .timing import duration

_MARKS: dict[State, tuple[str, str]] = {
    "waiting": ("·", "faint"),
    "running": ("…", "label"),
    "done": ("✓", "good"),
    "weak": ("△", "warn"),
    "failed": ("✗", "bad"),
    "note": ("↻", "warn"),
}


def tree_of(view: RunView) -> RenderableType:
    """All steps of a run as a tree."""
    root = Tree(Text.assemble(("霞客 ", "heading"), ("Xiake", "heading")), guide_style="faint")
    decompose = PHRASES.say("step.decompose", view.language)
    for step in view.steps:
        branch = root.add(_label(step))
        _grow(branch, step, view.language)
        if step.title == decompose:
            for task in view.tasks.values():
                _grow(branch.add(_label(task)), task, view.language)
    return root


def line_of(step: Step) -> Text:
    """A step in one line, for logs."""
    mark, style = _MARKS[step.state]
    return Text.assemble((f"{mark} ", style), step.title, (f"  {step.detail}" if step.detail else "", "faint"))


def lines_below(step: Step, language: Language) -> list[RenderableType]:
    """What belongs to a step: its calls, one line a tool or a model, its questions and its notes."""
    questions = [bullets([question], "?", "warn") for question in step.questions]
    return [
        *_calls(step, language),
        *_asked(step, language),
        *questions,
        *(bullets([Text(note, "warn")], "↻", "warn") for note in step.notes),
    ]


def _calls(step: Step, language: Language) -> list[Text]:
    lines = []
    for tool, calls in step.calls.items():
        name = PHRASES.say("calls", language, tool=tool, count=calls.count) if calls.count > 1 else tool
        parts = [duration(calls.seconds, language)]
        if calls.attempts > calls.count:
            parts.append(PHRASES.say("attempts", language, count=calls.attempts))
        if calls.replayed:
            parts.append(PHRASES.say("replayed", language))
        failed = " ".join(calls.codes)
        lines.append(Text.assemble((f"{name}  {' · '.join(parts)}", "faint"), (f"  {failed}" if failed else "", "bad")))
    return lines


def _asked(step: Step, language: Language) -> list[Text]:
    lines = []
    for model, asked in step.asked.items():
        key = "asked.many" if asked.count > 1 else "asked"
        name = PHRASES.say(key, language, model=model, count=asked.count, tokens=f"{asked.tokens:,}")
        failed = " ".join(asked.codes)
        time = duration(asked.seconds, language)
        lines.append(Text.assemble((f"{name} · {time}", "faint"), (f"  {failed}" if failed else "", "bad")))
    return lines


def _label(step: Step) -> RenderableType:
    return Spinner("dots", text=Text(step.title), style="label") if step.state == "running" else line_of(step)


def _grow(branch: Tree, step: Step, language: Language) -> None:
    for line in lines_below(step, language):
        branch.add(line)
