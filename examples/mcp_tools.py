"""Adds a server's tools by configuration alone, plans a trip with them, and offers them to an agent.

Run it with ``python -m examples.mcp_tools``; it needs the extra ``mcp``. The server is a small one that this file starts itself
(``--serve``); any other is added the same way, see ``docs/mcp_servers.md``.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from datetime import date
from pathlib import Path

from xiake import TripPlanner
from xiake.app.exit import EXIT_CODES, ending
from xiake.app.output import use_utf8
from xiake.settings import Settings

REQUEST = "帮我规划一个北京3日亲子游，预算5000元，孩子5岁，必去故宫和中国科技馆，住市中心"
CONFIG = Path(__file__).with_name("mcp_tools.toml")


def serve() -> None:
    """The server: it says that it rains, whatever the day."""
    from mcp.server.mcpserver import MCPServer

    server = MCPServer("almanac", log_level="WARNING")

    @server.tool()
    def daily_weather(place: str, dates: list[str]) -> dict[str, object]:
        """Weather of some days."""
        return {"place": place, "days": [{"date": day, "low": "2℃", "high": "9℃", "rain": "12 mm"} for day in dates]}

    @server.tool()
    def moon(date: str) -> str:
        """Phase of the moon on a date."""
        return _phase(date)

    asyncio.run(server.run_stdio_async())


def _phase(day: str) -> str:
    from astral.moon import phase

    return f"day {phase(date.fromisoformat(day)):.0f} of the lunar cycle"


async def plan(text: str) -> int:
    """Plan with the configured server, tell what came from it, and return the exit code."""
    with tempfile.TemporaryDirectory() as home:
        config = Path(home) / "xiake.toml"
        config.write_text(CONFIG.read_text("utf-8").replace('"python3"', repr(sys.executable)), "utf-8")
        async with TripPlanner(settings=Settings(config=config, home=Path(home))) as planner:
            trip = await planner.aplan(text)
            print(trip.to_markdown())
            print("From the server:")
            for day in trip.weather:
                print(f"  {day.day} {day.sky}, {day.low:g} to {day.high:g} °C, {day.rain_mm:g} mm  [{day.source.provider}]")
            moon = next(tool for tool in planner.registry.as_langchain() if tool.name == "mcp_almanac_moon")
            print(f"  an agent's tool {moon.name}: {await moon.ainvoke({'date': trip.weather[0].day.isoformat()})}")
            return EXIT_CODES[trip.status]


def main() -> int:
    """Read the options, then serve or plan; errors end as those of the command line do."""
    use_utf8()
    parser = argparse.ArgumentParser(description="Plan a trip with the tools of an MCP server.")
    parser.add_argument("text", nargs="?", default=REQUEST, help="the request, Chinese or English")
    parser.add_argument("--serve", action="store_true", help="be the server, over standard input and output")
    options = parser.parse_args()
    if options.serve:
        serve()
        return 0
    return ending(lambda: asyncio.run(plan(options.text)), as_json=False)


if __name__ == "__main__":
    sys.exit(main())
