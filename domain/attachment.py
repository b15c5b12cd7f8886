"""Pictures and voice notes that come with a request."""

from __future__ import annotations

from hashlib import sha256

from pydantic import Field

from .base import Model
from .errors import BadRequest, InputProblem
from .language import Language
from .perceived import AttachmentKind
from .phrases import PHRASES

FIELD = "attachments"
"""What problems with them name as their field."""
MOST_BYTES = 7 * 2**20
"""Of one; providers take 10 MB of it in base64."""

_LONGEST_NAME = 100

_READABLE: dict[str, AttachmentKind] = {
    "image/png": "image",
    "image/jpeg": "image",
    "image/webp": "image",
    "image/gif": "image",
    "image/bmp": "image",
    "image/tiff": "image",
    "image/heif": "image",
    "audio/mpeg": "audio",
    "audio/wav": "audio",
    "audio/mp4": "audio",
    "audio/aac": "audio",
    "audio/amr": "audio",
    "audio/ogg": "audio",
    "audio/flac": "audio",
}
_USUAL = {"audio/x-wav": "audio/wav", "audio/x-flac": "audio/flac", "image/heic": "image/heif"}
_FORMATS = "PNG JPEG WEBP GIF BMP TIFF HEIC · MP3 WAV M4A AAC AMR OGG FLAC"


class Attachment(Model):
    """A picture or a voice note.

    Attributes:
        name: As the traveller knows it, e.g. the name of the file.
        mime: Told by the content, never by the name alone.
        data: The file as it is.
    """

    kind: AttachmentKind
    name: str
    mime: str
    data: bytes = Field(repr=False)

    @classmethod
    def of(cls, data: bytes, *, name: str = "", kind: AttachmentKind | None = None, language: Language = "en") -> Attachment:
        """An attachment from a file's content.

        Args:
            data: The content.
            name: What it is called to the traveller; by its sort where it has none.
            kind: What it must be, where that was said.
            language: What problems are worded in.

        Raises:
            BadRequest: If it is empty, too large, or no picture or recording of a known format.
        """
        name = "".join(character for character in name if character.isprintable())[:_LONGEST_NAME]

        def bad(key: str, **fields: object) -> BadRequest:
            message = PHRASES.say(f"attachment.{key}", language, name=name, **fields)
            return BadRequest(InputProblem(field=FIELD, value=name, message=message))

        if not data:
            raise bad("empty")
        if len(data) > MOST_BYTES:
            raise bad("large", most=MOST_BYTES // 2**20)
        mime = _mime_of(data, name)
        found = _READABLE.get(mime)
        if found is None:
            raise bad("unknown", formats=_FORMATS)
        if kind not in (None, found):
            raise bad(f"no_{kind}")
        return cls(kind=found, name=name or found, mime=mime, data=data)

    @property
    def digest(self) -> str:
        """The same for the same content."""
        return sha256(self.data).hexdigest()


def _mime_of(data: bytes, name: str) -> str:
    import filetype

    mime = filetype.guess_mime(data) or ""
    if mime == "video/mp4" and name.lower().endswith(".m4a"):  # telephones call their recordings films
        mime = "audio/mp4"
    return _USUAL.get(mime, mime)
