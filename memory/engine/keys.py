"""Names of keys: ``xiake:{user}:{session}:{what}``, whatever a user or session is called."""

from __future__ import annotations

from urllib.parse import quote

NOBODY = "-"
"""The user of runs that belong to none, and the session of what belongs to all of a user's."""


def key_of(user: str, session: str, *what: str) -> str:
    """A key. Names may hold anything: what isn't a letter, digit or ``._~-`` is percent-encoded, so a colon parts names only."""
    return ":".join(("xiake", *(_part(name) for name in (user, session)), *(quote(part, safe="") for part in what)))


def prefix_of(user: str, session: str | None = None, *what: str) -> str:
    """What all keys of a user, of one session of theirs, or of a part of it begin with."""
    if session is None:
        return f"xiake:{_part(user)}:"
    return key_of(user, session, *what) + ":"


def _part(name: str) -> str:
    if not name:
        raise ValueError("a user and a session have a name")
    return NOBODY if name == NOBODY else quote(name, safe="")
