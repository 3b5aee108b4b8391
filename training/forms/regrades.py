from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lib.forms import AnonymousTextField, DesignSystemForm

from ..models import QuestionVersion
from ..queries import VersionAsked
from ..regrading import misfits
from ..sentences import in_words
from .marking import MarkForm

LONGEST_REASON = 500


def reason_field(help_text: Any) -> AnonymousTextField:
    return AnonymousTextField(
        label=_("Why is it marked again?"),
        help_text=help_text,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why, in a sentence that the learner can read.")},
    )


class VersionsForm(DesignSystemForm):
    """Which version was asked, and by which one its answers are marked now."""

    asked = forms.ChoiceField(
        label=_("Results of people who were asked"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose a version from the list.")},
    )
    marked_by = forms.ChoiceField(
        label=_("Mark them by"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose a version from the list.")},
    )

    def __init__(self, *args: Any, versions: list[VersionAsked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {str(v.version.pk): v.version for v in versions}
        asked = [(str(v.version.pk), _with_results(v)) for v in versions if v.marked]
        by = [
            (pk, _("Version %(number)d") % {"number": v.number}) for pk, v in self.versions.items()
        ]
        self.fields["asked"].choices = asked  # type: ignore[attr-defined]
        self.fields["marked_by"].choices = by  # type: ignore[attr-defined]
        self.initial = {"asked": asked[0][0] if asked else None, "marked_by": by[-1][0]}

    def clean_asked(self) -> QuestionVersion:
        return self.versions[self.cleaned_data["asked"]]

    def clean_marked_by(self) -> QuestionVersion:
        return self.versions[self.cleaned_data["marked_by"]]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "asked" in given and "marked_by" in given:
            for fault in misfits(given["asked"].definition, given["marked_by"].definition):
                self.add_error("marked_by", in_words(fault))
        return given


class ReasonForm(DesignSystemForm):
    reason = reason_field(
        _("Everybody whose result changes reads this. Such as: “The key was wrong.”")
    )


class MarkAgainForm(MarkForm):
    """An essay's mark, changed after its learner had the result."""

    reason = reason_field(_("The learner reads this."))

    field_order = ["seen", "points", "comment", "saved", "reason"]


def _with_results(asked: VersionAsked) -> str:
    return ngettext(
        "Version %(number)d (%(results)d result)",
        "Version %(number)d (%(results)d results)",
        asked.marked,
    ) % {"number": asked.version.number, "results": asked.marked}
