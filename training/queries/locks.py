from wagtail.models import Page

from agencies.models import User


def locks_on(user: User, page: Page) -> tuple[str, ...]:
    """Why this person may not open a module, lesson or quiz yet, in sentences; none if they may."""
    return ()
