"""The question bank in the CMS: questions, banks and learning outcomes."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, SnippetViewSet, SnippetViewSetGroup

from agencies.requests import SignedInRequest
from agencies.roles import Permission

from .models import Outcome, Question, QuestionBank, SavedComment


class QuestionEditView(EditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, mark_again_button(self.object)]


def mark_again_button(question: Question) -> Button:
    address = reverse("training:regrade", args=[question.pk])
    return Button(_("Mark results again"), address, icon_name="rotate", priority=40)


class QuestionViewSet(SnippetViewSet):
    model = Question
    edit_view_class = QuestionEditView
    icon = "help"
    menu_label = _("Questions")
    list_display = ["__str__", "kind", "bank", "outcome", BooleanColumn("is_retired")]
    list_filter = ["bank", "outcome", "kind", "is_retired"]


class QuestionBankViewSet(SnippetViewSet):
    model = QuestionBank
    icon = "folder-open-inverse"
    menu_label = _("Banks")
    search_fields = ["name"]


class OutcomeViewSet(SnippetViewSet):
    model = Outcome
    icon = "tag"
    menu_label = _("Learning outcomes")
    search_fields = ["name"]


class SavedCommentViewSet(SnippetViewSet):
    """For those who mark essays (views/marking.py)."""

    model = SavedComment
    icon = "comment"
    menu_label = _("Saved comments")


class QuestionFilesItem(MenuItem):
    """Import and export (views/question_files.py)."""

    def is_shown(self, request: SignedInRequest) -> bool:
        return Permission.AUTHOR_TRAINING in request.user.permissions


class QuestionBankGroup(SnippetViewSetGroup):
    items = (QuestionViewSet, QuestionBankViewSet, OutcomeViewSet, SavedCommentViewSet)
    menu_icon = "help"
    menu_label = _("Question bank")
    menu_order = 410

    def get_submenu_items(self) -> list[MenuItem]:
        files = QuestionFilesItem(
            _("Files"), reverse("training_question_files"), icon_name="download", order=10_000
        )
        return [*super().get_submenu_items(), files]
