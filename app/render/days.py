"""The itinerary as one table a day, and where one sleeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from ...domain.budget import BudgetSheet
from ...domain.itinerary import Day, Itinerary
from ...domain.language import Language
from ...domain.weather import DayWeather
from ...domain.words import DayWords, TripWords
from ...planner.export.days import Row, heading_of, rows_of, stay_dates, stay_rooms, stays_of
from ...planner.export.phrases import LABELS
from ...planner.export.weather import weather_lines
from ...planner.export.words import Namer, money
from .style import NARROW, bullets, entry, section, table

_ROOMY = 100
_SPAN = len("08:00–09:00")


@dataclass(frozen=True)
class DayTable:
    """One day; distances are shown where there is room for them, and a list where there is none for a table."""

    day: Day
    rows: list[Row]
    total: str
    language: Language
    words: DayWords | None = None
    weather: str = ""

    @classmethod
    def all(
        cls,
        itinerary: Itinerary,
        sheet: BudgetSheet | None,
        language: Language,
        words: TripWords | None = None,
        weather: Iterable[DayWeather] = (),
    ) -> list[DayTable]:
        """The tables of a whole itinerary, each with the weather and what a model says of the day."""
        namer, skies = Namer(language), weather_lines(weather, language)
        return [
            cls(
                day=day,
                rows=rows_of(day, language, namer),
                total=money(sheet.by_day[position], language) if sheet else "",
                language=language,
                words=words.of(day.index) if words else None,
                weather=skies.get(day.date, ""),
            )
            for position, day in enumerate(itinerary.days)
        ]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lay the day out for the width at hand."""
        body = self._entries() if options.max_width < NARROW else [self._grid(roomy=options.max_width >= _ROOMY)]
        weather = [Text(self.weather, "faint")] if self.weather else []
        yield section(heading_of(self.day, self.language), *weather, *self._worded(), *body)

    def _worded(self) -> list[RenderableType]:
        """What a model says, marked as such and set apart from the plan."""
        if self.words is None:
            return []
        mark = f"{LABELS.say('words', self.language)}{LABELS.say('colon', self.language)}"
        lines = [Text.assemble((mark, "faint"), (self.words.intro, "worded"))]
        lines += [Text(tip, "worded") for tip in self.words.tips]
        return [bullets(lines, "✎"), Text("")]

    def _grid(self, *, roomy: bool) -> Table:
        grid = table()
        grid.expand = True
        grid.add_column(LABELS.say("time", self.language), style="time", no_wrap=True)
        grid.add_column(LABELS.say("what", self.language), ratio=1, overflow="fold")
        grid.add_column(LABELS.say("way", self.language), no_wrap=True)
        grid.add_column(LABELS.say("cost", self.language), style="money", justify="right")
        for row in self.rows:
            way = f"{row.way}  {row.distance}" if roomy and row.distance else row.way
            lines = "\n".join(line for line in (way, row.stations if roomy else "") if line)
            grid.add_row(row.time, _what(row, one_line=roomy), Text(lines, "faint"), row.cost)
        if not self.rows:
            grid.add_row("", Text(LABELS.say("on_the_way", self.language), "faint"), "", "")
        if self.total:
            grid.add_section()
            grid.add_row("", self._total_label(), "", Text(self.total, "total"))
        return grid

    def _entries(self) -> list[RenderableType]:
        stops: list[RenderableType] = [
            entry(
                Text(row.time.ljust(_SPAN), "time"), Text(row.way, "faint"), Text(row.cost, "money"), _what(row, one_line=False)
            )
            for row in self.rows
        ]
        if not stops:
            stops.append(Text(LABELS.say("on_the_way", self.language), "faint"))
        total: list[RenderableType] = [Text(""), entry(self._total_label(), "", Text(self.total, "total"))] if self.total else []
        return [*stops, *total]

    def _total_label(self) -> Text:
        return Text(LABELS.say("day_total.night" if self.day.night else "day_total", self.language), "faint")


def stays(itinerary: Itinerary, language: Language) -> RenderableType:
    """Hotels with their nights and rooms; nothing where nobody stays overnight."""
    namer = Namer(language)
    lines = []
    for stay in stays_of(itinerary):
        name = namer(stay.night.hotel)
        line = Text.assemble((name.text, "name"), (f" {name.local}" if name.local else "", "local"))
        if stay.night.hotel.district and language == "zh":
            line.append(f" · {stay.night.hotel.district}", "faint")
        line.append(f"\n{stay_dates(stay, language)} · {stay_rooms(stay, language)}")
        lines.append(line)
    return section(LABELS.say("hotel", language), bullets(lines)) if lines else Text("", end="")


def _what(row: Row, *, one_line: bool) -> Text:
    text = Text()
    if row.label:
        text.append(f"{row.label} · ", "faint")
    text.append(row.name.text, "name").append(row.aside)
    if row.name.local:
        text.append((" " if one_line else "\n") + row.name.local, "local")
    for line in (*([] if one_line or not row.stations else [row.stations]), *row.notes):
        text.append(f"\n{line}", "faint")
    return text
