"""The base install stays small: a goal that a new dependency must not quietly break."""

from __future__ import annotations

from bench.weight import MB, installed_bytes, packages


def test_a_package_locked_for_two_ranges_of_pythons_weighs_once() -> None:
    lock = "numpy==2.4.6 ; python_full_version < '3.12'\nnumpy==2.5.3 ; python_full_version >= '3.12'\nclick==8.3.1\n"
    assert packages(lock) == {"numpy", "click"}


def test_the_base_install_is_under_700_megabytes() -> None:
    assert installed_bytes() / MB < 700
