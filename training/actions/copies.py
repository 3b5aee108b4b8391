"""What is put right in pages that an author has duplicated: Wagtail made and logged the copy."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from wagtail.models import Page

from ..models import LockablePage


@transaction.atomic
def wait_for_copies(*, original: Page, copy: Page) -> None:
    """A copied page waits for the copy of what the original waits for, if that was copied too."""
    before, after = _in_order(original), _in_order(copy)
    if len(before) != len(after):  # it was copied without what is below it
        return
    copies = dict(zip(before, after, strict=True))
    for page in Page.objects.filter(pk__in=after).specific():
        if isinstance(page, LockablePage) and page.prerequisites:
            _wait_for(page, copies)


def _in_order(page: Page) -> list[int]:
    below = Page.objects.descendant_of(page, inclusive=True).order_by("path")
    return list(below.values_list("pk", flat=True))


def _wait_for(page: LockablePage, copies: Mapping[int, int]) -> None:
    """In the page and in its first draft."""
    chosen: list[dict[str, Any]] = [
        {**block, "value": copies.get(block["value"], block["value"])}
        for block in page.prerequisites.raw_data
    ]
    field = page._meta.get_field("prerequisites")
    page.prerequisites = field.to_python(chosen)
    page.save(clean=False, update_fields=["prerequisites"])
    draft = page.latest_revision
    draft.content["prerequisites"] = field.value_to_string(page)
    draft.save(update_fields=["content"])
