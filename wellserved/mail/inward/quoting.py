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
WRAPPED = 60  # a quoted line as long as this may have been broken, its end without a mark

# "On 3 May Milo wrote:" in languages that the library does not know, or writes in another way.
_WROTE = re.compile(
    r"(?:escreveu|escribió|a écrit|schrieb|ha scritto|schreef|skrev|wrote|kirjoitti|kirjutas|yazdı|írta|napisał|пишет"
    r"|написал|написала|写道|寫道|كتب)\b[^\w\n]{0,40}(?:<?[\w.+-]{1,64}@[\w.-]{1,100}>?)?\s*[:：]?[\s-]*$",
    re.IGNORECASE,
)
# The same without a date, such as "On Monday Milo wrote:". Believed only where marked lines follow.
_SOMEBODY_WROTE = re.compile(
    r"(?<!\w)(?:wrote|schrieb|escribió|a écrit|escreveu|ha scritto|schreef|skrev|كتب|كتابة)(?!\w)|写道|寫道",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|\b\d{1,2}[./]\d{1,2}\b")
_VERB_FIRST = re.compile(r"(?<!\w)(?:كتب|كتابة)\s[^\n]{1,120}:\s*$")  # "on 3 May wrote Milo:"
_ADDRESS_THEN_COLON = re.compile(r"@[\w.-]{1,100}\s*>?\s*\)?\s*:\s*$")
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
_MARKED = re.compile(r"^[ \t]*>", re.MULTILINE)
_DRAWN = re.compile(r"^\s*[-_=*]{4,}\s*$")
_SIGNATURE = re.compile(r"^(?:--|_{2,})\s*$")


def new_text_of(text: str) -> str:
    """The new words of an answer. If nothing would be left, the whole text: a reader rather skips than misses."""
    mine = without_quotation(text)
    if len(mine) > LOOKED_AT or _MARKED.search(text):  # marked quotations we know all about
        return mine or text.strip()
    replies = EmailReplyParser(languages=list(LANGUAGES)).read(mine).replies
    first = next((found for reply in replies if (found := reply.content.strip())), "")
    return (_trimmed(first) if len(replies) > 1 else mine) or mine or text.strip()


def without_quotation(text: str) -> str:
    """The text without quoted lines and all that follows a line which begins a quotation. Linear, whatever the text.

    Where the quotation bears its marks, what was answered between and below it is kept.

    >>> without_quotation("Thanks.\\n\\nAm 3. Mai 2026 schrieb Milo:\\n> Hello\\n\\nAnd one thing more.")
    'Thanks.\\n\\nAnd one thing more.'
    """
    lines = text.splitlines()
    kept: list[str] = []
    skipping, after, before = False, False, ""
    for place, line in enumerate(lines):
        quoted = bool(_QUOTED.match(line))
        if after and _SIGNATURE.match(line):
            break
        if not quoted and not skipping and begins_a_quotation(lines[place : place + 6]):
            if not any(_QUOTED.match(below) for below in lines[place + 1 : place + 6]):
                break
            skipping = True  # until the first line that bears the mark
        elif quoted:
            skipping, after = False, True
        elif not skipping and not (_QUOTED.match(before) and len(before) > WRAPPED):
            kept.append(line.rstrip())
        before = (
            line if not (_QUOTED.match(before) and len(before) > WRAPPED and line.strip() and not quoted) else before
        )
    return _trimmed("\n".join(kept))


def _trimmed(text: str) -> str:
    """Without the line that mail programs draw above a quotation."""
    lines = re.sub(r"\n{3,}", "\n\n", text).strip().split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or _DRAWN.match(lines[-1])):
        lines.pop()
    return "\n".join(lines).strip()


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
    for line in lines[:3] if re.search(r"\d", first) else ():  # mail programs break the line where it is long
        if not line.strip() or len(line) > LONGEST_LINE or (_QUOTED.match(line) and not re.match(r"^>\s*:\s*$", line)):
            break
        joined = f"{joined} {line.strip()}"
        dated = bool(_WHEN.search(joined))
        if _WROTE.search(joined) or (dated and (_ADDRESS_THEN_COLON.search(joined) or _VERB_FIRST.search(joined))):
            return True
    after = next((line for line in lines[1:] if line.strip()), "")
    ends = first.rstrip().endswith((":", "："))
    return bool(ends and _QUOTED.match(after) and (_WHEN.search(first) or _SOMEBODY_WROTE.search(first)))


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
