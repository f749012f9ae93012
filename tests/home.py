"""Gives every test run a home of its own. Loaded by pytest's `-p`, since settings are read before conftest.py is."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

if "WELLSERVED_HOME" not in os.environ:
    os.environ["WELLSERVED_HOME"] = tempfile.mkdtemp(prefix="wellserved-test-")
    atexit.register(shutil.rmtree, os.environ["WELLSERVED_HOME"], ignore_errors=True)
os.environ.setdefault("WELLSERVED_LOG_LEVEL", "WARNING")
