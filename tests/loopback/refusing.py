"""Encryption that every client is refused: a server without a certificate ends each handshake."""

from __future__ import annotations

import ssl


def no_certificate() -> ssl.SSLContext:
    """What a socket is served with."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
