"""The harness on a Ray cluster of two nodes: the same plans as in this process, also when a worker is killed."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.chinatravel import runners, solver
from benchmarks.chinatravel.__main__ import main
from benchmarks.chinatravel.solver import Outcome, Setup

from .tiny import QUERIES, write_queries

ray = pytest.importorskip("ray", reason="the extra ray is not installed")

pytestmark = pytest.mark.filterwarnings("default")  # Ray's own


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    from ray.cluster_utils import Cluster

    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    nodes.add_node(num_cpus=1)
    ray.init(address=nodes.address, log_to_driver=False)
    yield
    ray.shutdown()
    nodes.shutdown()


def plans(out: Path) -> dict[str, Any]:
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(out.glob("q*.json"))}


def test_two_nodes_plan_the_same_though_a_worker_is_killed(
    cluster: None, sandbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries, killed = write_queries(tmp_path / "queries"), tmp_path / "killed"
    options = ["--sandbox", str(sandbox), "--queries", str(queries), "--search", "1e-6"]
    main([*options, "--out", str(tmp_path / "here")])

    def solve(setup: Setup, query: dict[str, Any]) -> Outcome:
        if query["uid"] == "q2" and not killed.exists():
            killed.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return solver.solve(setup, query)

    monkeypatch.setattr(runners, "solve", solve)
    main([*options, "--out", str(tmp_path / "there"), "--ray", "local"])
    assert killed.exists()
    assert plans(tmp_path / "there") == plans(tmp_path / "here")
    assert {"q1", "q2"} <= plans(tmp_path / "there").keys() <= {query["uid"] for query in QUERIES}
    assert sum(node["Alive"] for node in ray.nodes()) == 2
