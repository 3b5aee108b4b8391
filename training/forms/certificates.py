from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import User
from lib.forms import DesignSystemForm, DesignSystemModelForm

from ..certificate_numbers import as_number
from ..models import Certificate, CoursePage


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


class ShareForm(DesignSystemModelForm):
    class Meta:
        model = Certificate
        fields = ["shows_name", "shows_course", "shows_hours"]


class RevokeForm(DesignSystemForm):
    reason = forms.CharField(
        label=_("Why is it revoked?"),
        help_text=_("The holder and the trainers can read this. Nobody else can."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why, in a sentence that the holder can read.")},
    )


class ReissueForm(DesignSystemForm):
    holder_name = forms.CharField(
        label=_("Name as it should be printed"),
        max_length=310,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter the name as it should be printed.")},
    )

    def __init__(self, *args: Any, certificate: Certificate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.certificate = certificate
        self.fields["holder_name"].initial = str(certificate.user)

    def clean_holder_name(self) -> str:
        name = " ".join(self.cleaned_data["holder_name"].split())
        if name == self.certificate.holder_name:
            raise forms.ValidationError(_("This is the name it has now. Enter the right one."))
        return name


class FindCertificatesForm(DesignSystemForm):
    text = forms.CharField(
        label=_("Name, number or e-mail address"), max_length=100, required=False
    )
    course = forms.ModelChoiceField(
        CoursePage.objects.order_by("title"),
        to_field_name="id",  # a page's pk would let a number too long through to the database
        label=_("Course"),
        required=False,
        empty_label=_("All courses"),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            ("valid", _("Valid")),
            ("expiring", _("Ends within 90 days")),
            ("expired", _("Expired")),
            ("revoked", _("Revoked")),
        ],
    )


class ChooseCourseForm(DesignSystemForm):
    course = forms.ModelChoiceField(
        CoursePage.objects.none(),
        to_field_name="id",
        label=_("Course"),
        empty_label=_("Choose a course"),
        error_messages={"required": _("Choose a course.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        courses = CoursePage.objects.open_to(user).order_by("title")
        cast(forms.ModelChoiceField, self.fields["course"]).queryset = courses
