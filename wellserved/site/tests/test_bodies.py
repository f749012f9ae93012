"""Who sends too slowly, or goes away halfway, is not waited for and not half believed."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from wellserved.kit.patience import Patience
from wellserved.site import bodies
from wellserved.site.bodies import CutShortError, TooSlowError, take_in, too_slow


def test_whoever_keeps_up_has_all_the_time_it_takes() -> None:
    assert not too_slow(received=0, seconds=29)
    assert too_slow(received=0, seconds=31)
    assert not too_slow(received=2_000_000, seconds=600)
    assert too_slow(received=2_000_000, seconds=1_031)


def test_a_small_body_comes_whole_in_time_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def sending(body: bytes, seconds: float = 0.0) -> Any:
        async def send() -> bytes:
            await asyncio.sleep(seconds)
            return body

        return send

    assert asyncio.run(take_in(sending(b"whole"), 5)) == b"whole"
    with pytest.raises(CutShortError):
        asyncio.run(take_in(sending(b"hal"), 5))
    monkeypatch.setattr(bodies, "PATIENCE", Patience(0.05))
    with pytest.raises(TooSlowError):
        asyncio.run(take_in(sending(b"whole", 5.0), 5))
