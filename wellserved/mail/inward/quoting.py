"""What somebody wrote anew, cut from what they quoted. Pure; the whole letter is always kept beside it.

mail-parser-reply knows how mail programs of many languages begin a quotation. Its patterns can be made to run for
hours by a hostile text, so it gets a bounded beginning, and whoever calls it bounds the time (apart.py).
"""

from __future__ import annotations

import re

from mailparser_reply import EmailReplyParser

LANGUAGES = ["en", "de", "es", "fr", "it", "nl", "pl", "da", "sv", "cs", "ja", "ko", "zh"]
LOOKED_AT = 20_000
LONGEST_LINE = 300  # no line that begins a quotation is longer

# "On 3 May Milo wrote:" in languages that the library does not know, or writes in another way.
_WROTE = re.compile(
    r"(?:escreveu|escribió|a écrit|schrieb|ha scritto|schreef|skrev|wrote|kirjoitti|kirjutas|yazdı|írta|napisał|пишет"
    r"|написал|написала|写道|寫道|كتب)\b[^\w\n]{0,40}(?:<?[\w.+-]{1,64}@[\w.-]{1,100}>?)?\s*[:：]?[\s-]*$",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|\b\d{1,2}[./]\d{1,2}\b")
_ADDRESS_THEN_COLON = re.compile(r"@[\w.-]{1,100}>?\s*\)?\s*:\s*$")
_RULE = re.compile(r"^\s*(?:>\s*)?[-_=–—]{2,}[^\n-]{3,60}[-_=–—]{2,}\s*$")  # "---- Original Message ----"
_HEADER = re.compile(r"^[\s>*_]*([A-Za-zÀ-ž][\w' À-ž]{1,18})\s?\*?:\s*\*?\s*\S")
_NAMES_OF_FROM = {"from", "von", "de", "van", "fra", "från", "od", "da", "lähettäjä", "от"}
_NAMES_OF_REST = {
    "sent", "to", "subject", "date", "cc", "gesendet", "an", "betreff", "datum", "envoyé", "envoyé le", "à", "a",
    "objet", "enviado", "enviado el", "enviada em", "para", "asunto", "assunto", "fecha", "data", "verzonden", "aan",
    "onderwerp", "sendt", "dato", "til", "emne", "skickat", "till", "ämne", "inviato", "oggetto", "wysłano", "do",
    "temat", "message du", "copie à", "sujet", "reply-to",
}  # fmt: skip
_QUOTED = re.compile(r"^\s*>")


def new_text_of(text: str) -> str:
    """The new words of an answer. If nothing would be left, the whole text: a reader rather skips than misses."""
    beginning, rest = text[:LOOKED_AT], text[LOOKED_AT:]
    replies = EmailReplyParser(languages=list(LANGUAGES)).read(beginning).replies
    first = next((found for reply in replies if (found := reply.content.strip())), "")
    if len(replies) == 1:
        first = text  # the library found nothing quoted
    elif rest and not first:
        first = rest
    return without_quotation(first) or without_quotation(text) or text.strip()


def without_quotation(text: str) -> str:
    """The text without quoted lines and all that follows a line which begins a quotation. Linear, whatever the text.

    >>> without_quotation("Thanks.\\n\\nAm 3. Mai schrieb Milo:\\n> Hello")
    'Thanks.'
    """
    lines = text.splitlines()
    kept: list[str] = []
    for place, line in enumerate(lines):
        if begins_a_quotation(lines[place : place + 6]):
            break
        if not _QUOTED.match(line):
            kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def begins_a_quotation(lines: list[str]) -> bool:
    """Whether with the first of these lines somebody else's words begin; the rest are those that follow it."""
    first = lines[0]
    if not first.strip() or len(first) > LONGEST_LINE:
        return False
    if _QUOTED.match(first):
        return False
    if _RULE.match(first):
        return bool(_says_who(lines[1:]) or re.search(r"[a-zà-ž]{4}", first, re.IGNORECASE))
    if _says_who(lines):
        return True
    joined = ""
    for line in lines[:3]:  # mail programs break the line where it is long
        if not line.strip() or len(line) > LONGEST_LINE or _QUOTED.match(line):
            break
        joined = f"{joined} {line.strip()}"
        if _WHEN.search(joined) and (_WROTE.search(joined) or _ADDRESS_THEN_COLON.search(joined)):
            return True
    after = next((line for line in lines[1:] if line.strip()), "")
    return bool(_QUOTED.match(after) and first.rstrip().endswith((":", "：")) and _WHEN.search(first))


def _says_who(lines: list[str]) -> bool:
    """A block of headers: From first, or two of the others."""
    names = [
        found[1].strip().lower() for line in lines[:5] if len(line) <= LONGEST_LINE and (found := _HEADER.match(line))
    ]
    if not names or not lines or not (found := _HEADER.match(lines[0][:LONGEST_LINE])):
        return False
    first = found[1].strip().lower()
    others = sum(name in _NAMES_OF_REST for name in names)
    return (first in _NAMES_OF_FROM and others >= 1) or (first in _NAMES_OF_REST and others >= 3)
