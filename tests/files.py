"""The first bytes of pictures and recordings: as much as tells what a file is."""

from __future__ import annotations

_REST = bytes(64)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + _REST
MP3 = b"ID3\3\0\0\0\0\0\0" + _REST
FILES: dict[str, tuple[str, bytes]] = {
    "a.png": ("image/png", PNG),
    "a.jpg": ("image/jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1" + _REST),
    "a.webp": ("image/webp", b"RIFF\0\0\0\0WEBPVP8 " + _REST),
    "a.gif": ("image/gif", b"GIF89a" + _REST),
    "a.bmp": ("image/bmp", b"BM" + _REST),
    "a.tif": ("image/tiff", b"II*\0" + _REST),
    "a.heic": ("image/heif", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + _REST),
    "a.mp3": ("audio/mpeg", MP3),
    "b.mp3": ("audio/mpeg", b"\xff\xfb\x90\x44" + _REST),
    "a.wav": ("audio/wav", b"RIFF\0\0\0\0WAVEfmt " + _REST),
    "a.m4a": ("audio/mp4", b"\0\0\0\x1cftypM4A \0\0\2\0M4A isom" + _REST),
    "b.m4a": ("audio/mp4", b"\0\0\0\x1cftypisom\0\0\2\0" + _REST),
    "a.aac": ("audio/aac", b"\xff\xf1\x50\x80" + _REST),
    "a.amr": ("audio/amr", b"#!AMR\n" + _REST),
    "a.ogg": ("audio/ogg", b"OggS\0\2" + bytes(20) + b"\x01\x13OpusHead" + _REST),
    "a.flac": ("audio/flac", b"fLaC\0\0\0\x22" + _REST),
}
"""By name: the type, and the bytes."""
