"""A made-up sandbox for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.chinatravel.provider import SandboxProvider

from .tiny import write_sandbox


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sandbox(tmp_path_factory.mktemp("sandbox"))


@pytest.fixture(scope="session")
def provider(sandbox: Path) -> SandboxProvider:
    return SandboxProvider(sandbox)
