from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lib.forms import DesignSystemForm

from .models import Agency, Team
from .roles import Role


class InviteForm(DesignSystemForm):
    first_name = forms.CharField(label=_("First name"), max_length=150)
    last_name = forms.CharField(label=_("Last name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send the invitation here."),
        max_length=254,
        error_messages={"invalid": _("Enter a whole e-mail address, like name@example.org.")},
    )

    def __init__(
        self, *args: Any, agency: Agency | None, roles: Iterable[Role], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.TypedChoiceField(
            label=_("Role"),
            choices=[(role.value, role.label) for role in roles],
            coerce=Role,
            widget=forms.RadioSelect,
        )
        if agency:
            self.fields["team"] = forms.ModelChoiceField(
                label=_("Team"),
                queryset=Team.objects.filter(agency=agency),
                required=False,
                empty_label=_("No team"),
            )


class EndMembershipForm(DesignSystemForm):
    ends_on = forms.DateField(
        label=_("First day without this role"),
        help_text=_("Today means at once."),
        initial=timezone.localdate,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class NameForm(DesignSystemForm):
    name = forms.CharField(label=_("Name"), max_length=200)


class ChoosePasswordForm(DesignSystemForm, SetPasswordForm):
    """Django's form and its checks, in our markup and words."""

    error_messages = {"password_mismatch": _("The two passwords are not the same.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, second = self.fields["new_password1"], self.fields["new_password2"]
        first.label = _("Choose a password")
        first.help_text = _(
            "At least 12 characters. Three words that nobody would guess work well."
        )
        second.label = _("Type the password again")
        second.help_text = ""

    def clean(self) -> dict[str, Any]:
        """As Django's, but a weak password is told beside the field where it was chosen."""
        self.validate_passwords("new_password1", "new_password2")
        self.validate_password_for_user(self.user, "new_password1")
        return self.cleaned_data
