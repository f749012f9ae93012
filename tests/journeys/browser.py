"""A real browser for the journeys: Debian's Chromium, driven by Playwright, and axe to judge its pages.

    def test_a_lead_reads_pulse(visit, live_server, cast):
        page = visit(live_server.url + "/pulse/", as_=cast.lead, dark=True, narrow=True)
        axe(page)

`visit(url, …)` opens a page in a context of its own: no cookie or cache is shared between two visits, unless the
second says `beside=page`. When the test ends, a script error or a breach of the content policy fails it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"]
WIDE = {"width": 1360, "height": 900}
NARROW = {"width": 390, "height": 844}
AXE = Path(__file__).resolve().parents[1] / "vendor/axe-core-4.14.1.min.js"
PASSWORD = "a long enough word"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window. The shell is the same engine without the rest of a desktop's browser around
    it, which takes half of the processor."""
    path = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None)
    if not path:
        raise RuntimeError("Chromium is missing. On Debian: apt-get install chromium-headless-shell")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visits:
    """Opens pages, and remembers what went wrong in them."""

    browser: Browser
    troubles: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def __call__(
        self,
        url: str = "",
        *,
        as_: Any = None,
        narrow: bool = False,
        dark: bool = False,
        script: bool = True,
        language: str = "en-GB",
        beside: Page | None = None,
        viewport: dict[str, int] | None = None,
        **context: Any,
    ) -> Page:
        """A page at `url`. `as_` is a Member of the test's own database (live_server), signed in without the form."""
        if beside:
            page = beside.context.new_page()
        else:
            page = self.browser.new_context(
                viewport=viewport or (NARROW if narrow else WIDE),  # type: ignore[arg-type]
                color_scheme="dark" if dark else "light",
                java_script_enabled=script,
                locale=language,
                has_touch=narrow,
                reduced_motion="reduce",
                **context,
            ).new_page()
        page.set_default_timeout(30_000)  # a busy machine is no fault
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._listen(page, message))
        if as_ is not None:
            page.context.add_cookies([_session_of(as_, url)])
        if url:
            page.goto(url)
        return page

    def forgive(self, part: str) -> None:
        """A trouble with these words in it is what the test is about."""
        self.forgiven.append(part)

    def close(self) -> None:
        for context in self.browser.contexts:
            context.close()
        left = [line for line in self.troubles if not any(part in line for part in self.forgiven)]
        assert not left, "The browser complained:\n" + "\n".join(left)

    def _listen(self, page: Page, message: ConsoleMessage) -> None:
        # A page that answers 404 or 410 on purpose is logged by the browser, too: that is no trouble.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.troubles.append(f"{page.url}: {message.text}")


def _session_of(member: Any, url: str) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(member.account)
    parts = urlsplit(url)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": f"{parts.scheme}://{parts.netloc}"}


def sign_in(page: Page, site: str, email: str, password: str = PASSWORD) -> Page:
    """Sign in by the form, as a person would."""
    page.goto(f"{site}/sign-in/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.click("form:has(input[name=password]) button[type=submit]")
    page.wait_for_url(lambda href: "/sign-in" not in href)
    return page


def press(page: Page, *keys: str) -> None:
    """Press keys one after another: press(page, "Tab", "Tab", "Enter")."""
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, name: str, limit: int = 80) -> None:
    """Press Tab until what is called `name` has the focus; fails when the keyboard never gets there."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if name in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"Tab never reached “{name}”")


FOCUSED = """() => { const it = document.activeElement; if (!it) return "";
  const label = it.labels && it.labels[0] ? it.labels[0].textContent : "";
  return [it.getAttribute("aria-label") || "", label, it.textContent || "", it.value || ""].join(" ").trim(); }"""


def axe(page: Page) -> None:
    """Fail with every finding of axe on the page as it stands. No rule is off, no element left out.

    The script is evaluated from outside the page, so the content policy neither blocks it nor has to be opened.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8") + "\n;undefined")
    result: dict[str, Any] = page.evaluate(
        "() => axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
    )
    found = [_readable(violation) for violation in result["violations"]]
    assert not found, f"axe on {page.url} ({page.viewport_size}):\n" + "\n".join(found)


def _readable(violation: dict[str, Any]) -> str:
    lines = [f"- {violation['id']} ({violation['impact']}): {violation['help']}"]
    for node in violation["nodes"][:8]:
        summary = " ".join(node["failureSummary"].split())
        lines.append(f"    {' '.join(map(str, node['target']))}\n      {node['html'][:160]}\n      {summary[:300]}")
    if len(violation["nodes"]) > 8:
        lines.append(f"    … and {len(violation['nodes']) - 8} more")
    return "\n".join(lines)


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window: 0 when nothing needs scrolling sideways."""
    return int(page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))


Visit = Callable[..., Page]
