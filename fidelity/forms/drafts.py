"""Forms of the builder, in Wagtail's admin."""

from typing import Any

from django import forms
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .. import documents
from ..definitions import Instrument as Definition
from ..definitions import Item, Policy
from ..models import Instrument, InstrumentVersion
from ..modes import Count, Number, OffScale
from ..sentences import answer_label, answer_words, expected

LARGEST_SHOWN = _("A TOML file of up to 1 MB, such as one downloaded here.")


class DraftForm(WagtailAdminModelForm):
    """`seen` is how often the draft had been saved when the page was drawn, and `of` whose version
    it was: should it be gone, that says what to make of the rest."""

    seen = forms.IntegerField(
        required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput
    )
    of = forms.ModelChoiceField(Instrument.objects.all(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"seen": self.instance.changes, "of": self.instance.instrument_id}
        if self.instance.instrument_id:
            self.fields.pop("slug", None)  # the instrument's own

    def show_again(self, saved: int) -> None:
        """With what was typed; the next time it goes over what is saved now."""
        self.data = self.data.copy()  # type: ignore[has-type]
        self.data["seen"] = str(saved)


class CommentForm(forms.Form):
    comment = forms.CharField(
        label=_("What should change?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReasonForm(forms.Form):
    because = forms.CharField(
        label=_("Why?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class EquivalentForm(ReasonForm):
    to = forms.ModelChoiceField(
        InstrumentVersion.objects.none(), label=_("Equivalent to"), empty_label=None
    )
    field_order = ["to", "because"]

    def __init__(self, *args: Any, version: InstrumentVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earlier = InstrumentVersion.objects.filter(
            instrument=version.instrument, number__lt=version.number
        )
        self.fields["to"].queryset = earlier.defer("document")  # type: ignore[attr-defined]


class DuplicateForm(forms.Form):
    name = forms.CharField(label=_("Name of the new instrument"), max_length=200)
    slug = forms.SlugField(
        label=_("Short name"), help_text=_("For addresses and files: small letters, digits and -.")
    )

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"].lower().replace("_", "-")
        if Instrument.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("There is an instrument of that short name already."))
        return slug


class InstrumentFileForm(forms.Form):
    """A file that can be read; `definition` is what is in it. What was looked at once comes back
    as text, so that nothing need be kept meanwhile."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=LARGEST_SHOWN,
        error_messages={"empty": _("This file is empty. Choose another.")},
    )
    text = forms.CharField(
        required=False, strip=False, widget=forms.HiddenInput, max_length=documents.LARGEST
    )

    definition: Definition
    faults: list[str] = []

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if file := given.get("file"):
            given["text"] = self._decoded(file)
        elif not given.get("text") and not self.errors:
            self.add_error("file", _("Choose a file."))
        if given.get("text"):
            self._read(given["text"])
        return given

    def _decoded(self, file: Any) -> str:
        """One byte more than may be, whatever size the file is said to have."""
        content = file.read(documents.LARGEST + 1)
        if len(content) > documents.LARGEST:
            self.add_error("file", documents.TOO_LARGE)
            return ""
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", _("This is not text in UTF-8. Save it as UTF-8, or choose the "
                                     "right file."))  # fmt: skip
            return ""

    def _read(self, text: str) -> None:
        try:
            self.definition = documents.read_toml(text)
        except documents.InvalidDefinition as invalid:
            self.faults = invalid.problems
            self.add_error(None, _("The file cannot be used yet. Nothing has been stored."))


class TryForm(forms.Form):
    """Every item of an instrument, answered to see the score. Nothing is required."""

    def __init__(self, *args: Any, instrument: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        for item in instrument.items:
            self.fields[f"item-{item.code}"] = _field(item)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for item in self.instrument.items:
            answer = given.get(f"item-{item.code}", "").strip()
            if answer and not _takes(item, answer):
                self.add_error(f"item-{item.code}", _("%(expected)s.") % _expected(item))
        return given

    def answers(self) -> dict[str, str]:
        given = {item.code: self.cleaned_data[f"item-{item.code}"].strip()
                 for item in self.instrument.items}  # fmt: skip
        return {code: answer for code, answer in given.items() if answer}


NOT_APPLICABLE = "na"


def _field(item: Item) -> forms.Field:
    label = f"{item.code} {item.name}"
    offers = item.not_applicable is not Policy.FORBIDDEN
    if isinstance(item.mode, Number | Count):
        text = capfirst(expected(item.mode))
        if offers:
            text = _("%(expected)s; or na: not applicable") % {"expected": text}
        return forms.CharField(label=label, required=False, max_length=20, help_text=text)
    choices = [("", _("Left blank")), *_answers(item)]
    if offers:
        choices.append((NOT_APPLICABLE, _("Not applicable")))
    wide = forms.Select(attrs={"class": "w-w-full"})
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=wide)


def _answers(item: Item) -> list[tuple[str, Any]]:
    mode = item.mode
    labels = []
    for answer in mode.scores:  # type: ignore[union-attr]
        words = answer_words(mode, answer)
        label = answer_label(mode, answer)
        named = f"{label}: {words}" if words else label
        labels.append((answer, Truncator(named).chars(80)))
    return labels


def _takes(item: Item, answer: str) -> bool:
    if answer == NOT_APPLICABLE:
        return item.not_applicable is not Policy.FORBIDDEN
    try:
        item.mode.read(answer)
    except OffScale:
        return False
    return True


def _expected(item: Item) -> dict[str, str]:
    return {"expected": capfirst(expected(item.mode))}  # type: ignore[arg-type]
