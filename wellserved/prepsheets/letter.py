"""The letter before an appointment: when it is, and what to have at hand."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext

from wellserved.frame.speaking import greeting_name, language_of_letters_to, speaking, weekday_and_day
from wellserved.interactions.models import Interaction
from wellserved.kit.clock import local
from wellserved.mail.models import Letter
from wellserved.people.models import Contact
from wellserved.people.queries import lead_of

PURPOSE = "headsup"


def write_heads_up(
    interaction: Interaction, contact: Contact, slug: str, seed: str, *, moved: bool = False
) -> dict[str, object]:
    """What `queue_letter` wants to know, in the contact's language and time zone."""
    assert interaction.scheduled_at is not None
    stop = f"{settings.BASE_URL}/prep/no-more/{{{{token:{PURPOSE}:{seed}}}}}"
    team = interaction.team.name if interaction.team else settings.ORGANISATION
    lead = lead_of(interaction.team_id) if interaction.team_id else None
    with speaking(language_of_letters_to(contact.language)):
        when = local(interaction.scheduled_at, contact.timezone, settings.TIME_ZONE)
        day = weekday_and_day(when.date())
        context = {
            "name": greeting_name(contact.name),
            "team": team,
            "organisation": settings.ORGANISATION,
            "day": day,
            "time": f"{when:%H:%M}",
            "sheet": f"{settings.BASE_URL}/prep/{slug}",
            "stop": stop,
            "moved": moved,
        }
        subject = gettext("Your appointment was moved to %(day)s") if moved else gettext("Your appointment on %(day)s")
        return {
            "kind": "headsup",
            "audience": Letter.Audience.CUSTOMER,
            "to_email": contact.email,
            "to_name": contact.name,
            "from_name": team,
            "reply_to": lead.email if lead else "",
            "subject": subject % {"day": day},
            "text": render_to_string("prepsheets/letters/heads_up.txt", context).strip() + "\n",
            "headers": {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        }
