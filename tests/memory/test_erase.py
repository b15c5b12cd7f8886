"""What was forgotten is in no file any more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from xiake.domain.memory import MemoryItem, SourceTurn, Statement
from xiake.memory.bundle import Memory
from xiake.memory.engine.keys import key_of
from xiake.memory.erase import blackened, history_file
from xiake.settings import Settings
from xiake.tools.clock import SystemClock

CLOCK = SystemClock()
FORGOTTEN, KEPT, OTHERS = "我对腰果过敏得厉害", "我喜欢逛旧书店", "Bob can't stand escalators"
SAID = f'周末去南京，{FORGOTTEN}，"别忘了"'


@pytest.fixture(params=["embedded", "sqlite"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", engine=request.param, idle_seconds=0)


def kept(key: str, user: str, text: str) -> MemoryItem:
    now = CLOCK.now()
    statement = Statement(kind="preference", text=text, language="zh", aspect="other")
    source = SourceTurn(session="trip", turn=1, quote=SAID if text == FORGOTTEN else "")
    return MemoryItem(id=key, user=user, statement=statement, strength=0.6, source=source, created=now, used=now)


def holding(home: Path, text: str) -> list[str]:
    """Files with a text, in any form that it may be written in."""
    forms = [text.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")] + [json.dumps(text)[1:-1].encode()]
    return [str(path) for path in files(home) if any(form in path.read_bytes() for form in forms)]


def files(home: Path) -> Iterator[Path]:
    return (path for path in home.rglob("*") if path.is_file())


async def lived(memory: Memory, home: Path) -> None:
    """Two users with items, records of conversations, runs and typed lines."""
    items = [kept("a", "anna", FORGOTTEN), kept("b", "anna", KEPT)]
    await memory.store.put("anna", items)
    await memory.store.put("bob", [kept("c", "bob", OTHERS)])
    for user in ("anna", "bob"):
        await memory.store.drain(user)
    await memory.store.put("anna", [items[0].model_copy(update={"strength": 0.9})])
    record = {"said": SAID, "liked": KEPT, "spans": [[0, len(SAID)]]}
    await memory.engine.put(key_of("anna", "trip", "state"), json.dumps(record, ensure_ascii=False).encode(), ttl=900)
    await memory.engine.put(key_of("anna", "trip", "escaped"), json.dumps(record).encode(), ttl=900)
    await memory.engine.put(key_of("anna", "trip", "call", "run", "1"), SAID.encode())
    await memory.engine.append(key_of("anna", "trip", "part", "run"), b"\x93" + SAID.encode(), b"x")
    await memory.engine.put(key_of("bob", "trip", "state"), OTHERS.encode(), ttl=900)
    for user, line in (("anna", SAID), ("bob", OTHERS)):
        history_file(home, user).parent.mkdir(exist_ok=True)
        history_file(home, user).write_text(f"# now\n+{line}\n", encoding="utf-8")
    broken = home / "chroma" / "data.broken-2026-01-01"
    broken.mkdir(exist_ok=True, parents=True)
    (broken / "chroma.sqlite3").write_text(FORGOTTEN, encoding="utf-8")


async def test_a_forgotten_item_is_in_no_file_and_the_rest_is_whole(settings: Settings) -> None:
    async with Memory.open(settings, clock=CLOCK) as memory:
        await lived(memory, settings.home)
        assert holding(settings.home, FORGOTTEN)
        item = next(found for found in await memory.store.items("anna") if found.id == "a")
        await memory.eraser.forget("anna", [item])
        assert holding(settings.home, FORGOTTEN) == []
        assert [found.id for found in await memory.store.items("anna")] == ["b"]
        record = json.loads(await memory.engine.get(key_of("anna", "trip", "state")) or b"")
        assert (len(record["said"]), record["liked"]) == (len(SAID) + 2, KEPT)  # two quotation marks were escaped
        assert json.loads(await memory.engine.get(key_of("anna", "trip", "escaped")) or b"")["liked"] == KEPT
        assert await memory.engine.keys("xiake:anna:trip:") == ["xiake:anna:trip:escaped", "xiake:anna:trip:state"]
        assert [found.text for found in await memory.store.items("bob")] == [OTHERS]
    assert holding(settings.home, FORGOTTEN) == []
    assert len(holding(settings.home, KEPT)) >= 2
    async with Memory.open(settings, clock=CLOCK) as memory:
        assert [found.id for found in await memory.store.items("anna")] == ["b"]


async def test_a_wiped_user_is_in_no_file_and_the_others_are_whole(settings: Settings) -> None:
    async with Memory.open(settings, clock=CLOCK) as memory:
        await lived(memory, settings.home)
        assert await memory.eraser.wipe("anna") == 2
        assert await memory.store.users() == ["bob"]
        assert await memory.engine.keys("xiake:anna:") == []
        assert await memory.engine.get(key_of("bob", "trip", "state")) == OTHERS.encode()
    for text in (FORGOTTEN, KEPT, SAID):
        assert holding(settings.home, text) == []
    assert not history_file(settings.home, "anna").exists()
    assert len(holding(settings.home, OTHERS)) >= 3
    async with Memory.open(settings, clock=CLOCK) as memory:
        assert [found.text for found in await memory.store.items("bob")] == [OTHERS]


@pytest.mark.parametrize("words", ["不吃辣", "no nuts", "café 咖啡", "🌶辣"])
def test_blackened_words_keep_their_length(words: str) -> None:
    text = f"前{words}后"
    black = blackened(text.encode(), {words})
    assert words.encode() not in black
    assert (len(black), len(black.decode())) == (len(text.encode()), len(text))
