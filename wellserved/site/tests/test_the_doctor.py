"""What the doctor says of the address."""

from __future__ import annotations

from typing import Any

import pytest

from wellserved.site.doctoring import _address


@pytest.mark.parametrize(
    ("address", "says"),
    [("http://wellserved.example", True), ("https://wellserved.example", False), ("http://localhost:8000", False)],
)
def test_the_doctor_says_where_calls_do_not_work_without_the_line(settings: Any, address: str, says: bool) -> None:
    settings.BASE_URL = address
    told = " ".join(finding.told for finding in _address())
    assert ("listening call does not work without the line" in told) == says
