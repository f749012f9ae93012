"""From idea to checked: which move is possible from where."""

from __future__ import annotations

IDEA, CHOSEN, DOING, DONE, CHECKED, LET_GO = "idea", "chosen", "doing", "done", "checked", "let_go"
OPEN = (IDEA, CHOSEN, DOING)
COLUMNS = (IDEA, CHOSEN, DOING, DONE, CHECKED)
MOVES: dict[str, tuple[str, ...]] = {
    IDEA: (CHOSEN, DOING, LET_GO),
    CHOSEN: (IDEA, DOING, LET_GO),
    DOING: (DOING, CHOSEN, DONE, LET_GO),
    DONE: (DOING, CHECKED),
    CHECKED: (),
    LET_GO: (IDEA,),
}


class NotNowError(ValueError):
    """The idea stands elsewhere by now, so this cannot be done with it."""


def moved(state: str, to: str) -> str:
    """The state after a move; refused where it makes no sense."""
    if to not in MOVES[state]:
        raise NotNowError("It stands elsewhere by now. Nothing was changed.")
    return to
