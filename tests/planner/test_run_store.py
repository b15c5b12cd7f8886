"""Where runs are kept while they last."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from xiake.planner.run_store import open_store

RUN: Any = {"configurable": {"thread_id": "run", "checkpoint_ns": "", "checkpoint_id": "1"}}


async def test_a_write_that_outlives_its_run_does_not_keep_the_file_locked(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        late = asyncio.create_task(store.checkpoints.aput_writes(RUN, [("channel", "value")], "task"))
        await asyncio.sleep(0)
    await late
    async with open_store(tmp_path) as store:
        await store.forget("run")
