"""Making the next of several things while there is nothing else to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Ahead(Generic[Thing]):
    """An iterator whose next thing can be made early, once. What goes wrong with it is told when it is asked for."""

    def __init__(self, things: Iterator[Thing]) -> None:
        self._things = things
        self._made: list[Thing] = []
        self._wrong: Exception | None = None

    def make(self) -> None:
        """Make the next one, unless that was done. Raises nothing."""
        if not self._made and self._wrong is None:
            try:
                self._made.append(next(self._things))
            except Exception as wrong:  # the end is told later, too
                self._wrong = wrong

    def __iter__(self) -> Iterator[Thing]:
        return self

    def __next__(self) -> Thing:
        self.make()
        if self._wrong is not None:
            raise self._wrong
        return self._made.pop()
