import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..formats.limits import MEGABYTE, MOST_BYTES
from ..formats.reading import Format, load
from ..formats.result import CannotRead
from ..sentences import in_words

FORMATS = {
    Format.GIFT: _("GIFT, Moodle’s text format"),
    Format.MOODLE_XML: _("Moodle XML"),
    Format.QUIZ_APP: _("django-quiz-app, as dumpdata writes it: people’s results are kept too"),
}

# GIFT takes any text: read as such, a whole file of Moodle's would be one question without sense.
MOODLE = re.compile(rb"(\xef\xbb\xbf)?\s*<(\?xml|quiz)\b")


class QuestionFileForm(forms.Form):
    """A file that can be read; `loaded` says what is in it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Up to %(most)d MB.") % {"most": MOST_BYTES // MEGABYTE},
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty. Choose another."),
        },
    )
    format = forms.ChoiceField(
        label=_("Format"),
        choices=[(form.value, words) for form, words in FORMATS.items()],
        widget=forms.RadioSelect,
        initial=Format.GIFT.value,
        error_messages={"required": _("Choose what the file is.")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "file" in given and "format" in given:
            self.content = given["file"].read(MOST_BYTES + 1)
            if given["format"] == Format.GIFT and MOODLE.match(self.content[:400]):
                self.add_error("format", _("This file is Moodle XML. Choose that format."))
                return given
            try:
                self.loaded = load(self.content, Format(given["format"]))
            except CannotRead as cannot:
                self.add_error("file", in_words(cannot.reason))
        return given
