"""The moves of a case: each a page with its form, and a rule that may say "not now"."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from wellserved.cases.actions import moving as act
from wellserved.cases.forms.members import AcknowledgementForm, AnswerForm, ClosureForm
from wellserved.cases.letters import address_and_name
from wellserved.cases.models import Case
from wellserved.cases.rules.moving import OPEN, NotNowError
from wellserved.cases.views.found import form_page, me, worked
from wellserved.people.actors import actor_of

# The letter greets before it and signs after it; to be made one's own before it is sent.
DRAFT = "thank you for telling us. I have read every word, and I am sorry for the trouble it gave you."
TOO_LATE = "Somebody was quicker: the case stands elsewhere by now. Nothing was sent."
forms_only = require_http_methods(["GET", "HEAD", "POST"])


@forms_only
def case_acknowledgement(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell them what we understood, and by when they have an answer."""
    case, member = worked(request, pk), me(request)
    form = AcknowledgementForm(request.POST or None, initial={"words": DRAFT})
    if form.is_valid():
        try:
            act.acknowledge_case(case_id=pk, member=member, by=actor_of(request).by, **form.cleaned_data)
            messages.success(request, _sent(case, "Acknowledged."))
        except NotNowError:
            messages.warning(request, TOO_LATE)
        return redirect("case", pk)
    words = {
        "title": "Tell them what you understood",
        "means": "Before anything is decided. They see it on their page, and can put it right.",
        "button": "Send it",
    }
    return form_page(request, case, form, **words)


@require_POST
def case_investigation(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody looks into it."""
    case, member = worked(request, pk), me(request)
    try:
        act.investigate_case(case_id=case.pk, member=member, by=actor_of(request).by)
        messages.success(request, "They see that somebody looks into it.")
    except NotNowError:
        messages.warning(request, "It stands elsewhere by now. Nothing was changed.")
    return redirect("case", pk)


@forms_only
def case_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the answer; or add to it."""
    case, member = worked(request, pk), me(request)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            act.answer_case(case_id=pk, member=member, by=actor_of(request).by, **form.cleaned_data)
            messages.success(request, _sent(case, "Answered."))
        except NotNowError:
            messages.warning(request, "First tell them what you understood. Nothing was sent.")
        return redirect("case", pk)
    words = {
        "title": "Answer them",
        "means": "It goes out in your name. They can write back, and say if it is not resolved.",
        "button": "Send the answer",
    }
    return form_page(request, case, form, **words)


@forms_only
def case_closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it, with its cause."""
    case, member = worked(request, pk), me(request)
    form = ClosureForm(request.POST or None, answered=case.state not in OPEN)
    if form.is_valid():
        try:
            act.close_case(case_id=pk, member=member, by=actor_of(request).by, **form.cleaned_data)
            messages.success(request, "Closed. They can open it again within sixty days.")
        except act.NotYoursError:
            raise Http404 from None
        except NotNowError:
            messages.warning(request, "It stands elsewhere by now. Nothing was changed.")
        return redirect("case", pk)
    words = {
        "title": "Close the case",
        "means": "What was the cause, so that it is learnt from? They do not see this.",
        "button": "Close it",
    }
    return form_page(request, case, form, **words)


@require_POST
def case_reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """They said, by telephone or in person, that it was not resolved."""
    case = worked(request, pk)
    try:
        act.reopen_case(case_id=case.pk, by=actor_of(request).by)
        messages.success(request, "It is open again, and its clock has begun anew.")
    except NotNowError:
        messages.warning(request, "It cannot be opened again. If there is something new, open a new case.")
    return redirect("case", pk)


def _sent(case: Case, done: str) -> str:
    address, _ = address_and_name(case)
    return (
        f"{done} The letter is on its way." if address else f"{done} There is no address: they read it on their page."
    )
