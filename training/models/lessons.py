from typing import Any, Self
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from .blocks import LessonBlocks
from .lesson_forms import LessonPageForm
from .prerequisites import LockablePage


class LessonPage(LockablePage):
    summary = models.TextField(_("summary"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes it takes"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
    )
    body = StreamField(LessonBlocks(), verbose_name=_("lesson"))
    co_produced_with = models.CharField(
        _("co-produced with"),
        max_length=200,
        blank=True,
        help_text=_("A group or the published names of people, as they wish to be thanked."),
    )
    # One more with each substantive change, after which the lesson is asked for again.
    edition = models.PositiveIntegerField(default=1, editable=False)
    what_changed = models.TextField(
        _("what has changed"),
        blank=True,
        help_text=_("Learners see this beside the request to do the lesson again."),
    )

    template = "training/lesson.html"
    parent_page_types = ["training.ModulePage"]
    subpage_types: list[str] = []
    base_form_class = LessonPageForm
    exclude_fields_in_copy = ["edition", "what_changed"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("body"),
        FieldPanel("co_produced_with"),
        MultiFieldPanel(
            [FieldPanel("asks_again"), FieldPanel("what_changed")],
            heading=_("For people who have done this lesson"),
        ),
        *LockablePage.lock_panels,
    ]

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """An old draft that is published at last does not take an edition back."""
        page = super().with_content_json(content)
        if page.edition < self.edition:
            page.edition, page.what_changed = self.edition, self.what_changed
        return page

    def part(self, kind: str, key: UUID) -> Any:
        """The block of a kind that carries this id; None if the lesson has it no longer."""
        own = (block for block in self.body if block.block_type == kind)
        return next((block for block in own if block.id == str(key)), None)

    def faults(self) -> list[str]:
        try:
            self.body.stream_block.clean(self.body)
        except ValidationError:
            unfinished = _("“%(title)s” has a part that is not finished.") % {"title": self.title}
            return [*super().faults(), unfinished]
        return super().faults()
