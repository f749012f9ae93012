"""Parts of sentences that comments are put together from: {name} served, {thing} is what it was about."""

from __future__ import annotations

OPENERS = (
    "", "", "", "", "To be honest, ", "I had expected a long wait, but ", "First contact with you this year: ",
    "I called twice about {thing}. The second time ", "I know it was not urgent, but ", "At the end of a long day, ",
    "Ten minutes before my lecture, ", "With a deadline breathing down my neck, ", "On my third day here, ",
    "After a week of trying by myself, ", "Between two meetings, ",
)  # fmt: skip
PRAISE: dict[str, tuple[str, ...]] = {
    "friendly": (
        "{name} was kind from the first word.", "I left smiling, which I did not expect from {thing}.",
        "{name} made me feel that no question is too small.", "a warm voice and no hurry at all.",
        "{name} laughed with me about {thing}, not at me.",
    ),
    "polite": (
        "{name} stayed courteous although I was not.", "{name} asked before touching anything.",
        "always polite, even when I had the wrong form.", "{name} said sorry for a fault that was not theirs.",
    ),
    "prompt": (
        "somebody picked up at once.", "it was done before my coffee was cold.",
        "within the hour, and I had stopped hoping for {thing}.",
        "{name} called back exactly when promised.", "no queue, no ticket ping-pong, just done.",
        "I wrote at nine and at ten past it was solved.",
    ),
    "efficient": (
        "{name} fixed {thing} in one go.", "two questions, one click, done.", "no detours, {name} knew where to look.",
        "one visit was enough for both faults.", "{name} had tested it before telling me that it works.",
    ),
    "attentive": (
        "{name} noticed that the real trouble was somewhere else.", "{name} came back a day later to see if it held.",
        "{name} saw that I was in a hurry and took the shortest way.",
        "they had read my earlier messages before calling.",
    ),
    "listened": (
        "{name} let me finish before touching the keyboard.", "finally somebody asked what I was trying to do.",
        "{name} wanted to hear the whole story of {thing}.", "I felt heard, and then it got fixed.",
        "{name} repeated what I had said, and it was right.",
    ),
    "clear": (
        "{name} explained {thing} without a single acronym.", "now I know why it happened, and what to do next time.",
        "the three steps {name} wrote down are pinned to my wall.", "{name} explained it twice without a hint of impatience.",
        "a clear answer with a clear date, and both were true.",
    ),
    "knowledgeable": (
        "{name} really knows {thing}.", "I learned more in ten minutes than from the manual.",
        "{name} had seen this before and said so at once.", "you can tell that {name} does this with care.",
    ),
    "respectful": (
        "{name} treated my old machine, and me, with respect.", "I was never made to feel stupid.",
        "{name} took my worry about {thing} seriously.", "nobody talked down to our apprentice. Thank you for that.",
    ),
    "appreciated": (
        "{name} thanked me for reporting it, which nobody ever does.", "I felt like a colleague, not like a ticket.",
        "{name} remembered me from last term.", "it is good to know that somebody cares whether we can work.",
    ),
}  # fmt: skip
THANKS = (
    "Thank you.", "Please pass my thanks on.", "Keep it this way.", "I told the whole office.", "More of this, please.",
    "Please thank {name} from all of us.", "A good day after all.", "I will come to the desk again.", "Well done.",
    "That made my week easier.",
)  # fmt: skip
WISHES = (
    "Only the waiting music could go.", "A note about when you come would have helped.",
    "It would be perfect if {thing} came with a short guide.", "I would have liked to know what was wrong.",
    "The form asks three times for the room number.", "The phone tree is long for such a short question.",
    "Next time a message when it is done, please.", "The desk is hard to find in the Arts building.",
    "I had to explain it to two people.", "A little earlier in the day would have suited us better.",
)  # fmt: skip
MISSING: dict[str, tuple[str, ...]] = {
    "friendly": ("The tone was colder than it had to be.", "I was made to feel that I disturb.", "Not one kind word."),
    "polite": ("I was cut short twice.", "Nobody said hello before taking my keyboard away."),
    "prompt": (
        "It took four days, and nobody told me why.", "I waited a week for {thing}.", "Three reminders until somebody moved.",
        "Two seminars had to do without {thing}.", "The answer came when the deadline was over.",
    ),
    "efficient": (
        "Two visits for one fault.", "I was sent from the desk to the portal and back to the desk.",
        "Four people touched {thing}, and each started from the beginning.",
    ),
    "attentive": (
        "It was closed although I had written that it still fails.", "My message was answered, but not my question.",
        "Nobody noticed that I had attached the error.",
    ),
    "listened": (
        "I said three times that it is not the cable.", "You answered what you knew, not what I asked.",
        "I was told to restart. I had written that I did.",
    ),
    "clear": (
        "It works now, but I do not know why, so I will have to call again.", "I did not understand half of the letter.",
        "Nobody could say how long I would be without {thing}.", "The instructions show a screen that I do not have.",
    ),
    "knowledgeable": ("I had to explain the system to the person who was to help me.", "The advice made {thing} worse."),
    "respectful": ("I felt like a child who broke something.", "The sigh on the phone was louder than the answer."),
    "appreciated": ("I report faults for everybody here, and hear nothing back.", "It felt like a favour that I had to beg for."),
}  # fmt: skip
OUTCOMES_PARTLY = (
    "Mostly solved: {thing}.", "Half of it is done.", "It holds for now.", "It works on one of the two machines.",
)  # fmt: skip
OUTCOMES_NO = (
    "No change with {thing}.", "It was closed, but nothing has changed.", "We have found a way around it by ourselves.",
    "I have given up on {thing}.",
)  # fmt: skip
SO_SO = (
    "It was all right.", "Correct, and no more.", "Fine in the end.", "Neither good nor bad.", "It did what it had to.",
    "I got there, with some pushing.",
)  # fmt: skip
OUTAGE = (
    "Monday's outage cost us the whole morning, and the status page said that all was well.",
    "When the core switch failed I could not even look up your number.",
    "No network in the Science building for two days. We sent everybody home.",
    "I understand that hardware breaks. I do not understand why nobody told us.",
    "{name} came in person during the outage and told us how it stood. That helped more than any letter.",
    "The outage was not {name}'s fault, and still they said sorry.",
    "Our exam registration stood still because of the switch.",
    "Please have a second line to the labs before this happens again.",
)  # fmt: skip
OTHER_TONGUES: dict[str, dict[str, tuple[str, ...]]] = {
    "de": {
        "good": (
            "{name} hat sich wirklich Zeit genommen.", "Schnell, freundlich, verständlich. Vielen Dank.",
            "Endlich hat mir das jemand ohne Fachwörter erklärt.", "Nach zehn Minuten lief alles wieder.",
            "Ich habe mich gut aufgehoben gefühlt.", "{name} hat am nächsten Tag noch einmal nachgefragt. Das ist selten.",
        ),
        "low": (
            "Ich musste dreimal nachfragen.", "Es funktioniert noch immer nicht.",
            "Der Ton am Telefon war unfreundlich.", "Niemand konnte sagen, wann es wieder geht.",
        ),
    },
    "es": {
        "good": (
            "{name} me atendió con mucha paciencia.", "Rápido y muy amable, gracias.",
            "Me lo explicó dos veces sin perder la sonrisa.", "Todo resuelto en una sola llamada.",
            "Da gusto pedir ayuda así.", "{name} escuchó antes de tocar nada.",
        ),
        "low": (
            "Sigo sin poder entrar.", "Tardaron cuatro días y nadie me avisó.",
            "Me pasaron de una persona a otra.", "No me quedó claro qué tengo que hacer.",
        ),
    },
}  # fmt: skip
SUBJECTS = (
    "Help with {thing}", "No luck with {thing}", "Question about {thing}", "A new colleague, and {thing}",
    "{Thing}: please have a look", "Trouble with {thing}", "{Thing} since this morning", "How to set up {thing}",
)  # fmt: skip
REPLIES = (
    "Dear {first},\n\nThank you for writing. I have read it to the team, and it made our morning.\n\nKind regards,\n{reader}",
    "Dear {first},\n\nThank you for telling us so plainly. You are right, and I have taken it up with those who can change it."
    "\n\nKind regards,\n{reader}",
    "Dear {first},\n\nI am sorry that it went this way. I have looked into it: the part had to be ordered, and nobody told you. "
    "Next time somebody will.\n\nKind regards,\n{reader}",
    "Dear {first},\n\nThank you. I will pass it on to those who served you, in your words.\n\nKind regards,\n{reader}",
)  # fmt: skip
PROMISES = (
    "Call back about {thing} once the part is here", "Send the three steps for {thing} in writing",
    "Find out why {thing} took two visits", "Check on {thing} after a week",
    "Ask the web team about {thing}, and say what they answer", "Bring a second cable for {thing}",
    "Say when {thing} will be replaced",
)  # fmt: skip
