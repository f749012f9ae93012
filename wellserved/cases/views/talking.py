"""What is said on a case: questions to them, notes among ourselves, promises; and that their words were read."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from wellserved.cases.actions import talking as act
from wellserved.cases.forms.members import NoteForm, QuestionForm
from wellserved.cases.letters import is_private
from wellserved.cases.rules.moving import NotNowError
from wellserved.cases.views.found import form_page, me, worked
from wellserved.kit.clock import now
from wellserved.people.actors import actor_of
from wellserved.promises.actions import make_promise
from wellserved.promises.forms import PromiseForm
from wellserved.promises.rules import suggested_time

forms_only = require_http_methods(["GET", "HEAD", "POST"])


@forms_only
def case_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask them something; the clocks stand until they write back."""
    case, member = worked(request, pk), me(request)
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        try:
            act.ask_contact(case_id=pk, member=member, by=actor_of(request).by, **form.cleaned_data)
            messages.success(request, "Asked. The clocks stand until they write back.")
        except NotNowError:
            messages.warning(request, "It is closed by now. Nothing was sent.")
        return redirect("case", pk)
    means = "It goes out in your name, and they can answer the letter or write on their page."
    return form_page(request, case, form, title="Ask them something", means=means, button="Send the question")


@require_POST
def case_resuming(request: HttpRequest, pk: int) -> HttpResponse:
    """The clocks run again."""
    case = worked(request, pk)
    act.resume_case(case_id=case.pk, by=actor_of(request).by)
    messages.success(request, "The clocks run again.")
    return redirect("case", pk)


@require_POST
def case_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """What they wrote last was read, and needs no letter back."""
    case = worked(request, pk)
    if act.mark_words_read(case_id=case.pk, by=actor_of(request).by):
        messages.success(request, "Read.")
    return redirect("case", pk)


@require_POST
def case_notes(request: HttpRequest, pk: int) -> HttpResponse:
    """A word among ourselves."""
    case, member = worked(request, pk), me(request)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return form_page(
            request, case, form, title="A note among ourselves", means="They never see it.", button="Keep it"
        )
    act.note_case(case_id=pk, member=member, words=form.cleaned_data["words"], by=actor_of(request).by)
    messages.success(request, "Kept. Only those who may see the case read it.")
    return redirect("case", pk)


@forms_only
def case_promise(request: HttpRequest, pk: int) -> HttpResponse:
    """Promise them something; it stands on Today until it is kept."""
    case, member = worked(request, pk), me(request)
    form = PromiseForm(request.POST or None, initial={"due_at": suggested_time(now(), settings.TIME_ZONE)})
    if form.is_valid():
        make_promise(
            member=member,
            contact=case.contact,
            text=form.cleaned_data["text"],
            due_at=form.cleaned_data["due_at"],
            source_kind="case",
            source_id=case.pk,
            private=is_private(case),
            by=actor_of(request).by,
        )
        messages.success(request, "Promised. It stands on Today until you keep it.")
        return redirect("case", pk)
    means = "Say it to them as well: a promise that nobody heard helps nobody."
    return form_page(request, case, form, title="What do you promise?", means=means, button="Promise it")
