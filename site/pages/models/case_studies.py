from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class CaseStudiesPage(Page):
    """The list of case studies, in the order that editors give them."""

    lede = models.TextField(_("opening sentence"))

    content_panels = [*Page.content_panels, FieldPanel("lede")]
    template = "pages/case_studies.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.CaseStudyPage"]
    max_count = 1
    show_in_menus_default = True
    is_public = True

    def studies(self) -> QuerySet:
        return CaseStudyPage.objects.child_of(self).live().public().order_by("path")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        return {**super().get_context(request, *args, **kwargs), "studies": self.studies()}


class CaseStudyPage(Page):
    """One story told from both sides. Readers are told first where it comes from."""

    summary = models.TextField()
    provenance = models.TextField(
        help_text=_("Where the story comes from, such as: Invented for training.")
    )
    individual = RichTextField(_("the individual's side"))
    worker = RichTextField(_("the worker's side"))
    what_helped = RichTextField(_("what helped"))

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("provenance"),
        FieldPanel("individual"),
        FieldPanel("worker"),
        FieldPanel("what_helped"),
    ]
    template = "pages/case_study.html"
    parent_page_types = ["pages.CaseStudiesPage"]
    subpage_types: list[str] = []
    is_public = True
