"""Building a tree of pages that may be there already."""

from typing import TypeVar

from wagtail.models import Page

P = TypeVar("P", bound=Page)


def child(parent: Page, page: P) -> P:
    """The parent's child with this page's slug: the one that is there, else this, published.

    A page that is there is left as it is: somebody may have edited it.
    """
    existing = type(page).objects.child_of(parent).filter(slug=page.slug).first()
    if existing:
        return existing
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
