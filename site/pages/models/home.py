from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from pages.blocks import AudienceBlock

from .case_studies import CaseStudiesPage
from .model import ModelPage
from .news import NewsPage

LATEST = 3


class HomePage(Page):
    """The public front page, and the root of everything else."""

    # Blank, because the page is made before anybody has written its words.
    lede = models.TextField(_("opening sentence"), blank=True)
    body = RichTextField(blank=True)
    audiences = StreamField([("audience", AudienceBlock())], blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lede"),
        FieldPanel("body"),
        FieldPanel("audiences"),
    ]
    template = "pages/home.html"
    max_count = 1
    is_public = True

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        public = {"live": True, "path__startswith": self.path}
        return {
            **super().get_context(request, *args, **kwargs),
            "model_page": ModelPage.objects.filter(**public).first(),
            "case_studies": CaseStudiesPage.objects.filter(**public).first(),
            "news": NewsPage.objects.filter(**public).public().newest_first()[:LATEST],
        }
