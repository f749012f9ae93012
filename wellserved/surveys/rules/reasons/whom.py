"""Who is not asked, whatever else: nobody to ask, no way to reach them, or they had better not be."""

from __future__ import annotations

from wellserved.surveys.rules.reasons.words import Words

WHOM: dict[str, Words] = {
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
}
