"""Where letters come in: set by an admin, and tried on the spot."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wellserved.mail.actions import set_mailbox
from wellserved.mail.forms import MailboxForm
from wellserved.mail.inward.mailbox import MailboxError, access, opened
from wellserved.mail.models import Mailbox
from wellserved.mail.threads import incoming_address
from wellserved.mail.views.who import by_of, role_of


def mailbox(request: HttpRequest) -> HttpResponse:
    role_of(request, "admin")
    row = Mailbox.objects.filter(pk=1).first() or Mailbox(pk=1)
    form = MailboxForm(request.POST or None, instance=row)
    if form.is_valid():
        set_mailbox(fields=form.cleaned_data, sealed=form.sealed(), by=by_of(request))
        messages.success(request, "Saved. Try whether it opens.")
        return redirect("mailbox")
    context = {
        "form": form,
        "row": Mailbox.objects.filter(pk=1).first(),
        "given": settings.MAIL_IN,
        "address": incoming_address()[0],
        "webhook": f"{settings.BASE_URL}/hooks/mail/" if settings.MAIL_IN_SECRET else "",
    }
    return render(request, "mail/mailbox.html", context)


@require_POST
def mailbox_look(request: HttpRequest) -> HttpResponse:
    """Open it once, and say what was found. Nothing is fetched."""
    role_of(request, "admin")
    try:
        found = access()
        if found is None:
            messages.error(request, "No mailbox is set yet. Name a mail server first.")
            return redirect("mailbox")
        with opened(found) as box:
            counted = f"{box.messages} letter{'' if box.messages == 1 else 's'}, {box.unseen} of them unread"
        messages.success(request, f"It opens. In {found.folder}: {counted}.")
    except MailboxError as error:
        messages.error(request, f"It does not open. {error} Nothing was changed.")
    return redirect("mailbox")
