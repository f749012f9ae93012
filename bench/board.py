"""The board of a listening round with 600 quotes: what it weighs, what a look at it costs, and whether it is smooth."""

from __future__ import annotations

import http.client
import json
import os
import time
from typing import Any

from bench.report import QUICK, Claim, figure, write
from tests.journeys.browser import WIDE, chromium
from tests.servers.site import Site, running_site

NAME = "board"
CALLS, THEMES = 200, 12  # three quotes in each call; half of them lie in themes
ROUNDS = 10 if QUICK else 40
A_FRAME = 50.0  # ms: what keeps the page's only thread longer than this is felt

# What a hand does: a note is taken, carried over ten others, and let go. Each step is timed until it is laid out.
DRAG = """async () => {
  const note = document.querySelector(".pile [data-note]"), took = [];
  const column = [...document.querySelectorAll("[data-themes] [data-place]")][1];
  const send = (kind, x, y, on) => { const began = performance.now();
    on.dispatchEvent(new PointerEvent(kind, {bubbles: true, cancelable: true, isPrimary: true, pointerId: 1,
      pointerType: "mouse", button: 0, clientX: x, clientY: y}));
    document.body.offsetHeight;
    return performance.now() - began; };
  const from = note.getBoundingClientRect(), to = column.getBoundingClientRect();
  send("pointerdown", from.x + 40, from.y + 8, note.querySelector("label > span"));
  const dx = (to.x + 60 - from.x) / 30, dy = (to.y + 80 - from.y) / 30;
  for (let i = 1; i <= 30; i++) took.push(send("pointermove", from.x + dx * i, from.y + dy * i, document));
  if (!document.querySelector(".ghost") || !column.querySelector(".gap")) throw new Error("nothing was dragged");
  document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true}));
  send("pointerup", to.x + 60, to.y + 80, document);
  return took;
}"""
# What others did arrives: forty notes lie elsewhere, two themes are new. Timed until it is laid out.
APPLY = """async ([script, state, rounds]) => {
  const { Places } = await import(script);
  const places = new Places(document.querySelector("[data-board]")), took = [];
  const before = await (await fetch(state, {headers: {Accept: "application/json"}})).json();
  const after = structuredClone(before);
  for (let i = 0; i < 40; i++) after.themes[i % 6].notes.push(after.pile[i % 3].shift());
  after.themes.push({id: 900001, name: "New", decision: "", href: "/themes/900001/", notes: []});
  for (let i = 0; i < rounds; i++) {
    const began = performance.now();
    places.apply(i % 2 ? before : after);
    document.body.offsetHeight;
    took.push(performance.now() - began);
  }
  return took;
}"""


def main() -> bool:
    with running_site(DATABASE_URL="") as site:
        made = site.cli("django", "shell", "-v", "0", "-c", "from bench import board; board.fill()").stdout
        told: dict[str, Any] = json.loads(made.splitlines()[-1])
        page, weight = _looks(site, told, f"/rounds/{told['round']}/board/")
        state, state_weight = _looks(site, told, f"/rounds/{told['round']}/board/state/")
        ticket = json.loads(_ask(site, told, f"/rounds/{told['round']}/board/state/")[1])
        same, same_weight = _looks(site, told, ticket["ticket"], {"If-None-Match": f'"{ticket["version"]}"'})
        dragged, applied = _in_a_browser(site, told)
    figures = [
        figure("the whole board", "ms", page),
        figure("where each note lies", "ms", state),
        figure("nothing changed: 304", "ms", same),
        figure("a step of a drag", "ms", dragged),
        figure("a change by others, applied", "ms", applied),
        figure("the whole board weighs", "bytes", [weight]),
        figure("where each note lies weighs", "bytes", [state_weight]),
        figure("304 weighs", "bytes", [same_weight]),
    ]
    claims = [
        Claim("a step of a drag, ms", figures[3].median, A_FRAME / 3, at_most=True),
        Claim("a change applied, ms", figures[4].median, A_FRAME, at_most=True),
        Claim("nothing changed, ms", figures[2].median, 20, at_most=True),
    ]
    notes = {"quotes": CALLS * 3, "themes": THEMES, "load of the machine": round(os.getloadavg()[0], 1)}
    return write(NAME, figures, claims, "nothing: goals in milliseconds", notes)


