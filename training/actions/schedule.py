"""Pages that were to be published on a day."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState

from ..models import TrainingPage, asks_for_review


@transaction.atomic
def put_off_what_cannot_be_published() -> list[str]:
    """Take the day from each page that is due and may not appear; say which, and why.

    A film may have been deleted since, or the course may ask for a review by now. One such page
    would stop `publish_scheduled` before it came to the others.
    """
    due = Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now())
    return [
        sentence
        for revision in due.select_for_update()
        if (reasons := _reasons(revision)) and (sentence := _put_off(revision, reasons))
    ]


def _reasons(revision: Revision) -> list[str]:
    page = revision.as_object()
    if not isinstance(page, TrainingPage):
        return []
    reasons = [str(fault) for fault in page.faults()]
    if asks_for_review(page) and not _is_reviewed(revision):
        reasons.append(_("People with lived experience have not approved it."))
    return reasons


def _is_reviewed(revision: Revision) -> bool:
    approved = TaskState.objects.filter(revision=revision, status=TaskState.STATUS_APPROVED)
    return approved.filter(task__livedexperiencetask__isnull=False).exists()


def _put_off(revision: Revision, reasons: list[str]) -> str:
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    page = revision.content_object
    log(page, "training.put_off", data={"reasons": reasons}, revision=revision)
    return f"{page.title}: {' '.join(reasons)}"
