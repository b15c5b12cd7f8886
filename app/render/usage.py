"""What models were asked and what it cost, as a table."""

from __future__ import annotations

from decimal import Decimal

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from ...domain.language import Language
from ...domain.usage import SeatUsage, Usage
from ..phrases import PHRASES
from .style import NARROW, entry, section, table
from .timing import duration

_LEAST = Decimal("0.0001")
"""Of a cost that is shown: a call costs a fraction of a fen."""


class UsageTable:
    """One line a seat and model, and all of them in one; a list where the terminal is narrow."""

    def __init__(self, usage: Usage, language: Language) -> None:
        """Show this usage in this language."""
        self._usage = usage
        self._language = language

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self._list() if options.max_width < NARROW else self._table()

    def _table(self) -> RenderableType:
        grid = table()
        grid.add_column(self._say("usage.seat"), style="name", overflow="fold")
        grid.add_column(self._say("usage.model"), overflow="fold")
        for key in ("calls", "tokens", "time", "cost"):
            grid.add_column(self._say(f"usage.{key}"), justify="right", no_wrap=True)
        for seat in self._usage.seats:
            grid.add_row(self._seat(seat), seat.model, *self._figures(seat))
        if len(self._usage.seats) > 1:
            grid.add_section()
            grid.add_row(Text(self._say("usage.total"), "total"), "", *self._figures(*self._usage.seats), style="total")
        return grid

    def _list(self) -> RenderableType:
        rows = []
        for seat in self._usage.seats:
            calls, tokens, time, cost = self._figures(seat)
            rows.append(
                entry(Text(self._seat(seat), "name"), "", cost, Text(f"{seat.model} · {calls} · {tokens} · {time}", "faint"))
            )
        if len(self._usage.seats) > 1:
            calls, tokens, time, cost = self._figures(*self._usage.seats)
            rows.append(entry(Text(self._say("usage.total"), "total"), "", cost, Text(f"{calls} · {tokens} · {time}", "faint")))
        return Group(*rows)

    def _seat(self, seat: SeatUsage) -> str:
        return self._say(f"seat.{seat.seat}")

    def _figures(self, *seats: SeatUsage) -> tuple[str, str, str, Text]:
        failed = sum(seat.failed for seat in seats)
        calls = str(sum(seat.calls for seat in seats))
        inward, outward = (sum(getattr(seat, f"{way}_tokens") for seat in seats) for way in ("input", "output"))
        seconds = sum(seat.seconds for seat in seats)
        return (
            self._say("usage.failed", calls=calls, failed=failed) if failed else calls,
            f"{inward:,} / {outward:,}",
            duration(seconds, self._language),
            self._cost(Usage(seats=tuple(seats)).cost),
        )

    def _cost(self, cost: Decimal | None) -> Text:
        if cost is None:
            return Text(self._say("usage.unpriced"), "faint")
        return Text(f"¥{cost:.4f}" if cost >= _LEAST or not cost else f"<¥{_LEAST}", "money")

    def _say(self, key: str, **fields: object) -> str:
        return PHRASES.say(key, self._language, **fields)


def render_usage(usage: Usage, language: Language) -> RenderableType:
    """The table under its heading; a word where no model was asked."""
    if not usage.seats:
        return Text(PHRASES.say("usage.none", language), "faint")
    return section(PHRASES.say("usage", language), UsageTable(usage, language))
