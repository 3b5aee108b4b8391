"""Fields that forms about people and workshops share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Team, User
from agencies.roles import Permission

from .. import queries

LONGEST_KEY = 18  # digits


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, **kwargs)


class WhereField(forms.ModelChoiceField):
    """An agency in which a person runs training; or the whole programme, for those who run it."""

    def __init__(self, *, by: User, **kwargs: Any) -> None:
        everywhere = queries.runs_training_everywhere(by)
        agencies = Agency.objects.visible_to(by, Permission.MANAGE_TRAINING)
        if not everywhere and agencies.count() == 1:
            kwargs |= {"initial": agencies.get(), "widget": forms.HiddenInput}
        super().__init__(
            queryset=agencies,
            required=not everywhere,
            empty_label=_("The whole programme") if everywhere else None,
            **kwargs,
        )


class PageField(forms.ModelChoiceField):
    """By `id`: a page's `pk` points to its parent table, and Django would hand a number too long
    for the column to the database, which answers with an error."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(to_field_name="id", **kwargs)


class TickField(forms.ModelMultipleChoiceField):
    """Rows to tick. A number too long for the column names none of them: Django would hand it to
    the database, which answers with an error."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        for ticked in value or ():
            if len(str(ticked)) > LONGEST_KEY:
                params = {"value": ticked}
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params=params
                )
        return super().clean(value)


class TeamField(TickField):
    of_one_agency = False

    def label_from_instance(self, team: Team) -> str:
        return str(team) if self.of_one_agency else f"{team.agency}: {team}"


class PersonField(TickField):
    def label_from_instance(self, user: User) -> str:
        return f"{user} ({user.email})"
