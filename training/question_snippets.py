"""The question bank in the CMS: questions, banks and learning outcomes."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
)
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


def _state(question: Question) -> Any:
    return _("Retired") if question.is_retired else _("In use")


state_column = Column("is_retired", label=_("State"), accessor=_state, sort_key="is_retired")


class ToChooseFrom:
    """Many questions begin alike: the bank and the type tell them apart. A retired one cannot be
    picked."""

    def get_object_list(self) -> QuerySet[Question]:
        return Question.objects.in_use().select_related("bank")

    @property
    def columns(self) -> list[Column]:
        kind = Column("kind", label=_("Type"), accessor="get_kind_display")
        return [*super().columns, kind, Column("bank", label=_("Bank"))]  # type: ignore[misc]


class QuestionChooseView(ToChooseFrom, ChooseView):
    pass


class QuestionChooseResultsView(ToChooseFrom, ChooseResultsView):
    pass


class QuestionChooserViewSet(SnippetChooserViewSet):
    choose_view_class = QuestionChooseView
    choose_results_view_class = QuestionChooseResultsView


class QuestionViewSet(SnippetViewSet):
    model = Question
    edit_view_class = QuestionEditView
    icon = "help"
    menu_label = _("Questions")
    chooser_viewset_class = QuestionChooserViewSet
    list_display = ["__str__", "kind", "bank", "outcome", state_column]
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
