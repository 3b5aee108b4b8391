"""What a trainer's browser sends from the Wagtail editor."""

import datetime

from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

NOTHING_FIRST = {"prerequisites_rule": "all", "prerequisites": streamfield([])}
LESSON = {
    "summary": "Short.",
    "minutes": "5",
    "co_produced_with": "",
    "body": streamfield([("text", rich_text("<p>Words.</p>"))]),
    "comments": inline_formset([]),
    **NOTHING_FIRST,
}


def add(author, module, model, data, publish=True):
    address = reverse("wagtailadmin_pages:add", args=["training", model, module.pk])
    data = {"title": "New", "slug": "new", **NOTHING_FIRST, **data}
    if publish:
        data["action-publish"] = "1"
    return author.post(address, nested_form_data(data))


def edit(author, page, **data):
    """Change a lesson. Keys are fields of the form and names of buttons."""
    form = {"title": page.title, "slug": page.slug, **LESSON, **data}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return author.post(address, nested_form_data(form), follow=True)


def publish(author, page, **data):
    return edit(author, page, **data, **{"action-publish": "1"})


def let_the_day_come(page):
    """As if the day on which the page is to appear were yesterday."""
    yesterday = timezone.now() - datetime.timedelta(days=1)
    revision = page.revisions.get(approved_go_live_at__isnull=False)
    revision.content = {**revision.content, "go_live_at": yesterday.isoformat()}
    revision.approved_go_live_at = yesterday
    revision.save()
