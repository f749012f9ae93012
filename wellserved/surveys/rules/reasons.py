"""The reasons that a decision can have, and how they read."""

from __future__ import annotations

from typing import Any, NamedTuple


class Words(NamedTuple):
    """How a reason reads: as a heading, as a sentence about one, and what it means for whoever looks after asking."""

    title: str
    sentence: str  # braces are filled from the decision's detail
    meaning: str


# Every reason that a decision can have, by its code.
WORDS: dict[str, Words] = {
    "due": Words(
        "Nothing speaks against it",
        "Nothing speaks against it.",
        "All rules were looked at, and none spoke against asking.",
    ),
    "by_hand": Words(
        "Asked by hand",
        "It was asked by hand, past the usual rules.",
        "Somebody here pressed “Ask now”. It is kept out of rates that are weighted by chance.",
    ),
    "second_chance": Words(
        "A second chance",
        "Something had gone wrong and was answered; this was the next time.",
        "The first time that somebody is served after their complaint was answered is asked about, whichever team "
        "served them. Chance has no say, and it is kept out of rates that are weighted by chance.",
    ),
    "forced": Words(
        "Asked through the API",
        "It was asked for through the API, past the usual rules.",
        "A program asked for a link with “force”.",
    ),
    "not_live": Words(
        "No go-live moment is set",
        "Asking has not begun: no go-live moment is set.",
        "Nobody is asked until an admin says from when on.",
    ),
    "before_go_live": Words(
        "Closed before asking began",
        "It closed before asking began.",
        "A backlog is counted, and never asked about.",
    ),
    "not_closed": Words(
        "Not closed yet",
        "It is not closed yet.",
        "We ask when it is over.",
    ),
    "reopened": Words(
        "Opened again before we asked",
        "It was opened again before we asked.",
        "When it closes again it is decided anew.",
    ),
    "reopened_early": Words(
        "Opened again before we looked",
        "It was opened again before we had looked at it.",
        "It closed and opened between two looks. When it closes again it is decided anew.",
    ),
    "answered": Words(
        "Answered already",
        "There is an answer about it already.",
        "What was answered is not asked about again, even when it is opened and closed again.",
    ),
    "pending": Words(
        "Asked already, and still open",
        "There is an open ask about it already.",
        "Nobody holds two links about one thing.",
    ),
    "no_contact": Words(
        "Nobody is named",
        "Nobody is named whom we could ask.",
        "It came in without a contact. A column or field with the contact’s address mends that.",
    ),
    "no_address": Words(
        "No address to write to",
        "The contact has no e-mail address that we could write to.",
        "Their address is missing, or is none. A lead can add it on the contact’s page.",
    ),
    "bounced": Words(
        "Letters do not reach them",
        "A mail server said that the contact’s address does not exist.",
        "Give another address on the contact’s page, or say there that it is right after all.",
    ),
    "role_address": Words(
        "An address of a role",
        "The contact’s address belongs to a role or a machine, not to a person.",
        "Addresses such as info@ or noreply@ are never asked. The list is kept where you set how we ask.",
    ),
    "own_work": Words(
        "Would rate themselves",
        "The contact is somebody who served here.",
        "Nobody is asked about their own work.",
    ),
    "confided_before": Words(
        "Asked in confidence this quarter already",
        "The contact was asked in confidence about this team this quarter already.",
        "One voice per person, team and quarter: so that five answers are five people.",
    ),
    "reads_confidences": Words(
        "Would read it themselves",
        "It is asked in confidence, and the contact is one of those who read the answers.",
        "Who knows one answer of five by heart would read the other four.",
    ),
    "only_by_letter": Words(
        "Only our own letter may carry the link",
        "It is asked in confidence, so only our own letter may carry the link: use “send”.",
        "Nobody in between may know the link by which somebody speaks in confidence.",
    ),
    "opted_out": Words(
        "Do not want to be asked",
        "The contact does not want to be asked.",
        "They told us so, by the link in a letter or through one of us.",
    ),
    "opted_out_of_this": Words(
        "Do not want to be asked about this",
        "The contact does not want to be asked about this service.",
        "They told us so, and may still be asked about others.",
    ),
    "left_out": Words(
        "Marked not to be asked about",
        "It was marked not to be asked about before it closed.",
        "The file, the help desk or one of us said so.",
    ),
    "by_hand_not": Words(
        "Left out by hand",
        "Somebody here chose not to ask.",
        "Who it was stands with each. If it is often the same, talk about it.",
    ),
    "team_asks_nobody": Words(
        "The team asks nobody",
        "The team that served asks nobody.",
        "An admin switched asking off for this team.",
    ),
    "too_old": Words(
        "Closed too long ago",
        "It closed {days} days ago, and we ask within {limit}.",
        "It came in late. A file that comes every night instead of every week mends that.",
    ),
    "too_late": Words(
        "Could not be asked in time",
        "By the time it could have been asked it was too late: we ask within {limit} of closing.",
        "Quiet hours, a holiday, or a worker that stood still outlasted the time in which we ask. It is dropped, not "
        "piled up.",
    ),
    "pause": Words(
        "Fell into a pause",
        "It fell into a pause: {name}.",
        "On these days nobody is asked, and afterwards it was too late.",
    ),
    "minimum": Words(
        "Asked only days ago",
        "The contact was asked {days} days ago, and must be left in peace for {limit}.",
        "The hard minimum. It holds even for who asks by hand.",
    ),
    "window": Words(
        "Asked not long ago",
        "The contact was asked {days} days ago; we ask at most once in {limit}.",
        "At most one ask in this time, whoever served them, so that people keep answering.",
    ),
    "cooldown": Words(
        "Asked about this service not long ago",
        "The contact was asked about this service {days} days ago; we ask at most once in {limit}.",
        "Who often needs the same thing is not asked about it each time.",
    ),
    "survey_cooldown": Words(
        "Asked these questions not long ago",
        "The contact was asked the same questions {days} days ago; this survey is asked at most once in {limit}.",
        "The survey says how long it rests. That is set where it is asked.",
    ),
    "another_waits": Words(
        "About to be asked about something else",
        "Another ask to this contact is about to leave.",
        "Where a team draws, whoever waits for a letter already is not drawn for a second, and whoever was drawn keeps "
        "their place. Nobody gets two letters.",
    ),
    "no_mail": Words(
        "Mail is not set up",
        "Letters cannot leave: mail is not set up.",
        "Nobody can be asked until letters can leave.",
    ),
    "sampled_out": Words(
        "Left out by chance",
        "It was left out by chance; {share} in 100 are asked.",
        "Only some are asked. The chance that each had is kept, so that rates stay fair.",
    ),
    "not_drawn": Words(
        "Not drawn this week",
        "It was not drawn this week; the chance was {chance}.",
        "The team asks at most so many people a week, most where least is known. Everybody had a chance; it is kept.",
    ),
    "had_chance": Words(
        "Had their chance this week",
        "This person had their chance earlier this week: everybody has one a week.",
        "Whoever comes often is not asked more often for it.",
    ),
    "spent": Words(
        "This week's asks are spent",
        "This week's {most} asks are spent: many more came by than anybody expected.",
        "The team asks at most so many people a week. On Monday there are new ones.",
    ),
    "not_decided": Words(
        "Not decided yet",
        "It has just closed, and chance has not spoken yet. That takes a few seconds.",
        "Within a weekly budget one draw decides about all. Try again in a moment.",
    ),
    "trouble": Words(
        "Something went wrong on our side",
        "Something went wrong on our side when we wanted to ask.",
        "The log says what. Somebody who runs this installation should look.",
    ),
    "letter_cancelled": Words(
        "The letter was cancelled",
        "The letter was cancelled before it left.",
        "An admin took it out of the outbox.",
    ),
}
REASONS = {code: words.sentence for code, words in WORDS.items()}
TITLES = {code: words.title for code, words in WORDS.items()}


def reason_sentence(code: str, detail: dict[str, Any]) -> str:
    """A decision's reason as a sentence, with its numbers in place."""
    sentence = REASONS.get(code, "We do not know why.").format_map(_Blank(detail))
    return sentence.replace(" 0 days ago", " today").replace(" 1 days", " 1 day")


class _Blank(dict[str, Any]):
    """Says "some" where a detail is missing."""

    def __missing__(self, key: str) -> str:
        return "some"
