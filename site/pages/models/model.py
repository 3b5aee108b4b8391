from django.db import models
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from pages.diagram import Words, tall, wide
from pages.phrases import LONGEST, Phrases, phrases

STEPS = 4
POINTS = 3


class ModelPage(Page):
    """What Connecting People is. Its diagram is drawn from the words kept here, so that an
    editor can mend a phrase, or translate it, without a drawing program."""

    lede = models.TextField(_("opening sentence"))
    body = RichTextField(blank=True)
    worker_brings = models.TextField(_("what the worker brings"), validators=[Phrases(POINTS)])
    individual_brings = models.TextField(
        _("what the individual brings"), validators=[Phrases(POINTS)]
    )
    cycle = models.TextField(_("the steps of the cycle"), validators=[Phrases(STEPS)])
    worker_gains = models.TextField(_("what the worker gains"), validators=[Phrases(POINTS)])
    individual_gains = models.TextField(
        _("what the individual gains"), validators=[Phrases(POINTS)]
    )
    barriers = models.TextField(_("what can get in the way"), validators=[Phrases(POINTS)])
    around = models.TextField(
        _("what is around them: agency and community"), validators=[Phrases(POINTS)]
    )
    diagram_note = models.TextField(_("note under the diagram"))

    content_panels = [
        *Page.content_panels,
        FieldPanel("lede"),
        MultiFieldPanel(
            [FieldPanel(name) for name in Words._fields] + [FieldPanel("diagram_note")],
            heading=_("The diagram"),
            help_text=format_lazy(
                _("One phrase a line, of {longest} characters at most."), longest=LONGEST
            ),
        ),
        FieldPanel("body"),
    ]
    template = "pages/model.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    show_in_menus_default = True
    is_public = True

    @property
    def words(self) -> Words:
        return Words(*(phrases(getattr(self, name)) for name in Words._fields))

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        words = self.words
        return {
            **super().get_context(request, *args, **kwargs),
            "words": words,
            "wide": wide(words),
            "tall": tall(words),
        }
