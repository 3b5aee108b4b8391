from decimal import Decimal
from fractions import Fraction

from django.db import models
from django.db.models import Q

from agencies.models import Agency, Team
from agencies.scoping import AgencyScopedQuerySet

from .. import scoring
from .assessments import Assessment, Round, Source
from .instruments import Domain

PLACES = Decimal("0.000001")


class StoredScoreQuerySet(AgencyScopedQuerySet):
    agency_path = "agency"

    def totals(self):
        return self.filter(domain=None)


class StoredScore(models.Model):
    """What scoring.score() made of an assessment at sign-off; computed once, never again.

    `exact` is the score itself, as a fraction; `value` is the same to six places, so that
    dashboards can average in SQL. The agency, team, round and source stand here too, because
    a dashboard then reads one covering index and no other table.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="scores")
    domain = models.ForeignKey(Domain, models.PROTECT, null=True)  # null: the whole instrument
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, choices=Source)
    exact = models.CharField(max_length=50, blank=True)  # "47/12"; "" is not scorable
    value = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    coverage = models.DecimalField(max_digits=7, decimal_places=6)
    na_share = models.DecimalField(max_digits=7, decimal_places=6)
    rated = models.PositiveSmallIntegerField()
    applicable = models.PositiveSmallIntegerField()
    items = models.PositiveSmallIntegerField()

    objects = StoredScoreQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "domain"], name="score_once_a_domain"),
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(domain=None), name="score_one_total"
            ),
            models.CheckConstraint(
                condition=Q(exact="", value=None) | (~Q(exact="") & Q(value__isnull=False)),
                name="score_is_exact_and_decimal_or_neither",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "source", "round", "domain", "value"], name="score_of_agency"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.domain or 'Total'}: {self.exact or 'not scorable'}"

    @property
    def not_applicable(self) -> int:
        return self.items - self.applicable

    @property
    def points(self) -> Fraction:
        """The sum of the ratings, of which `exact` is the reduced mean."""
        return Fraction(self.exact) * self.rated

    @classmethod
    def of(
        cls, assessment: Assessment, score: scoring.Score, domain: Domain | None
    ) -> "StoredScore":
        """An unsaved row for `score`."""
        return cls(
            assessment=assessment,
            domain=domain,
            agency_id=assessment.agency_id,
            team_id=assessment.team_id,
            round_id=assessment.round_id,
            source=assessment.source,
            exact="" if score.value is None else str(score.value),
            value=None if score.value is None else _decimal(score.value),
            coverage=_decimal(score.coverage),
            na_share=_decimal(score.na_share),
            rated=score.rated,
            applicable=score.applicable,
            items=score.items,
        )


def _decimal(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(PLACES)
