"""What is shown of two readings: where they differ and what was restated, and not too much of it."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console
from xiake.app.render.request import render_request
from xiake.app.render.style import THEME
from xiake.domain.language import Language
from xiake.domain.reading import SlotReading
from xiake.domain.request import TripRequest

SAME = [
    SlotReading(slot="days", reader=reader, value="7d-same", quote="", taken=True, reason="") for reader in ("rules", "model")
]
APART = [
    SlotReading(slot="budget", reader="rules", value="5000", quote="5000", taken=True, reason=""),
    SlotReading(slot="budget", reader="model", value="99999", quote="", taken=False, reason="not said"),
]
RESTATED = [SlotReading(slot="wish", reader="model", value=f"wish-{k}", quote=f"q{k}", taken=True, reason="") for k in range(9)]


def shown(readings: list[SlotReading], language: Language) -> str:
    out = StringIO()
    request = TripRequest(text="x", language=language, readings=tuple(readings))
    Console(file=out, width=120, theme=THEME).print(render_request(request))
    return out.getvalue()


@pytest.mark.parametrize(("language", "model", "more"), [("zh", "模型", "还有 5 项"), ("en", "model", "5 more")])
def test_differences_and_restatements_are_shown_six_at_most(language: Language, model: str, more: str) -> None:
    text = shown([*SAME, *APART, *RESTATED], language)
    assert "7d-same" not in text
    (crossed,) = (line for line in text.splitlines() if "99999" in line)
    assert "✗" in crossed
    assert model in crossed
    assert "not said" in crossed
    assert "wish-3" in text
    assert "wish-4" not in text
    assert more in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_two_readings_that_agree_take_no_room(language: Language) -> None:
    assert shown(SAME, language) == shown([], language)
