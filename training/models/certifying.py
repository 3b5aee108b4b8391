"""What a course says about its certificates. Each holds for those issued from then on."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from .. import expiry
from .designs import CertificateDesign
from .tree import TrainingPage


class CertifyingPage(TrainingPage):
    certificate_design = models.ForeignKey(
        CertificateDesign,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("design of the certificate"),
        help_text=_("Without one, certificates have a plain design."),
    )
    certificate_expiry = models.CharField(
        _("certificates end"),
        max_length=10,
        choices={
            expiry.NEVER: _("Never"),
            expiry.AFTER: _("Some months after issue"),
            expiry.MONTH: _("At the end of the same month each year"),
        },
        default=expiry.NEVER,
        help_text=_("Holds for certificates from now on. Those already issued stay as they are."),
    )
    certificate_months = models.PositiveSmallIntegerField(
        _("months after issue"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    certificate_month = models.PositiveSmallIntegerField(
        _("month"), null=True, blank=True, choices=MONTHS.items()
    )
    renewal_months = models.PositiveSmallIntegerField(
        _("months before the end from which it can be renewed"),
        default=3,
        validators=[MaxValueValidator(60)],
    )

    certificate_panels = [
        MultiFieldPanel(
            [
                FieldPanel("certificate_design"),
                FieldPanel("certificate_expiry"),
                FieldPanel("certificate_months"),
                FieldPanel("certificate_month"),
                FieldPanel("renewal_months"),
            ],
            heading=_("Certificate"),
        ),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.certificate_expiry == expiry.AFTER and not self.certificate_months:
            raise ValidationError({"certificate_months": _("Say after how many months.")})
        if self.certificate_expiry == expiry.MONTH and not self.certificate_month:
            raise ValidationError({"certificate_month": _("Choose the month.")})

    @property
    def certificate_rule(self) -> expiry.Rule:
        return expiry.Rule(self.certificate_expiry, self.certificate_months, self.certificate_month)
