from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lib.forms import DesignSystemForm

from ..marking import Paper, PaperQuestion
from ..models import Question


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
