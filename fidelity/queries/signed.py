"""What was signed, with its scores."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from agencies.models import User
from agencies.roles import Permission

from .. import explaining, figures
from ..explaining import Explanation, RatioWorking, Working
from ..models import Assessment, StoredScore
from ..scoring import Judgement, Report
from .contents import Contents, answers_of, contents_of, ratings_of, score_again


@dataclass(frozen=True)
class SignedAssessment:
    pk: int
    team: str
    round: str
    assessor: str
    signed_at: datetime


def signed_assessments(user: User, limit: int) -> list[SignedAssessment]:
    """The newest signed assessments that this person may read."""
    signed = (
        Assessment.objects.visible_to(user, Permission.SEE_FIDELITY)
        .signed()
        .select_related("team", "agency", "round", "assessor")
        .order_by("-signed_at", "-pk")
    )
    return [
        SignedAssessment(a.pk, f"{a.team} ({a.agency})", str(a.round), str(a.assessor), at)
        for a in signed[:limit]
        if (at := a.signed_at)
    ]


@dataclass(frozen=True)
class Kept:
    """A score as it was stored at sign-off (None: no such row is there), and how the same ratings
    make it today."""

    name: str  # the domain's or the ratio's; "" of the whole
    stored: StoredScore | None
    shown: str
    exact: str
    working: Working | RatioWorking
    is_as_computed: bool

    @property
    def may_have_band(self) -> bool:
        return bool(self.working.bands or (self.stored and self.stored.band))


@dataclass(frozen=True)
class Signed:
    """All that a signed assessment says. `faults` are answers that somebody has changed outside
    the platform into what no rater can give."""

    contents: Contents
    total: Kept
    domains: tuple[Kept, ...]
    ratios: tuple[Kept, ...]
    judgement: Judgement | None
    faults: list[str]

    @property
    def scores(self) -> tuple[Kept, ...]:
        """The whole first, and then each domain."""
        return (self.total, *self.domains)

    @property
    def scores_have_bands(self) -> bool:
        return any(kept.may_have_band for kept in self.scores)

    @property
    def ratios_have_bands(self) -> bool:
        return any(kept.may_have_band for kept in self.ratios)

    @property
    def is_as_computed(self) -> bool:
        return all(kept.is_as_computed for kept in (*self.scores, *self.ratios))


def signed_scores(assessment: Assessment) -> Signed:
    """Four queries; the version comes with the assessment."""
    instrument, ratings = assessment.round.version.definition, ratings_of(assessment)
    answers = answers_of(ratings)
    report, faults = score_again(instrument, answers)
    kept = list(_kept(assessment, report, explaining.explain(instrument, answers, report)))
    domains = 1 + len(instrument.domains)
    return Signed(
        contents_of(assessment, ratings, report),
        kept[0],
        tuple(kept[1:domains]),
        tuple(kept[domains:]),
        report.judgement,
        faults,
    )


def _kept(assessment: Assessment, report: Report, explained: Explanation) -> Iterator[Kept]:
    """In the order of StoredScore.all_of: the whole, the domains, the ratios."""
    domains = {domain.code: domain for domain in assessment.round.version.domains.all()}
    computed = StoredScore.all_of(assessment, report, domains)
    found = {(s.domain_id, s.ratio): s for s in assessment.scores.all()}
    workings: list[Working | RatioWorking] = [
        explained.total,
        *explained.domains,
        *explained.ratios,
    ]
    for row, working in zip(computed, workings, strict=True):
        stored = found.get((row.domain_id, row.ratio))
        value = _exact(stored)
        is_same = stored is not None and stored.says_the_same_as(row)
        exact = figures.in_full(value)
        if isinstance(working, RatioWorking):
            ratio = working.score.ratio
            shown = figures.shown_as_ratio(value, ratio)
            yield Kept(ratio.name, stored, shown, exact, working, is_same)
        else:
            rule = working.score.rule
            shown = figures.shown(value, rule.places, working.is_percent)
            yield Kept(working.name, stored, shown, exact, working, is_same)


def _exact(stored: StoredScore | None) -> Fraction | None:
    """None also where somebody has written there, outside the platform, what is no number."""
    try:
        return Fraction(stored.exact) if stored and stored.exact else None
    except (ValueError, ZeroDivisionError):
        return None
