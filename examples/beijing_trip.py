"""Plans three days in Beijing with a five-year-old, shows the work, then the plan. Needs no key, no server and no network.

python -m examples.beijing_trip                           # the trip below
python -m examples.beijing_trip "上海两日游，两个人，人均1500"    # any other request, Chinese or English
python -m examples.beijing_trip --sold-out 故宫            # a must-see is sold out
python -m examples.beijing_trip --fail hotels             # a service stays down
python -m examples.beijing_trip --model tongyi:qwen-plus  # a model in every seat; needs DASHSCOPE_API_KEY

Without a key, `python -m tests.loopback` plays the models: export what it prints, in another shell.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from xiake import CatalogueProvider, ScriptedProvider, TripPlanner
from xiake.app.exit import ending
from xiake.app.inputs import read_date, read_settings
from xiake.app.output import use_utf8
from xiake.app.session import plan_with_progress, show_trip
from xiake.domain.language import language_of
from xiake.domain.request import Question
from xiake.tools.scripted import Failing, Shut, failing, sold_out

REQUEST = "帮我规划一个北京3日亲子游，预算5000元，孩子5岁，必去故宫和中国科技馆，住市中心"


def main() -> int:
    """Read the options, then plan; errors end as those of the command line do."""
    use_utf8()
    parser = argparse.ArgumentParser(description="Plan a trip with Xiake.")
    parser.add_argument("text", nargs="?", default=REQUEST, help="the request, Chinese or English")
    parser.add_argument("--json", action="store_true", help="print the trip as JSON")
    parser.add_argument("--start", metavar="DATE", help="first day, YYYY-MM-DD")
    parser.add_argument("--sold-out", action="append", default=[], metavar="NAME", help="pretend that a sight is sold out")
    parser.add_argument("--fail", action="append", default=[], metavar="CAPABILITY", help="pretend that a service is down")
    parser.add_argument("--model", metavar="NAME", help="a language model for every seat, e.g. tongyi:qwen-plus")
    options = parser.parse_args()
    return ending(lambda: plan(options), as_json=options.json)


def plan(options: argparse.Namespace) -> int:
    """Plan, show, and return the exit code."""
    start = read_date(options.start, language_of(options.text)) if options.start else None

    # A scripted provider is the catalogue with a script of what goes wrong.
    script: list[Failing | Shut] = [*(sold_out(name) for name in options.sold_out), *(failing(name) for name in options.fail)]
    provider = ScriptedProvider(CatalogueProvider(), script)

    def planner(ask: Callable[[Question], str | None] | None) -> TripPlanner:
        return TripPlanner(provider, settings=read_settings(), ask=ask, model=options.model)

    trip = plan_with_progress(planner, options.text, start=start)
    return show_trip(trip, as_json=options.json, usage=bool(trip.usage.seats))


if __name__ == "__main__":
    sys.exit(main())
