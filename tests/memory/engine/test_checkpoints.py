"""LangGraph's own conformance kit, over every engine."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable

from langgraph.checkpoint.conformance import checkpointer_test, validate
from xiake.memory.checkpoints import EngineSaver
from xiake.memory.engine.engine import Engine


async def test_the_saver_conforms(open_again: Callable[[], Engine]) -> None:
    engine = open_again()
    made = 0

    @checkpointer_test(name="EngineSaver")
    async def saver() -> AsyncGenerator[EngineSaver, None]:
        nonlocal made
        made += 1
        yield EngineSaver(engine, "anna", f"session-{made}", ttl=600)

    report = await validate(saver)
    assert report.passed_all_base(), report.to_dict()
    assert sum(result.tests_passed for result in report.results.values()) >= 58


async def test_a_thread_that_is_dropped_leaves_nothing(open_again: Callable[[], Engine]) -> None:
    engine = open_again()
    saver = EngineSaver(engine, "anna", "beijing", ttl=600)
    for thread in ("one", "one:two"):
        place = {"configurable": {"thread_id": thread, "checkpoint_ns": ""}}
        for number in range(2):
            checkpoint = {
                "v": 1, "id": f"{number}", "ts": "", "channel_values": {"said": "不吃辣"}, "channel_versions": {"said": f"{number}"},
                "versions_seen": {}, "updated_channels": None,
            }  # fmt: skip
            place = await saver.aput(place, checkpoint, {"step": number}, {"said": f"{number}"})  # type: ignore[typeddict-item, arg-type]
            await saver.aput_writes(place, [("said", "x")], "task")
    await saver.adelete_thread("one")
    again = EngineSaver(open_again(), "anna", "beijing", ttl=600)
    assert await again.aget_tuple({"configurable": {"thread_id": "one"}}) is None
    kept = await again.aget_tuple({"configurable": {"thread_id": "one:two"}})
    assert kept is not None
    assert kept.checkpoint["channel_values"] == {"said": "不吃辣"}
    await again.adelete_thread("one:two")
    assert await engine.keys("") == []
