"""Countries and their parts whose public holidays are known, by name."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

import holidays
from holidays.registry import COUNTRIES


@lru_cache(maxsize=1)
def country_choices() -> list[tuple[str, str]]:
    """Codes and names, by name: ("DE", "Germany")."""
    return sorted(((names[1], _spaced(names[0])) for names in COUNTRIES.values()), key=lambda choice: choice[1])


@lru_cache(maxsize=64)
def parts_of(country: str) -> list[tuple[str, str]]:
    """States or regions with holidays of their own: ("BY", "Bayern"); the code where no name is known."""
    codes = holidays.list_supported_countries().get(country, [])
    if not codes:
        return []
    aliases = getattr(holidays.country_holidays(country), "subdivisions_aliases", {})
    names = {code: name for name, code in reversed(aliases.items())}
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda choice: choice[1])


@lru_cache(maxsize=512)
def holiday_names(country: str, subdivision: str, year: int) -> dict[str, str]:
    """The public holidays of a year: ISO date and name."""
    if not country:
        return {}
    found = holidays.country_holidays(country, subdiv=subdivision or None, years=year, language="en_US")
    return {day.isoformat(): name for day, name in sorted(found.items())}


@lru_cache(maxsize=1)
def _countries_of_zones() -> dict[str, str]:
    """Time zone → country, from the table that comes with the time zones."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows if len(row) > 2}


def country_of_zone(zone: str) -> str:
    """The country that a time zone such as Europe/Berlin lies in; empty where it is not one country's."""
    return _countries_of_zones().get(zone, "")


@lru_cache(maxsize=256)
def weekend_of(country: str) -> frozenset[int]:
    """The weekdays that are the weekend there, Monday being 0; Saturday and Sunday where we do not know."""
    try:
        days = holidays.country_holidays(country).weekend if country else ()
    except NotImplementedError:
        days = ()
    return frozenset(int(day) for day in days) or frozenset({5, 6})


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
