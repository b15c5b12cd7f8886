"""The page in a real browser: quiet, without requests, nothing overlaps on the maps, no row is cut in print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from xiake.domain.clock import format_clock
from xiake.domain.language import Language
from xiake.planner.trip import Trip

from ....trips import itinerary, planned
from ..pdf_text import POPPLER, sheets_of
from .browser import CHROMIUM, tab
from .test_charts import IDS, spread

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, which is not installed")
CROWDED = spread({place: (37.0 * k * k, 61.0 * k) for k, place in enumerate(IDS)})
OVERLAPS = """(() => {
  const found = [];
  for (const map of document.querySelectorAll("figure.map > svg")) {
    const frame = map.getBoundingClientRect();
    const names = [...map.querySelectorAll("text:not([aria-hidden])")].filter(one => !one.closest("g[transform]"));
    const boxes = names.map(one => [one.textContent, one.getBoundingClientRect()]);
    for (const [name, a] of boxes) {
      if (a.left < frame.left || a.right > frame.right || a.top < frame.top || a.bottom > frame.bottom) found.push([name, "frame"]);
      for (const [other, b] of boxes)
        if (a !== b && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4)
          found.push([name, other]);
    }
  }
  return found;
})()"""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [900, 390])
async def test_it_is_quiet_alone_and_fits(language: Language, width: int, tmp_path: Path) -> None:
    trip = planned(language, itinerary=CROWDED)
    path = tmp_path / "trip.html"
    trip.save(path)
    async with tab(tmp_path / "profile") as page:
        await page.open(path, width=width)
        assert page.requests == [path.as_uri()]
        assert page.complaints == []
        assert await page.ask("document.title") in trip.to_html()
        assert await page.ask("document.documentElement.scrollWidth") <= width
        assert await page.ask("document.querySelectorAll('figure.map > svg').length") == 3
        assert await page.ask(OVERLAPS) == []
        text = await page.ask("document.body.innerText")
        assert [stop.place.name_in(language) for day in CROWDED.days for stop in day.stops
                if stop.place.name_in(language) not in text] == []  # fmt: skip


async def test_no_row_is_cut_in_print(tmp_path: Path) -> None:
    trip = long_day()
    path = tmp_path / "trip.html"
    trip.save(path)
    async with tab(tmp_path / "profile") as page:
        await page.open(path, width=680)
        await page.do("Emulation.setEmulatedMedia", media="print")
        assert await page.ask("document.documentElement.scrollWidth") <= 680
        printed = await page.printed()
    assert re.search(rb"/MediaBox\s*\[0 0 59[45][.\d]* 84[12]", printed), "A4"
    if POPPLER:
        sheets = sheets_of(printed)
        for k in range(40):
            (sheet,) = [sheet for sheet in sheets if f"FIRST{k:02}" in sheet]
            assert f"LAST{k:02}" in sheet, "a row stands on one sheet"
            assert format_clock(600 + 9 * k) in sheet


def long_day() -> Trip:
    """A first day of many stops with notes of several lines, more than a sheet holds."""
    plan = itinerary()
    ride, museum, *_, hotel = plan.days[0].stops
    stops = [
        museum.model_copy(update={"start": 600 + 9 * k, "end": 605 + 9 * k, "notes": (f"FIRST{k:02} {'many words ' * 20} LAST{k:02}",)})
        for k in range(40)
    ]  # fmt: skip
    day = plan.days[0].model_copy(update={"stops": (ride, *stops, hotel)})
    return planned("en", itinerary=plan.model_copy(update={"days": (day, plan.days[1])}))
