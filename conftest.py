"""What all tests share: a home of their own, and the cast."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("WELLSERVED_HOME", tempfile.mkdtemp(prefix="wellserved-test-"))
os.environ.setdefault("WELLSERVED_LOG_LEVEL", "WARNING")

pytest_plugins = ["tests.cast"]
