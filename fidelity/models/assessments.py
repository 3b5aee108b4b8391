from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Membership, Team
from agencies.roles import Permission
from agencies.scoping import AgencyScopedQuerySet

from .. import scoring
from .instruments import Domain, InstrumentVersion, Item


class RoundQuerySet(AgencyScopedQuerySet):
    agency_path = "agency"

    def begun(self) -> Self:
        return self.filter(opens_on__lte=timezone.localdate())

    def open(self) -> Self:
        return self.begun().filter(closes_on__gte=timezone.localdate())


class Round(models.Model):
    """A period in which every team of an agency is assessed with one instrument version."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="rounds")
    version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="rounds")
    name = models.CharField(max_length=100)
    opens_on = models.DateField()
    closes_on = models.DateField()

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["opens_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="round_name_unique_in_agency"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="round_closes_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.opens_on <= timezone.localdate() <= self.closes_on


class Source(models.TextChoices):
    """Who rated. Sources are never pooled: supervisors and people who rate themselves rate
    higher than observers do (Martino and others, 2009)."""

    SUPERVISOR = "supervisor", _("Supervisor")
    SELF = "self", _("Self")
    PEER = "peer", _("Peer")
    INDEPENDENT = "independent", _("Independent observer")
    INDIVIDUAL = "individual", _("Individual")
    PANEL = "panel", _("Panel")
    CONSENSUS = "consensus", _("Consensus")


class SignedNeverChanges(Exception):
    """Code tried to change an assessment after sign-off, or what hangs on it."""


class AssessmentQuerySet(AgencyScopedQuerySet):
    agency_path = "agency"

    def signed(self) -> Self:
        return self.exclude(signed_at=None)

    def readable_by(self, user) -> Self:
        """Signed assessments of the user's agencies, and the user's own drafts. Nobody else's
        draft: a rating is not a rating until its rater has signed it."""
        own_or_signed = Q(assessor=user) | Q(signed_at__isnull=False)
        return self.visible_to(user, Permission.SEE_FIDELITY).filter(own_or_signed)

    def standing(self) -> Self:
        """Signed assessments, and the drafts of people who may still rate in the agency. The
        draft of somebody who has left is kept, but does not keep others from rating the team."""
        may_rate = (
            Membership.objects.current()
            .granting(Permission.RATE_FIDELITY)
            .filter(user=OuterRef("assessor"), agency=OuterRef("agency"))
        )
        return self.filter(Q(signed_at__isnull=False) | Exists(may_rate))

    def rated_by(self, user) -> Self:
        return self.visible_to(user, Permission.RATE_FIDELITY).filter(assessor=user)


class Assessment(models.Model):
    """One rater's view of one team in one round. After `signed_at` it never changes."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="assessments")
    team = models.ForeignKey(Team, models.PROTECT, related_name="assessments")
    # The team's agency on the day: teams may move, ratings stay where they were made.
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="assessments")
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessments"
    )
    source = models.CharField(max_length=20, choices=Source)
    observed_on = models.DateField(default=timezone.localdate)
    started_at = models.DateTimeField(default=timezone.now)
    signed_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-observed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "team", "source", "assessor"],
                name="assessment_once_a_rater_and_round",
            ),
        ]
        indexes = [
            # The newest of each team is a seek, not a window over all rows.
            models.Index(fields=["team", "-observed_on", "-id"], name="assessment_newest_of_team"),
            models.Index(fields=["agency", "signed_at"], name="assessment_agency_signed"),
        ]

    def __str__(self) -> str:
        return f"{self.team}, {self.round}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if Assessment.objects.signed().filter(pk=self.pk).exists():
            raise SignedNeverChanges
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("fidelity:assessment", args=[self.pk])


class RatingQuerySet(AgencyScopedQuerySet):
    agency_path = "assessment__agency"


class Rating(models.Model):
    """What was said of one item: an answer, or why it does not apply, or only a note so far.

    `value` is the answer as the item's mode reads it (modes.py): "4", "18.5", "partly"; "" is none.
    `ticked` are the criteria behind a count of criteria, numbered from 1: which "4 of 6" were.
    `score` is what the item scored at sign-off, to six places, for sums in SQL; null is no score.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="ratings")
    item = models.ForeignKey(Item, models.PROTECT, related_name="ratings")
    value = models.CharField(max_length=12, blank=True)
    ticked = models.JSONField(default=list, blank=True)
    na_reason = models.CharField(max_length=500, blank=True)
    score = models.DecimalField(max_digits=14, decimal_places=6, null=True, blank=True)
    note = models.TextField(blank=True)
    # Raised at each save, so that two tabs cannot overwrite each other unseen.
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["item__domain__order", "item__order"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "item"], name="rating_once_an_item"),
            models.CheckConstraint(
                condition=Q(value="") | Q(na_reason=""),
                name="rating_is_a_value_or_not_applicable",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.code}: {self.given}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.assessment.signed_at:
            raise SignedNeverChanges
        super().save(*args, **kwargs)

    @property
    def given(self) -> scoring.Given:
        return scoring.NotApplicable(self.na_reason) if self.na_reason else self.value


class ExamplesQuerySet(AgencyScopedQuerySet):
    agency_path = "assessment__agency"


class Examples(models.Model):
    """What a rater wrote, in free text, about a domain that asks for examples."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="examples")
    domain = models.ForeignKey(Domain, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    # As of a rating.
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ExamplesQuerySet.as_manager()

    class Meta:
        ordering = ["domain__order"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "domain"], name="examples_once_a_domain"),
        ]

    def __str__(self) -> str:
        return f"{self.domain}: {self.text}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.assessment.signed_at:
            raise SignedNeverChanges
        super().save(*args, **kwargs)
