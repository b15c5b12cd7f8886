"""Plugs in a model of one's own: any chat model of LangChain will do, e.g. `TripPlanner(model=ChatOllama(model="qwen3"))`.

python -m examples.own_model        # needs no key, no server and no network

This one words plans in the style of its house, and praises prices that it made up. What it invents does not get through.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from langchain_core.language_models import SimpleChatModel
from langchain_core.messages import BaseMessage
from xiake import Settings, TripPlanner
from xiake.app.exit import ending
from xiake.app.output import use_utf8
from xiake.app.session import show_trip

REQUEST = "2 days in Suzhou for two, budget 3000 yuan, love gardens"


class HouseGuide(SimpleChatModel):
    """Takes no tools, so it is asked for JSON in words."""

    @property
    def _llm_type(self) -> str:
        return "house-guide"

    def _call(self, messages: list[BaseMessage], *_: Any, **__: Any) -> str:
        plan = json.loads(messages[1].text.split("\n", 1)[1])  # the data follows a heading
        starts = {day["day"]: day["stops"][0]["name"] for day in plan["days"]}
        days = [{"day": day, "intro": f"Good morning! We begin at {name}."} for day, name in starts.items()]
        return json.dumps({"days": days, "notes": ["Our guests pay just ¥7 for every ticket.", "Wear good shoes."]})


def plan() -> int:
    """Plan with it in the writer's seat alone; without `model_seats` it would be asked in every seat."""
    planner = TripPlanner(model=HouseGuide(), settings=Settings(model_seats=("writer",)))
    return show_trip(planner.plan(REQUEST), as_json=False, usage=True)


def main() -> int:
    """Plan; errors end as those of the command line do."""
    use_utf8()
    return ending(plan, as_json=False)


if __name__ == "__main__":
    sys.exit(main())
