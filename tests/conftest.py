"""Properties are searched at random by people, the same way every time in CI, and never against the clock."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("people", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "people")
