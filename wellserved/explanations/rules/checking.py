"""What is shown while somebody writes: jargon and words that blame. Hints, never a block."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wellserved.explanations.rules.reading_ease import FORMULAS, syllables
from wellserved.wording.rules import Matcher, tokens

KNOWN = frozenset(
    [
        "OK",
        "PC",
        "TV",
        "USB",
        "PDF",
        "SMS",
        "EU",
        "UK",
        "USA",
        "CEO",
        "IT",
        "FAQ",
        "AM",
        "PM",
        "WLAN",
        "WIFI",
        "GPS",
        "PIN",
        "QR",
        "CD",
        "DVD",
    ]
)
_SHORT_FORM = re.compile(r"\b(?=[A-Z0-9-]*[A-Z][A-Z0-9-]*[A-Z])[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*s?\b")
_MACHINE = re.compile(r"\b(?:\w+_\w+|\d{1,3}(?:\.\d{1,3}){3}|0x[0-9A-Fa-f]+|[a-z]+[A-Z]\w+|\w+://\S+)")
_RARE_SYLLABLES, _RARE_LETTERS = 5, 14
_RARE = {"de": (7, 22)}  # German joins words
MOST = 8
TRADE = {
    "en": "escalate ticketing endpoint firmware hypervisor latency provisioning deprovision onboarding failover "
    "rollback middleware whitelist backend frontend downtime throughput repository subnet gateway reboot",
    "de": "eskalieren endpunkt firmware hypervisor latenz provisionierung failover rollback middleware backend "
    "subnetz gateway ticketsystem rollout deployment",
    "es": "escalar endpoint firmware hipervisor latencia aprovisionamiento failover middleware backend subred",
    "fr": "escalader endpoint firmware hyperviseur latence provisionnement failover middleware backend",
    "pt-br": "escalonar endpoint firmware hipervisor latência provisionamento failover middleware backend",
    "zh-hans": "虚拟机监控程序 中间件 回滚 子网 网关 固件",
    "ar": "البرمجيات الوسيطة الشبكة الفرعية",
}
BLAME: dict[str, tuple[str, ...]] = {
    "en": (
        "your fault", "you failed to", "you forgot", "user error", "you should have", "you did not tell us",
        "obviously", "as you should know", "if you had", "you claim", "you neglected",
    ),
    "de": (
        "ihre schuld", "sie haben vergessen", "sie hätten", "bedienfehler", "anwenderfehler", "offensichtlich",
        "sie behaupten", "sie haben versäumt", "wie sie wissen sollten",
    ),
    "es": ("culpa suya", "usted olvidó", "debería haber", "error del usuario", "obviamente", "usted afirma"),
    "fr": ("votre faute", "vous avez oublié", "vous auriez dû", "erreur de l'utilisateur", "évidemment",
           "vous prétendez"),
    "pt-br": ("culpa sua", "você esqueceu", "você deveria ter", "erro do usuário", "obviamente", "você alega"),
    "zh-hans": ("您的错", "你的错", "您忘了", "您应该早", "用户错误", "显然"),
    "ar": ("خطؤك", "لقد نسيت", "كان عليك", "خطأ المستخدم", "من الواضح"),
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What stands in the text that might not read well for them."""

    jargon: tuple[str, ...]
    blame: tuple[str, ...]


def look_at(text: str, language: str) -> Found:
    """Short forms, what only machines say, words of the trade, rare long words; and what puts it on them.

    >>> look_at("Obviously the DHCP lease had run out.", "en")
    Found(jargon=('DHCP',), blame=('Obviously',))
    """
    blamed = Matcher({phrase: phrase for phrase in BLAME.get(language, ())}).find(text)
    trade = Matcher({word: word for word in TRADE.get(language, "").split()}).find(text)
    jargon = [found.group() for found in (*_SHORT_FORM.finditer(text), *_MACHINE.finditer(text))]
    jargon = [word for word in jargon if word not in KNOWN]
    jargon += [text[one.start : one.end] for one in trade]
    jargon += [word for word in _rare(text, language) if word not in jargon]
    return Found(
        tuple(dict.fromkeys(jargon))[:MOST],
        tuple(dict.fromkeys(text[one.start : one.end] for one in blamed))[:MOST],
    )


def _rare(text: str, language: str) -> list[str]:
    """So long, and of so many syllables, that few people say it."""
    if language not in FORMULAS:
        return []
    least, letters = _RARE.get(language, (_RARE_SYLLABLES, _RARE_LETTERS))
    words = (text[start:end] for _, start, end in tokens(text))
    return [word for word in words if len(word) >= letters and syllables(word, language) >= least]
