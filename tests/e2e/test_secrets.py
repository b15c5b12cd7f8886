"""A key goes to the service and nowhere else: through every seat, over every wire, whatever goes wrong."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from contextlib import aclosing
from datetime import datetime
from pathlib import Path

import pytest
from xiake import Settings, ToolRegistry, TripPlanner
from xiake.agents.llm.script import Asked, Fault, FaultKind, Reply
from xiake.domain.errors import ModelUnavailable
from xiake.domain.events import Event, ModelCalled, TaskFinished
from xiake.domain.usage import Seat
from xiake.planner.trip import Trip
from xiake.tools.clock import LOCAL, SystemClock
from xiake.tools.provider import provider_tools

from ..agents.llm.wired import WIRES, point_at
from ..loopback.actor import Actor
from ..loopback.astray import Astray, breaks_its_json, says_nothing
from ..loopback.brain import Brain
from ..loopback.server import Loopback
from ..world import START, TODAY
from .test_injection import TEXT, town

KEY = "sk-marked-5e0f3a77c1d94b2e8a60"
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40)


class Failing:
    """Every answer is the same fault."""

    def __init__(self, kind: FaultKind) -> None:
        self._kind = kind

    def answer(self, asked: Asked) -> Reply:
        return Fault(self._kind)


BRAINS: dict[str, Callable[[], Brain]] = {
    "careful": Actor,
    "broken JSON": lambda: Astray(breaks_its_json),
    "nothing": lambda: Astray(says_nothing),
    "unauthorized": Actor,
    "forbidden": lambda: Failing("forbidden"),
    "invalid": lambda: Failing("invalid"),
    "upstream": lambda: Failing("upstream"),
    "rate limited": lambda: Failing("rate_limited"),
    "cut": lambda: Failing("cut"),
}


class Then(SystemClock):
    """Runs like any clock, but on the day before the trip."""

    def now(self) -> datetime:
        return datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=LOCAL)


@pytest.mark.parametrize("trouble", BRAINS)
@pytest.mark.parametrize("model", WIRES)
async def test_a_key_is_seen_nowhere(
    model: str, trouble: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("", *logging.root.manager.loggerDict, "openai", "httpx", "httpcore", "dashscope", "aiohttp"):
        caplog.set_level(logging.DEBUG, logger=name)  # those that were told to be quiet speak, too
    events: list[Event] = []
    with Loopback(BRAINS[trouble](), key="another" if trouble == "unauthorized" else KEY) as server:
        point_at(server, monkeypatch, KEY)
        settings = Settings(home=tmp_path, engine="sqlite", model=model, model_attempts=1, schedule_seconds=0.05)
        planner = TripPlanner(registry=ToolRegistry(provider_tools(town()), clock=Then()), settings=settings)
        async for item in planner.astream(TEXT, start=START, attachments=[PICTURE]):
            if isinstance(item, Trip):
                trip = item
            else:
                events.append(item)
        async with aclosing(planner.astream(TEXT, start=START, run="unfinished")) as left:  # its checkpoints stay
            async for item in left:
                if isinstance(item, TaskFinished):
                    break
        thrown = await failure_of(planner, "intake") if trouble not in ("careful", "broken JSON") else ""
        assert KEY in server.keys

    assert trip.status == "ok"
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    seats = {event.seat for event in events if isinstance(event, ModelCalled)}
    assert seats >= ({"intake", "planner", "worker", "critic"} if trouble == "careful" else set()) | {"eyes"}
    assert "127.0.0.1" in caplog.text
    places = {
        "logs": caplog.text,
        "events": "\n".join(event.model_dump_json() for event in events),
        "trip": trip.to_json() + trip.to_markdown(),
        "exceptions": thrown,
        "objects": f"{planner.settings!r} {planner._models!r} {vars(planner._models)!r}",
        **{path.name: path.read_bytes().decode("latin-1") for path in files},
    }
    assert [name for name, content in places.items() if KEY in content] == []


async def failure_of(planner: TripPlanner, seat: Seat) -> str:
    """What is thrown where a model gives no answer, with all that is printed of it."""
    models = planner.context("x", interactive=False).models
    assert models is not None
    try:
        answer = await models.seat(seat, lambda event: None).ainvoke("?")
    except ModelUnavailable as trouble:
        return f"{trouble!r} {''.join(traceback.format_exception(trouble))}"
    return str(answer)
