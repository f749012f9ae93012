"""Letters on their way out, and whether any may leave."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.mail.actions import cancel_letter, hold_mail, leave_letter, release_mail, send_again
from wellserved.mail.models import Letter
from wellserved.mail.queries import (
    SHOWS,
    held_letters,
    letter_counts,
    letters_shown,
    letters_visible_to,
    mail_is_held,
    mail_is_set_up,
)
from wellserved.mail.rules import hide_tokens
from wellserved.mail.views.who import by_of, role_of

A_PAGE = 50


def letters(request: HttpRequest) -> HttpResponse:
    role = role_of(request, "lead", "manager", "admin")
    if role == "lead":
        return redirect("letters_in")
    show = request.GET.get("show", "")
    show = show if show in SHOWS else ""
    counts = letter_counts(role)
    page = Paginator(letters_shown(role, show), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "show": show,
        "shows": [(key, name, counts.get(key, 0)) for key, name in SHOWS.items()],
        "counts": counts,
        "role": role,
        **_standing(),
    }
    return render(request, "mail/letters.html", context)


def letter(request: HttpRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    context = {
        "letter": found,
        "text": hide_tokens(found.text),
        "in_doubt": found.state == Letter.State.SENDING and found.handed_over_at and not found.claimed_by,
        **_standing(),
    }
    return render(request, "mail/letter.html", context)


@require_POST
def letter_cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back, if it has not left."""
    return _done(request, pk, cancel_letter, "It will not be sent.", "It had left already, so nothing was changed.")


@require_POST
def letter_sending(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it again."""
    return _done(request, pk, send_again, "It waits to be sent again.", "There was nothing to send again.")


@require_POST
def letter_settling(request: HttpRequest, pk: int) -> HttpResponse:
    """It may or may not have arrived, and is left at that."""
    return _done(request, pk, leave_letter, "It is left at that.", "There was nothing to decide any more.")


def mail_release(request: HttpRequest) -> HttpResponse:
    """Whether letters to customers may leave this copy; a POST lets them."""
    role_of(request, "admin")
    if request.method == "POST":
        if release_mail(by=by_of(request)):
            messages.success(request, "Letters to the people you serve may leave from now on.")
        else:
            messages.error(request, "This is a demo: letters never leave it.")
        return redirect("mail_release")
    return render(request, "mail/release.html", {"home": settings.HOME, "address": settings.BASE_URL, **_standing()})


@require_POST
def mail_hold(request: HttpRequest) -> HttpResponse:
    """Hold letters to customers again."""
    role_of(request, "admin")
    hold_mail(by=by_of(request))
    messages.success(request, "Letters to the people you serve wait from now on.")
    return redirect("mail_release")


def _visible(request: HttpRequest, pk: int) -> Letter:
    return get_object_or_404(letters_visible_to(role_of(request, "manager", "admin")), pk=pk)


def _standing() -> dict[str, object]:
    return {"held": mail_is_held(), "waiting": held_letters(), "set_up": mail_is_set_up(), "demo": settings.DEMO}


def _done(request: HttpRequest, pk: int, act: Callable[..., bool], done: str, too_late: str) -> HttpResponse:
    found = _visible(request, pk)
    if act(letter_id=found.pk, by=by_of(request)):
        messages.success(request, done)
    else:
        messages.warning(request, too_late)
    return redirect("letter", pk=found.pk)
