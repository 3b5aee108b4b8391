from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from agencies.models import User
from agencies.requests import SignedInRequest
from agencies.roles import Permission

from . import actions
from .models import CertificateDesign, LockablePage, ModulePage, Question, QuizPage, TrainingPage
from .queries import essays_to_mark, faults_of_published_quizzes
from .question_snippets import QuestionBankGroup, mark_again_button
from .templatetags.learning import place_of
from .views import question_files as views


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    register = actions.register_action
    register("training.complete_lesson", _("Complete lesson"), _("Lesson completed"))
    register("training.rate_confidence", _("Rate confidence"), _("Confidence rated"))
    register("training.start_attempt", _("Start quiz"), _("Quiz started"))
    register("training.submit_attempt", _("Submit quiz"), _("Quiz submitted"))
    register("training.mark_essay", _("Mark an essay"), _("Essay marked"))
    register("training.issue_certificate", _("Issue certificate"), _("Certificate issued"))
    register("training.revoke_certificate", _("Revoke certificate"), _("Certificate revoked"))
    register("training.reissue_certificate", _("Reissue certificate"), _("Certificate reissued"))
    register("training.share_certificate", _("Share certificate"), _("Sharing chosen"))
    register("training.start_batch", _("Issue certificates"), _("Issue of certificates started"))
    register("training.write_reflection", _("Write reflection"), _("Reflection written"))
    register("training.share_reflection", _("Share reflection"), _("Reflection shared"))
    register("training.take_back_reflection", _("Take back"), _("Reflection taken back"))
    register("training.delete_reflection", _("Delete reflection"), _("Reflection deleted"))
    register("training.acknowledge_reflection", _("Acknowledge"), _("Reflection acknowledged"))
    register("training.write_post", _("Write a post"), _("Post written"))
    register("training.withdraw_post", _("Withdraw a post"), _("Post withdrawn"))
    register("training.answer_question", _("Answer a question"), _("Question answered"))
    register("training.show_post", _("Show a post"), _("Post shown to all"))
    register("training.hide_post", _("Hide a post"), _("Post hidden"))
    register("training.put_off")(PutOff)
    register("training.create_cohort", _("Add cohort"), _("Cohort added"))
    register("training.change_cohort", _("Change cohort"), _("Cohort changed"))
    register("training.enrol", _("Enrol people"), _("People enrolled"))
    register("training.change_due_day", _("Change day to finish by"), _("Day changed"))
    register("training.leave_cohort", _("Leave cohort"), _("Left the cohort"))
    register("training.set_extra_time", _("Set extra time"), _("Extra time set"))
    register("training.create_workshop", _("Add workshop"), _("Workshop added"))
    register("training.change_workshop", _("Change workshop"), _("Workshop changed"))
    register("training.save_session", _("Save session"), _("Session saved"))
    register("training.remove_session", _("Remove session"), _("Session removed"))
    register("training.take_register", _("Take register"), _("Register taken"))
    register("training.regrade", _("Mark again"), _("Marked again"))
    register("training.import_questions", _("Import questions"), _("Questions imported"))


class PutOff(LogFormatter):
    """In the history of the page, where its author looks."""

    label = _("Put off")

    def format_message(self, log_entry: Any) -> str:
        return _("Not published on its day. %(reasons)s") % {
            "reasons": " ".join(log_entry.data["reasons"])
        }


@hooks.register("before_serve_page")
def say_why_it_is_closed(
    page: Page, request: HttpRequest, args: list, kwargs: dict
) -> HttpResponse | None:
    """A page that waits for something else says so instead of what it holds."""
    if not isinstance(page, LockablePage) or not request.user.is_authenticated:
        return None
    may = request.user.permissions
    if Permission.TAKE_TRAINING not in may or Permission.AUTHOR_TRAINING in may:
        return None
    place = place_of(request.user, page)
    if not place.locks:
        return None
    return render(request, "training/locked.html", {"page": page, "place": place})


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


