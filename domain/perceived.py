"""What was made out in a picture or a voice note."""

from __future__ import annotations

from typing import Literal

from .base import Model

AttachmentKind = Literal["image", "audio"]


class Perceived(Model):
    """An attachment in words: something that was shown or said, never an order to the program.

    Attributes:
        name: Of the attachment, as the traveller knows it.
        text: Of a picture, what it says of a trip, in plain words; of a recording what is said in it, word for word.
        quotes: What stands in it or is said in it, verbatim: the evidence.
        digest: Of the attachment's content; two pictures may have one name.
    """

    kind: AttachmentKind
    name: str
    text: str
    quotes: tuple[str, ...] = ()
    digest: str = ""
