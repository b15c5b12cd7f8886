"""What every Chroma store keeps: users apart, embedders apart; embedded, through an owner, and on a server."""

from __future__ import annotations

import errno
import os
import socket
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from xiake.domain.errors import ConfigurationError, MemoryUnavailable
from xiake.memory.embedding.embedder import Vectors
from xiake.memory.embedding.lexical import LexicalEmbedder
from xiake.memory.long_term.chroma_shelf import ChromaShelf, chroma_errors
from xiake.memory.long_term.chroma_store import ChromaStore
from xiake.memory.long_term.server_shelf import ServerShelf
from xiake.memory.long_term.shelf import Shelf, Space, SpaceChanged

from .stores import chroma_server, free_port, item, shared

WIDE, NARROW = LexicalEmbedder(256), LexicalEmbedder(64)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("server")) as url:
        yield url


@pytest.fixture(params=["owner", "through the owner", "server"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    with ExitStack() as stack:
        if request.param == "server":
            chosen: Shelf = ServerShelf(SecretStr(request.getfixturevalue("server")), seconds=20)
        else:
            chosen = shared(tmp_path)
            stack.callback(chosen.close)
            if request.param != "owner":
                assert chosen.users() == []  # it owns the folder from here on
                chosen = shared(tmp_path)
        stack.callback(chosen.close)
        for user in chosen.users():
            chosen.drop(user)
        yield chosen


def test_items_are_kept_whole_and_users_apart(shelf: Shelf) -> None:
    store = ChromaStore(shelf, WIDE)
    mine = [item("b", "安娜", "喜欢博物馆", 1, said=("爱看展",)), item("a", "安娜", "不吃辣", 0, superseded_by="b")]
    store.put("安娜", mine)
    store.put("bob", [item("a", "bob", "每天都要吃火锅")])
    assert store.items("安娜") == [mine[1], mine[0]]
    assert [found.text for found in store.items("bob")] == ["每天都要吃火锅"]
    assert store.users() == ["bob", "安娜"]
    changed = mine[0].model_copy(update={"strength": 0.9})
    store.put("安娜", [changed])
    store.delete("bob", ["a", "unknown"])
    assert (store.items("安娜")[1], store.items("bob"), store.items("nobody")) == (changed, [], [])
    with pytest.raises(ValueError, match="another user"):
        store.put("bob", mine)
    store.wipe("安娜")
    assert store.items("安娜") == []


def test_nearest_gives_cosines_best_first_and_of_one_user(shelf: Shelf) -> None:
    store = ChromaStore(shelf, WIDE)
    texts = {"m": "喜欢博物馆", "z": "不坐地铁", "s": "早上睡懒觉"}
    store.put("anna", [item(key, "anna", text) for key, text in texts.items()])
    store.put("bob", [item("x", "bob", "博物馆")])
    vector = WIDE.embed(["博物馆"])[0]
    found = store.nearest("anna", vector, 3)
    cosines = {key: float(WIDE.embed([text])[0] @ vector) for key, text in texts.items()}
    assert found[0][0] == "m"
    assert dict(found) == pytest.approx(cosines, abs=1e-4)
    assert [key for key, _ in found] == sorted(cosines, key=lambda key: -cosines[key])
    assert (len(store.nearest("anna", vector, 1)), store.nearest("nobody", vector, 3)) == (1, [])


def test_hundreds_of_items_are_all_found(shelf: Shelf) -> None:
    store = ChromaStore(shelf, NARROW)
    store.put("anna", [item(str(number), "anna", f"第{number}个愿望") for number in range(300)])
    assert {key for key, _ in store.nearest("anna", NARROW.embed(["愿望"])[0], 300)} == {str(number) for number in range(300)}


def test_what_is_like_nothing_else_is_found_beside_many_that_are_alike(shelf: Shelf) -> None:
    store = ChromaStore(shelf, NARROW)
    for user in ("anna", "bob", "cleo"):  # an index is made with chance
        store.put(user, [item(str(number), user, f"第{number}个愿望，写得长一点") for number in range(200)])
        store.items(user)
        store.put(user, [item("new", user, "早上睡懒觉")])
        assert store.nearest(user, NARROW.embed(["早上睡懒觉"])[0], 1) == [("new", pytest.approx(1, abs=1e-3))]


def test_another_embedder_embeds_again_and_never_mixes(shelf: Shelf) -> None:
    ChromaStore(shelf, WIDE).put("anna", [item("m", "anna", "喜欢博物馆"), item("z", "anna", "不坐地铁")])
    store = ChromaStore(shelf, NARROW)
    assert not store.settled("anna")
    with pytest.raises(SpaceChanged):
        store.nearest("anna", NARROW.embed(["博物馆"])[0], 2)
    store.settle("anna")
    assert store.settled("anna")
    assert [key for key, _ in store.nearest("anna", NARROW.embed(["博物馆"])[0], 2)] == ["m", "z"]
    ChromaStore(shelf, WIDE).put("anna", [item("s", "anna", "早上睡懒觉")])  # a writer settles by itself
    assert shelf.space("anna") == Space(WIDE.name, 256)
    assert len(store.items("anna")) == 3


def test_only_new_words_are_embedded(shelf: Shelf) -> None:
    class Noting(LexicalEmbedder):
        def embed(self, texts: Sequence[str]) -> Vectors:
            asked.extend(texts)
            return super().embed(texts)

    asked: list[str] = []
    store = ChromaStore(shelf, Noting(256))
    first, second = item("m", "anna", "喜欢博物馆"), item("z", "anna", "不坐地铁")
    store.put("anna", [first, second])
    asked.clear()
    again = ChromaStore(shelf, Noting(256))  # another process: nothing of it is in a cache
    fainter, changed = first.model_copy(update={"strength": 0.1}), item("z", "anna", "早上睡懒觉")
    again.put("anna", [fainter, changed])
    assert asked == ["早上睡懒觉"]
    assert again.items("anna") == [fainter, changed]
    for known in (fainter, changed):
        assert dict(again.nearest("anna", WIDE.embed([known.text])[0], 1)) == {known.id: pytest.approx(1, abs=1e-4)}


def test_a_replacement_that_was_cut_off_before_its_last_step_is_completed(tmp_path: Path) -> None:
    from chromadb import PersistentClient

    client = PersistentClient(tmp_path)
    shelf = ChromaShelf(client)
    store = ChromaStore(shelf, WIDE)
    store.put("anna", [item("a", "anna", "不吃辣")])
    name = client.list_collections()[0].name
    client.get_collection(name, embedding_function=None).modify(name=f"{name}-next")
    assert [found.text for found in store.items("anna")] == ["不吃辣"]
    store.scrub("anna")
    assert [collection.name for collection in client.list_collections()] == [name]
    shelf.close()


def test_a_collection_that_says_it_is_somebody_elses_is_not_read(tmp_path: Path) -> None:
    from chromadb import PersistentClient

    client = PersistentClient(tmp_path)
    shelf = ChromaShelf(client)
    ChromaStore(shelf, WIDE).put("anna", [item("a", "anna", "不吃辣")])
    client.list_collections()[0].modify(metadata={"user": "bob"})
    with pytest.raises(MemoryUnavailable) as raised:
        shelf.items("anna")
    assert raised.value.reason == "corrupt"
    shelf.close()


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.EROFS, os.strerror(errno.EROFS)), "read_only"),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), "read_only"),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "full"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "read_only"),
        (sqlite3.OperationalError("database or disk is full"), "full"),
        (sqlite3.OperationalError("database is locked"), "locked"),
        (sqlite3.DatabaseError("database disk image is malformed"), "corrupt"),
        (httpx.ReadTimeout("http://me:secret@host"), "timeout"),
        (httpx.ConnectError("http://me:secret@host"), "unreachable"),
    ],
)
def test_every_trouble_has_its_reason_and_no_secret(error: Exception, reason: str) -> None:
    with pytest.raises(MemoryUnavailable) as raised, chroma_errors():
        raise error
    assert raised.value.reason == reason
    assert "secret" not in str(raised.value)


def test_a_server_that_never_answers_is_given_up(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        shelf = ServerShelf(SecretStr(f"http://127.0.0.1:{silent.getsockname()[1]}"), seconds=0.1)
        with pytest.raises(MemoryUnavailable) as raised:
            shelf.users()
        assert raised.value.reason == "timeout"
        shelf.close()


def test_a_server_that_is_away_is_unreachable_and_told_without_its_url() -> None:
    shelf = ServerShelf(SecretStr(f"http://me:secret@127.0.0.1:{free_port()}"), seconds=1)
    with pytest.raises(MemoryUnavailable) as raised:
        shelf.users()
    assert raised.value.reason == "unreachable"
    assert "secret" not in str(raised.value)
    shelf.close()
    for url in ("secret@host", "http://me:secret/x@host"):
        with pytest.raises(ConfigurationError) as wrong:
            ServerShelf(SecretStr(url), seconds=1)
        assert "secret" not in str(wrong.value)
        assert wrong.value.__context__ is None
