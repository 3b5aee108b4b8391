from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lib.forms import AnonymousTextField, DesignSystemForm

from ..models import SavedComment
from ..questions import as_number, number_text
from .fields import LONGEST_KEY

LONGEST_COMMENT = 3000
HALF = Decimal("0.5")


class PointsField(forms.CharField):
    """From none to all, in halves."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        self.asks = _now("Give points from 0 to %(most)d, such as 0.5.") % {"most": most}
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "nhsuk-input--width-4"}
        super().__init__(
            max_length=20,
            widget=forms.TextInput(attrs=attrs),
            error_messages={"required": self.asks, "max_length": self.asks},
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return number_text(value) if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {}  # no maxlength: what is too long is said, not cut

    def clean(self, value: Any) -> Decimal:
        points = as_number(super().clean(value))
        if points is None:
            raise forms.ValidationError(self.asks)
        if not 0 <= points <= self.most:
            sentence = ngettext(
                "The question is worth %(most)d point. Give from 0 to %(most)d.",
                "The question is worth %(most)d points. Give from 0 to %(most)d.",
                self.most,
            )
            raise forms.ValidationError(sentence % {"most": self.most})
        if points % HALF:
            raise forms.ValidationError(_now("Give whole or half points, such as 2 or 2.5."))
        return points


class SavedCommentField(forms.ChoiceField):
    """Each choice carries its whole text, for site/assets/js/marking.js."""

    class Select(forms.Select):
        texts: dict[str, str]

        def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
            option = super().create_option(*args, **kwargs)
            option["attrs"]["data-text"] = self.texts.get(option["value"], "")
            return option

    widget = Select

    def __init__(self, **kwargs: Any) -> None:
        comments = list(SavedComment.objects.all())
        offered = [("", _("Choose")), *((str(c.pk), str(c)) for c in comments)]
        super().__init__(choices=offered, **kwargs)
        # Lines end here as in the comment that a text goes to (lib.forms.AnonymousTextField).
        self.texts = {str(c.pk): c.text.replace("\r\n", "\n") for c in comments}
        self.widget.texts = self.texts


class MarkForm(DesignSystemForm):
    """Points and a comment. A saved comment that is chosen goes to the end of the comment."""

    seen = forms.IntegerField(
        min_value=0, max_value=10**LONGEST_KEY - 1, widget=forms.HiddenInput, required=False
    )
    comment = AnonymousTextField(
        label=_("Comment to the learner"),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    field_order = ["seen", "points", "comment", "saved"]

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _now("Points, from 0 to %(most)d") % {"most": most}
        self.fields["points"] = PointsField(label=label, most=most)
        saved = SavedCommentField(
            label=_("Add a saved comment"),
            help_text=_("It goes to the end of your comment when you save."),
            required=False,
            error_messages={"invalid_choice": _("Choose a saved comment from the list.")},
        )
        self.fields["saved"] = saved
        self.saved_texts = saved.texts
        self.order_fields(self.field_order)

    def clean_seen(self) -> int:
        return self.cleaned_data["seen"] or 0

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "comment" in given and given.get("saved"):
            parts = [given["comment"].rstrip(), self.saved_texts[given["saved"]]]
            given["comment"] = "\n\n".join(filter(None, parts))
            if len(given["comment"]) > LONGEST_COMMENT:
                self.add_error("saved", _("The comment has no room for this. Shorten it first."))
        return given

    def say_marked_meanwhile(self, seen: int) -> None:
        """What was typed stays. It may be saved again, now that the other mark has been shown."""
        self.data = {name: self.data.get(name) for name in self.fields} | {"seen": str(seen)}
        self.add_error(
            None,
            _(
                "This answer has been marked since you opened it. The mark is shown below the "
                "answer, and what you typed is still here."
            ),
        )
