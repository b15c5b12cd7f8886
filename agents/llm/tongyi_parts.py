"""Pictures and sounds as DashScope takes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MEDIA = frozenset({"image", "image_url", "audio", "input_audio", "video"})
"""Kinds of parts that aren't words."""


def part_of(block: str | Mapping[str, Any]) -> Mapping[str, Any]:
    """A part of a message in DashScope's words, from LangChain's or OpenAI's.

    >>> part_of({"type": "image", "base64": "aGk=", "mime_type": "image/png"})
    {'image': 'data:image/png;base64,aGk='}
    """
    if isinstance(block, str):
        return {"text": block}
    kind = block.get("type")
    if kind == "text":
        return {"text": block["text"]}
    if kind == "image_url":
        address = block["image_url"]
        return {"image": address["url"] if isinstance(address, Mapping) else address}
    if kind == "input_audio":
        sound = block["input_audio"]
        return {"audio": f"data:audio/{sound['format']};base64,{sound['data']}"}
    if kind in ("image", "audio", "video"):
        return {kind: block.get("url") or f"data:{block['mime_type']};base64,{block['base64']}"}
    return block
