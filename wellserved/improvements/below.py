"""Evidence from the rooms below this one: what people answered, and calls for a lead."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.urls import reverse

from wellserved.doors.models import LeadCall
from wellserved.doors.queries.calls import lead_calls_visible_to
from wellserved.improvements.sources import evidence_from
from wellserved.people.shapes import Actor
from wellserved.surveys.models import Response
from wellserved.surveys.queries.answers import responses_visible_to


def _answered(response_id: int) -> tuple[str, bool]:
    return Response.objects.values_list("words", flat=True).get(pk=response_id), True


def _called(call_id: int) -> tuple[str, bool]:
    return LeadCall.objects.values_list("words", flat=True).get(pk=call_id), True


@evidence_from("response", "An answer", said=_answered)
def answers_seen(actor: Actor, ids: Collection[int]) -> Mapping[int, str]:
    found = responses_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("feedback_one", args=[pk]) for pk in found}


@evidence_from("lead_call", "A call for a lead", said=_called)
def lead_calls_seen(actor: Actor, ids: Collection[int]) -> Mapping[int, str]:
    found = lead_calls_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("lead_call", args=[pk]) for pk in found}
