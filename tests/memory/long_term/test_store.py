"""What every Chroma store keeps: users apart, embedders apart; embedded, through an owner, and on a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from pydantic import SecretStr
from xiake.domain.errors import ConfigurationError, MemoryUnavailable
from xiake.memory.embedding.lexical import LexicalEmbedder
from xiake.memory.long_term.chroma_store import ChromaStore
from xiake.memory.long_term.server_shelf import ServerShelf
from xiake.memory.long_term.shelf import Shelf, Space, SpaceChanged, row_of

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


def test_a_replacement_that_was_cut_off_loses_nothing(shelf: Shelf) -> None:
    space = Space("e", 2)
    vector = np.array([1, 0], dtype=np.float32)
    shelf.put("anna", space, [row_of(item("a", "anna", "不吃辣"), vector)])
    shelf.replace("anna", Space("f", 2), [row_of(item("a", "anna", "不吃辣"), vector)])
    shelf.scrub()
    assert (shelf.space("anna"), len(shelf.items("anna"))) == (Space("f", 2), 1)
    assert shelf.nearest("anna", Space("f", 2), vector, 5) == [("a", pytest.approx(1))]


def test_a_server_that_is_away_is_unreachable_and_told_without_its_url() -> None:
    shelf = ServerShelf(SecretStr(f"http://me:secret@127.0.0.1:{free_port()}"), seconds=1)
    with pytest.raises(MemoryUnavailable) as raised:
        shelf.users()
    assert raised.value.reason == "unreachable"
    assert "secret" not in str(raised.value)
    shelf.close()
    with pytest.raises(ConfigurationError) as wrong:
        ServerShelf(SecretStr("secret@host"), seconds=1)
    assert "secret" not in str(wrong.value)
