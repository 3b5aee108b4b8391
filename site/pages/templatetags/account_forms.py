"""The sign-in library's forms, drawn as ours are and in our words."""

from collections.abc import Iterator
from typing import Any

from django import forms, template
from django.utils.translation import gettext_lazy as _

from lib.forms import DesignSystemField

register = template.Library()

EMAIL = _("E-mail address"), _("Enter your e-mail address.")
# By the field's name: its label, and what to say when it is left empty.
WORDS = {
    "login": EMAIL,
    "email": EMAIL,
    "password": (_("Password"), _("Enter your password.")),
    "oldpassword": (_("Current password"), _("Enter the password that you use now.")),
    "password1": (_("New password"), _("Enter a new password.")),
    "password2": (_("New password again"), _("Enter the new password a second time.")),
}


class AccountField(DesignSystemField):
    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        label, empty = WORDS.get(name, (self.label, ""))
        self.label, self.empty = str(label), str(empty)
        field.widget.attrs.pop("placeholder", None)
        if name in ("password", "oldpassword"):
            self.help_text = ""  # a link to reset the password; our pages have it after the form

    @property
    def when_empty(self) -> str:
        return self.empty or super().when_empty


class AccountForm:
    """As much of a form as components/error_summary.html and a loop over fields need."""

    def __init__(self, form: forms.BaseForm) -> None:
        self.errors = form.errors
        self.non_field_errors = form.non_field_errors
        self.fields = [AccountField(form, field, name) for name, field in form.fields.items()]

    def __iter__(self) -> Iterator[AccountField]:
        return iter(self.fields)


@register.filter
def in_our_words(form: Any) -> AccountForm | str:
    return AccountForm(form) if form else ""
