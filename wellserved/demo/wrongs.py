"""What went wrong in the sample year, in words: theirs and ours."""

from __future__ import annotations

from dataclasses import dataclass

THANKS = "thank you for telling us. I have read every word, and I am sorry for the trouble it gave you."


@dataclass(frozen=True)
class Over:
    """How a case of the past went on."""

    understood: str
    answer: str
    cause: str
    improvement: str = ""


@dataclass(frozen=True)
class Open:
    """A case that somebody waits for today: how many hours ago it came in, and what it said."""

    hours: float
    words: str
    kind: str = "complaint"
    came_by: str = "answer"
    understood: str = ""


OVER = (
    Over(
        "You waited without hearing from us, and had to ask three times before somebody told you what was going on.",
        "your request lay between two of our teams, and each took it for the other's. That was ours to see, not yours. "
        "From now on one of us stays on it by name until you say that it is done.",
        "process",
        "One name on every request that two teams share",
    ),
    Over(
        "It was mended, and came back two days later, because the cause was still there.",
        "we had restarted the service instead of looking for the cause. It was a full disk, and there is an alarm "
        "on it now. I have tried it from your office myself.",
        "tool",
    ),
    Over(
        "You were spoken to as if it had been your fault.",
        "I have spoken with the colleague, who is sorry and would like to tell you so. Your question was a good one: "
        "our guide was wrong, and is mended.",
        "person",
        "The guide for guest accounts says what happens at midnight",
    ),
    Over(
        "You were sent to a form that asked for what you had already told us.",
        "the form is gone for people who have called: whoever takes the call fills it in.",
        "policy",
    ),
)

BY_LETTER = (
    "I was sent from the desk to the library and back, twice, with a laptop that did not start. Nobody called ahead.",
    "Your letter said that it was done. I stood before the locked room with sixty students, and it was not.",
)

OPEN = {
    "new": Open(
        2.5,
        "The display in room 2.14 went dark in the middle of a defence, for the third time this term. I was told each "
        "time that it was mended. The photo is from this morning.",
        came_by="door",
    ),
    "late": Open(0, "I was promised a call on Monday. Nobody has called, and the exam is tomorrow.", came_by="letter"),
    "question": Open(
        22, "Why do I have to change my password again after six months, when last year it was once a year?", "question"
    ),
    "looked into": Open(
        47,
        "My files were moved to the new drive over the weekend, and a folder of two years' work is not there.",
        understood="After the move of last weekend the folder “Field notes” is missing on your drive, and you need it.",
    ),
    "asked": Open(
        52,
        "The printer on our floor refuses my card, and the desk says that it works.",
        "complaint",
        "door",
        "Your card is refused by the printer on your floor, while we said that all was well.",
    ),
    "above": Open(
        49,
        "I have written to the service desk four times about the step in front of the counter. I cannot reach it with "
        "my chair. I write to you because nothing came of it.",
        understood="You wrote four times about the counter, and nothing happened.",
    ),
    "change": Open(
        5, "I would rather not be helped by the same colleague again. It is about the tone, not the skill.", "change"
    ),
    "explanation": Open(
        26,
        "We were charged two days for moving eleven people. What was done in these two days, and why in this way?",
        "explanation",
        "api",
    ),
}
AMONG_US = "The folder is in Thursday's backup. I asked storage to bring it back beside the drive, not over it."
QUESTION = "so that I look at the right one: which printer is it, the one beside the lift or the one in 3.07?"
PUT_RIGHT = "I wrote four times, and heard four times that it was noted. The ramp is missing, not the answer."
REASON = "They did not feel listened to. Agreed with both; nobody is blamed."

# Letters that came in: hours ago, subject, words, and whether a machine wrote it.
LETTERS = (
    (
        3.5,
        "The screens in the reading room, once more",
        "Good morning,\n\nthe screens in the reading room are dark again, as in October. I was told then that "
        "a part was on its way. Has it come?\n\nA picture and what the display wrote down are with this letter.\n",
        False,
    ),
    (6, "Holiday cover", "Could somebody take my Thursday? I have asked in the corridor already.\n", False),
    (20, "Automatic reply: How was it?", "I am away until Monday, and read my letters then.\n", True),
)
