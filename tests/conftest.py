"""Shared fixtures."""

from __future__ import annotations

import os

# Short-term memory of tests is a file: quick to open, and no server stays behind. Tests of the servers name their engine.
os.environ.setdefault("XIAKE_ENGINE", "sqlite")
