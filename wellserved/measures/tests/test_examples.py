"""The worked examples in the docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import wellserved.measures

MODULES = [name for _, name, package in pkgutil.iter_modules(wellserved.measures.__path__) if not package]


@pytest.mark.parametrize("name", MODULES)
def test_the_worked_examples_are_true(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"wellserved.measures.{name}"))
    assert result.failed == 0
    assert result.attempted > 0, f"{name} has no worked example"
