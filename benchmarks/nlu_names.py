"""Cities and gazetteers for the slot benchmark: the catalogue's vocabulary, and the sandbox's own names on request."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from xiake.domain.gazetteer import CityName, Gazetteer
from xiake.tools.providers.catalogue.index import city_names as catalogue_cities
from xiake.tools.providers.catalogue.vocabulary import terms

from .chinatravel.provider import SandboxProvider


def city_names() -> tuple[CityName, ...]:
    """All cities the catalogue knows, each as covered: a benchmark asks about any of them."""
    return tuple(city.model_copy(update={"covered": True}) for city in catalogue_cities())


def gazetteers(sandbox: Path | None) -> Callable[[str], Gazetteer]:
    """A gazetteer for each city; beyond the sandbox's cities it holds the vocabulary only, so nothing is named as the catalogue does."""
    provider = SandboxProvider(sandbox) if sandbox else None

    def gazetteer_of(city: str) -> Gazetteer:
        if provider and city in provider.sandbox.slugs:
            return provider.gazetteer_of(city)
        return Gazetteer(city=city, places=(), terms=terms())

    return gazetteer_of
