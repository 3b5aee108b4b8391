from django import forms
from django.utils.translation import gettext_lazy as _

from lib.forms import DesignSystemModelForm

from ..models import InstrumentVersion, Round


class VersionField(forms.ModelChoiceField):
    """Each version with its notice, such as “Illustrative, not validated”."""

    def label_from_instance(self, version: InstrumentVersion) -> str:
        return f"{version} – {version.notice}" if version.notice else str(version)


class RoundForm(DesignSystemModelForm):
    """A round of an agency, which the view gives."""

    version = VersionField(
        InstrumentVersion.objects.in_use().defer("document"),
        label=_("Instrument"),
        empty_label=None,
    )

    class Meta:
        model = Round
        fields = ["name", "version", "opens_on", "closes_on"]
        labels = {"name": _("Name"), "opens_on": _("First day"), "closes_on": _("Last day")}
        help_texts = {
            "name": _("What people will see, for example: December 2026."),
            "closes_on": _("Supervisors can begin a rating until the end of this day."),
        }
        widgets = {
            "opens_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "closes_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean(self) -> None:
        super().clean()
        opens_on, closes_on = self.cleaned_data.get("opens_on"), self.cleaned_data.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", _("Choose a last day that is not before the first."))