def fill() -> None:
    """Inside an empty installation: a round that ran, with 600 quotes, and somebody signed in who may see it."""
    from datetime import date
    from uuid import UUID

    from django.test import Client as Browser

    from tests.cast import make_member
    from wellserved.journal.shapes import SYSTEM
    from wellserved.kit.clock import now
    from wellserved.listening.actions.sorting import make_theme
    from wellserved.listening.models import Call, CallLine, Round
    from wellserved.people.models import Client, Contact, Team

    team = Team.objects.create(name="Service desk")
    lead = make_member("Lena Lead", "manager", None, team, leads=True)
    one = Round.objects.create(name="Autumn round", first_day=date.today(), last_day=date.today(), state="running")
    one.teams.set([team])
    client = Client.objects.create(name="Biology")
    contacts = Contact.objects.bulk_create(Contact(client=client, name=f"P {n}") for n in range(CALLS))
    calls = Call.objects.bulk_create(
        Call(round=one, member=lead, contact=contact, drawn_id=contact.pk, place=n, state="held", held_at=now())
        for n, contact in enumerate(contacts)
    )
    words = [
        f"{word} " * 2 for word in ("somebody", "looks", "up", "when", "you", "come", "in", "and", "stays", "until")
    ]
    lines = CallLine.objects.bulk_create(
        CallLine(
            id=UUID(int=call.pk * 10 + n),
            call=call,
            question=n,
            place=1.0,
            text=" ".join(words[(call.pk * 7 + n * 3 + i * 5) % len(words)] for i in range(6 + (call.pk + n) % 12)),
            is_quote=True,
        )
        for call in calls
        for n in range(3)
    )
    half = [line.pk for line in lines][::2]
    for n in range(THEMES):
        make_theme(round_id=one.pk, name=f"Theme {n}", line_ids=half[n::THEMES], by=SYSTEM)
    browser = Browser()
    assert lead.account is not None
    browser.force_login(lead.account)
    print(json.dumps({"round": one.pk, "session": browser.cookies["sessionid"].value}))


def _looks(
    site: Site, told: dict[str, Any], href: str, headers: dict[str, str] | None = None
) -> tuple[list[float], int]:
    """How long it takes to get this, each time, and what it weighs."""
    took, weight = [], 0
    for number in range(ROUNDS + 3):
        seconds, body = _ask(site, told, href, headers)
        weight = len(body)
        if number >= 3:
            took.append(seconds * 1000)
    return took, weight


def _ask(site: Site, told: dict[str, Any], href: str, headers: dict[str, str] | None = None) -> tuple[float, bytes]:
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    began = time.perf_counter()
    line.request("GET", href, headers={"Cookie": f"sessionid={told['session']}", **(headers or {})})
    got = line.getresponse()
    body = got.read()
    took = time.perf_counter() - began
    line.close()
    if got.status != (304 if headers else 200):
        raise RuntimeError(f"{href}: {got.status}")
    return took, body


def _in_a_browser(site: Site, told: dict[str, Any]) -> tuple[list[float], list[float]]:
    with chromium() as browser:
        context = browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
        context.add_cookies([{"name": "sessionid", "value": told["session"], "url": site.url}])
        page = context.new_page()
        page.goto(f"{site.url}/rounds/{told['round']}/board/")
        page.wait_for_load_state("networkidle")
        dragged = [took for _ in range(ROUNDS // 5) for took in page.evaluate(DRAG)]
        script = page.locator("script[src*='listening/board']").get_attribute("src") or ""
        places = page.evaluate(
            "(base) => fetch(base).then((got) => got.text()).then((text) => text.match(/board_places[^\"']*/)[0])",
            script,
        )
        path = script.rsplit("/", 1)[0] + "/" + places
        applied = page.evaluate(APPLY, [path, f"/rounds/{told['round']}/board/state/", ROUNDS])
    return dragged, applied
