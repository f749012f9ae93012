"""How a hand works on the board of a round's meeting."""

from __future__ import annotations

from typing import Any

from wellserved.listening.models import Theme

CHANGED = 8_000  # milliseconds in which the other browser has long asked again


def note(page: Any, line: Any) -> Any:
    return page.locator(f'[data-note="{line}"]')


def lying(page: Any, theme: Theme) -> Any:
    return page.locator(f'[data-place="{theme.pk}"] [data-note]')


def inside(page: Any, theme: Theme) -> list[str]:
    return [one.get_attribute("data-note") for one in lying(page, theme).all()]


def drag(page: Any, source: Any, target: Any, down: float = 0.5) -> None:
    """As a hand does it: press, a few steps, let go."""
    source.scroll_into_view_if_needed()
    a, b = source.bounding_box(), target.bounding_box()
    page.mouse.move(a["x"] + a["width"] / 2, a["y"] + 12)
    page.mouse.down()
    page.mouse.move(b["x"] + b["width"] / 2, b["y"] + b["height"] * down, steps=6)
    page.mouse.up()
