"""The verifier shares no rule code with what it judges."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest

_FOLDER = Path(importlib.util.find_spec("xiake.planner.verify.verifier").origin).parent
_PACKAGE = "xiake.planner.verify"
_WORDS = ("xiake.planner.wording", "xiake.planner.phrases")
_ALLOWED = ("xiake.domain.", "xiake.planner.verify.", *_WORDS)
_LIBRARY = {
    "__future__",
    "collections",
    "collections.abc",
    "dataclasses",
    "datetime",
    "decimal",
    "functools",
    "itertools",
    "math",
    "typing",
}


def _imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = ".".join(_PACKAGE.split(".")[: 4 - node.level]) if node.level else ""
            found.add(".".join(part for part in (base, node.module) if part))
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("file", sorted(_FOLDER.glob("*.py")), ids=lambda file: file.name)
def test_imports_only_the_domain_and_itself(file):
    foreign = {name for name in _imports(file) if name not in _LIBRARY and not name.startswith(_ALLOWED)}
    assert foreign == set()


def test_relative_imports_are_resolved():
    assert "xiake.planner.verify.case" in _imports(_FOLDER / "hours.py")
    assert "xiake.domain.check" in _imports(_FOLDER / "hours.py")
    assert "xiake.planner.wording" in _imports(_FOLDER / "wishes.py")


@pytest.mark.parametrize("name", _WORDS)
def test_the_wording_it_uses_decides_nothing(name):
    wording = _FOLDER.parent / f"{name.rpartition('.')[2]}.py"
    names = {node.module for node in ast.walk(ast.parse(wording.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)}
    assert names <= {"__future__", "collections.abc", "domain.clock", "domain.constraint", "domain.language", "phrases"}
