from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

POSTS_A_PAGE = 10


class NewsIndexPage(Page):
    lede = models.TextField(_("opening sentence"))

    content_panels = [*Page.content_panels, FieldPanel("lede")]
    template = "pages/news_index.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.NewsPage"]
    max_count = 1
    show_in_menus_default = True
    is_public = True

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        posts = NewsPage.objects.child_of(self).live().public().newest_first()
        return {
            **super().get_context(request, *args, **kwargs),
            "posts": Paginator(posts, POSTS_A_PAGE).get_page(request.GET.get("page")),
        }


class NewsQuerySet(PageQuerySet):
    def newest_first(self) -> "NewsQuerySet":
        return self.order_by("-date", "-pk")


class NewsPage(Page):
    date = models.DateField()
    summary = models.TextField()
    body = RichTextField()
    comments_open = models.BooleanField(
        _("comments are open"),
        default=False,
        help_text=_(
            "People who have signed in may comment; a trainer reads each comment before it appears."
        ),
    )

    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("comments_open"),
    ]
    template = "pages/news.html"
    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types: list[str] = []
    is_public = True
