"""Instruments in the making."""

from collections.abc import Iterator
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin

from .. import documents
from ..definitions import Instrument as Definition
from ..definitions import Look, Method, Over
from ..tables import LONGEST_NUMBER
from .draft_previews import MODES, preview
from .instrument_blocks import METHODS, BandBlock, DomainBlock, EvidenceBlock, RatioBlock
from .instrument_content import document_of, give_codes
from .instruments import Instrument


class InstrumentDraftQuerySet(models.QuerySet):
    def in_review(self) -> Self:
        return self.filter(state=InstrumentDraft.State.REVIEW)


class InstrumentDraft(PreviewableMixin, models.Model):
    """A version in the making: published, it becomes an InstrumentVersion and is gone.

    It has no revisions of Wagtail's: with them the editor would save by itself every half second.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("In review")

    instrument = models.ForeignKey(
        Instrument,
        models.CASCADE,
        null=True,
        editable=False,
        related_name="drafts",
    )  # null: a new one
    slug = models.SlugField(
        _("short name"),
        blank=True,
        help_text=_("For addresses and files: small letters, digits and -. Blank: from the name."),
    )
    number = models.PositiveSmallIntegerField(
        _("version"), default=1, validators=[MinValueValidator(1), MaxValueValidator(9999)]
    )
    name = models.CharField(_("name"), max_length=200)
    notice = models.CharField(
        _("notice"),
        max_length=200,
        blank=True,
        help_text=_(
            "Shown wherever the instrument or a score of it is. If it has not been tested, write: "
            "Illustrative, not validated."
        ),
    )
    guidance = models.TextField(_("guidance for raters"), max_length=10_000, blank=True)
    source = models.TextField(
        _("source"), max_length=10_000, blank=True, help_text=_("What it is made from.")
    )
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    authored_by = models.CharField(_("written by"), max_length=200, blank=True)
    checked_by = models.CharField(_("checked by"), max_length=200, blank=True)
    date_reviewed = models.DateField(_("reviewed on"), null=True, blank=True)
    look = models.CharField(
        _("how anchors look"),
        max_length=20,
        default=Look.NUMBERS,
        choices=[(Look.NUMBERS, _("Numbers")), (Look.FACES, _("Faces, with their words"))],
    )

    method = models.CharField(
        _("how the total is scored"), max_length=30, choices=METHODS, default=Method.MEAN
    )
    over = models.CharField(
        _("made of"),
        max_length=20,
        default=Over.ITEMS,
        choices=[(Over.ITEMS, _("All items together")), (Over.DOMAINS, _("The domains' scores"))],
    )
    minimum_coverage = models.CharField(
        _("least part that must be rated"),
        max_length=LONGEST_NUMBER,
        blank=True,
        default="80%",
        help_text=_("Such as 80% or 4/5. With less, there is no score. A sum needs 100%."),
    )
    places = models.PositiveSmallIntegerField(
        _("decimals shown"),
        default=2,
        validators=[MaxValueValidator(6)],
        help_text=_("They never decide a band."),
    )
    met = models.CharField(
        _("words where it is met"),
        max_length=100,
        blank=True,
        help_text=_("Such as: Meets the standard. Blank, here and below: no verdict."),
    )
    not_met = models.CharField(_("words where it is not met"), max_length=100, blank=True)
    total_at_least = models.CharField(
        _("the total must be at least"), max_length=LONGEST_NUMBER, blank=True
    )
    each_item_at_least = models.CharField(
        _("each item must score at least"), max_length=LONGEST_NUMBER, blank=True
    )
    bands = StreamField([("band", BandBlock())], blank=True, verbose_name=_("bands of the total"))
    evidence = StreamField(
        [("evidence", EvidenceBlock())], blank=True, verbose_name=_("evidence codes")
    )
    domains = StreamField([("domain", DomainBlock())], blank=True, verbose_name=_("domains"))
    ratios = StreamField([("ratio", RatioBlock())], blank=True, verbose_name=_("ratios"))

    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("changed by"),
    )
    changed_at = models.DateTimeField(_("changed"), null=True, editable=False)
    # How often it has been saved: a page drawn before the last time does not overwrite.
    changes = models.PositiveIntegerField(default=0, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, editable=False)
    comment = models.TextField(editable=False, blank=True)  # of whoever sent it back

    objects = InstrumentDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("draft instrument")
        verbose_name_plural = _("draft instruments")

    def __str__(self) -> str:
        return _("%(name)s, version %(number)s") % {"name": self.name, "number": self.number}

    @property
    def document(self) -> dict[str, Any]:
        give_codes(self.domains)
        return document_of(self)

    @property
    def so_far(self) -> tuple[Definition, list[str]]:
        """The instrument as far as the draft describes one, and what keeps it from being used."""
        definition, faults = documents.looked_at(self.document)
        return definition, [*self._clashes(definition), *faults]

    def _clashes(self, definition: Definition) -> Iterator[str]:
        """With what is published already."""
        if self.instrument is None:
            if Instrument.objects.filter(slug=definition.slug).exists():
                yield (
                    f"There is an instrument “{definition.slug}” already: give this one another "
                    "short name."
                )
        elif (newest := self.instrument.newest) and self.number <= newest.number:
            yield f"Version {newest.number} is published already: give this one a higher number."

    @property
    def is_in_review(self) -> bool:
        return self.state == self.State.REVIEW

    preview_modes = MODES

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "fidelity/builder/preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        definition, faults = self.so_far
        tried = request.session.get(tried_key(self), {})
        return {"request": request, **preview(definition, faults, mode_name, tried)}


def tried_key(draft: InstrumentDraft) -> str:
    """Where a session keeps the answers last tried of the draft."""
    return f"tried-{draft.pk}"
