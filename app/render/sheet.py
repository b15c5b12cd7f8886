"""The budget sheet in the terminal."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from ...domain.budget import BudgetSheet
from ...domain.itinerary import Itinerary
from ...domain.language import Language
from ...planner.export.phrases import LABELS
from ...planner.export.sums import Sum, estimates_of, sums_of, unknown_of, verdict_of
from ...planner.export.words import money
from .style import NARROW, entry, section, table


@dataclass(frozen=True)
class _SumTable:
    """Every category and the total against the budget; a list where there is no room for a table."""

    rows: list[Sum]
    budget: BudgetSheet
    language: Language

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lay the sums out for the width at hand."""
        verdict = Text(verdict_of(self.budget, self.language), "bad" if self.budget.verdict == "over" else "good")
        label = Text(LABELS.say("total", self.language), "bold")
        total = Text(money(self.budget.total, self.language), "total")
        if options.max_width < NARROW:
            rows = [entry(Text(row.name), "", Text(row.amount, "money"), Text(row.details, "faint")) for row in self.rows]
            yield Group(*rows, Text(""), entry(label, "", total, verdict))
            return
        grid = table()
        grid.expand = True
        grid.add_column(LABELS.say("category", self.language), no_wrap=True)
        grid.add_column(LABELS.say("details", self.language), ratio=1, overflow="fold")
        grid.add_column(LABELS.say("amount", self.language), style="money", justify="right")
        for row in self.rows:
            grid.add_row(row.name, Text(row.details, "faint"), row.amount)
        grid.add_section()
        grid.add_row(label, verdict, total)
        yield grid


def sheet(itinerary: Itinerary, budget: BudgetSheet, language: Language) -> RenderableType:
    """Every category with what it is made of, the total against the budget, and how much of it is estimated."""
    asides = [Text(line, "faint") for line in (estimates_of(budget, language), unknown_of(budget, language)) if line]
    sums = _SumTable(sums_of(itinerary, budget, language), budget, language)
    return section(LABELS.say("money", language), sums, *asides)
