"""When a page has landed, which format a wish asks for, and what a sentence about a proposal says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wellserved.explanations.shapes import PageFormat, Said
from wellserved.measures import Preference, Sent

WISHES = ("shorter", "technical", "pictures", "numbers", "call")
MEANS = {
    "shorter": "something shorter",
    "technical": "something more technical",
    "pictures": "pictures",
    "numbers": "numbers",
    "call": "a call",
}
NOUNS = {
    "letter": ("letter", "letters"),
    "timeline": ("timeline", "timelines"),
    "numbers": ("page of numbers", "pages of numbers"),
    "pictures": ("page of pictures", "pages of pictures"),
    "annex": ("page with a technical annex", "pages with a technical annex"),
    "talk": ("page read aloud", "pages read aloud"),
}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def reason(title: str, said: Said) -> str:
    """Why a page came back, for those who see to it.

    >>> reason("Two visits", Said(clear=False, answered=True, wish="call"))
    'They sent the page “Two visits” back: it was not clear. They would rather have a call.'
    """
    missed = {
        (False, False): "it was not clear, and did not answer their question",
        (False, True): "it was not clear",
        (True, False): "it was clear, but did not answer their question",
    }.get((said.clear, said.answered), "it landed after all")
    wish = f" They would rather have {MEANS[said.wish]}." if said.wish in MEANS else ""
    return f"They sent the page “{title}” back: {missed}.{wish}"


def format_for(wish: str, missed: str, formats: Sequence[PageFormat]) -> str | None:
    """Which of these formats suits what they wished for, the one that missed aside; None if none does."""
    others = [one for one in formats if one.key != missed]
    if wish == "shorter":
        now = next((one.words for one in formats if one.key == missed), 10_000)
        short = sorted((one for one in others if one.words < now), key=lambda one: one.words)
        return short[0].key if short else None
    return next((one.key for one in others if _suits(one, wish)), None)


def _suits(one: PageFormat, wish: str) -> bool:
    if wish == "technical":
        return one.tone == "technical" or one.template == "annex"
    return one.channel == "aloud" if wish == "call" else wish in ("pictures", "numbers") and one.template == wish


def why(found: Preference, client: str, names: Mapping[str, str], wish: str = "", kind: str = "") -> str:
    """Why this format is proposed, in a sentence or two.

    `wish` is what this client asked for last; `kind` says whom it is like, as "Clients outside our house".
    """
    if found.too_few:
        return "Too few pages have been answered to say what suits. Choose what you would choose."
    if found.because == "trying":
        tried, best = (so_many(key, names, 1) for key in (found.proposal, found.likeliest))
        return f"Nobody knows yet how {client} would take {tried}: it is worth a try. Likeliest to land so far: {best}."
    if found.because == "own":
        asked = f"asked for {MEANS[wish]}" if wish in MEANS else ""
        told = ", and ".join(part for part in (_history(found.own, names), asked) if part)
        return f"{client} {told}."
    who, seen = (kind, found.kind) if found.because == "kind" and kind else ("All clients together", found.all)
    return f"{who} {_history(seen, names)}. Too little is known of {client} alone."


def so_many(key: str, names: Mapping[str, str], many: int) -> str:
    """So many pages of a format, as people say it.

    >>> so_many("timeline", {}, 2), so_many("own:7", {"own:7": "Two lines"}, 1)
    ('two timelines', 'one page as “Two lines”')
    """
    one, more = NOUNS.get(key) or (f"page as “{names.get(key, key)}”", f"pages as “{names.get(key, key)}”")
    return f"{NUMBERS[many] if many < len(NUMBERS) else f'{many:,}'} {one if many == 1 else more}"


def _history(sent: Mapping[str, Sent], names: Mapping[str, str]) -> str:
    """ "read two timelines gladly and sent one letter back" """
    glad = [so_many(key, names, one.landed) for key, one in _most(sent, "landed")]
    back = [so_many(key, names, one.missed) for key, one in _most(sent, "missed")]
    parts = [f"read {' and '.join(glad)} gladly" if glad else "", f"sent {' and '.join(back)} back" if back else ""]
    return " and ".join(part for part in parts if part)


def _most(sent: Mapping[str, Sent], how: str) -> list[tuple[str, Sent]]:
    """The two formats that did it most."""
    some = [(key, one) for key, one in sent.items() if getattr(one, how)]
    return sorted(some, key=lambda pair: -int(getattr(pair[1], how)))[:2]
