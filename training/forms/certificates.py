from django import forms
from django.utils.translation import gettext_lazy as _

from lib.forms import DesignSystemForm

from ..certificate_numbers import as_number


class VerifyForm(DesignSystemForm):
    number = forms.CharField(
        label=_("Certificate number"),
        help_text=_("It is printed beside the square code, and looks like CP-2026-7K3F-9QXM."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the number printed on the certificate.")},
    )

    def clean_number(self) -> str:
        number = as_number(self.cleaned_data["number"])
        if number is None:
            raise forms.ValidationError(
                _("A certificate number looks like CP-2026-7K3F-9QXM. Check it and try again.")
            )
        return number
