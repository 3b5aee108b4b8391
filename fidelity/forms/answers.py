"""Fields for answers, one for each way of answering. Each cleans to a Given."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import sentences
from ..definitions import Item, Policy
from ..modes import YES, Checklist, Count, Criteria, Number, OffScale

NOT_APPLICABLE, NONE_MET = "na", "none"
# What people type for a number; modes.py takes each number in one way of writing only. No two parts
# can take the same zeros, or a text of a few thousand would take minutes.
TYPED = re.compile(r"([-−]?)0*(0|[1-9][0-9]*)(?:\.([0-9]*))?")


@dataclass(frozen=True)
class Given:
    value: str = ""
    ticked: tuple[int, ...] = ()
    is_not_applicable: bool = False


class ScaleField(forms.ChoiceField):
    """One of the item's answers, or not applicable."""

    widget = forms.RadioSelect
    default_error_messages = {"invalid_choice": _("Choose one of the ratings offered.")}

    def clean(self, value: Any) -> Given:
        given = super().clean(value)
        return Given(is_not_applicable=True) if given == NOT_APPLICABLE else Given(given)


class CriteriaField(forms.MultipleChoiceField):
    """The criteria that are met, numbered from 1; that none is; or not applicable."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": _("Tick the criteria that are listed here."),
        "contradictory": _("Tick the criteria that are met, or the answer under them: not both."),
    }

    def clean(self, value: Any) -> Given:
        given = super().clean(value)
        apart = [answer for answer in given if answer in (NOT_APPLICABLE, NONE_MET)]
        if apart and len(set(given)) > 1:
            raise forms.ValidationError(self.error_messages["contradictory"], "contradictory")
        if apart:
            is_not_applicable = apart[0] == NOT_APPLICABLE
            return Given("" if is_not_applicable else "0", (), is_not_applicable)
        ticked = tuple(sorted({int(answer) for answer in given}))
        return Given(str(len(ticked)) if ticked else "", ticked)


class AmountField(forms.CharField):
    """A number, or a count."""

    default_error_messages = {"off_scale": _("Enter %(expected)s, in digits.")}

    def __init__(self, mode: Number | Count, **kwargs: Any) -> None:
        decimals = isinstance(mode, Number) and mode.decimals
        attrs = {
            "inputmode": "decimal" if decimals else "numeric",
            "class": "nhsuk-input--width-5",
            "autocomplete": "off",
        }
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)
        self.mode = mode

    def clean(self, value: Any) -> Given:
        typed = super().clean(value)
        if not typed:
            return Given()
        try:
            answer = as_written_once(typed)
            self.mode.read(answer)
        except OffScale:
            said = {"expected": sentences.expected(self.mode)}
            message = self.error_messages["off_scale"]
            raise forms.ValidationError(message, "off_scale", said) from None
        return Given(answer)


def as_written_once(typed: str) -> str:
    """ "007" is "7", "18.50" is "18.5"; what is no number comes back as it is."""
    found = TYPED.fullmatch(typed)
    if not found:
        return typed
    sign, whole, decimals = found.groups(default="")
    decimals = decimals.rstrip("0")
    number = f"{whole}.{decimals}" if decimals else whole
    return number if number == "0" or not sign else f"-{number}"


def answer_field(item: Item) -> forms.Field:
    match item.mode:
        case Criteria(criteria):
            choices = [(str(n), text) for n, text in enumerate(criteria, start=1)]
            apart = [(NONE_MET, gettext("None of these")), *_not_applicable(item)]
            return CriteriaField(choices=[*choices, *apart], required=False)
        case Number() | Count():
            return AmountField(item.mode, required=False)
        case _:
            choices = [(answer, item.mode.words(answer)) for answer in in_order(item)]
            return ScaleField(choices=[*choices, *_not_applicable(item)], required=False)


def in_order(item: Item) -> Sequence[str]:
    """Scales are read from the lowest up; yes is read before no."""
    answers = list(item.mode.scores)  # type: ignore[union-attr]
    return answers[::-1] if isinstance(item.mode, Checklist) and answers[-1] == YES else answers


def _not_applicable(item: Item) -> list[tuple[str, str]]:
    if item.not_applicable is Policy.FORBIDDEN:
        return []
    return [(NOT_APPLICABLE, gettext("Not applicable"))]
