"""Something that happened to the memory's files and that its owner should know."""

from __future__ import annotations

from ...domain.base import Model
from ...domain.language import Language
from .phrases import PHRASES


class MemoryNotice(Model):
    """Broken files were set aside.

    Attributes:
        folder: Where they lie now, beside the ones in use.
        restored: How many items could be read from them and are in use again.
    """

    folder: str
    restored: int

    def words(self, language: Language) -> str:
        """One sentence for the traveller."""
        return PHRASES.say("set_aside", language, folder=self.folder, restored=self.restored)
