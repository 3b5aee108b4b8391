"""Why a change was not made: one class a reason."""

from dataclasses import dataclass

from ..models import Assessment, Examples, InstrumentDraft, Rating


class AlreadySigned(Exception):
    """A signed assessment never changes."""


class NotScorable(Exception):
    """Too few items are rated for a score, so the assessment cannot be signed yet."""


class VersionDiffers(Exception):
    """That version number is published and says something else."""


class NotInReview(Exception):
    """Only what is in review is published, or sent back."""


class NotAnEarlierVersion(Exception):
    """A version is equivalent to an earlier one of the same instrument."""


class RoundNameTaken(Exception):
    """The agency has a round of that name."""


class RoundNotOpen(Exception):
    """A round is rated between its two dates."""


@dataclass
class AlreadyBegun(Exception):
    """Another rater has begun to rate that team in that round."""

    assessment: Assessment


@dataclass
class ChangedMeanwhile(Exception):
    """Somebody saved the item, or the examples, after this person's page was drawn. Nothing is
    overwritten."""

    saved: Rating | Examples


@dataclass
class DraftChangedMeanwhile(Exception):
    """Somebody saved the draft after this person's page was drawn. Nothing is overwritten."""

    saved: InstrumentDraft


class DraftIsGone(Exception):
    """Somebody published or deleted the draft meanwhile."""


@dataclass
class HasFaults(Exception):
    """Something keeps the draft from being used."""

    faults: list[str]
