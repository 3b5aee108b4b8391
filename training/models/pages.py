"""The course as a tree of Wagtail pages: index, course, module, lesson. Quizzes are in quizzes."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from agencies.requests import SignedInRequest
from agencies.roles import Permission

from .blocks import LessonBlocks


def below_a_draft() -> Exists:
    """That a page, or one above it, is not published: a course taken down takes its lessons."""
    path = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
    drafts_on_the_way = Page.objects.not_live().annotate(own=path)
    return Exists(drafts_on_the_way.filter(own__startswith=F("path")))


class TrainingPageQuerySet(PageQuerySet):
    def open(self) -> Self:
        """Look one up by `id`: a page's `pk` points to its parent table, and Django would hand a
        number too long for the column to the database, which answers with an error."""
        return self.exclude(below_a_draft())


class TrainingPage(Page):
    """A page for people who may take training."""

    work = "training:courses"  # the link of the header that it belongs to

    objects = PageManager.from_queryset(TrainingPageQuerySet)()

    class Meta:
        abstract = True

    def serve(self, request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if Permission.TAKE_TRAINING not in request.user.permissions:
            raise Http404
        return super().serve(request, *args, **kwargs)

    def faults(self) -> list[str]:
        """What must be mended before publication, in sentences."""
        return []

    def save(self, clean: bool = True, **kwargs: Any) -> Any:
        """The editor's form has said this beside the fields; here it holds for every other way."""
        if clean and self.live and (faults := self.faults()):
            raise ValidationError(faults)
        return super().save(clean=clean, **kwargs)


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
