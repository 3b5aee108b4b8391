from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from lib.forms import DesignSystemForm

from ..confidence import HIGHEST, LOWEST

SCALE = [(n, str(n)) for n in range(LOWEST, HIGHEST + 1)]


class ConfidenceForm(DesignSystemForm):
    """One line of nine choices for each statement."""

    def __init__(self, *args: Any, statements: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statements = list(dict.fromkeys(statements))
        for number, statement in enumerate(self.statements):
            self.fields[f"statement-{number}"] = forms.TypedChoiceField(
                label=statement,
                choices=SCALE,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Choose a number from 1 to 9 for “%(statement)s”.")
                    % {"statement": statement.rstrip(".")},
                    "invalid_choice": _("Choose a number from 1 to 9."),
                },
            )

    def values(self) -> dict[str, int]:
        return {s: self.cleaned_data[f"statement-{n}"] for n, s in enumerate(self.statements)}
