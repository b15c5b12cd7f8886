"""Plans a trip, then books its hotel at a desk that sells nothing real; nothing is booked without your explicit yes.

python -m examples.book_hotel                       # asks you; an empty answer books nothing
python -m examples.book_hotel --no-input            # nobody to say yes: stops at the quote
python -m examples.book_hotel --mishap dearer       # the price rises before the room is held: you are asked again
python -m examples.book_hotel --link https://example.com/stay   # a seller that sells on its own page alone

A real desk is an object with the method ``booking`` of ``xiake.tools.booking``, registered in the same way.
"""

from __future__ import annotations

import argparse
import sys
from typing import get_args

from xiake import CatalogueProvider, ToolRegistry, TripPlanner
from xiake.app.ask import ConsoleAsker
from xiake.app.exit import ending
from xiake.app.inputs import read_settings
from xiake.app.output import use_utf8
from xiake.app.render.progress import Progress
from xiake.app.render.style import make_console
from xiake.domain.language import language_of
from xiake.tools.provider import provider_tools
from xiake.tools.scripted_desk import Mishap, ScriptedDesk

REQUEST = "北京3日游，两个人，预算6000元，必去故宫，住王府井"
KINDS = get_args(Mishap.model_fields["kind"].annotation)


def main() -> int:
    """Read the options, then plan and book; errors end as those of the command line do."""
    use_utf8()
    parser = argparse.ArgumentParser(description="Plan a trip and book its hotel at a scripted desk.")
    parser.add_argument("text", nargs="?", default=REQUEST, help="the request, Chinese or English")
    parser.add_argument("--no-input", action="store_true", help="ask nothing: stop at the quote")
    parser.add_argument("--mishap", choices=KINDS, help="what goes wrong once when the room is to be held")
    parser.add_argument("--link", metavar="URL", help="the desk sells on this page alone")
    options = parser.parse_args()
    return ending(lambda: book(options), as_json=False)


def book(options: argparse.Namespace) -> int:
    """Plan, book, show, and return the exit code: 0 where all stays ended as the traveller wanted."""
    catalogue = CatalogueProvider()
    script = [Mishap(kind=options.mishap, times=1, seconds=1)] if options.mishap else []
    desk = ScriptedDesk(catalogue, script, link=options.link)
    registry = ToolRegistry([*provider_tools(catalogue), *provider_tools(desk)])
    with Progress(make_console(stderr=True), language_of(options.text)) as progress:
        trip = TripPlanner(registry=registry, settings=read_settings()).plan(options.text)
        ask = None if options.no_input else ConsoleAsker(progress)
        outcomes = TripPlanner(registry=registry, settings=read_settings(), ask=ask).book(trip)
    for outcome in outcomes:
        print(outcome.message)
    return int(any(outcome.status in ("failed", "unsure") for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
