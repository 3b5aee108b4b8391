from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lib.forms import AnonymousTextField, DesignSystemForm, DesignSystemModelForm

from .actions import Answer
from .models import InstrumentVersion, Item, Rating, Round

NOT_APPLICABLE = "na"
NOTE_LENGTH = 2000
REASON_LENGTH = 500


class RatingForm(DesignSystemForm):
    """One item: a rating, or not applicable with a reason, and a note. It may be left blank."""

    rating = forms.ChoiceField(
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the ratings offered.")},
    )
    na_reason = AnonymousTextField(
        label=_("Why does it not apply?"),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.TextInput,
    )
    note = AnonymousTextField(
        label=_("What is this based on?"),
        help_text=_("What you read, heard or saw. Never a name, a date of birth or an NHS number."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=NOTE_LENGTH,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, item: Item, rating: Rating | None, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", item.code)
        super().__init__(*args, initial=_initial(rating), **kwargs)
        self.item = item
        choices = [(str(anchor.value), anchor.text) for anchor in item.anchors.all()]
        if item.may_be_not_applicable:
            choices.append((NOT_APPLICABLE, gettext("Not applicable")))
        else:
            del self.fields["na_reason"]
        self.fields["rating"].choices = choices  # type: ignore[attr-defined]
        self.fields["rating"].label = item.name

    def clean(self) -> None:
        not_applicable = self.cleaned_data.get("rating") == NOT_APPLICABLE
        if not_applicable and self.cleaned_data.get("na_reason") == "":
            self.add_error("na_reason", _("Say why it does not apply, or choose a rating."))

    def answer(self) -> Answer:
        given = self.cleaned_data["rating"]
        not_applicable = given == NOT_APPLICABLE
        return Answer(
            value=int(given) if given and not not_applicable else None,
            na_reason=self.cleaned_data["na_reason"] if not_applicable else "",
            note=self.cleaned_data["note"],
            revision=self.cleaned_data["revision"] or 0,
        )

    def show_conflict(self, current: Rating) -> None:
        """Keep what was typed, show what was saved meanwhile, and let a second save replace it."""
        self.data = {**self.data, self.add_prefix("revision"): str(current.revision)}
        self.add_error(
            None,
            _(
                "%(item)s was changed meanwhile, in another window: it now says “%(saved)s”. "
                "What you typed is still here. Save again to keep yours."
            )
            % {"item": current.item.code, "saved": in_words(current)},
        )


def in_words(rating: Rating) -> str:
    said = str(rating.value) if rating.value is not None else rating.na_reason or _("no rating")
    return f"{said}: {rating.note}" if rating.note else str(said)


def _initial(rating: Rating | None) -> dict[str, Any]:
    if rating is None:
        return {"revision": 0}
    return {
        "rating": NOT_APPLICABLE if rating.na_reason else rating.value,
        "na_reason": rating.na_reason,
        "note": rating.note,
        "revision": rating.revision,
    }


class RoundForm(DesignSystemModelForm):
    """A round of an agency, which the view gives."""

    version = forms.ModelChoiceField(
        InstrumentVersion.objects.select_related("instrument"),
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
