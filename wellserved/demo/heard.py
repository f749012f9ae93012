"""What people said in the sample round: for each call and question what was noted, and, as a quote, their own words."""

from __future__ import annotations

from typing import NamedTuple


class Heard(NamedTuple):
    """What somebody noted, and what the contact said; either may be missing."""

    noted: str
    quote: str = ""


HEARD: tuple[tuple[Heard, Heard, Heard], ...] = (
    (
        Heard("On the tour for new staff."),
        Heard("Likes the walk-up desk best.", "Somebody looks up the moment you come in."),
        Heard("Opening hours.", "You open at nine, and my lab begins at seven."),
    ),
    (
        Heard("A colleague told her.", "Just walk in, they do not bite."),
        Heard("That it is explained.", "They explain it without making me feel stupid."),
        Heard("News of a ticket.", "Tell me when somebody works on my ticket, even if there is nothing to tell."),
    ),
    (
        Heard("The poster by the lift."),
        Heard("The walk-up desk; that one can stay until it works.", "I come to the desk and leave when it works."),
        Heard("The telephone queue.", "Twenty minutes of that music, and I go back to doing it by hand."),
    ),
    (
        Heard("His predecessor handed over a note with the number on it."),
        Heard("The same person follows up.", "It is the same person who asks me next week whether it still works."),
        Heard("Tickets, again.", "I never know whether anybody has seen my ticket."),
    ),
    (
        Heard("By e-mail in the first week, which got lost among the others."),
        Heard("Patience.", "Milo explained it twice, and the second time was as kind as the first."),
        Heard("Hours: would come before lectures.", "Half past seven would be enough, before the lecture."),
    ),
    (
        Heard("Asked at the library, and was sent to the desk."),
        Heard("", "You come to the desk and somebody is simply there."),
        Heard("Could not think of anything."),
    ),
    (
        Heard("From the web page; it took a while to find."),
        Heard(
            "That nobody asks for a number first.", "Nobody at the desk asks for a ticket number before saying hello."
        ),
        Heard("The waiting on the telephone.", "Tell me at the start how long the queue is, then I can decide."),
    ),
    (
        Heard("A colleague in the lab.", "My colleague in the lab said that the desk is quicker than the form."),
        Heard("Clear words.", "No jargon. I understood what was wrong with it."),
        Heard("Earlier hours at the start of term.", "In the first week of term you should open earlier."),
    ),
    (
        Heard("New-staff tour, too."),
        Heard("", "Whoever picks up stays with it until it is done."),
        Heard("A word in between.", "One line when my ticket changes hands, that is all."),
    ),
)
