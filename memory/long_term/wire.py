"""Calls on a shelf as lines of JSON, so that one process can serve the others."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import numpy as np

from ...domain.errors import MemoryTrouble, MemoryUnavailable
from ..embedding.embedder import Vectors
from .notice import MemoryNotice
from .shelf import Row, Shelf, Space, SpaceChanged


def answered(shelf: Shelf, line: bytes) -> bytes:
    """Carry a call out and word its answer: a value, or what was raised."""
    method, *arguments = json.loads(line, object_hook=_decoded)
    try:
        return _line({"value": _CALLS[method](shelf, *arguments)})
    except SpaceChanged:
        return _line({"space_changed": True})
    except MemoryUnavailable as error:
        return _line({"trouble": error.reason, "message": str(error)})


class RemoteShelf:
    """The shelf at the other end of a line; what is raised there is raised here, and ``OSError`` where the line breaks."""

    def __init__(self, ask: Callable[[bytes, bool], bytes]) -> None:
        """Take what sends a line and waits for the answer, longer where told so."""
        self._ask = ask

    def space(self, user: str) -> Space | None:
        """The space of a user's rows."""
        found = self._call("space", user)
        return None if found is None else Space(*found)

    def put(self, user: str, space: Space, rows: Sequence[Row]) -> None:
        """Insert or replace rows."""
        self._call("put", user, space, rows)

    def items(self, user: str) -> list[str]:
        """The JSON of all of a user's items."""
        return list(self._call("items", user))

    def nearest(self, user: str, space: Space, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Ids and cosines, best first."""
        return [(id_, cosine) for id_, cosine in self._call("nearest", user, space, vector, k)]

    def delete(self, user: str, ids: Sequence[str]) -> None:
        """Take rows away."""
        self._call("delete", user, list(ids))

    def replace(self, user: str, space: Space, rows: Sequence[Row]) -> None:
        """Put these rows in place of all the user has."""
        self._call("replace", user, space, rows, long=True)

    def rewrite(self, user: str) -> None:
        """Write a user's rows anew as they are."""
        self._call("rewrite", user, long=True)

    def drop(self, user: str) -> None:
        """Take all of a user's rows away."""
        self._call("drop", user)

    def users(self) -> list[str]:
        """Who has rows."""
        return list(self._call("users"))

    def scrub(self) -> None:
        """Write the files anew without what was deleted."""
        self._call("scrub", long=True)

    def notices(self) -> list[MemoryNotice]:
        """What happened to the files since somebody asked."""
        return [MemoryNotice(**told) for told in self._call("notices")]

    def close(self) -> None:
        """Nothing: the line is the caller's."""

    def _call(self, method: str, *arguments: object, long: bool = False) -> Any:
        told = json.loads(self._ask(_line([method, *arguments]), long), object_hook=_decoded)
        if "trouble" in told:
            raise MemoryUnavailable(cast("MemoryTrouble", told["trouble"]), told["message"])
        if "space_changed" in told:
            raise SpaceChanged
        return told["value"]


def _line(message: object) -> bytes:
    return json.dumps(message, default=_encoded).encode() + b"\n"


def _encoded(value: object) -> object:
    if isinstance(value, np.ndarray):
        return {"float32": base64.b64encode(np.ascontiguousarray(value, dtype="<f4").tobytes()).decode()}
    if isinstance(value, MemoryNotice):
        return value.model_dump()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(type(value).__name__)


def _decoded(value: dict[str, Any]) -> Any:
    return np.frombuffer(base64.b64decode(value["float32"]), dtype="<f4") if value.keys() == {"float32"} else value


def _rows(rows: list[list[Any]]) -> list[Row]:
    return [Row(*row) for row in rows]


_CALLS: Mapping[str, Callable[..., object]] = {
    "space": lambda shelf, user: shelf.space(user),
    "put": lambda shelf, user, space, rows: shelf.put(user, Space(*space), _rows(rows)),
    "items": lambda shelf, user: shelf.items(user),
    "nearest": lambda shelf, user, space, vector, k: shelf.nearest(user, Space(*space), vector, k),
    "delete": lambda shelf, user, ids: shelf.delete(user, ids),
    "replace": lambda shelf, user, space, rows: shelf.replace(user, Space(*space), _rows(rows)),
    "rewrite": lambda shelf, user: shelf.rewrite(user),
    "drop": lambda shelf, user: shelf.drop(user),
    "users": lambda shelf: shelf.users(),
    "scrub": lambda shelf: shelf.scrub(),
    "notices": lambda shelf: shelf.notices(),
}
