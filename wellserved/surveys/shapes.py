"""What crosses the boundary of surveys."""

from __future__ import annotations

# The ten qualities, in their order; bit i of a mask stands for the i-th.
QUALITIES: tuple[tuple[str, str], ...] = (
    ("friendly", "Friendly"),
    ("polite", "Polite"),
    ("prompt", "Prompt"),
    ("efficient", "Efficient"),
    ("attentive", "Attentive"),
    ("listened", "Listened"),
    ("clear", "Clear"),
    ("knowledgeable", "Knew their stuff"),
    ("respectful", "Respectful"),
    ("appreciated", "Made me feel appreciated"),
)
FACES: tuple[tuple[int, str], ...] = ((1, "Awful"), (2, "Poor"), (3, "So-so"), (4, "Good"), (5, "Great"))
ACHIEVED: tuple[tuple[int, str], ...] = ((0, "No"), (1, "Partly"), (2, "Yes"))


def is_low(achieved: int | None, felt: int | None) -> bool:
    """Somebody did not get what they came for, or felt badly served: a lead hears at once."""
    return achieved == 0 or (felt is not None and felt <= 2)
