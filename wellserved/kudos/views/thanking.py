"""Thank someone, at /thank/<token>: find them by team or by name, and leave a word. A GET keeps nothing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from wellserved.doors.actions.knocking import knock
from wellserved.doors.forms.saying import NO_ADDRESS, page_fields, read_visitor
from wellserved.doors.models import Door
from wellserved.doors.rules import REFUSE, judge
from wellserved.doors.views import pages
from wellserved.doors.views.open import at_the_door, read_form
from wellserved.frame.public import public_notice, public_page, unreadable_page
from wellserved.frame.speaking import language_of, with_choice
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kit.text import clean_text
from wellserved.kudos.actions import give_kudos
from wellserved.kudos.models import Kudos
from wellserved.kudos.queries.people import members_to_thank, teams_to_thank
from wellserved.kudos.shapes import KindWords
from wellserved.mail.composing import is_an_address
from wellserved.people.models import Member, Team
from wellserved.surveys.forms.answering import MOST_CHARACTERS, Fields, first, read_query
from wellserved.surveys.views.answer import SeeOther

PAGE = "kudos/thank.html"


@at_the_door(Door.Kind.THANKS)
def thank(request: HttpRequest, door: Door) -> HttpResponse:
    query = read_query(request.META.get("QUERY_STRING", ""))
    if request.method == "POST":
        return _give(request, door)
    if "thanks" in query:
        return public_notice(
            request,
            _("Thank you. It is on its way."),
            _("They read it themselves, in your words, and so does whoever they report to."),
        )
    found, context = _search(door, query)
    one = first(query, "to")
    chosen = next((member for member in found if str(member.pk) == one), found[0] if len(found) == 1 else None)
    return _page(request, door, context | {"found": found, "chosen": chosen})


def _give(request: HttpRequest, door: Door) -> HttpResponse:
    form = read_form(request)
    if form is None:
        return unreadable_page(request)
    visitor, moment = read_visitor(request, form, door), now()
    words, name, email = clean_text(first(form, "words")), _line(form, "name"), _line(form, "email")
    found, context = _search(door, form)
    chosen = next((member for member in found if str(member.pk) == first(form, "to")), None)
    whole = context["whole"] if first(form, "to") == "team" else None
    problem, showing = "", bool(first(form, "show"))  # another language was chosen; nothing typed is lost
    if showing:
        pass
    elif chosen is None and whole is None:
        problem = _("Choose whom you would like to thank.")
    elif not words:
        problem = _("A few words are enough: what did they do?")
    elif len(words) > MOST_CHARACTERS:
        problem = _("That is longer than fits here. Please make it a little shorter.")
    elif email and (len(email) > 254 or not is_an_address(email)):
        problem = str(NO_ADDRESS)
    status = 400
    if not problem and not showing:
        knocks, again = knock(door, visitor.address, b"", moment)
        verdict = judge(
            "thanks",
            knocks,
            at=moment,
            opened_at=visitor.opened_at,
            sign=visitor.sign,
            trap=visitor.trap,
            same_again=again,
        )
        if verdict in (REFUSE, "many"):
            problem, status = _("Very many came from where you are just now. Please send it again in an hour."), 429
        elif verdict:
            problem = _("Please look at it once more, then send it again.")
    if problem or showing:
        said = {"words": words, "name": name, "email": email, "shown": first(form, "shown") == "on"}
        more = {"found": found, "chosen": chosen, "chosen_team": whole, "problem": problem, "said": said}
        return _page(request, door, context | more, 200 if showing else status)
    team = whole or door.team or (chosen.teams.filter(archived_at=None).order_by("pk").first() if chosen else None)
    give_kudos(
        said=KindWords(
            key=f"{door.pk}:{visitor.key}"[:80],
            words=words,
            member=chosen,
            team=team,
            came_by=Kudos.CameBy.THANKS,
            giver_name=name,
            giver_email=email,
            language=language_of(request),
            may_be_shown=first(form, "shown") == "on",
            door_id=door.pk,
        ),
        by=By("contact", None),
    )
    return SeeOther(with_choice(f"{request.path}?thanks", request.META.get("QUERY_STRING", "")))


def _search(door: Door, fields: Fields) -> tuple[list[Member], dict[str, Any]]:
    teams = list(teams_to_thank(door)[:100])
    wanted, text = first(fields, "team"), clean_text(first(fields, "q"))[:100]
    team: Team | None = next((one for one in teams if str(one.pk) == wanted), None)
    return members_to_thank(door, team, text), {
        "teams": teams,
        "team_chosen": team,
        "whole": team or door.team,
        "q": text,
    }


def _line(form: Fields, name: str) -> str:
    return " ".join(clean_text(first(form, name)).split())[:254]


def _page(request: HttpRequest, door: Door, context: dict[str, Any], status: int = 200) -> HttpResponse:
    moment = now()
    return public_page(
        PAGE, {**pages.whose(door, moment), **page_fields(door, moment), **context}, request=request, status=status
    )
