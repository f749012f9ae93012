"""The main job, end to end: a closed ticket comes in by CSV, a letter goes out, a person answers, Pulse moves.

Everything is real: `wellserved serve` in processes of its own, an SMTP server, Chromium, and a robot that does what
mail scanners do.
"""

from __future__ import annotations

import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import Visits, axe, sign_in
from tests.servers.site import Site, running_site
from tests.servers.smtp import Sink, running_sink

ADMIN, PASSWORD = "ada@campus.example", "a long enough word"
HEADER = "number,subject,service,channel,team,agent,department,requester,requester email,opened,closed"


@pytest.fixture
def sink() -> Iterator[Sink]:
    with running_sink() as server:
        yield server


@pytest.fixture
def site(sink: Sink) -> Iterator[Site]:
    with running_site(start=False, WELLSERVED_MAIL_URL=sink.url) as made:
        made.cli(
            *("init", "--organisation", "Campus IT", "--base-url", made.url, "--time-zone", "Europe/Berlin"),
            *("--admin-name", "Ada Admin", "--admin-email", ADMIN, "--password-file", "-"),
            stdin=PASSWORD + "\n",
        )
        made.start()
        yield made


def test_a_closed_ticket_becomes_a_bullseye(site: Site, sink: Sink, visit: Visits, tmp_path: Any) -> None:
    token = site.cli("token", "create", "--role", "admin", "--name", "journey").stdout.strip()
    desk = sign_in(visit(), site.url, ADMIN, PASSWORD)

    # A backlog first: it asks nobody, for asking has not begun.
    backlog = tmp_path / "backlog.csv"
    backlog.write_text("\n".join([HEADER, *(ticket(f"OLD-{n}", days_ago(3), days_ago(2)) for n in range(3))]))
    bring(desk, site, backlog)
    begin_asking(desk, site)
    let_letters_leave(desk, site)

    closed = datetime.now(UTC) + timedelta(seconds=1)
    time.sleep(1.5)
    today = tmp_path / "today.csv"
    today.write_text("\n".join([HEADER, ticket("NEW-1", days_ago(1), closed), "NEW-2,Without a time,,,,,,,,,never"]))
    bring(desk, site, today)
    wrong = desk.get_by_role("region", name="What could not land")  # the bad row is named; the good one has landed
    expect(wrong.locator("td").first).to_have_text("3")

    letter = wait_for(lambda: sink.messages[0] if sink.messages else None)
    assert letter["To"].addresses[0].addr_spec == "bea@biology.example"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Reply-To"] is None or "@" in letter["Reply-To"]
    faces = face_links(letter)
    assert len(faces) == 5
    assert len(sink.messages) == 1, "the backlog was asked about"

    # A mail scanner follows every link, and runs the page's scripts. It leaves nothing.
    for link in links_in(letter):
        for method in ("HEAD", "GET"):
            follow(link, method)
    robot = visit(faces[5])
    robot.mouse.move(100, 200)
    robot.mouse.wheel(0, 400)
    robot.wait_for_timeout(1500)
    assert pulse(site, token)["answered"] == 0
    assert responses(site, token) == []

    # A person clicks the third face; their first touch saves it, and no more than it.
    person = visit(faces[3], narrow=True)
    axe(person)
    person.get_by_role("heading", level=1).tap()
    expect(person.get_by_text("Your first touch is saved already")).to_be_visible()
    first = wait_for(lambda: responses(site, token))
    assert [(one["felt"], one["achieved"]) for one in first] == [(3, None)]

    # They think again, and say it whole.
    person.get_by_text("Yes", exact=True).tap()
    person.get_by_text("Great", exact=True).tap()
    person.get_by_text("Listened", exact=True).tap()
    person.get_by_label("In your own words").fill("Explained it twice without a hint of impatience.")
    person.get_by_role("button", name="Send").tap()
    person.wait_for_url("**?sent")
    axe(person)
    seen = wait_for(lambda: pulse(site, token) if pulse(site, token)["bullseye"]["n"] else None)
    assert (seen["asked"], seen["answered"]) == (1, 1)
    assert seen["bullseye"]["estimate"] == 1.0
    # Wilson's interval for one of one: low = n / (n + z²) = 1 / (1 + 3.8415) = 0.2065.
    assert seen["bullseye"]["low"] == pytest.approx(0.2065, abs=1e-4)
    assert seen["bullseye"]["high"] == pytest.approx(1.0)

    # They change it once more: one answer, changed, and the latest counts.
    person.goto(faces[3].split("?")[0])
    person.get_by_text("Partly", exact=True).tap()
    person.get_by_role("button", name="Send").tap()
    person.wait_for_url("**?sent")
    moved = wait_for(lambda: pulse(site, token) if pulse(site, token)["bullseye"]["estimate"] == 0 else None)
    assert moved["answered"] == 1
    assert moved["bullseye"]["high"] == pytest.approx(1 - 0.2065, abs=1e-4)
    (only,) = responses(site, token)
    assert (only["achieved"], only["felt"], only["qualities"]) == ("partly", 5, ["listened"])
    assert only["version"] >= 2

    # The leader sees it, and the words wait for a reader.
    desk.goto(site.url + "/pulse/")
    expect(desk.locator("main")).to_contain_text("1 of 1")
    desk.goto(site.url + "/feedback/")
    expect(desk.locator("main")).to_contain_text("without a hint of impatience")
    no_words_in_the_log(site, faces[3])


