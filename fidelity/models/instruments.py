from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .. import definitions, documents


class Instrument(models.Model):
    """A fidelity checklist, through all its versions. Its name and notice are the newest's."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    # Shown wherever the instrument or a score of it appears: "Illustrative, not validated".
    notice = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def newest(self) -> "InstrumentVersion | None":
        return self.versions.order_by("-number").first()


class NeverChanges(Exception):
    """Code tried to change what a published version says."""


class InstrumentVersionQuerySet(models.QuerySet):
    def in_use(self) -> "InstrumentVersionQuerySet":
        """Those that new rounds may use."""
        return self.filter(retired_at=None)


class InstrumentVersion(models.Model):
    """What an instrument said, and how it was scored, at one time: a correction is a new version.

    `document` is the whole of it, as `documents.write_json` writes it, and never changes. The name
    and the notice stand beside it for lists; domains and items are rows so that ratings, scores
    and lessons can point at them.
    """

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    notice = models.CharField(max_length=200, blank=True)
    document = models.TextField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    retired_at = models.DateTimeField(null=True, blank=True)
    # Only where somebody has said so, and why, may one line join the scores of two versions.
    equivalent_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="equivalents"
    )
    equivalent_because = models.TextField(blank=True)

    objects = InstrumentVersionQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "number"], name="version_number_unique_in_instrument"
            ),
            models.CheckConstraint(
                condition=Q(equivalent_to=None, equivalent_because="")
                | (Q(equivalent_to__isnull=False) & ~Q(equivalent_because="")),
                name="version_is_equivalent_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(equivalent_to=F("pk")), name="version_is_not_equivalent_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return _("%(name)s, version %(number)s") % {"name": self.name, "number": self.number}

    def save(self, *args: object, **kwargs: object) -> None:
        """Raises NeverChanges where the document of a stored version is not as it was."""
        if self.pk:
            was = InstrumentVersion.objects.filter(pk=self.pk).values_list("document", flat=True)
            if list(was) not in ([], [self.document]):
                raise NeverChanges
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def definition(self) -> definitions.Instrument:
        return documents.read_json(self.document)


class Domain(models.Model):
    """A part of an instrument that may be scored by itself. What it says is in the version's
    document."""

    version = models.ForeignKey(InstrumentVersion, models.CASCADE, related_name="domains")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
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


class Item(models.Model):
    """One thing to be rated. What it says is in the version's document."""

    domain = models.ForeignKey(Domain, models.CASCADE, related_name="items")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    # The ends of its scores, so that SQL can say how weak an item is, whatever its scale.
    # Null: a count, which has no score of its own.
    lowest = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    highest = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["domain__order", "order"]
        constraints = [
            models.UniqueConstraint(fields=["domain", "code"], name="item_code_unique_in_domain"),
            models.CheckConstraint(
                condition=Q(lowest=None, highest=None) | Q(lowest__lt=F("highest")),
                name="item_lowest_is_under_its_highest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


def rows_of(version: InstrumentVersion) -> tuple[list[Domain], list[Item]]:
    """Unsaved rows for the domains and items of the version's document."""
    domains, items = [], []
    for domain_order, d in enumerate(version.definition.domains, start=1):
        domain = Domain(version=version, code=d.code, name=d.name, order=domain_order)
        domains.append(domain)
        for order, i in enumerate(d.items, start=1):
            low, high = _ends(i)
            items.append(
                Item(domain=domain, code=i.code, name=i.name, lowest=low, highest=high, order=order)
            )
    return domains, items


def _ends(item: definitions.Item) -> tuple[Decimal | None, Decimal | None]:
    if not item.is_scored:
        return None, None
    ends = item.mode.lowest, item.mode.highest  # type: ignore[union-attr]
    low, high = (Decimal(end.numerator) / Decimal(end.denominator) for end in ends)
    return low, high
