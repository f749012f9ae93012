"""What the person served chooses from, in their own language: the codes are those of shapes.py, the words are here.

These words carry the measurement: an answer in Arabic is counted with an answer in German. Change none lightly;
docs/contribute/languages.md tells by what they were chosen.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

Words = str | Promise

ACHIEVED_WORDS: dict[int, Words] = {
    0: pgettext_lazy("did you get what you came for", "No"),
    1: pgettext_lazy("did you get what you came for", "Partly"),
    2: pgettext_lazy("did you get what you came for", "Yes"),
}
FACE_WORDS: dict[int, Words] = {
    1: pgettext_lazy("how did it feel", "Awful"),
    2: pgettext_lazy("how did it feel", "Poor"),
    3: pgettext_lazy("how did it feel", "So-so"),
    4: pgettext_lazy("how did it feel", "Good"),
    5: pgettext_lazy("how did it feel", "Great"),
}
# Each answers "What made it so?" and, after a low face, "What was missing?".
QUALITY_WORDS: dict[str, Words] = {
    "friendly": pgettext_lazy("what made it so, or was missing", "Friendly"),
    "polite": pgettext_lazy("what made it so, or was missing", "Polite"),
    "prompt": pgettext_lazy("what made it so, or was missing", "Prompt"),
    "efficient": pgettext_lazy("what made it so, or was missing", "Efficient"),
    "attentive": pgettext_lazy("what made it so, or was missing", "Attentive"),
    "listened": pgettext_lazy("what made it so, or was missing", "Listened"),
    "clear": pgettext_lazy("what made it so, or was missing", "Clear"),
    "knowledgeable": pgettext_lazy("what made it so, or was missing", "Knew their stuff"),
    "respectful": pgettext_lazy("what made it so, or was missing", "Respectful"),
    "appreciated": pgettext_lazy("what made it so, or was missing", "Made me feel appreciated"),
}
