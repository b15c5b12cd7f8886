"""How many requests a key has had today, by the days of China; kept in a file, so that it outlives the process."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from ..domain.ports import Clock


class DailyQuota:
    """Counts requests until midnight in Asia/Shanghai, and knows when the provider itself said that it is enough.

    Processes that share the file count together, but for requests that begin at the very same moment: the count is there to stop in
    good time, the provider's own word is what is exact.

    Attributes:
        most: Requests of a day; None is only limited by the provider's word.
    """

    def __init__(self, path: Path, clock: Clock, *, most: int | None = None) -> None:
        """Keep the count in a file, whose folder is made at need; where that can't be, in memory alone."""
        self.most = most
        self._path = path
        self._clock = clock
        self._day = ""
        self._count = 0
        self._spent = False

    @property
    def used(self) -> int:
        """Requests of today."""
        self._read()
        return self._count

    @property
    def spent(self) -> bool:
        """Whether nothing is left today."""
        self._read()
        return self._spent or (self.most is not None and self._count >= self.most)

    def count(self) -> None:
        """One more request begins."""
        self._read()
        self._count += 1
        self._write()

    def exhaust(self) -> None:
        """The provider said that it is enough for today."""
        self._read()
        self._spent = True
        self._write()

    def _read(self) -> None:
        today = self._clock.now().date().isoformat()
        if self._day != today:
            self._day, self._count, self._spent = today, 0, False
        with suppress(OSError, ValueError, TypeError, KeyError):
            kept = json.loads(self._path.read_text("utf-8"))
            if kept["day"] == today:
                self._count = max(self._count, int(kept["count"]))
                self._spent = self._spent or bool(kept["spent"])

    def _write(self) -> None:
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside = self._path.with_suffix(f".{os.getpid()}")
            beside.write_text(json.dumps({"day": self._day, "count": self._count, "spent": self._spent}), "utf-8")
            beside.replace(self._path)
