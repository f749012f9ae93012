"""What is kept: explanations and their versions, evidence, formats, what reviewers said, meetings, and what left."""

from wellserved.explanations.models.evidence import Evidence
from wellserved.explanations.models.explanation import Explanation, Version
from wellserved.explanations.models.format import Format
from wellserved.explanations.models.lesson import Lesson, LessonWord
from wellserved.explanations.models.meeting import Meeting
from wellserved.explanations.models.reviewing import Review
from wellserved.explanations.models.sending import Reaction, Sending

__all__ = [
    "Evidence",
    "Explanation",
    "Format",
    "Lesson",
    "LessonWord",
    "Meeting",
    "Reaction",
    "Review",
    "Sending",
    "Version",
]
