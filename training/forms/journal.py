from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import User
from lib.forms import AnonymousTextField, DesignSystemForm

LONGEST_ENTRY, LONGEST_REPLY = 10_000, 500


class ReflectionForm(DesignSystemForm):
    text = AnonymousTextField(
        label=_("What I think"),
        help_text=_("Private, unless you share it. Write no names, dates of birth or NHS numbers."),
        max_length=LONGEST_ENTRY,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write something before you save.")},
    )


class ShareEntryForm(DesignSystemForm):
    """Whom an entry is shown to. Nobody is ticked beforehand."""

    supervisors = forms.MultipleChoiceField(
        label=_("Who may read it?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one person, or go back."),
            "invalid_choice": _("Choose from the people that are offered."),
        },
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        choices = [(key, str(person)) for key, person in self.people.items()]
        self.fields["supervisors"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> list[User]:
        return [self.people[key] for key in self.cleaned_data["supervisors"]]


class AcknowledgeForm(DesignSystemForm):
    reply = AnonymousTextField(
        label=_("A few words back"),
        help_text=_("You may leave this empty: the writer is told that you have read it."),
        required=False,
        max_length=LONGEST_REPLY,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
