"""Where runs are kept while they last."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from xiake.planner.flow.run_store import open_store
from xiake.settings import Settings
from xiake.tools.clock import SystemClock

RUN: Any = {"configurable": {"thread_id": "run", "checkpoint_ns": "", "checkpoint_id": "1"}}


@pytest.mark.parametrize("kind", ["embedded", "sqlite"])
async def test_the_store_closes_after_the_last_write_of_a_run_that_was_left(tmp_path: Path, kind: Any) -> None:
    settings, clock = Settings(home=tmp_path, engine=kind, idle_seconds=0), SystemClock()
    async with open_store(settings, clock) as store:
        late = asyncio.create_task(store.checkpoints.aput_writes(RUN, [("channel", "value")], "task"))
        await asyncio.sleep(0)
    assert late.done()
    await store.checkpoints.aput_writes(RUN, [("channel", "too late")], "task")
    async with open_store(settings, clock) as store:
        await store.forget("run")
        assert await store.engine.keys("") == []
