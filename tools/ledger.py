"""What became of the calls of tools that ask the outside world, by the days of China; kept in files, so that it outlives the process."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ..domain.ports import Clock
from .clock import LOCAL
from .stats import ToolFigures

DAYS = 7
"""Days that are kept, today included."""
_MOST_BYTES = 5_000_000
"""Nothing more is written to a day's file that is as long as that."""
_FIGURES = TypeAdapter(dict[str, ToolFigures])


class ToolLedger:
    """A file a day, a line a run: processes that share the folder add up, and a line that makes no sense is passed over."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Keep files in a folder, which is made at need; where that can't be, nothing is kept."""
        self._folder = folder
        self._clock = clock
        self._told: dict[str, ToolFigures] = {}

    def add(self, figures: Mapping[str, ToolFigures]) -> None:
        """Note what has happened since the last time.

        Args:
            figures: Of all calls of this process so far, by tool.
        """
        news = {name: now.less(self._told.get(name, ToolFigures())) for name, now in figures.items()}
        news = {name: one for name, one in news.items() if one.calls}
        if not news:
            return
        self._told.update(figures)
        path = self._path(self._today())
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                self._forget()
            elif path.stat().st_size >= _MOST_BYTES:
                return
            with path.open("ab") as file:
                file.write(_FIGURES.dump_json(news, exclude_defaults=True) + b"\n")

    def read(self) -> dict[str, ToolFigures]:
        """Figures of the last days by tool, all processes together."""
        found: dict[str, ToolFigures] = {}
        for day in self._days():
            with suppress(OSError):
                for line in self._path(day).read_bytes()[: 2 * _MOST_BYTES].splitlines():
                    with suppress(ValidationError):
                        for name, one in _FIGURES.validate_json(line).items():
                            found[name] = found.get(name, ToolFigures()).plus(one)
        return found

    def _forget(self) -> None:
        kept = {self._path(day) for day in self._days()}
        for path in self._folder.glob("*.jsonl"):
            if path not in kept:
                path.unlink(missing_ok=True)

    def _days(self) -> list[date]:
        return [self._today() - timedelta(days=back) for back in range(DAYS)]

    def _today(self) -> date:
        return self._clock.now().astimezone(LOCAL).date()

    def _path(self, day: date) -> Path:
        return self._folder / f"{day.isoformat()}.jsonl"
