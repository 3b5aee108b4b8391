"""Reads for the rating screens. What comes out is plain dataclasses."""

from .contents import Contents, DomainLine, ItemLine, contents
from .signed import Kept, Signed, SignedAssessment, signed_assessments, signed_scores
from .to_rate import RoundToRate, TeamToRate, rounds_to_rate, unfinished

__all__ = [
    "Contents",
    "DomainLine",
    "ItemLine",
    "Kept",
    "RoundToRate",
    "Signed",
    "SignedAssessment",
    "TeamToRate",
    "contents",
    "rounds_to_rate",
    "signed_assessments",
    "signed_scores",
    "unfinished",
]
