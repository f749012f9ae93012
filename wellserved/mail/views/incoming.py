"""Letters that came in: those that wait for somebody, one letter, its files, and what is done with it."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.frame.paging import page_of
from wellserved.mail.arrivals import NEW, receiver_for, receivers
from wellserved.mail.forms import HandingForm
from wellserved.mail.inward.settling import hand_over, mark_done
from wellserved.mail.inward.storing import raw_path
from wellserved.mail.models import Arrival
from wellserved.mail.queries import (
    SHOWS_IN,
    arrival_counts,
    arrivals_opened_to,
    arrivals_shown,
    arrivals_visible_to,
    attachment_bytes,
)
from wellserved.mail.shapes import Nature
from wellserved.mail.views.who import by_of, role_of

SEEN_BY = ("lead", "manager", "admin")
# A file from a stranger is never shown by us: it is downloaded, and even then may run nothing.
SAFE = {
    "Content-Type": "application/octet-stream",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
}


def letters_in(request: HttpRequest) -> HttpResponse:
    role = role_of(request, *SEEN_BY)
    counts = arrival_counts(role)
    shows = SHOWS_IN if role != "lead" else {key: SHOWS_IN[key] for key in ("", "done")}
    show = request.GET.get("show", "")
    show = show if show in shows else ""
    context = {
        "page": page_of(arrivals_shown(role, show), request),
        "show": show,
        "shows": [(key, name, counts[key]) for key, name in shows.items()],
        "waiting": counts[""],
        "role": role,
    }
    return render(request, "mail/letters_in.html", context)


def letter_in(request: HttpRequest, pk: int) -> HttpResponse:
    found, opened = _seen(request, pk)
    known = receiver_for(found.thread_kind) if found.thread_kind and found.state == Arrival.State.DELIVERED else None
    context = {
        "letter": found,
        "opened": opened,
        "quoted": found.whole_text.strip() != found.new_text.strip(),
        "where": known.called if known else "",
        "href": known.href(found.thread_id) if known and known.href and found.thread_id else "",
        "role": str(request.user.role),  # type: ignore[union-attr]
        "form": HandingForm() if opened and _can_be_handed(found) else None,
        "takes_new": receiver_for(NEW) is not None,
    }
    return render(request, "mail/letter_in.html", context)


def letter_in_raw(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as it came."""
    found = _readable(request, pk)
    try:
        content = raw_path(found).read_bytes()
    except FileNotFoundError:
        raise Http404 from None
    return _download(content, f"letter-{found.pk}.txt")


def letter_in_file(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """One of its attachments."""
    found = _readable(request, pk)
    known = next((one for one in found.attachments if one["part"] == part), None)
    content = attachment_bytes(found.pk, part) if known else None
    if known is None or content is None:
        raise Http404
    return _download(content, str(known["name"]))


@require_POST
def letter_in_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody has dealt with it."""
    found = _opened(request, pk)
    if mark_done(letter_id=found.pk, by=by_of(request)):
        messages.success(request, "It is dealt with. You still find it under “Dealt with”.")
    else:
        messages.warning(request, "It did not wait for anybody any more, so nothing was changed.")
    return redirect("letters_in")


@require_POST
def letter_in_handing(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it to where it belongs."""
    found = _opened(request, pk)
    form = HandingForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("letter_in", pk=found.pk)
    kind, number = form.cleaned_data["kind"], form.cleaned_data["number"]
    if _may_be_added_to(request, kind, number) and hand_over(
        letter_id=found.pk, kind=kind, thread_id=number, by=by_of(request)
    ):
        messages.success(request, "It is where it belongs now.")
        return redirect("letters_in")
    messages.error(request, "There is nothing of that number that takes this letter. It still waits here.")
    return redirect("letter_in", pk=found.pk)


def _seen(request: HttpRequest, pk: int) -> tuple[Arrival, bool]:
    """A letter, and whether its words may be read by who asks: here, or where it was delivered."""
    found, role = get_object_or_404(Arrival, pk=pk), str(getattr(request.user, "role", ""))
    if found.state == Arrival.State.DELIVERED and found.thread_id is not None:
        taker = receiver_for(found.thread_kind)
        if taker and taker.readable and taker.readable(request, found.thread_id):
            return found, True
    opened = arrivals_opened_to(role).filter(pk=pk).exists()
    if not opened and not arrivals_visible_to(role).filter(pk=pk).exists():
        raise Http404
    return found, opened


def _readable(request: HttpRequest, pk: int) -> Arrival:
    found, opened = _seen(request, pk)
    if not opened:
        raise Http404
    return found


def _opened(request: HttpRequest, pk: int) -> Arrival:
    return get_object_or_404(arrivals_opened_to(role_of(request, *SEEN_BY)), pk=pk)


def _may_be_added_to(request: HttpRequest, kind: str, number: int | None) -> bool:
    """Nobody puts words where they may not read: for them there is nothing of that number."""
    taker = receiver_for(kind)
    return number is None or taker is None or taker.readable is None or taker.readable(request, number)


def _can_be_handed(found: Arrival) -> bool:
    waits = found.state in (Arrival.State.KEPT, Arrival.State.IGNORED)
    return waits and found.nature != Nature.UNREADABLE and bool(receivers())


def _download(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, headers=SAFE | {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    )
