"""What was vendored is what was checked in: its checksums hold, and nothing else lies beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[2] / "wellserved/frame/static/vendor"


def test_the_vendored_files_are_the_ones_that_were_checked() -> None:
    lines = (VENDOR / "CHECKSUMS").read_text().split("\n")
    expected = dict(reversed(line.split("  ")) for line in lines if line)
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.iterdir()
        if path.name != "CHECKSUMS"
    }
    assert found == expected
