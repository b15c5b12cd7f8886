"""The middle of each language in the spaces of the bundled models: ``python -m xiake.memory.embedding.middles`` measures them anew."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import numpy as np

from ...domain.language import LANGUAGES, Language
from .embedder import Embedder, Vectors

_FILE = "middles.npz"


def middles_of(embedder: Embedder) -> Mapping[Language, Vectors]:
    """Mean of the vectors of typical texts, for each language; measured where none are kept for an embedder of this name."""
    with files(__package__).joinpath(_FILE).open("rb") as stream, np.load(stream) as kept:
        known = {language: kept[key] for language in LANGUAGES if (key := f"{embedder.name}/{language}") in kept}
    return known or measured(embedder)


def measured(embedder: Embedder) -> Mapping[Language, Vectors]:
    """The same from the texts themselves; about a second."""
    from .typical import TYPICAL

    return {language: embedder.embed(TYPICAL[language]).mean(axis=0) for language in LANGUAGES}


def main() -> None:
    """Measure the bundled models and keep the result beside this file."""
    from .e5 import E5Embedder
    from .sentence import SentenceEmbedder

    models = (SentenceEmbedder(), E5Embedder())
    rows: dict[str, Any] = {
        f"{model.name}/{language}": vector for model in models for language, vector in measured(model).items()
    }
    with open(str(files(__package__).joinpath(_FILE)), "wb") as stream:
        np.savez(stream, **rows)


if __name__ == "__main__":
    main()
