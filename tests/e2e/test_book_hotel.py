"""The example that books, as a whole process: a yes on standard input books, silence doesn't."""

from __future__ import annotations

from pathlib import Path

import pytest

from .processes import run


@pytest.mark.parametrize(
    ("answers", "options", "shown"),
    [
        ("确认\n", (), "已预订"),
        ("\n", (), "没有预订"),
        ("", ("--no-input",), "没有得到明确同意，不会预订"),
        ("yes\n", ("--mishap", "lost"), "已预订"),
        ("yes\n是\n", ("--mishap", "dearer"), "已预订"),
    ],
)
def test_a_yes_books_and_silence_does_not(answers: str, options: tuple[str, ...], shown: str, tmp_path: Path) -> None:
    done = run("examples.book_hotel", *options, home=tmp_path, stdin=answers)
    assert done.returncode == 0, done.stderr
    assert shown in done.stdout
