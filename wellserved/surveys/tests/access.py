"""Who may enter the pages of this room."""

from __future__ import annotations

from tests.architecture.access import Page
from wellserved.surveys.tests.access_feedback import FEEDBACK

ACCESS = [
    *FEEDBACK,
    Page("asks"),
]
