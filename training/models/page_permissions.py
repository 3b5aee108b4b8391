from django.utils.functional import cached_property
from wagtail.models import Page, PagePermissionTester


def asks_for_review(page: Page) -> bool:
    """Whether the course that a page belongs to wants each page read by lived-experience reviewers.

    The course as it is published decides: a draft in which an author took the tick away does not.
    """
    above = Page.objects.ancestor_of(page, inclusive=True)
    return above.filter(coursepage__requires_lived_experience_review=True).exists()


class TrainingPagePermissions(PagePermissionTester):
    """Wagtail's, except that a review alone publishes where one is asked for, whoever wishes to:
    not the button, many pages at once, a schedule, a copy, or moving in what is published."""

    @cached_property
    def is_reviewed(self) -> bool:
        return asks_for_review(self.page)

    def can_publish(self) -> bool:
        return super().can_publish() and not self.is_reviewed

    def can_publish_subpage(self) -> bool:
        return super().can_publish_subpage() and not self.is_reviewed

    def can_unschedule(self) -> bool:
        return super().can_publish()

    def can_move_to(self, destination: Page) -> bool:
        return super().can_move_to(destination) and not self._would_pass_by_review(destination)

    def _would_pass_by_review(self, destination: Page) -> bool:
        published = self.page.get_descendants(inclusive=True).live()
        return not self.is_reviewed and asks_for_review(destination) and published.exists()
