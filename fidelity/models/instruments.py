from dataclasses import replace
from fractions import Fraction

from django.db import models
from django.db.models import F, Q

from .. import scoring
from ..definitions import DomainDefinition, InstrumentDefinition, ItemDefinition


class Instrument(models.Model):
    """A fidelity checklist, through all its versions."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    # Shown wherever the instrument or a score of it appears: "Illustrative, not validated".
    notice = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class InstrumentVersion(models.Model):
    """The wording and rules of an instrument at one time. Once loaded it never changes:
    a correction is a new version."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    minimum = models.SmallIntegerField()
    maximum = models.SmallIntegerField()
    minimum_coverage = models.CharField(max_length=20)  # an exact fraction, such as 4/5
    guidance = models.TextField(blank=True)
    source = models.TextField(blank=True)
    licence = models.CharField(max_length=100, blank=True)
    authored_by = models.CharField(max_length=200, blank=True)
    checked_by = models.CharField(max_length=200, blank=True)
    date_reviewed = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["instrument__name", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "number"], name="version_number_unique_in_instrument"
            ),
            models.CheckConstraint(
                condition=Q(minimum__lt=F("maximum")), name="version_minimum_is_under_its_maximum"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument}, version {self.number}"

    def minimum_coverage_in_words(self) -> str:
        return f"{float(Fraction(self.minimum_coverage)):.0%}"

    def as_scale(self) -> scoring.Scale:
        items = Item.objects.filter(domain__version=self).select_related("domain")
        return scoring.Scale(
            items=tuple(scoring.Item(item.code, item.domain.code) for item in items),
            minimum_coverage=Fraction(self.minimum_coverage),
        )

    def says(self, definition: InstrumentDefinition) -> bool:
        """Whether a file says what this version says. The name and the notice belong to the
        instrument: a later version may have changed them."""
        if self.instrument.versions.filter(number__gt=self.number).exists():
            definition = replace(
                definition, name=self.instrument.name, notice=self.instrument.notice
            )
        return self.as_definition() == definition

    def as_definition(self) -> InstrumentDefinition:
        domains = self.domains.prefetch_related("items__anchors")
        return InstrumentDefinition(
            slug=self.instrument.slug,
            name=self.instrument.name,
            notice=self.instrument.notice,
            number=self.number,
            minimum=self.minimum,
            maximum=self.maximum,
            minimum_coverage=Fraction(self.minimum_coverage),
            guidance=self.guidance,
            source=self.source,
            licence=self.licence,
            authored_by=self.authored_by,
            checked_by=self.checked_by,
            date_reviewed=self.date_reviewed,
            domains=tuple(domain.as_definition() for domain in domains),
        )


class Domain(models.Model):
    """A part of an instrument that is scored by itself."""

    version = models.ForeignKey(InstrumentVersion, models.CASCADE, related_name="domains")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"], name="domain_code_unique_in_version"
            ),
            models.UniqueConstraint(
                fields=["version", "order"], name="domain_order_unique_in_version"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def as_definition(self) -> DomainDefinition:
        return DomainDefinition(
            code=self.code,
            name=self.name,
            description=self.description,
            items=tuple(item.as_definition() for item in self.items.all()),
        )


class Item(models.Model):
    """One thing to be rated."""

    domain = models.ForeignKey(Domain, models.CASCADE, related_name="items")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    definition = models.TextField()
    may_be_not_applicable = models.BooleanField(default=False)
    not_applicable_when = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["domain__order", "order"]
        constraints = [
            models.UniqueConstraint(fields=["domain", "code"], name="item_code_unique_in_domain"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def as_definition(self) -> ItemDefinition:
        return ItemDefinition(
            code=self.code,
            name=self.name,
            definition=self.definition,
            may_be_not_applicable=self.may_be_not_applicable,
            not_applicable_when=self.not_applicable_when,
            anchors=tuple(anchor.text for anchor in self.anchors.all()),
        )


class Anchor(models.Model):
    """What one rating of an item means, in words."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="anchors")
    value = models.SmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["value"]
        constraints = [
            models.UniqueConstraint(fields=["item", "value"], name="anchor_once_a_rating"),
        ]

    def __str__(self) -> str:
        return f"{self.value}: {self.text}"
