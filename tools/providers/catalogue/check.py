"""Checks every bundled record for what no type can say; run with ``python -m xiake.tools.providers.catalogue.check``."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator

from ....domain.place import Attraction, Hotel, Restaurant
from .loader import CityRecord, city_slugs, data_folder, load_city, read_yaml

_EVENING = 19 * 60
"""What is only worth it after dark is open until then, minutes from midnight."""


def problems_of(city: CityRecord) -> Iterator[str]:
    """All that is wrong with one city's records, in words."""
    vocabulary = read_yaml(data_folder() / "vocabulary.yaml")
    ids = Counter(place.id for place in city.places)
    yield from (f"{city.slug}: id {i} is used {n} times" for i, n in ids.items() if n > 1)
    sights = {sight.id for sight in city.attractions}
    owners: dict[tuple[str, str], str] = {}
    for place in city.places:
        where = f"{city.slug}/{place.id}"
        if not city.bounds.contain(place.at):
            yield f"{where}: {place.at} lies outside the city's bounds"
        if place.district and place.district not in city.districts:
            yield f"{where}: district {place.district} is not in city.yaml"
        if not place.district and place.kind not in ("area", "station"):
            yield f"{where}: no district"
        if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", place.as_of):
            yield f"{where}: as_of {place.as_of!r} is no date"
        for name in place.all_names:
            key = (place.kind, name.casefold())
            if owners.setdefault(key, place.id) != place.id:
                yield f"{where}: the name {name} also belongs to {owners[key]}"
        kinds: tuple[tuple[str, tuple[str, ...]], ...] = ()
        if isinstance(place, Attraction):
            kinds = (("attraction", place.kinds),)
            low, typical = place.dwell
            if not 10 <= low <= typical <= 720:
                yield f"{where}: dwell {place.dwell}"
            if place.evening and place.hours and any(r.closes < _EVENING for r in place.hours.rules if not r.closed):
                yield f"{where}: an evening sight closes before 19:00"
            if place.ticket:
                for fare in place.ticket.fares:
                    if fare.adult > 1500:
                        yield f"{where}: ticket {fare.adult}"
        elif isinstance(place, Restaurant):
            kinds = (("cuisine", place.cuisine), ("restaurant_tag", place.tags))
            if not 5 <= place.per_person.typical <= 3000:
                yield f"{where}: per_person {place.per_person.typical}"
            if place.inside is not None and place.inside not in sights:
                yield f"{where}: inside {place.inside}, which is no attraction of the city"
        elif isinstance(place, Hotel):
            kinds = (("hotel_feature", place.features),)
            if not 30 <= place.nightly.typical <= 9000:
                yield f"{where}: nightly {place.nightly.typical}"
        for family, words in kinds:
            yield from (f"{where}: {family} {w} is not in vocabulary.yaml" for w in words if w not in vocabulary[family])


def main() -> int:
    """Print every problem; exit 1 when there is one."""
    found = 0
    for slug in sys.argv[1:] or city_slugs():
        city = load_city(slug)
        for problem in problems_of(city):
            found += 1
            print(problem)
        print(f"{slug}: {len(city.attractions)} attractions, {len(city.hotels)} hotels, {len(city.restaurants)} restaurants")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
