"""What a model answers that looked at a picture or listened to a recording."""

from __future__ import annotations

from pydantic import BaseModel, Field


class Transcript(BaseModel):
    """A picture or a recording in words."""

    text: str = Field(
        default="",
        description="Picture: what it says of a trip, in short plain sentences. Recording: what is said, word for word. Else empty.",
    )
    quotes: list[str] = Field(
        default_factory=list,
        description="The words it rests on, verbatim as they stand in the picture or are said in the recording, line by line.",
    )
