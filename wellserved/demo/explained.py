"""The pages of the sample year that explain what was done: what was asked, what happened, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass

LENA, MILO, MARA = "lead", "member", "manager"
# Where a sample page stands.
DRAFT, WAITING, RETURNED, LANDED, SENT_BACK = "draft", "waiting", "returned", "landed", "sent back"


@dataclass(frozen=True)
class Explained:
    """A page: who wrote it, who read it before it left, and how many days ago. Lines: days before that, words."""

    title: str
    client: str
    format: str
    writer: str
    reader: str
    stands: str
    days: float
    asked: str
    lines: tuple[tuple[float, str], ...]
    texts: dict[str, str]
    said: str = ""
    wish: str = ""
    remarks: str = ""


EXPLAINED = (
    Explained(
        "What the new door cards know", "Harbour Dental", "timeline", LENA, MARA, LANDED, 96,
        "Do the new cards write down when my colleagues come and go?",
        ((12.3, "Gave out nineteen cards."), (9.14, "You asked what they keep."),
         (6.22, "Looked at a card's record with you.")),
        {
            "why": "A door keeps the last opening only, so that a lost card can be found. Nobody reads hours from it.",
            "costs": "Nothing.",
            "next": "The record empties itself each night. You may look at it with us at any time.",
        },
    ),
    Explained(
        "A morning without telephones", "Harbour Dental", "letter", LENA, MARA, SENT_BACK, 58,
        "Why did nobody reach us on Tuesday morning, and how many calls did we lose?",
        (),
        {
            "did": "We moved your telephones to the new exchange the evening before, and tried each of them. In the "
            "morning the exchange asked for a licence that had been ordered and not yet entered. We entered it.",
            "why": "The evening was chosen so that nobody would be disturbed. A try in the evening does not show what "
            "forty calls at eight show.",
            "costs": "The move costs what was agreed. The morning is not charged.",
            "next": "Licences are entered before a move now, and somebody sits beside the exchange at eight.",
        },
        said="I asked how many calls. It is a kind letter, and there is no figure in it.",
        wish="numbers",
    ),
    Explained(
        "Two visits for one printer", "Harbour Dental", "timeline", MILO, LENA, LANDED, 16,
        "Why did two engineers visit, when the front-desk printer was reported once?",
        (
            (5.31, "Replaced the failed roller. Printing worked when we left."),
            (4.02, "Jobs stalled again. The print server, not the printer, had lost its address."),
            (3.37, "Moved the server to a fixed address before you opened. No stall since."),
        ),
        {
            "why": "Two faults wore the same face. Mending the cheap one first is right in most cases. Here it was the "
            "wrong guess, and you paid for it with a morning.",
            "costs": "The second visit is on us.",
            "next": "We watch the server for 30 days and write to you, whatever we find.",
        },
        said="Now I know what I pay for, and what I do not.",
    ),
    Explained(
        "Why the lecture could not be heard outside", "Theatre", "timeline", MILO, LENA, WAITING, 0.2,
        "Twelve people followed from home and heard nothing for a quarter of an hour. What happened?",
        (
            (3.1, "The picture went out; the sound stayed in the room."),
            (3.08, "Changed the microphone, which was not the cause."),
            (3.07, "Chose the right input. The sound went out."),
        ),
        {
            "why": "The lecture before yours had used its own desk, and the input had stayed there.",
            "costs": "Nothing. The recording has its sound from the fifteenth minute on.",
            "next": "The input is set back each night now. One of us listens in at the start of your next lecture.",
        },
    ),
    Explained(
        "Why the scanner sends to the wrong folder", "Registrar", "letter", MILO, LENA, RETURNED, 1.2,
        "We scan forms into our folder. Since Monday they lie in another. Who can read them there?",
        ((2, "The folder's name was changed when the shelves were tidied."),),
        {
            "did": "We put the old name back, and moved what had been scanned meanwhile.",
            "why": "The scanner knows a folder by its name.",
            "next": "Names of folders that a scanner uses are marked now.",
        },
        remarks="They ask who could read the forms, and the page does not say. Please look it up and begin with that.",
    ),
)  # fmt: skip

# What is written so far of the page that a case asks for.
BEGUN = "Eleven people were moved in two days: on the first the rooms were made ready, on the second the people came."
