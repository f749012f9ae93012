"""How the sample year's people look after each other: kind words, a phrase guide, bad news that a person brought."""

from __future__ import annotations

from datetime import datetime, timedelta

from wellserved.demo.roster import ROLES
from wellserved.hardones.actions import ask_for_support
from wellserved.hardones.models import HardOne
from wellserved.journal.shapes import SYSTEM, By
from wellserved.kudos.actions import give_kudos, notice_praise
from wellserved.kudos.models import Kudos
from wellserved.kudos.shapes import KindWords
from wellserved.mail.models import Letter
from wellserved.passages.actions import compare_with_guides, pass_on
from wellserved.passages.models import Passage
from wellserved.people.models import Member, Team
from wellserved.people.queries import lead_of
from wellserved.surveys.models import Invitation
from wellserved.wording.actions import write_phrase

# Days ago, the words, who gave them ("" for a colleague), and whether others may read them.
KIND = (
    (0.1, "You came over in your lunch break so that the exam could start. The whole room clapped.", "Dr Haddad", True),
    (1, "Covered my early shift without my asking. I slept, and it showed.", "", True),
    (4, "You called my mother back, as you had said you would. She still talks about it.", "Ruth", True),
    (6, "Wrote the handover so well that I needed to ask nothing.", "", True),
    (9, "I was rude on the phone. You were not. Thank you for that.", "Somebody from Physics", False),
    (12, "Three steps on a yellow note, and I have not called since.", "The office of Law", True),
    (20, "Kept me company in the server room until midnight, with soup.", "", True),
)
FOR_ALL = "The whole counter knew my name by the second day. I am new in this country, and that meant a great deal."
OURS = (
    ("the system does not let me", "Here is what I can do in the meantime, and whom I will ask for the rest."),
    ("as per my last e-mail", "Let me say it once more, in other words."),
)
RIGHT = "You stayed on the line until the very end, and you wrote down what they had tried. That helped us to mend it."
AND = "The part was on order for nine days, which nobody could have told them from your chair. I have told purchasing."


def care_for_each_other(end: datetime) -> None:
    member = Member.objects.get(email=ROLES["member"].email)
    team = member.teams.order_by("pk").first()
    if team is None:
        return
    _kind_words(member, team, end)
    for avoid, offer in OURS:
        write_phrase(team=team, language="en", avoid=avoid, offer=offer, by=SYSTEM)
    while compare_with_guides(limit=500):
        pass
    while notice_praise(limit=1000):
        pass
    lead = lead_of(team.pk)
    if lead:
        _bad_news(member, lead, team)
    Letter.objects.filter(kind__in=("kudos", "hard_one"), state=Letter.State.QUEUED).update(
        state=Letter.State.CANCELLED
    )


def _kind_words(member: Member, team: Team, end: datetime) -> None:
    others = list(team.members.filter(left_at=None).exclude(pk=member.pk).order_by("pk"))
    for number, (days, words, giver, shown) in enumerate(KIND):
        colleague = None if giver else others[(number + 1) % len(others)]
        _give(
            KindWords(
                key=f"sample word {number}",
                words=words,
                member=member if number in (0, 4) else others[number % len(others)],
                team=team,
                came_by=Kudos.CameBy.ANSWER if giver else Kudos.CameBy.COLLEAGUE,
                giver_name=giver,
                giver_email=f"{giver.split()[-1].lower()}@campus.example" if giver else "",
                may_be_shown=shown,
                given_by=colleague,
            ),
            end - timedelta(days=days),
        )
    everybody = KindWords("sample for all", FOR_ALL, None, team, Kudos.CameBy.THANKS, "Amina", may_be_shown=True)
    _give(everybody, end - timedelta(days=2))


def _give(said: KindWords, at: datetime) -> None:
    kudos, _ = give_kudos(said=said, by=SYSTEM)
    Kudos.objects.filter(pk=kudos.pk).update(given_at=at)


def _bad_news(member: Member, lead: Member, team: Team) -> None:
    """A low answer about the member's work was brought to them; another colleague had a hard one."""
    served = Invitation.members.through.objects.filter(member=member).values("invitation_id")
    low = Passage.objects.filter(source_kind="response", low=True, team=team, source_id__in=served).exclude(words="")
    passage = low.exclude(reader=member).order_by("-written_at").first()
    by = By("member", lead.pk)
    if passage:
        pass_on(passage_id=passage.pk, members=[member], what_was_right=RIGHT, words=AND, passed_by=lead, by=by)
    other = team.members.filter(left_at=None).exclude(pk__in=[member.pk, lead.pk]).order_by("-pk").first()
    theirs = Invitation.members.through.objects.filter(member=other).values("invitation_id")
    hard = (
        Passage.objects.filter(source_kind="response", low=True, source_id__in=theirs).order_by("-written_at").first()
    )
    if other and hard:
        made, _ = ask_for_support(
            member=other, source_kind="response", source_id=hard.source_id, team_id=team.pk, by=By("member", other.pk)
        )
        HardOne.objects.filter(pk=made.pk).update(word="I had no good answer, and they knew it.")
