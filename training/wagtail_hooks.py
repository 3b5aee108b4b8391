from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page

from .models import TrainingPage


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    register = actions.register_action
    register("training.complete_lesson", _("Complete lesson"), _("Lesson completed"))
    register("training.start_attempt", _("Start quiz"), _("Quiz started"))
    register("training.submit_attempt", _("Submit quiz"), _("Quiz submitted"))
    register("training.issue_certificate", _("Issue certificate"), _("Certificate issued"))


@hooks.register("before_bulk_action")
def refuse_to_publish_what_is_not_finished(
    request: HttpRequest, action_type: str, objects: list, action: Any
) -> HttpResponse | None:
    """Publishing many pages at once passes by the editor's form, and so by what it checks."""
    if action_type != "publish":
        return None
    faults = [f for page in objects if isinstance(page, Page) for f in _faults_below(page)]
    for fault in faults:
        messages.error(request, fault)
    return redirect(action.next_url) if faults else None


def _faults_below(page: Page) -> list[str]:
    drafts = page.get_descendants(inclusive=True).filter(has_unpublished_changes=True).specific()
    return [
        fault
        for draft in drafts
        if isinstance(draft, TrainingPage)
        for fault in draft.get_latest_revision_as_object().faults()
    ]
