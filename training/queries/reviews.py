from wagtail.models import Page

from ..models import LivedExperienceReview


def last_review(page: Page) -> LivedExperienceReview | None:
    if page.pk is None:  # the preview of a new page
        return None
    return LivedExperienceReview.objects.filter(page_id=page.pk).first()
