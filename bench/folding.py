"""Folding answers into tallies, how far behind it is at 500 a second, and counting ten million afresh."""

from __future__ import annotations

from bench.millions import DATABASES, MANY, OTHER_CORE, counted, filled
from bench.report import QUICK, Claim, Figure, figure, write

NAME = "folding"
AT_ONCE, TURNS, SECONDS, PER_SECOND = (5_000, 2, 5, 500) if QUICK else (60_000, 5, 30, 500)


def main() -> bool:
    figures: list[Figure] = []
    claims: list[Claim] = []
    notes: dict[str, object] = {"answers": MANY}
    for database in DATABASES:
        with filled(database, MANY) as it:
            afresh = counted(it)
            fold = f"from bench.millions import answering; answering.fold_in_one_go({AT_ONCE})"
            folded = [it.run(fold, OTHER_CORE)["a second"] for _ in range(TURNS)]
            come = f"from bench.millions import answering; answering.keep_coming({SECONDS}, {PER_SECOND})"
            coming = it.run(come, OTHER_CORE)
        minutes = [afresh["seconds"] / 60]
        figures += [
            figure(f"{database}: folded", "a second", folded),
            figure(f"{database}: behind at {PER_SECOND} a second", "s", coming["lags"]),
            figure(f"{database}: counted afresh", "minutes", minutes),
        ]
        claims += [
            Claim(f"{database}: folded a second", figures[-3].median, 20_000),
            Claim(f"{database}: behind, the worst of it in s", max(coming["lags"]), 5, at_most=True),
            Claim(f"{database}: counted afresh in minutes", minutes[0], 10, at_most=True),
        ]
        notes[f"{database}: counted afresh"] = afresh
    return write(NAME, figures, claims, "nothing: goals by the second", notes)
