"""Serve both protocols until Ctrl-C: ``python -m tests.loopback [--port N]``, then export what it prints in another shell."""

from __future__ import annotations

import argparse
import shlex
import threading
from contextlib import suppress

from .actor import Actor
from .server import Loopback


def main() -> None:
    """Play every model."""
    parser = argparse.ArgumentParser(prog="python -m tests.loopback", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="any free one by default")
    with Loopback(Actor(), port=parser.parse_args().port) as server, suppress(KeyboardInterrupt):
        for name, value in {**server.environment(), "XIAKE_MODEL": "tongyi:qwen-plus"}.items():
            print(f"export {name}={shlex.quote(value)}", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
