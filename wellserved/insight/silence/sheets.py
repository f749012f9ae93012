"""Who answers, as a table to take away."""

from __future__ import annotations

from wellserved.insight.looking import Look
from wellserved.insight.sheets import as_csv, interval_cells
from wellserved.insight.silence.shapes import Silence

HEAD = ("what", "name", "from", "to", "asked", "answered", "rate", "rate_low", "rate_high", "rate_n", "quieter")


def silence_csv(seen: Silence, look: Look) -> str:
    """The whole, each group, then the rates as answered and weighted. Shares are numbers from 0 to 1."""
    days = (look.period.first or "", look.period.last or "")
    rows: list[list[object]] = []
    for what, group in [("all", seen.total), *((each.key, group) for each in seen.dimensions for group in each.groups)]:
        quieter = "yes" if group.quieter else "no"
        rows.append(
            [what, group.name, *days, group.asked, group.answered, *interval_cells(group.rate), quieter],
        )
    for rate in seen.weighing.rates if seen.weighing else ():
        rows.append([f"{rate.name} as answered", "", *days, "", "", *interval_cells(rate.plain), ""])
        rows.append([f"{rate.name} weighted", "", *days, "", "", *interval_cells(rate.weighted), ""])
    return as_csv(HEAD, rows)
