"""The cheap stage: how near a sentence is to anything that the evidence is about."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...memory.embedding.embedder import Embedder
from .evidence import Evidence
from .phrases import ADVICE, PHRASES


def nearness(sentences: Sequence[str], evidence: Evidence, embedder: Embedder) -> list[float]:
    """For each sentence its greatest cosine with a line of the evidence, or with advice that suits any trip.

    Vectors see neither amounts nor negation, so this only finds sentences that have nothing to do with the trip.
    """
    if not sentences:
        return []
    advice = (PHRASES.say(key, evidence.language) for key in ADVICE)
    lines = list(dict.fromkeys([*(line.text for line in evidence.lines), *advice]))
    cosines = embedder.embed(list(sentences)) @ embedder.embed(lines).T
    return [float(row) for row in np.max(cosines, axis=1)]