@hooks.register("register_page_header_buttons")
def duplicate_button(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Wagtail's copy, by the name that authors look for."""
    if isinstance(page, ModulePage) and page.permissions_for_user(user).can_copy():
        address = reverse("wagtailadmin_pages:copy", args=[page.pk])
        label = _("Duplicate this module")
        yield Button(label, address, icon_name="copy", priority=25)


@hooks.register("register_page_header_buttons")
def analysis_button(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if isinstance(page, QuizPage) and Permission.AUTHOR_TRAINING in user.permissions:
        address = reverse("training:analysis", args=[page.pk])
        yield Button(_("Question analysis"), address, icon_name="table", priority=26)


@hooks.register("register_snippet_listing_buttons")
def regrade_button(snippet: Any, user: User, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(snippet, Question):
        yield mark_again_button(snippet)


@hooks.register("after_edit_snippet")
def tell_of_quizzes_that_lack_questions(request: HttpRequest, instance: Any) -> None:
    """A question that is retired, or moved to another outcome, may be one that a quiz draws on."""
    if not isinstance(instance, Question):
        return
    for title, fault in faults_of_published_quizzes():
        named = {"quiz": title, "fault": fault}
        messages.warning(request, _("Look at the quiz “%(quiz)s”: %(fault)s") % named)


@hooks.register("after_copy_page")
def copies_wait_for_copies(request: HttpRequest, page: Page, new_page: Page) -> None:
    actions.wait_for_copies(original=page, copy=new_page)


@hooks.register("after_publish_page")
def say_what_hides_it(request: HttpRequest, page: Page) -> None:
    """A page that is live below a draft is seen by nobody, and its own state does not say so."""
    above = page.get_ancestors().filter(live=False).first()
    if isinstance(page, TrainingPage) and page.live and above:
        sentence = _("Learners do not see it yet: publish “%(title)s” too.")
        messages.warning(request, sentence % {"title": above.get_admin_display_title()})


@hooks.register("after_edit_page")
def lead_reviewers_home(request: SignedInRequest, page: Page) -> HttpResponse | None:
    """Wagtail would lead them to a list of pages that it does not show to them."""
    if Page.objects.get(pk=page.pk).specific.permissions_for_user(request.user).can_edit():
        return None
    return redirect("wagtailadmin_home")


@hooks.register("construct_homepage_panels")
def say_that_nothing_waits(request: SignedInRequest, panels: list[Component]) -> None:
    """Reviewers see nothing else in the CMS than what waits for them."""
    may = request.user.permissions
    if Permission.REVIEW_TRAINING in may and Permission.AUTHOR_TRAINING not in may:
        panels.append(WhatReviewersDo())


class WhatReviewersDo(Component):
    order = 1000
    template_name = "training/cms/what_reviewers_do.html"


@hooks.register("construct_homepage_panels")
def say_that_essays_wait(request: SignedInRequest, panels: list[Component]) -> None:
    if waiting := essays_to_mark(request.user):
        panels.append(EssaysWait(waiting))


class EssaysWait(Component):
    order = 50
    template_name = "training/cms/essays_wait.html"

    def __init__(self, waiting: int) -> None:
        self.waiting = waiting

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"waiting": self.waiting}


@hooks.register("register_admin_urls")
def question_file_urls() -> list[URLPattern]:
    return [
        path("question-files/", views.question_files, name="training_question_files"),
        path("question-files/<int:bank_id>/import/", views.import_file, name="training_import"),
        path(
            "question-files/waiting/<int:file_id>/",
            views.import_preview,
            name="training_import_preview",
        ),
        path("question-files/<int:bank_id>/export/", views.export_preview, name="training_export"),
        re_path(
            r"^question-files/(?P<bank_id>[0-9]+)/export/(?P<form>gift|moodlexml)/$",
            views.export_file,
            name="training_export_file",
        ),
    ]


class CertificateDesignViewSet(SnippetViewSet):
    model = CertificateDesign
    icon = "doc-full-inverse"
    menu_label = _("Certificate designs")
    menu_order = 430
    add_to_admin_menu = True
    list_display = ["name", "layout", "colour"]
    search_fields = ["name"]


register_snippet(CertificateDesignViewSet)
register_snippet(QuestionBankGroup)
