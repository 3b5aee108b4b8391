"""Forms drawn in the design system's markup, by Django's own `as_field_group`."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList, flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from .privacy import identifying


class FormRenderer(TemplatesSetting):
    """Our templates for fields; widgets keep Django's, so Wagtail's admin is left as it is."""

    field_template_name = "components/field.html"


CSS_CLASSES = {
    "text": "nhsuk-input",
    "email": "nhsuk-input",
    "password": "nhsuk-input nhsuk-password-input__input nhsuk-js-password-input-input",
    "number": "nhsuk-input",
    "date": "nhsuk-input",
    "file": "nhsuk-file-upload__input",
    "select": "nhsuk-select",
    "textarea": "nhsuk-textarea",
    "radios": "nhsuk-radios__input",
    "checkbox": "nhsuk-checkboxes__input",
    "checkboxes": "nhsuk-checkboxes__input",
}
ERROR_CLASSES = {
    "radios": "",
    "checkbox": "",
    "checkboxes": "",
    "file": "",
    "select": "nhsuk-select--error",
    "textarea": "nhsuk-textarea--error",
}
# What an empty field that must be filled says, where its form has no sentence of its own.
EMPTY = {
    "radios": _("Choose an answer to “%(label)s”."),
    "checkboxes": _("Choose at least one answer to “%(label)s”."),
    "checkbox": _("Tick “%(label)s”."),
    "select": _("Choose from “%(label)s”."),
}


class Option(NamedTuple):
    """A radio or a checkbox of a field."""

    tag: SafeString
    id: str
    label: str


class DesignSystemField(BoundField):
    """A bound field whose widget carries the design system's class for its kind."""

    @property
    def kind(self) -> str:
        """The sort of control, in words that components/field.html chooses by."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxSelectMultiple):
            return "checkboxes"
        if isinstance(widget, forms.RadioSelect):
            return "radios"
        if isinstance(widget, forms.Textarea):
            return "textarea"
        if isinstance(widget, forms.Select):
            return "select"
        return str(getattr(widget, "input_type", "text"))

    @property
    def options(self) -> Iterator[Option]:
        """As Django's own templates write them, which take four times as long: a page of 25
        questions has a hundred."""
        for widget in self.subwidgets:
            own = widget.data
            tag = format_html(
                '<input type="{}" name="{}" value="{}"{}>',
                own["type"],
                own["name"],
                own["value"],
                flatatt(own["attrs"]),
            )
            yield Option(tag, own["attrs"]["id"], own["label"])

    @property
    def when_empty(self) -> str:
        return str(EMPTY.get(self.kind, _("Fill in “%(label)s”.")) % {"label": self.label})

    @property
    def errors(self) -> ErrorList:
        """The errors, with Django's "This field is required." in words that name the field:
        the summary on top of the page shows them away from it."""
        errors = super().errors
        plain = forms.Field.default_error_messages["required"]
        if any(error.message == plain for error in errors.as_data()):
            return self.form.error_class([self.when_empty], renderer=self.form.renderer)
        return errors

    def build_widget_attrs(self, attrs: dict, widget: forms.Widget | None = None) -> dict:
        attrs = super().build_widget_attrs(attrs, widget)
        wanted = [
            CSS_CLASSES.get(self.kind, "nhsuk-input"),
            ERROR_CLASSES.get(self.kind, "nhsuk-input--error") if self.errors else "",
            (widget or self.field.widget).attrs.get("class", ""),
        ]
        return {**attrs, "class": " ".join(filter(None, wanted))}


class DesignSystemForm(forms.Form):
    bound_field_class = DesignSystemField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class DesignSystemModelForm(forms.ModelForm):
    bound_field_class = DesignSystemField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class AnonymousTextField(forms.CharField):
    """Text from which nobody should be recognised, as it is stored.

    A line ends the same whether a form or an autosave sends it, or the same words would look
    changed. No maxlength in the page: browsers cut what is pasted without a word.
    """

    widget = forms.Textarea
    default_error_messages = {
        "max_length": _("Shorten this to %(limit_value)d characters: it has %(show_value)d."),
        "identifying": _(
            "This looks like %(found)s. Take it out: nobody should be recognised from a note."
        ),
    }

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        if found := identifying(value):
            message = self.error_messages["identifying"]
            raise forms.ValidationError(message, code="identifying", params={"found": found})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {}
