"""What stands at the head of a session's records: which there are, and what tells one state of them from the next."""

from __future__ import annotations

from pydantic import AwareDatetime, BaseModel, ConfigDict

from ...domain.errors import XiakeError

SHAPE = 1
"""Version of the records' shape. It grows when older code would misread newer records."""


class SessionTooNew(XiakeError):
    """A session was written by a newer Xiake."""

    def __init__(self, session: str, shape: int) -> None:
        """Tell which, and the shape that it was written in."""
        self.session, self.shape = session, shape
        super().__init__(f"session {session!r} was written by a newer version (records of shape {shape}, this one reads {SHAPE})")


class SessionMoved(XiakeError):
    """Somebody else has committed a turn to the session meanwhile; nothing was written."""


class Head(BaseModel):
    """The head of a session.

    Attributes:
        shape: See :data:`SHAPE`.
        revision: Grows by one with each commit; 0 where the head could not be read.
        mark: Of the commit that wrote it; no two have the same.
        turns: Turns that were acknowledged.
        title: What the session is about, for lists.
        records: Names of all records of the session.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    shape: int = SHAPE
    revision: int = 0
    mark: str = ""
    turns: int = 0
    title: str = ""
    created: AwareDatetime
    updated: AwareDatetime
    records: tuple[str, ...] = ()


class SessionInfo(BaseModel):
    """One session in a list of a user's sessions."""

    model_config = ConfigDict(frozen=True)

    session: str
    title: str
    turns: int
    updated: AwareDatetime
