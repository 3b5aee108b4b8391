"""How certificates look and what they say. Trainers write designs; a certificate keeps a copy."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats, timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images.models import Image
from wagtail.models import PreviewableMixin

from ..expiry import add_months
from ..wording import PLACEHOLDERS, faults, filled

PICTURE_SIZE = "max-600x300|format-png"

PLAIN_WORDING = """This is to say that
{name}
has worked through every lesson and passed every quiz of
{course}
{date}
{hours} of continuing professional development
Valid until {expiry}"""


class CertificateDesign(PreviewableMixin, models.Model):
    """What a trainer chose for a course's certificates: layout, colour, words and pictures."""

    class Layout(models.TextChoices):
        FRAME = "frame", _("Landscape, in a frame")
        BAND = "band", _("Landscape, with a band of colour at the side")
        PORTRAIT = "portrait", _("Portrait, with a band of colour on top")

    class Colour(models.TextChoices):
        GREEN = "green", _("Green")
        BLUE = "blue", _("Blue")
        WARM = "warm", _("Copper")

    name = models.CharField(
        _("name"), max_length=100, unique=True, help_text=_("For trainers only: it is not printed.")
    )
    layout = models.CharField(_("layout"), max_length=10, choices=Layout, default=Layout.FRAME)
    colour = models.CharField(_("colour"), max_length=10, choices=Colour, default=Colour.GREEN)
    heading = models.CharField(_("heading"), max_length=60, default="Certificate")
    wording = models.TextField(
        _("wording"),
        max_length=1000,
        default=PLAIN_WORDING,
        help_text=format_lazy(
            "{} {{{}}}. {}",
            _("These are filled in:"),
            "}, {".join(PLACEHOLDERS),
            _(
                "A line that is only {name} or {course} is printed large. A line that needs what "
                "a certificate does not have, such as {expiry}, is left out."
            ),
        ),
    )
    signatory_name = models.CharField(_("who signs"), max_length=100, blank=True)
    signatory_role = models.CharField(_("their role"), max_length=150, blank=True)
    signature = models.ForeignKey(
        Image, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("signature")
    )
    signature_alt = models.CharField(
        _("signature in words"),
        max_length=150,
        blank=True,
        help_text=_("For people who cannot see it, such as “Signature of Robin Person”."),
    )
    logo = models.ForeignKey(
        Image, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    logo_alt = models.CharField(
        _("logo in words"),
        max_length=150,
        blank=True,
        help_text=_("For people who cannot see it, such as “Logo of North Agency”."),
    )

    panels = [
        FieldPanel("name"),
        MultiFieldPanel([FieldPanel("layout"), FieldPanel("colour")], heading=_("Look")),
        MultiFieldPanel([FieldPanel("heading"), FieldPanel("wording")], heading=_("Words")),
        MultiFieldPanel(
            [
                FieldPanel("signatory_name"),
                FieldPanel("signatory_role"),
                FieldPanel("signature"),
                FieldPanel("signature_alt"),
            ],
            heading=_("Signature"),
        ),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("logo_alt")], heading=_("Logo")),
    ]

    class Meta:
        verbose_name = _("certificate design")
        verbose_name_plural = _("certificate designs")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        if wrong := faults(self.wording or ""):
            errors["wording"] = gettext(
                "We cannot fill in %(wrong)s. Write one of these as it stands here: %(known)s."
            ) % {"wrong": ", ".join(wrong), "known": ", ".join(f"{{{p}}}" for p in PLACEHOLDERS)}
        for picture in ("signature", "logo"):
            if getattr(self, f"{picture}_id") and not getattr(self, f"{picture}_alt").strip():
                errors[f"{picture}_alt"] = _("Say in words what the picture shows.")
        if errors:
            raise ValidationError(errors)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        sample = {
            "name": _("Robin Example"),
            "course": _("Connecting People: the core course"),
            "date": formats.date_format(timezone.localdate(), "j F Y"),
            "hours": hours_in_words(150),
            "expiry": formats.date_format(add_months(timezone.localdate(), 24), "j F Y"),
        }
        context = {
            "design": self.kept({name: str(value) for name, value in sample.items()}),
            "signature": self.signature and self.signature.get_rendition(PICTURE_SIZE).url,
            "logo": self.logo and self.logo.get_rendition(PICTURE_SIZE).url,
            "number": "CP-2026-7K3F-9QXM",
            "is_preview": True,
        }
        return render(request, "training/certificate_pdf.html", context)

    def kept(self, values: Mapping[str, str]) -> dict[str, Any]:
        """The design as a certificate keeps it, but for the pictures: those are actions' to keep.

        The wording is there twice: as it is printed, and as it was written, so that a name can be
        corrected.
        """
        return {
            "layout": self.layout,
            "colour": self.colour,
            "heading": self.heading,
            "wording": self.wording,
            "lines": [asdict(line) for line in filled(self.wording, values)],
            "signatory_name": self.signatory_name,
            "signatory_role": self.signatory_role,
            "signature": None,
            "signature_alt": self.signature_alt,
            "logo": None,
            "logo_alt": self.logo_alt,
        }


class CertificatePicture(models.Model):
    """A logo or signature as it was when a certificate was issued, kept once for all of them."""

    digest = models.CharField(max_length=64, unique=True)
    png = models.BinaryField()

    def __str__(self) -> str:
        return self.digest


def hours_in_words(minutes: int) -> str:
    """Such as "2 hours 30 minutes"; nothing for none."""
    hours, left = divmod(minutes, 60)
    parts = [
        ngettext("%d hour", "%d hours", hours) % hours if hours else "",
        ngettext("%d minute", "%d minutes", left) % left if left else "",
    ]
    return " ".join(filter(None, parts))
