"""What a brain can tell from its prompt alone: which seat it sits in, the data it was given, what its tools said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from xiake.agents.llm.script import Asked
from xiake.domain.usage import Seat

SCHEMAS: Mapping[str, Seat] = {
    "RequestReading": "intake",
    "TurnReading": "intake",
    "TaskProposal": "planner",
    "RecordChoice": "worker",
    "Verdict": "critic",
    "TripWording": "writer",
    "Transcript": "eyes",
}
"""What is asked for in each seat."""


def schema_of(asked: Asked) -> str:
    """Name of the object that is wanted."""
    offered = next((offer.name for offer in asked.tools if offer.name in SCHEMAS), "")
    return offered or ("Transcript" if any(message.parts for message in asked.messages) else "")


def seat_of(asked: Asked) -> Seat:
    """The seat, by what is wanted; ears from eyes by what there is to hear."""
    seat = SCHEMAS.get(schema_of(asked), "worker")
    sounds = any("audio" in str(part.get("type", "")) or "audio" in part for message in asked.messages for part in message.parts)
    return "ears" if seat == "eyes" and sounds else seat


def data_of(asked: Asked) -> dict[str, Any]:
    """All data of the user's messages together."""
    data: dict[str, Any] = {}
    for message in asked.messages:
        if message.role == "user":
            for found in objects(message.text):
                data |= found
    return data


def results_of(asked: Asked) -> list[dict[str, Any]]:
    """What tools said so far."""
    return [found for message in asked.messages if message.role == "tool" for found in objects(message.text)]


def objects(text: str) -> Iterator[dict[str, Any]]:
    """Outermost JSON objects in a text."""
    decoder, at = json.JSONDecoder(), text.find("{")
    while at >= 0:
        try:
            found, end = decoder.raw_decode(text, at)
        except ValueError:
            end = at + 1
        else:
            if isinstance(found, dict):
                yield found
        at = text.find("{", end)


def words_of(data: Any) -> Iterator[str]:
    """Every string in some data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from words_of(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from words_of(value)
