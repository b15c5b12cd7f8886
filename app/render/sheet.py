"""The budget sheet in the terminal."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from ...domain.budget import BudgetSheet
from ...domain.itinerary import Itinerary
from ...domain.language import Language
from ...planner.export.phrases import LABELS
from ...planner.export.sums import estimates_of, sums_of, unknown_of, verdict_of
from ...planner.export.words import money
from .style import section, table


def sheet(itinerary: Itinerary, budget: BudgetSheet, language: Language) -> RenderableType:
    """Every category with what it is made of, the total against the budget, and how much of it is estimated."""
    grid = table()
    grid.expand = True
    grid.add_column(LABELS.say("category", language), no_wrap=True)
    grid.add_column(LABELS.say("details", language), ratio=1, overflow="fold")
    grid.add_column(LABELS.say("amount", language), style="money", justify="right")
    for row in sums_of(itinerary, budget, language):
        grid.add_row(row.name, Text(row.details, "faint"), row.amount)
    grid.add_section()
    verdict = Text(verdict_of(budget, language), "bad" if budget.verdict == "over" else "good")
    grid.add_row(Text(LABELS.say("total", language), "bold"), verdict, Text(money(budget.total, language), "total"))
    asides = [Text(line, "faint") for line in (estimates_of(budget, language), unknown_of(budget, language)) if line]
    return section(LABELS.say("money", language), grid, *asides)
