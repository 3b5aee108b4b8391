"""The upper part of the tree: index, course, module."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from agencies.models import Agency, User

from .certifying import CertifyingPage
from .prerequisites import LockablePage
from .tree import TrainingPage, below_a_draft, shut_to


class OnceSavedPanel(FieldPanel):
    """Not on the form for a new page."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None


class CourseIndexPage(TrainingPage):
    introduction = models.TextField(_("introduction"), blank=True)

    template = "training/course_index.html"
    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["training.CoursePage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page below in two queries: Wagtail takes two a level, and shows pages of a
        course that has been taken down or is meant for others."""
        if not path_components:
            return super().route(request, path_components)
        address = f"{self.url_path}{'/'.join(path_components)}/"
        user = request.user
        # Whoever has not signed in is led to the sign-in page; the tree's own door is behind it.
        shut = shut_to(user) if isinstance(user, User) else below_a_draft()
        below = Page.objects.descendant_of(self).exclude(shut)
        return RouteResult(get_object_or_404(below, url_path=address).specific)


class CoursePage(CertifyingPage):
    class Audience(models.TextChoices):
        EVERYBODY = "everybody", _("Everybody who takes training")
        SUPERVISORS = "supervisors", _("Supervisors only")

    class Conversation(models.TextChoices):
        OFF = "off", _("None")
        QUESTIONS = "questions", _("Questions to the trainers")
        EXCHANGE = "exchange", _("Questions to the trainers, and exchange of practice")

    summary = models.TextField(_("summary"))
    body = RichTextField(_("about the course"), blank=True)
    audience = models.CharField(
        _("who it is for"), max_length=20, choices=Audience, default=Audience.EVERYBODY
    )
    cpd_minutes = models.PositiveSmallIntegerField(
        _("CPD, in minutes"),
        default=0,
        validators=[MaxValueValidator(60 * 100)],
        help_text=_("Continuing professional development that the certificate stands for."),
    )
    statements = StreamField(
        [("statement", CharBlock(max_length=200, label=_("Statement")))],
        blank=True,
        max_num=12,
        verbose_name=_("confidence statements"),
        help_text=_(
            "Such as “I can talk about boundaries openly”. Learners say from 1 to 9 how sure they "
            "are, before the course and after it, and see what has changed."
        ),
    )
    conversation = models.CharField(
        _("conversation under the lessons"),
        max_length=10,
        choices=Conversation,
        default=Conversation.OFF,
        help_text=_("What learners write appears when a trainer has read it."),
    )
    requires_lived_experience_review = models.BooleanField(
        _("published only after review by people with lived experience"),
        default=False,
        help_text=_(
            "From when this is published, each page of the course needs their approval, "
            "whoever wrote it."
        ),
    )
    co_produced_with = models.CharField(
        _("co-produced with"),
        max_length=200,
        blank=True,
        help_text=_("A group or the published names of people, as they wish to be thanked."),
    )
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
        FieldPanel("audience"),
        FieldPanel("is_core"),
        FieldPanel("cpd_minutes"),
        FieldPanel("statements"),
        FieldPanel("conversation"),
        FieldPanel("co_produced_with"),
        OnceSavedPanel("requires_lived_experience_review"),
        *CertifyingPage.certificate_panels,
    ]


class ModulePage(LockablePage):
    """A set of lessons in order, then a quiz."""

    summary = models.TextField(_("summary"))
    agencies = ParentalManyToManyField(
        Agency,
        blank=True,
        related_name="modules",
        verbose_name=_("agencies"),
        help_text=_("Whose own module this is. Choose none if it is for everybody."),
    )
    attendance_completes = models.BooleanField(
        _("attending its workshop completes it"),
        default=False,
        help_text=_("Attending all sessions of a workshop completes this module."),
    )
    needs_attendance = models.BooleanField(
        _("its workshop must be attended"),
        default=False,
        help_text=_("Attending completes this module, and nothing else does."),
    )

    template = "training/module.html"
    parent_page_types = ["training.CoursePage"]
    subpage_types = ["training.LessonPage", "training.QuizPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("agencies", widget=CheckboxSelectMultiple),
        FieldPanel("attendance_completes"),
        FieldPanel("needs_attendance"),
        *LockablePage.lock_panels,
    ]
