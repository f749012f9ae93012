"""Something went wrong: a page to write it on, by the link of an ask or a feedback link. A GET keeps nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from wellserved.cases.actions.hearing import hear_or_open
from wellserved.cases.actions.keeping import token_of
from wellserved.cases.actions.opening import open_case
from wellserved.cases.actions.photos import PhotosRefusedError, add_photos
from wellserved.cases.forms.public import Complaint, read_complaint, read_sent
from wellserved.cases.models import Case
from wellserved.cases.saying import KIND_WORDS
from wellserved.cases.shapes import CaseIn
from wellserved.cases.views.public_pages import nowhere_page, public
from wellserved.doors.actions.knocking import knock
from wellserved.doors.forms.saying import page_fields, read_visitor
from wellserved.doors.models import Door
from wellserved.doors.queries.doors import open_door_of
from wellserved.doors.rules import REFUSE, judge
from wellserved.frame.public import public_page
from wellserved.frame.speaking import language_now, language_of, speaking, with_choice
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kit.tokens import new_token
from wellserved.people.models import Team
from wellserved.surveys.models import Invitation, Response
from wellserved.surveys.queries.answering import hash_of
from wellserved.surveys.saying import say_about, say_team
from wellserved.surveys.views.answer import SeeOther

PAGE = "cases/public/complain.html"
DOORS = (Door.Kind.FEEDBACK, Door.Kind.NOT_WELL)


@public
def complain_after_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Who was asked says that something went wrong, and wants an answer. We know who writes, and about what."""
    hashed = hash_of(token)
    links = Invitation.objects.select_related("contact", "interaction")
    invitation = links.filter(token_hash=hashed, cancelled_at=None).first() if hashed else None
    if invitation is None:
        return nowhere_page(request)
    team = Team.objects.filter(pk=invitation.team_id).first()
    known = invitation.contact is not None
    about: dict[str, Any] = {"about": say_about(invitation.about) if invitation.about else "", "known": known}
    with speaking(language_of(request, invitation.language)):
        if request.method != "POST":
            return _page(request, team, Complaint(), key=new_token(), **about)
        sent = read_sent(request)
        given, problem = read_complaint(sent, known=known)
        if sent.one("show"):
            return _page(request, team, given, key=sent.key, **about)
        if problem:
            return _page(request, team, given, key=sent.key, problem=problem, status=400, **about)
        by = By("contact", invitation.contact_id)
        opened = _about_the_ask(invitation, team, given, sent.key)
        case = hear_or_open(invitation=invitation, key=sent.key, given=opened, by=by)
        return _with_photos(request, case, sent.photos, by)


def _about_the_ask(invitation: Invitation, team: Team | None, given: Complaint, key: str) -> CaseIn:
    personal = given.kind in (Case.Kind.COMPLAINT, Case.Kind.CHANGE)
    return CaseIn(
        key=f"invitation:{invitation.pk}:{key}",
        kind=given.kind,
        words=given.words,
        came_by=Case.Way.ANSWER,
        contact=invitation.contact,
        writer_name=given.name or invitation.writer_name,
        writer_email=given.email or invitation.writer_email,
        language=language_now(),
        team=team,
        interaction=invitation.interaction,
        response=Response.objects.filter(pk=invitation.pk).first(),
        concerned=frozenset(invitation.members.values_list("pk", flat=True)) if personal else frozenset(),
        above_team=given.above,
    )


@public
def complain_at_door(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody came by a feedback link. Who they are they may say, or not."""
    door = open_door_of(token, *DOORS)
    if door is None:
        return nowhere_page(request)
    if request.method != "POST":
        return _page(request, door.team, Complaint(), known=False, **dict[str, Any](page_fields(door, now())))
    sent, moment = read_sent(request), now()
    visitor = read_visitor(request, sent.fields, door)
    fields: dict[str, Any] = dict(page_fields(door, moment, visitor.key))
    given, problem = read_complaint(sent, known=False)
    if sent.one("show"):
        return _page(request, door.team, given, known=False, **fields)
    status = 400
    if not problem:
        knocks, again = knock(door, visitor.address, b"", moment)
        verdict = judge(
            "thanks", knocks, at=moment, opened_at=visitor.opened_at, sign=visitor.sign, trap=visitor.trap,
            same_again=again,
        )  # fmt: skip
        if verdict in (REFUSE, "many"):
            problem, status = _("Very many came from where you are just now. Please send it again in an hour."), 429
        elif verdict:
            problem = _("Please look at it once more, then send it again.")
    if problem:
        return _page(request, door.team, given, known=False, problem=problem, status=status, **fields)
    personal = given.kind in (Case.Kind.COMPLAINT, Case.Kind.CHANGE) and door.member_id
    by = By("contact", None)
    case, _new = open_case(
        given=CaseIn(
            key=f"door:{door.pk}:{visitor.key}",
            kind=given.kind,
            words=given.words,
            came_by=Case.Way.DOOR,
            writer_name=given.name,
            writer_email=given.email,
            language=language_now(),
            team=door.team,
            concerned=frozenset({door.member_id}) if personal and door.member_id else frozenset(),
            above_team=given.above,
        ),
        by=by,
    )
    return _with_photos(request, case, sent.photos, by)


def _with_photos(request: HttpRequest, case: Case, photos: list[Any], by: By) -> HttpResponse:
    """The words are with us, whatever becomes of the photos: their page says what was not taken."""
    refused = ""
    if photos:
        try:
            add_photos(case_id=case.pk, uploads=photos, member=None, by=by)
        except PhotosRefusedError:
            refused = "&photos"
    return SeeOther(with_choice(f"/case/{token_of(case.seed)}?new{refused}", request.META.get("QUERY_STRING", "")))


def _page(
    request: HttpRequest, team: Team | None, given: Complaint, *, problem: str = "", status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "said": given,
        "kinds": KIND_WORDS.items(),
        "team": say_team(team.name if team else "", settings.ORGANISATION),
        "team_name": team.name if team else "",
        "problem": problem,
        **more,
    }
    return public_page(PAGE, context, request=request, status=status)
