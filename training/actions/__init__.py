"""Every change to training records. Safe to call twice: people double-click."""

from .attempts import start_attempt, submit_attempt
from .certificates import issue_certificate_if_complete
from .lessons import complete_lesson
from .refusals import AlreadySubmitted, AnswersMissing, NothingToAsk

__all__ = [
    "AlreadySubmitted",
    "AnswersMissing",
    "NothingToAsk",
    "complete_lesson",
    "issue_certificate_if_complete",
    "start_attempt",
    "submit_attempt",
]
