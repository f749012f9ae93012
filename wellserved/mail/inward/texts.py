"""The texts of a letter made safe: decoded whatever it says of itself, cleaned, and told from its HTML. Pure."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from html.parser import HTMLParser

import nh3

from wellserved.kit.text import clean_text

MOST_TEXT = 400_000
MOST_HTML = 600_000
DEEPEST = 500
TAGS = {
    "a", "b", "blockquote", "br", "code", "div", "em", "hr", "i", "li", "ol", "p", "pre", "s",
    "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_GONE = {"script", "style", "head", "title", "template", "svg", "math", "iframe", "object"}
_OPENED = re.compile(r"<(?!br|hr|img|input|meta|link|col|p|li|t[dhr])[a-z]", re.IGNORECASE)
_BLOCKS = {
    "p",
    "div",
    "br",
    "tr",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "ul",
    "ol",
    "blockquote",
    "pre",
    "hr",
}
_QUOTE_CLASS = re.compile(
    r"gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|OutlookMessageHeader", re.IGNORECASE
)


def decoded(raw: bytes, charset: str | None) -> str:
    """Bytes as text: by the charset that is named, else UTF-8, else Windows' Latin."""
    for name in filter(None, (charset, "utf-8", "cp1252")):
        try:
            return clean_text(raw.decode(name)[:MOST_TEXT])
        except (LookupError, UnicodeError, ValueError, AssertionError):
            continue
    return clean_text(raw.decode("latin-1")[:MOST_TEXT])


def header_text(value: object, limit: int) -> str:
    """A header's value on one line, its encoded words read; as it stands where they cannot be."""
    raw = str(value or "")[:20_000]
    try:
        text = str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError, TypeError):
        text = raw
    text = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(clean_text(text).split())[:limit]


def clean_html(html: str) -> str:
    """HTML without scripts, styles, forms, pictures and everything that would load something or deceive.

    Nothing, where so many elements are open within each other that a browser would choke, and the cleaner before it.
    """
    if len(_OPENED.findall(html[:MOST_HTML])) - html[:MOST_HTML].count("</") > DEEPEST:
        return ""
    return nh3.clean(
        html[:MOST_HTML],
        tags=TAGS,
        clean_content_tags=_GONE - {"head"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    )[:MOST_HTML]


def text_of_html(html: str) -> str:
    """What HTML says, as text: a line for each block, quoted lines with a >."""
    reader = _Reader()
    reader.feed(html[:MOST_HTML])
    reader.close()
    return clean_text(reader.text())[:MOST_TEXT]


class _Reader(HTMLParser):
    """Collects text. Void and unclosed elements do no harm: depths never fall below nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._marks: list[bool] = [False]
        self._hidden = 0
        self._quoted = 0
        self._quoting: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _GONE:
            self._hidden += 1
        if tag in ("blockquote", "div"):
            quotes = tag == "blockquote" or bool(_QUOTE_CLASS.search(dict(attrs).get("class") or ""))
            self._quoting.append(quotes)
            self._break()
            self._quoted += quotes
            self._marks[-1] = self._quoted > 0
        elif tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _GONE:
            self._hidden = max(0, self._hidden - 1)
        if tag in ("blockquote", "div") and self._quoting:
            self._quoted -= self._quoting.pop()
            self._break()
        elif tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6"):
            self._break()
            self._break()
        elif tag in ("tr", "li", "pre"):
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._hidden and (said := re.sub(r"\s+", " ", data)):
            self._lines[-1] += said if self._lines[-1] else said.lstrip()

    def text(self) -> str:
        told = (f"> {line}" if mark else line for line, mark in zip(self._lines, self._marks, strict=True))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in told)).strip()

    def _break(self) -> None:
        if self._lines[-1] or (len(self._lines) > 1 and self._lines[-2]):
            self._lines.append("")
            self._marks.append(self._quoted > 0)
        else:
            self._marks[-1] = self._quoted > 0
