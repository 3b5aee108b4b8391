"""The upper part of the tree: index, course, module."""

from django.db import models
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from .tree import TrainingPage, below_a_draft


class CourseIndexPage(TrainingPage):
    introduction = models.TextField(_("introduction"), blank=True)

    template = "training/course_index.html"
    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["training.CoursePage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page below in two queries: Wagtail takes two a level, and shows pages of a
        course that has been taken down."""
        if not path_components:
            return super().route(request, path_components)
        address = f"{self.url_path}{'/'.join(path_components)}/"
        below = Page.objects.descendant_of(self).exclude(below_a_draft())
        return RouteResult(get_object_or_404(below, url_path=address).specific)


class CoursePage(TrainingPage):
    summary = models.TextField(_("summary"))
    body = RichTextField(_("about the course"), blank=True)
    is_core = models.BooleanField(
        _("core course"),
        default=False,
        help_text=_("Whoever holds its certificate counts as trained."),
    )

    template = "training/course.html"
    parent_page_types = ["training.CourseIndexPage"]
    subpage_types = ["training.ModulePage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("is_core"),
    ]


class ModulePage(TrainingPage):
    """A set of lessons in order, then a quiz."""

    summary = models.TextField(_("summary"))

    template = "training/module.html"
    parent_page_types = ["training.CoursePage"]
    subpage_types = ["training.LessonPage", "training.QuizPage"]
    content_panels = [*Page.content_panels, FieldPanel("summary")]
