"""The collector of cycles, while rows come in."""

from __future__ import annotations

import gc
from contextlib import ExitStack

from wellserved.kit.collecting import SELDOM, collecting_seldom


def test_whoever_leaves_last_puts_back_what_was_usual() -> None:
    usual = gc.get_threshold()
    first, second = ExitStack(), ExitStack()
    first.enter_context(collecting_seldom())
    second.enter_context(collecting_seldom())
    first.close()
    assert gc.get_threshold() == SELDOM
    second.close()
    assert gc.get_threshold() == usual
