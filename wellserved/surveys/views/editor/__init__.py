"""The survey editor: writing what we ask, looking at it, putting it to use."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from wellserved.people.actors import actor_of
from wellserved.surveys.models import Survey
from wellserved.surveys.queries.surveys import surveys_visible_to


def visible_survey(request: HttpRequest, pk: int) -> Survey:
    return get_object_or_404(surveys_visible_to(actor_of(request)), pk=pk)
