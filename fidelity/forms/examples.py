from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lib.forms import AnonymousTextField, DesignSystemForm

from ..actions import Written
from ..models import Domain, Examples
from .revisions import with_revision

EXAMPLES_LENGTH = 5000
# Longer than any item's code may be, so that no item's fields have these names.
PREFIX = "examples-of-this-domain"


class ExamplesForm(DesignSystemForm):
    """What a rater writes about a domain that asks for examples. It may be left blank."""

    text = AnonymousTextField(
        help_text=_("Never a name, a date of birth or an NHS number."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        max_length=EXAMPLES_LENGTH,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self, *args: Any, domain: Domain, asks: str, examples: Examples | None, **kwargs: Any
    ) -> None:
        initial = {
            "text": examples.text if examples else "",
            "revision": examples.revision if examples else 0,
        }
        super().__init__(*args, initial=initial, prefix=PREFIX, **kwargs)
        self.domain = domain
        self.fields["text"].label = asks

    def written(self) -> Written:
        said = self.cleaned_data
        return Written(self.domain, said["text"], said["revision"] or 0)

    def show_conflict(self, current: Examples) -> None:
        """Keep what was typed, show what was saved meanwhile, and let a second save replace it."""
        self.data = with_revision(self, current.revision)
        self.add_error("text", CHANGED % {"saved": current.text})


CHANGED = _(
    "These examples were changed meanwhile, in another window: they now say “%(saved)s”. "
    "What you typed is still here. Save again to keep yours."
)
