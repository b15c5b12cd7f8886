"""Cities and gazetteers for the slot benchmark: the catalogue's vocabulary, or the benchmark's own place tables on request."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from xiake.domain.gazetteer import CityName, Gazetteer
from xiake.tools.providers.catalogue.index import city_names as catalogue_cities
from xiake.tools.providers.catalogue.vocabulary import terms

from .chinatravel.provider import SandboxProvider


def city_names() -> tuple[CityName, ...]:
    """All cities the catalogue knows, each as covered: a benchmark asks about any of them."""
    return tuple(city.model_copy(update={"covered": True}) for city in catalogue_cities())


def gazetteers(sandbox: Path | None) -> Callable[[str], Gazetteer | None]:
    """A gazetteer for each city; beyond the tables it holds the vocabulary only, so nothing is named as the catalogue names it."""
    provider = None if sandbox is None else SandboxProvider(sandbox)
    tabled = frozenset[str]() if provider is None else frozenset(city.name for city in provider.city_names if city.covered)

    @cache
    def gazetteer_of(city: str) -> Gazetteer | None:
        if provider is not None and city in tabled:
            return provider.gazetteer_of(city)
        return Gazetteer(city=city, places=(), terms=terms())

    return gazetteer_of
