"""One folder, several processes: one owns it, the others go through it, and nothing is lost when it dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from xiake.domain.errors import MemoryUnavailable
from xiake.memory.embedding.lexical import LexicalEmbedder
from xiake.memory.long_term.chroma_store import ChromaStore

from .stores import NOON, item, shared

EMBEDDER = LexicalEmbedder(64)
OWNER = """
import sys
from pathlib import Path
from datetime import UTC, datetime
from xiake.memory.long_term.shared_shelf import SharedShelf
shelf = SharedShelf(Path(sys.argv[1]), lambda: datetime.now(UTC))
print(len(shelf.users()), flush=True)
sys.stdin.read()
shelf.close()
"""
Started = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[Started]:
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, "-c", OWNER, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        started.append(process)
        assert process.stdout
        process.stdout.readline()
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_the_next_caller_takes_over_from_an_owner_that_was_killed(tmp_path: Path, owner: Started) -> None:
    first = owner()
    shelf = shared(tmp_path)
    store = ChromaStore(shelf, EMBEDDER)
    store.put("anna", [item("a", "anna", "不吃辣")])
    assert not shelf.owns
    first.kill()
    first.wait()
    store.put("anna", [item("b", "anna", "喜欢博物馆")])
    assert shelf.owns
    assert [found.text for found in store.items("anna")] == ["不吃辣", "喜欢博物馆"]
    store.close()
    assert owner().poll() is None  # and it can be had again


def test_writes_are_seen_by_all_and_the_folder_is_handed_on(tmp_path: Path) -> None:
    shelves = [shared(tmp_path) for _ in range(3)]
    stores = [ChromaStore(shelf, EMBEDDER) for shelf in shelves]
    for number, store in enumerate(stores):
        store.put("anna", [item(str(number), "anna", f"愿望{number}")])
    assert [len(store.items("anna")) for store in stores] == [3, 3, 3]
    assert [shelf.owns for shelf in shelves] == [True, False, False]
    stores[0].close()
    assert len(stores[2].items("anna")) == len(stores[1].items("anna")) == 3
    assert [shelf.owns for shelf in shelves] == [False, False, True]
    assert stores[1].nearest("anna", EMBEDDER.embed(["愿望1"])[0], 1)[0][0] == "1"
    for store in stores[1:]:
        store.close()
    assert oct((tmp_path / "owner.json").stat().st_mode)[-3:] == "600"


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="processes can't be stopped here")
def test_an_owner_that_is_stopped_holds_nobody_up_for_long(tmp_path: Path, owner: Started) -> None:
    process = owner()
    shelf = shared(tmp_path, seconds=0.3)
    os.kill(process.pid, signal.SIGSTOP)
    with pytest.raises(MemoryUnavailable) as raised:
        shelf.users()
    assert raised.value.reason == "timeout"
    os.kill(process.pid, signal.SIGCONT)
    patient = shared(tmp_path, seconds=20)
    assert patient.users() == []
    for each in (shelf, patient):
        each.close()


def test_a_lock_without_an_owner_that_serves_is_told(tmp_path: Path) -> None:
    from filelock import FileLock

    with FileLock(tmp_path / "owner.lock"), pytest.raises(MemoryUnavailable) as raised:
        shared(tmp_path, seconds=0.1).users()
    assert raised.value.reason == "locked"


def test_a_caller_without_the_token_is_turned_away(tmp_path: Path) -> None:
    shelf = shared(tmp_path)
    ChromaStore(shelf, EMBEDDER).put("anna", [item("a", "anna", "不吃辣")])
    address = tmp_path / "owner.json"
    told = address.read_text()
    address.write_text(told.replace('"token": "', '"token": "x'))
    other = shared(tmp_path, seconds=0.1)
    with pytest.raises(MemoryUnavailable):
        other.items("anna")
    address.write_text(told)
    assert len(other.items("anna")) == 1
    other.close()
    shelf.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MemoryUnavailable):
        shared(tmp_path / "file" / "folder").users()


def test_indexes_leave_no_files(tmp_path: Path) -> None:
    """They would be filled with whatever stood in the memory of the process."""
    store = ChromaStore(shared(tmp_path), EMBEDDER)
    for batch in range(3):
        store.put("anna", [item(f"{batch}-{number}", "anna", f"第{number}个愿望") for number in range(500)])
        assert len(store.nearest("anna", EMBEDDER.embed(["愿望"])[0], 9)) == 9
        assert [path for path in (tmp_path / "data").iterdir() if path.is_dir()] == []
    store.close()
    store = ChromaStore(shared(tmp_path), EMBEDDER)
    assert len(store.nearest("anna", EMBEDDER.embed(["愿望"])[0], 1500)) == 1500
    store.close()


@pytest.mark.parametrize("damage", ["torn", "overwritten", "holes", "emptied"])
def test_broken_files_are_set_aside_and_what_can_be_read_is_kept(tmp_path: Path, damage: str) -> None:
    store = ChromaStore(shared(tmp_path), EMBEDDER)
    store.put("anna", [item(str(number), "anna", f"第{number}个愿望，写得长一点") for number in range(200)])
    store.close()
    database = tmp_path / "data" / "chroma.sqlite3"
    content = bytearray(database.read_bytes())
    third = len(content) // 3
    if damage == "torn":
        content = content[: 2 * third]
    elif damage == "overwritten":
        content[:4096] = bytes(4096)
    elif damage == "holes":
        content[third : 2 * third] = os.urandom(third)
    database.write_bytes(b"" if damage == "emptied" else content)
    store = ChromaStore(shared(tmp_path), EMBEDDER)
    kept = store.items("anna")
    store.put("anna", [item("new", "anna", "新的愿望")])
    store.settle("anna")
    assert ("new", pytest.approx(1, abs=1e-3)) in store.nearest("anna", EMBEDDER.embed(["新的愿望"])[0], 3)
    assert len(store.items("anna")) == len(kept) + 1
    notices = store.notices()
    if damage != "emptied":  # an empty file is a new database to SQLite, nothing is set aside
        assert [notice.restored for notice in notices] == [len(kept)]
        assert notices[0].folder == f"data.broken-{NOON:%Y-%m-%d}"
        assert notices[0].folder in notices[0].words("zh")
        assert notices[0].folder in notices[0].words("en")
        assert (tmp_path / notices[0].folder).is_dir()
        assert store.notices() == []
        store.scrub("anna")
        assert not (tmp_path / notices[0].folder).exists()  # it may hold what was forgotten
    store.close()
