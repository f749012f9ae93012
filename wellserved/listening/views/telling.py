"""You said, we did: everybody who gave ten minutes hears what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wellserved.kit.languages import LANGUAGES, direction
from wellserved.kit.saying import number
from wellserved.listening.actions.keeping_time import team_of
from wellserved.listening.actions.telling import begin_telling_anew, excuse, keep_telling, tell, tell_all
from wellserved.listening.actions.thanking import UnwantedError
from wellserved.listening.forms.telling import ExcusingForm, TellingForm
from wellserved.listening.models import Telling
from wellserved.listening.queries.board import boards_visible_to
from wellserved.listening.queries.rounds import rounds_led_by
from wellserved.listening.queries.telling import (
    Participant,
    calls_excused_by,
    calls_told_by,
    is_decided,
    participant,
    participants_of,
)
from wellserved.listening.telling import language_of_telling, usual_telling, write_telling
from wellserved.people.actors import actor_of
from wellserved.people.models import Member
from wellserved.people.shapes import Actor


@require_safe
def round_telling(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has heard what came of it, and who has not."""
    actor = actor_of(request)
    one = get_object_or_404(boards_visible_to(actor), pk=pk)
    found, writes = participants_of(one), set(calls_told_by(actor).filter(round=one).values_list("pk", flat=True))
    mine = [who for who in found if who.call.pk in writes]
    context = {
        "round": one,
        "mine": mine,
        "others": [who for who in found if who.call.pk not in writes],
        "open_ones": sum(who.state in ("open", "failed") for who in found),
        "told": sum(who.state == "told" for who in found),
        "spoke": len(found),
        "as_they_are": sum(_may_go_as_it_is(who) for who in mine),
        "decided": is_decided(pk),
        "leads": rounds_led_by(actor).filter(pk=pk).exists(),
    }
    return render(request, "listening/telling.html", context)


@require_POST
def round_letters(request: HttpRequest, pk: int) -> HttpResponse:
    """All of one's own that wait, each with the letter that stands. What was decided otherwise since is read first."""
    actor = actor_of(request)
    one = get_object_or_404(boards_visible_to(actor), pk=pk)
    member = _member(actor)
    if not is_decided(pk):
        messages.warning(request, "The meeting has not decided about every theme yet. Nothing was sent.")
        return redirect("round_telling", pk)
    own = set(calls_told_by(actor).filter(round=one).values_list("pk", flat=True))
    ready = [who.call.pk for who in participants_of(one) if who.call.pk in own and _may_go_as_it_is(who)]
    told = tell_all(call_ids=ready, member=member, by=actor.by)
    if told:
        said = "One letter waits" if told == 1 else f"{number(told).capitalize()} letters wait"
        messages.success(request, f"{said} to leave, in your name.")
    return redirect("round_telling", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def call_telling(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter to one of them: read it, change it, see it as it will arrive, send it."""
    actor = actor_of(request)
    get_object_or_404(calls_told_by(actor), pk=pk)
    member, who = _member(actor), participant(pk)
    usual = usual_telling(who.call, who.about, member)
    kept = who.telling.words if who.telling and who.telling.state != Telling.State.EXCUSED else ""
    language = language_of_telling(who.call)
    speaks = {"language": language, "direction": direction(language)}
    form = TellingForm(request.POST if request.method == "POST" else None, initial={"words": kept or usual}, **speaks)
    if request.method == "POST" and request.POST.get("do") == "anew":
        begin_telling_anew(call_id=pk, by=actor.by)
        return redirect("call_telling", pk)
    if form.is_valid():
        return _keep_or_send(request, who, form.cleaned_data["words"], member)
    preview = write_telling(who.call, team_of(who.call), kept or usual, member)
    context = {
        "who": who,
        "call": who.call,
        "round": who.call.round,
        "form": form,
        "usual": usual,
        "otherwise": [name for name in who.otherwise if name],
        "preview": preview,
        "greeting": preview["text"].partition("\n\n")[0],
        "words": kept or usual,
        "signature": preview["text"].strip().rpartition("\n\n")[2],
        "language": LANGUAGES[language],
        "code": language,
        "direction": direction(language),
        "leads": rounds_led_by(actor).filter(pk=who.call.round_id).exists(),
    }
    return render(request, "listening/telling_one.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def call_excuse(request: HttpRequest, pk: int) -> HttpResponse:
    """A lead says why somebody need not be told."""
    actor = actor_of(request)
    call = get_object_or_404(calls_excused_by(actor), pk=pk)
    form = ExcusingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        member = Member.objects.filter(pk=actor.member_id or 0).first()
        if excuse(call_id=pk, reason=form.cleaned_data["reason"], member=member, by=actor.by):
            messages.success(request, "Noted. They need not be told any more.")
        else:
            messages.warning(request, "They were told before. Nothing was changed.")
        return redirect("round_telling", call.round_id)
    context = {"call": call, "round": call.round, "form": form}
    return render(request, "listening/excusing.html", context, status=422 if form.errors else 200)


def _keep_or_send(request: HttpRequest, who: Participant, words: str, member: Member) -> HttpResponse:
    actor, pk = actor_of(request), who.call.pk
    if request.POST.get("do") != "send":
        if keep_telling(call_id=pk, words=words, member=member, by=actor.by):
            messages.success(request, "Kept. Below it stands as it will arrive.")
        else:
            messages.warning(request, "This letter has left already. Nothing was changed.")
        return redirect("call_telling", pk)
    try:
        _, new = tell(call_id=pk, member=member, by=actor.by, words=words)
        messages.success(request, "Your letter is on its way." if new else "They were told before, once is enough.")
    except UnwantedError:
        messages.warning(request, "They want no letters, or have no address. Nothing was sent.")
    return redirect("round_telling", who.call.round_id)


def _may_go_as_it_is(who: Participant) -> bool:
    return who.state == "open" and not who.otherwise


def _member(actor: Actor) -> Member:
    found = Member.objects.filter(pk=actor.member_id or 0).first()
    if found is None:
        raise Http404
    return found
