"""The PDF is the page: all its text, in the traveller's language; what is missing for it is said."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from xiake.domain.errors import ConfigurationError
from xiake.domain.language import Language
from xiake.planner.export.pdf import lack_of_pdf

from ...trips import impossible, planned
from .pdf_text import POPPLER, sheets_of


@pytest.mark.skipif(bool(lack_of_pdf("en")) and not os.environ.get("XIAKE_REQUIRE_PDF"), reason="needs the extra pdf and Pango")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_trip_with_and_without_a_plan(language: Language) -> None:
    for trip, told in ((planned(language), ["BOOK THE MUSEUM", "10:00–14:30"]), (impossible(language), ["FIVE STARS"])):
        pdf = trip.to_pdf()
        assert pdf.startswith(b"%PDF-")
        if POPPLER:
            text = "".join(sheets_of(pdf))
            assert [words for words in [*told, "Made by Xiake" if language == "en" else "Xiake 生成"] if words not in text] == []


@pytest.mark.parametrize(("trouble", "told"), [(ImportError, "xiake[pdf]"), (OSError, "libpango")])
def test_what_is_missing_is_said(trouble: type[Exception], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def lacking(name: str, *rest: Any) -> Any:
        if name == "weasyprint":
            raise trouble
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", lacking)
    for language in ("zh", "en"):
        with pytest.raises(ConfigurationError) as caught:
            planned(language).to_pdf()  # type: ignore[arg-type]
        assert told in str(caught.value)


@pytest.mark.skipif(bool(lack_of_pdf("en")), reason="needs the extra pdf and Pango")
@pytest.mark.parametrize("folder", ["/usr/share/fonts/truetype/dejavu", ""], ids=["no Chinese font", "no font"])
def test_a_machine_without_chinese_fonts_is_told_so(folder: str, tmp_path: Path) -> None:
    """Instead of empty boxes, or the end of the process."""
    if folder and not Path(folder).is_dir():
        pytest.skip("no other font to be had")
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(f"<fontconfig>{f'<dir>{folder}</dir>' if folder else ''}<cachedir>{tmp_path}</cachedir></fontconfig>")
    program = "from xiake.planner.export.pdf import lack_of_pdf; print(lack_of_pdf('en'))"
    environ = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environ, check=True)
    assert "fonts-noto-cjk" in done.stdout
