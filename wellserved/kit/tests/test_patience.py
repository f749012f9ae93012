"""Deadlines: kept by those who are done, told to those who are late, soon enough and once."""

from __future__ import annotations

import asyncio

import pytest

from wellserved.kit import patience as at
from wellserved.kit.patience import Patience


def test_who_is_late_is_told_once_and_who_is_done_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at, "LOOK_EVERY", 0.01)
    told: list[int] = []

    async def wait() -> list[int]:
        loop, patience = asyncio.get_running_loop(), Patience(0.05)
        waits = [patience.begin(loop, lambda n=n: told.append(n)) for n in range(5)]  # type: ignore[misc]
        waits[1].over()
        waits[4].over()
        await asyncio.sleep(0.02)
        early = [*told]
        waits.append(patience.begin(loop, lambda: told.append(9)))
        await asyncio.sleep(0.15)
        assert not patience._waits[loop]
        patience.begin(loop, lambda: told.append(7))  # it looks again after nobody waited
        await asyncio.sleep(0.1)
        return early

    assert asyncio.run(wait()) == []
    assert told == [0, 2, 3, 9, 7]


def test_each_loop_has_its_own() -> None:
    patience, told = Patience(0.01), []

    async def begin(seconds: float) -> None:
        patience.begin(asyncio.get_running_loop(), lambda: told.append(seconds))
        await asyncio.sleep(seconds)

    asyncio.run(begin(0.0))  # its loop is gone before it was late
    asyncio.run(begin(0.05))
    assert told == [0.05]
