"""The house stands as drawn: floors only look down, the public face is what it says, the wheel holds just the package."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import xiake

ROOT = Path(__file__).parent.parent
FLOORS = {"domain": 0, "settings": 1, "tools": 2, "memory": 2, "agents": 3, "planner": 4, "app": 5}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def package_files() -> list[Path]:
    return [*sorted(path for floor in FLOORS for path in ROOT.glob(f"{floor}/**/*.py")), ROOT / "settings.py"]


def imported_floors(path: Path) -> set[str]:
    """Floors that a file imports, type-checking imports included."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    package = parts[:-1]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            if node.level:
                base = package[: len(package) - node.level + 1]
                target = (*base, *(node.module or "").split("."))
            else:
                target = tuple((node.module or "").split("."))
                if target[0] != "xiake":
                    continue
                target = target[1:]
            if target and target[0]:
                found.add(target[0])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("xiake.")}
    return found & FLOORS.keys()


@pytest.mark.parametrize("path", package_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_floors_only_look_down(path: Path) -> None:
    own = path.relative_to(ROOT).with_suffix("").parts[0]
    for floor in imported_floors(path) - {own}:
        assert FLOORS[floor] < FLOORS[own], f"{path} imports {floor}"


def test_public_face_is_sorted_and_loads() -> None:
    assert xiake.__all__ == sorted(xiake.__all__)
    for name in xiake.__all__:
        assert getattr(xiake, name).__name__ in (name, "tool")
    assert set(xiake.__all__) <= set(dir(xiake))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = xiake.no_such_name


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = "{'langchain', 'langchain_core', 'langgraph', 'ortools', 'chromadb', 'dashscope', 'redis', 'pydantic', 'rich'}"
    code = f"import sys, xiake; print(sorted({heavy} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT.parent)
    assert result.stdout.strip() == "[]"


def test_every_subpackage_is_listed() -> None:
    folders = {
        "xiake." + str(path.parent.relative_to(ROOT)).replace("/", ".")
        for floor in FLOORS
        for path in ROOT.glob(f"{floor}/**/__init__.py")
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == folders | {"xiake"}


def test_wheel_holds_the_package_and_nothing_else(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(tmp_path), "."]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"xiake"}
    assert "xiake/py.typed" in names
    assert "xiake/tools/providers/catalogue/data/beijing/attractions.yaml" in names
    assert "xiake/planner/export/page/templates/trip.css" in names
    assert not any(name.startswith(("xiake/tests", "xiake/examples", "xiake/benchmarks")) for name in names)
    modules = {str(path.relative_to(ROOT)) for path in package_files()}
    assert modules <= {name.removeprefix("xiake/") for name in names}


def test_median_file_is_short_and_none_is_huge() -> None:
    lengths = sorted(len(path.read_text("utf-8").splitlines()) for path in package_files())
    assert lengths[len(lengths) // 2] <= 150
    assert lengths[-1] <= 420