def ticket(number: str, opened: datetime, closed: datetime) -> str:
    who = "Service desk,Milo Member,Biology,Bea Contact,bea@biology.example"
    return f"{number},The projector,Classroom projectors,phone,{who},{opened.isoformat()},{closed.isoformat()}"


def days_ago(days: int) -> datetime:
    return datetime.now(UTC).replace(microsecond=0) - timedelta(days=days)


def bring(page: Page, site: Site, file: Any) -> None:
    """Upload a file, look at how it would land, bring it in, and wait until it has come in."""
    page.goto(site.url + "/imports/new/")
    page.set_input_files("input[type=file]", str(file))
    page.fill("input[name=source]", "helpdesk")
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("button", name="Bring them in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("It has come in", timeout=30_000)


def begin_asking(page: Page, site: Site) -> None:
    page.goto(site.url + "/settings/asking/")
    page.get_by_role("button", name="Begin now").click()
    page.goto(site.url + "/settings/asking/")
    page.fill("input[name=delay_minutes]", "0")
    page.fill("input[name=quiet_until]", page.input_value("input[name=quiet_from]"))  # whatever the hour of this run,
    page.get_by_label("Write on weekends, too").check()  # and the day
    page.get_by_label("Write on holidays, too").check()
    page.get_by_role("button", name="Save").click()


def let_letters_leave(page: Page, site: Site) -> None:
    page.goto(site.url + "/letters/release/")
    page.get_by_role("button", name="Let them leave").click()


def links_in(letter: EmailMessage) -> list[str]:
    found: list[str] = []
    for part in letter.walk():
        if part.get_content_maintype() == "text":
            found += re.findall(r"https?://[^\s\"'<>]+", part.get_content().replace("&amp;", "&"))
    found += re.findall(r"<(https?://[^>]+)>", letter["List-Unsubscribe"])
    return sorted(set(found))


def face_links(letter: EmailMessage) -> dict[int, str]:
    return {int(link[-1]): link for link in links_in(letter) if re.search(r"/a/[\w-]+\?felt=[1-5]$", link)}


def follow(link: str, method: str) -> None:
    request = urllib.request.Request(link, method=method, headers={"User-Agent": "Mozilla/5.0 (scanner)"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 200


def ask_api(site: Site, token: str, path: str) -> Any:
    request = urllib.request.Request(site.url + path, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def pulse(site: Site, token: str) -> Any:
    return ask_api(site, token, "/api/v1/pulse")


def responses(site: Site, token: str) -> list[Any]:
    return list(ask_api(site, token, "/api/v1/responses")["items"])


def wait_for(ready: Callable[[], Any], seconds: float = 40) -> Any:
    """What `ready` gives, as soon as it gives something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := ready():
            return found
        time.sleep(0.3)
    raise AssertionError("waited in vain")


def no_words_in_the_log(site: Site, link: str) -> None:
    log = site.log.read_text()
    secret = link.split("/a/")[1].split("?")[0]
    for word in ("impatience", "bea@biology", "Bea Contact", secret):
        assert word not in log, f"the log holds {word}"
