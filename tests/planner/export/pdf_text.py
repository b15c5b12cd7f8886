"""Reads PDFs back, where poppler is installed."""

from __future__ import annotations

import shutil
import subprocess

POPPLER = shutil.which("pdftotext")


def sheets_of(pdf: bytes) -> list[str]:
    """The text of each sheet."""
    assert POPPLER
    done = subprocess.run([POPPLER, "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]
