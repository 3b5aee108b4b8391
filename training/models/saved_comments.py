from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class SavedComment(Orderable):
    """Words that markers give often. They are copied into a comment, so it may change or go."""

    text = models.TextField(
        _("text"), max_length=1000, help_text=_("It is added to the comment as it stands here.")
    )

    panels = [FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("saved comment")
        verbose_name_plural = _("saved comments")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="saved_comment_has_words"),
        ]

    def __str__(self) -> str:
        return Truncator(self.text).chars(80)
