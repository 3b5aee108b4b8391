from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from pages.blocks import LinkGroupBlock


class TextPage(Page):
    """A page of plain text, such as the one about the study."""

    lede = models.TextField(_("opening sentence"))
    body = RichTextField()

    content_panels = [*Page.content_panels, FieldPanel("lede"), FieldPanel("body")]
    template = "pages/text.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    show_in_menus_default = True
    is_public = True


class ResourcesPage(Page):
    """Where to read more: links to other people's sites, in groups."""

    lede = models.TextField(_("opening sentence"))
    body = RichTextField(blank=True)
    groups = StreamField([("group", LinkGroupBlock())], blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lede"),
        FieldPanel("body"),
        FieldPanel("groups"),
    ]
    template = "pages/resources.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    show_in_menus_default = True
    is_public = True
