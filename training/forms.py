from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lib.forms import DesignSystemForm

from .certificate_numbers import as_number
from .marking import Paper, PaperQuestion
from .models import Question


class PaperForm(DesignSystemForm):
    """The questions of one paper. Each must be answered; what was ticked stays ticked."""

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in enumerate(paper["questions"], start=1):
            self.fields[f"question-{question['key']}"] = _field(number, question)

    def answers(self) -> dict[str, list[str]]:
        return {
            name.removeprefix("question-"): [ticked] if isinstance(ticked, str) else ticked
            for name, ticked in self.cleaned_data.items()
        }


def _field(number: int, question: PaperQuestion) -> forms.Field:
    several = question["kind"] == Question.Kind.MULTIPLE
    make, widget = (
        (forms.MultipleChoiceField, forms.CheckboxSelectMultiple)
        if several
        else (forms.ChoiceField, forms.RadioSelect)
    )
    sentence = (
        _("Choose at least one answer to question %d.")
        if several
        else _("Choose an answer to question %d.")
    )
    refused = sentence % number
    return make(
        label=f"{number}. {question['text']}",
        help_text=_("Choose all that apply.") if several else "",
        choices=[(choice["key"], choice["text"]) for choice in question["choices"]],
        widget=widget,
        error_messages={
            "required": refused,
            "invalid_choice": refused,
            "invalid_list": refused,
        },
    )


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
