"""How many requests a key has had today, by the days of China; kept in a file, so that it outlives the process."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from pydantic import Field, ValidationError

from ..domain.base import Model
from ..domain.ports import Clock
from .clock import LOCAL


class _Kept(Model):
    """What stands in the file; ``key`` tells keys apart and nothing of them."""

    key: str = ""
    day: str = ""
    count: int = Field(default=0, ge=0, le=10**9)
    spent: bool = False


class DailyQuota:
    """Counts requests until midnight in Asia/Shanghai, and knows when the provider itself said that it is enough.

    Processes that share the file count together, but for requests that begin at the very same moment: the count is there to stop in
    good time, the provider's own word is what is exact.

    Attributes:
        most: Requests of a day; None is only limited by the provider's word.
    """

    def __init__(self, path: Path, clock: Clock, *, most: int | None = None, key: str = "") -> None:
        """Keep the count of a key in a file, whose folder is made at need; where that can't be, in memory alone."""
        self.most = most
        self._path = path
        self._clock = clock
        self._now = _Kept(key=sha256(key.encode()).hexdigest()[:12] if key else "")

    @property
    def used(self) -> int:
        """Requests of today."""
        return self._read().count

    @property
    def spent(self) -> bool:
        """Whether nothing is left today."""
        return self._ends(self._read())

    def take(self) -> bool:
        """Count one more request, if one is left."""
        now = self._read()
        if self._ends(now):
            return False
        self._write(now.model_copy(update={"count": now.count + 1}))
        return True

    def exhaust(self) -> None:
        """The provider said that it is enough for today."""
        self._write(self._read().model_copy(update={"spent": True}))

    def _ends(self, now: _Kept) -> bool:
        return now.spent or (self.most is not None and now.count >= self.most)

    def _read(self) -> _Kept:
        today = self._clock.now().astimezone(LOCAL).date().isoformat()
        if self._now.day != today:
            self._now = _Kept(key=self._now.key, day=today)
        with suppress(OSError, ValidationError):
            kept = _Kept.model_validate_json(self._path.read_bytes(), strict=True)
            if (kept.key, kept.day) == (self._now.key, today):
                count = max(self._now.count, kept.count)
                self._now = self._now.model_copy(update={"count": count, "spent": self._now.spent or kept.spent})
        return self._now

    def _write(self, now: _Kept) -> None:
        self._now = now
        beside = self._path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(now.model_dump_json(), "utf-8")
            beside.replace(self._path)
        with suppress(OSError):
            beside.unlink(missing_ok=True)
