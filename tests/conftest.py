"""What holds for all tests: hypothesis draws the same wherever they run, and knows no deadline."""

from __future__ import annotations

from hypothesis import settings
from hypothesis.internal.conjecture import providers

settings.load_profile("ci")
# Even then it draws constants of whatever local modules are loaded by now, which hangs on the order of the tests.
providers._get_local_constants = lambda: providers._local_constants
