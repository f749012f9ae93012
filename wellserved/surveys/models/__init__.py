"""What is kept: how we ask, the ledger, the invitations, and what came back."""

from wellserved.surveys.models.answers import EarlierVersion, Invitation, Photo, Response
from wellserved.surveys.models.confidence import InConfidence
from wellserved.surveys.models.ledger import Decision, OptOut, SecondChance
from wellserved.surveys.models.policy import AskPolicy, Blackout, TeamPolicy
from wellserved.surveys.models.surveys import Survey, SurveyVersion
from wellserved.surveys.models.weeks import AskWeek, LedgerCount, LedgerWeek

__all__ = [
    "AskPolicy",
    "AskWeek",
    "Blackout",
    "Decision",
    "EarlierVersion",
    "InConfidence",
    "Invitation",
    "LedgerCount",
    "LedgerWeek",
    "OptOut",
    "Photo",
    "Response",
    "SecondChance",
    "Survey",
    "SurveyVersion",
    "TeamPolicy",
]
