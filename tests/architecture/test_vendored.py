"""What was vendored is what was checked in: its checksums hold, and nothing else lies beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("folder", ["wellserved/frame/static/vendor", "wellserved/kit/fonts", "tests/vendor"])
def test_the_vendored_files_are_the_ones_that_were_checked(folder: str) -> None:
    lines = (ROOT / folder / "CHECKSUMS").read_text().split("\n")
    expected = dict(reversed(line.split("  ")) for line in lines if line)
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (ROOT / folder).iterdir()
        if path.name != "CHECKSUMS"
    }
    assert found == expected
