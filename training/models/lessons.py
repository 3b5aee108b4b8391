from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from .blocks import LessonBlocks
from .tree import TrainingPage


class LessonPage(TrainingPage):
    summary = models.TextField(_("summary"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes it takes"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
    )
    body = StreamField(LessonBlocks(), verbose_name=_("lesson"))

    template = "training/lesson.html"
    parent_page_types = ["training.ModulePage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("body"),
    ]

    def faults(self) -> list[str]:
        try:
            self.body.stream_block.clean(self.body)
        except ValidationError:
            return [_("“%(title)s” has a part that is not finished.") % {"title": self.title}]
        return []
