"""Who sits at the terminal, and what a new session is called."""

from __future__ import annotations

import getpass
from collections.abc import Collection
from random import Random
from typing import TYPE_CHECKING

from ..domain.errors import BadRequest, InputProblem
from ..memory.engine.keys import NOBODY
from .phrases import PHRASES, system_language

if TYPE_CHECKING:
    from ..settings import Settings

_LONGEST = 60
_LIKE = ("bai", "bi", "cang", "chu", "dan", "fei", "gui", "hong", "jin", "lan", "lu", "ming", "qing", "xue", "yin", "yun")
_PLACE = ("chuan", "dao", "feng", "gu", "he", "hu", "jiang", "lin", "quan", "shan", "tan", "ting", "wan", "xi", "yuan", "zhou")


def user_name(given: str | None, settings: Settings) -> str:
    """The user named by an option, else by ``XIAKE_USER``, else by the login.

    Raises:
        BadRequest: If the name can't be one.
    """
    return read_name("user", given) if given is not None else read_name("user", settings.user or _login())


def read_name(field: str, value: str) -> str:
    """The name of a user or a session.

    Raises:
        BadRequest: If it is empty, too long, not printable, or the one that stands for nobody.
    """
    name = value.strip()
    if not name or name == NOBODY or len(name) > _LONGEST or not name.isprintable():
        message = PHRASES.say("bad.name", system_language(), value=value[:_LONGEST], most=_LONGEST)
        raise BadRequest(InputProblem(field=field, value=value, message=message))
    return name


def new_session(known: Collection[str], random: Random) -> str:
    """A name for a session that can be read out and typed, and isn't taken."""
    while (name := f"{random.choice(_LIKE)}{random.choice(_PLACE)}-{random.randint(10, 99)}") in known:
        pass
    return name


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name in the environment, and none for this user's id
        return "traveller"
