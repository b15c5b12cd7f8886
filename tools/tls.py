"""Telling a connection that was refused for its encryption from one that was not made at all."""

from __future__ import annotations

import ssl


def is_tls(error: BaseException) -> bool:
    """Whether a certificate or a handshake is behind an error."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
