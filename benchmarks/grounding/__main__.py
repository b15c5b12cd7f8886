"""Share of swapped sentences caught and of true ones kept, over plans of the bundled cities.

python -m benchmarks.grounding            # three cities in both languages
python -m benchmarks.grounding --all -v   # every bundled city; lists the misses
"""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from random import Random

from xiake.agents.grounding.collect import evidence_of
from xiake.agents.grounding.evidence import Evidence
from xiake.agents.grounding.ground import Grounding
from xiake.domain.gazetteer import CityName, Gazetteer
from xiake.memory.embedding.default import default_embedder
from xiake.planner.trip import Trip
from xiake.planner.trip_planner import TripPlanner
from xiake.tools.cities import CitiesQuery
from xiake.tools.gazetteer import GazetteerQuery
from xiake.tools.places import PlacesQuery

from benchmarks.bundled.cases import FROM
from benchmarks.bundled.planner import planner_of

from .sentences import Said, sentences

_FEW = 3


def main() -> None:
    """Plan, say true and wrong things, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="every bundled city")
    parser.add_argument("--verbose", "-v", action="store_true", help="list the misses")
    options = parser.parse_args()
    planner = planner_of()
    cities = [city for city in asyncio.run(_cities(planner)) if city.covered]
    said, right, misses = Counter[str](), Counter[str](), []
    for city in cities if options.all else cities[:_FEW]:
        for text in (
            f"{city.name}3天，两个大人带一个6岁的孩子，预算8000元",
            f"3 days in {city.name_en} for two adults, budget 8000 yuan",
        ):
            trip = planner.plan(text, start=FROM)
            if trip.itinerary is None:
                continue
            evidence, gazetteer = asyncio.run(evidence_for(planner, trip))
            for one in sentences(trip, gazetteer, Random(text)):
                key = one.swapped or "true"
                said[key] += 1
                good = _stays(one, evidence, planner.settings.grounding_similarity) != bool(one.swapped)
                right[key] += good
                if not good:
                    misses.append((key, one.text))
    for key in sorted(said):
        print(f"{'kept' if key == 'true' else 'caught':7} {key:9} {right[key]:5} of {said[key]:5}  {right[key] / said[key]:.1%}")
    wrong = sum(said.values()) - said["true"]
    caught = sum(right.values()) - right["true"]
    print(
        f"caught in all {caught} of {wrong}: {caught / wrong:.1%}; kept {right['true']} of {said['true']}: {right['true'] / said['true']:.1%}"
    )
    for key, text in misses if options.verbose else ():
        print(f"  {key}: {text}")


def _stays(one: Said, evidence: Evidence, similarity: float) -> bool:
    return bool(Grounding(evidence, default_embedder(), similarity).ground(one.text, one.day))


async def _cities(planner: TripPlanner) -> tuple[CityName, ...]:
    call = planner.context("names", interactive=False).caller(lambda event: None)
    items: tuple[CityName, ...] = (await call("cities", CitiesQuery())).unwrap().items
    return items


async def evidence_for(planner: TripPlanner, trip: Trip) -> tuple[Evidence, Gazetteer]:
    """What may be said of a plan, with its city's names."""
    assert trip.itinerary is not None
    city = trip.itinerary.city
    call = planner.context("names", interactive=False).caller(lambda event: None, city=city)
    gazetteer: Gazetteer = (await call("gazetteer", GazetteerQuery(city=city))).unwrap()
    ids = {stop.place.id for day in trip.itinerary.days for stop in day.stops} & gazetteer.ids
    records = (await call("places", PlacesQuery(city=city, ids=tuple(sorted(ids))))).unwrap().items
    cities = await _cities(planner)
    evidence = evidence_of(trip.request, trip.itinerary, trip.budget, records, trip.notes, cities=cities, gazetteer=gazetteer)
    return evidence, gazetteer


if __name__ == "__main__":
    main()
