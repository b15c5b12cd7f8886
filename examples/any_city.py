"""Plans a city that is not bundled, from Amap's live data.

export AMAP_API_KEY=...                                   # a key of the type "Web服务"
python -m examples.any_city                               # the trip below
python -m examples.any_city "昆明3日游，两个人，想看博物馆"    # any other city of China

Without a key: ``python -m tests.loopback.amap`` in a checkout plays Amap for 洛阳 and 昆明 and prints what to export.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from xiake import TripPlanner
from xiake.app.exit import ending
from xiake.app.inputs import read_settings
from xiake.app.output import use_utf8
from xiake.app.session import plan_with_progress, show_trip
from xiake.domain.errors import ConfigurationError
from xiake.domain.request import Question

REQUEST = "洛阳3日游，两个人，预算3000元，必去龙门石窟和白马寺，住市中心"


def main() -> int:
    """Read the options, then plan; errors end as those of the command line do."""
    use_utf8()
    parser = argparse.ArgumentParser(description="Plan a trip to any city of China.")
    parser.add_argument("text", nargs="?", default=REQUEST, help="the request, Chinese or English")
    parser.add_argument("--json", action="store_true", help="print the trip as JSON")
    options = parser.parse_args()
    return ending(lambda: plan(options), as_json=options.json)


def plan(options: argparse.Namespace) -> int:
    """Plan, show, and return the exit code."""
    settings = read_settings()
    if settings.amap_key is None:
        raise ConfigurationError("AMAP_API_KEY is not set: live cities need a key of Amap's Web Service (https://lbs.amap.com)")

    def planner(ask: Callable[[Question], str | None] | None) -> TripPlanner:
        return TripPlanner(settings=settings, ask=ask)

    return show_trip(plan_with_progress(planner, options.text), as_json=options.json)


if __name__ == "__main__":
    sys.exit(main())
