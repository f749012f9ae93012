"""The colours keep the contrast they promise, in the light and in the dark: 4.5 to 1 for words, 3 to 1 for edges."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[1] / "static/frame/tokens.css"
PAIRS = {
    name: (light, dark)
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", TOKENS.read_text(encoding="utf-8"))
}
WORDS = [
    *[(ink, ground) for ink in ("ink", "soft") for ground in ("paper", "sheet", "wash")],
    *[("ink", ground) for ground in ("wash-2", "kind-tint", "care-tint", "target-tint")],
    *[(name, f"{name}-tint") for name in ("kind", "care")],
    *[(name, ground) for name in ("kind", "care", "target-ink") for ground in ("paper", "sheet")],
    ("target-ink", "target-tint"),
    ("on-ink", "ink"),
    ("on-target", "target"),
]
EDGES = [("edge", "paper"), ("edge", "sheet"), ("target", "paper"), ("target", "sheet")]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_agrees_with_the_standard() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WORDS, ids=lambda name: str(name))
def test_words_can_be_read(ink: str, ground: str, scheme: int) -> None:
    assert contrast(PAIRS[ink][scheme], PAIRS[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES, ids=lambda name: str(name))
def test_edges_can_be_seen(edge: str, ground: str, scheme: int) -> None:
    assert contrast(PAIRS[edge][scheme], PAIRS[ground][scheme]) >= 3
