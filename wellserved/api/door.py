"""The one door of the REST API: keys, errors as RFC 9457 problems, and the rooms' routes."""

from __future__ import annotations

from wellserved.api.description import DescribedAPI
from wellserved.api.keys import Key
from wellserved.api.problems import say_problems
from wellserved.cases.api import router as cases
from wellserved.confidences.api import router as confidential
from wellserved.explanations.api import router as explanations
from wellserved.habits.api import router as habits
from wellserved.improvements.api import router as improvements
from wellserved.insight.annotations.api import router as noted
from wellserved.insight.api import router as figures
from wellserved.insight.signals.api import router as signals
from wellserved.insight.silence.api import router as silence
from wellserved.insight.worth.api import router as worth
from wellserved.interactions.api import router as interactions
from wellserved.kudos.api import router as kudos
from wellserved.listening.api.rounds import router as rounds
from wellserved.listening.api.telling import router as told
from wellserved.listening.api.themes import router as themes
from wellserved.people.api import router as service_map
from wellserved.prepsheets.api import router as prep_sheets
from wellserved.surveys.api.asks import router as asks
from wellserved.surveys.api.invitations import router as invitations
from wellserved.surveys.api.responses import router as responses

api = DescribedAPI(
    title="Wellserved",
    version="1",
    description="Bring interactions in, invite people to answer, and read what came back.",
    urls_namespace="api",
    docs_url=None,
    auth=Key(),
)
say_problems(api)

api.add_router("", interactions)
api.add_router("", invitations)
api.add_router("", asks)
api.add_router("", figures)
api.add_router("", noted)
api.add_router("", signals)
api.add_router("", silence)
api.add_router("", worth)
api.add_router("", responses)
api.add_router("", service_map)
api.add_router("", prep_sheets)
api.add_router("", kudos)
api.add_router("", improvements)
api.add_router("", cases)
api.add_router("", explanations)
api.add_router("", rounds)
api.add_router("", themes)
api.add_router("", told)
api.add_router("", habits)
api.add_router("", confidential)
