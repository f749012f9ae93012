"""A run that left something out says so: a skipped test fails it, but for those on the data beside the project."""

from __future__ import annotations

import os

import pytest

_left_out: list[str] = []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What only PostgreSQL can do is no part of SQLite's run, and what asks no database no part of PostgreSQL's."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        part = os.environ.get("ON_POSTGRESQL", "")  # "first": in every run; "then": before anything lands; else all
        elsewhere = [
            item for item in items if not _asks_the_database(item) or (part and (part == "first") != _comes_first(item))
        ]
    else:
        elsewhere = [item for item in items if item.get_closest_marker("postgresql")]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        left = {id(item) for item in elsewhere}
        items[:] = [item for item in items if id(item) not in left]


def _asks_the_database(item: pytest.Item) -> bool:
    """pytest-django lets no other test of a room near it, but for those that start a site of their own."""
    module = getattr(item, "module", None)
    return (
        item.get_closest_marker("django_db") is not None
        or not {"db", "transactional_db"}.isdisjoint(getattr(item, "fixturenames", ()))
        or hasattr(module, "running_site")
        or "wellserved" not in item.path.relative_to(item.config.rootpath).parts[:1]
    )


def _comes_first(item: pytest.Item) -> bool:
    """Where PostgreSQL differs most: several at once, tallies by words of SQL, what only it can do, servers."""
    marker = item.get_closest_marker("django_db")
    room = item.path.relative_to(item.config.rootpath).parts[:2]
    return (
        (marker is not None and marker.kwargs.get("transaction", False))
        or "transactional_db" in getattr(item, "fixturenames", ())
        or item.get_closest_marker("postgresql") is not None
        or room == ("wellserved", "tallies")
        or room[0] != "wellserved"
    )


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and "data" not in report.keywords:
        _left_out.append(report.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _left_out and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for test in _left_out:
        terminalreporter.write_line(f"LEFT OUT, and that fails the run: {test}", red=True)
