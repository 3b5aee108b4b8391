"""Wagtail's form for a lesson, with the question whether a change matters to those who did it."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .prerequisites import LockablePageForm


class LessonPageForm(LockablePageForm):
    """A tick asks for the edition after the published one, however often the draft is saved.

    Once that is published the tick is gone, so a later small change does not ask again.
    """

    asks_again = forms.BooleanField(
        required=False,
        label=_("This is a substantive change: ask everybody to do this lesson again"),
        help_text=_(
            "What they have completed stays on record. Leave this empty for small corrections."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.published = self._published()
        if self.published is None:  # nobody can have done it
            self.fields.pop("asks_again")
            self.fields.pop("what_changed", None)
            return
        asks_again = self.instance.edition > self.published.edition
        self.initial["asks_again"] = asks_again
        if not asks_again:
            self.initial["what_changed"] = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_blank = not (cleaned.get("what_changed") or "").strip()
        if cleaned.get("asks_again") and is_blank and not self.is_deferred_validation:
            self.add_error(
                "what_changed",
                _("Say what has changed, so that people know why they are asked again."),
            )
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if self.published and self.cleaned_data.get("asks_again"):
            self.instance.edition = self.published.edition + 1
        elif self.published:
            self.instance.edition = self.published.edition
            self.instance.what_changed = self.published.what_changed
        return super().save(commit=commit)

    def _published(self) -> Any:
        """The lesson as the database has it: the instance may be a draft."""
        lessons = type(self.instance).objects.filter(
            Q(live=True) | Q(first_published_at__isnull=False)
        )
        return lessons.filter(id=self.instance.pk).only("edition", "what_changed").first()
