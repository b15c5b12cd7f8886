"""What things are called, and by whom."""

from __future__ import annotations

from .base import Model
from .language import Language, worded


class Named(Model):
    """Something with a name.

    Attributes:
        name: Usual full name in the language of the place.
        name_en: Usual English name, or None.
        aliases: Other names people use, in Chinese, pinyin (one word, no tones) or English.
    """

    name: str
    name_en: str | None = None
    aliases: tuple[str, ...] = ()

    def name_in(self, language: Language) -> str:
        """What a reader of this language is told; the local name where there is no other."""
        return worded(language, self.name, self.name_en)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name, the canonical one first, without repeats."""
        names = (self.name, self.name_en, *self.aliases)
        return tuple(dict.fromkeys(name for name in names if name))
