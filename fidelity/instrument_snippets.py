"""Instruments in the CMS: the editor of drafts, and the menu that leads to what is published."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import (
    CreateView,
    DeleteView,
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from agencies.requests import SignedInRequest
from agencies.roles import Permission

from . import actions
from .forms.drafts import DraftForm
from .models import InstrumentDraft
from .views.builder_doors import draft_is_gone

PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("slug"), FieldPanel("number")]),
            FieldPanel("notice"),
            FieldPanel("guidance"),
            FieldPanel("look"),
        ],
        heading=_("What it is"),
    ),
    FieldPanel(
        "domains",
        heading=_("Domains and their items"),
        help_text=_(
            "Add a domain, then its items. Duplicate an item to write the next one like it."
        ),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("method"), FieldPanel("over")]),
            FieldRowPanel([FieldPanel("minimum_coverage"), FieldPanel("places")]),
            FieldPanel("bands"),
        ],
        heading=_("The total"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("met"), FieldPanel("not_met")]),
            FieldRowPanel([FieldPanel("total_at_least"), FieldPanel("each_item_at_least")]),
        ],
        heading=_("Verdict: a yes or no over the whole"),
        classname="collapsed",
    ),
    FieldPanel("ratios", heading=_("Ratios of counts"), classname="collapsed"),
    FieldPanel("evidence", heading=_("Evidence codes"), classname="collapsed"),
    MultiFieldPanel(
        [
            FieldPanel("source"),
            FieldPanel("licence"),
            FieldRowPanel([FieldPanel("authored_by"), FieldPanel("checked_by")]),
            FieldPanel("date_reviewed"),
        ],
        heading=_("Where it comes from"),
        classname="collapsed",
    ),
]


class Saves:
    """Stays in the editor after saving, and says what the draft still lacks."""

    def get_success_url(self) -> str:
        return self.get_edit_url()  # type: ignore[attr-defined]

    def get_success_buttons(self) -> list:
        address = reverse("fidelity_draft", args=[self.object.pk])  # type: ignore[attr-defined]
        return [messages.button(address, gettext("Check and publish"))]

    def get_success_message(self, instance: InstrumentDraft | None = None) -> str:
        found = len(self.object.so_far[1])  # type: ignore[attr-defined]
        if not found:
            return gettext("Saved. Nothing is missing: it can be sent for review.")
        said = ngettext(
            "Saved. %(found)s thing is still to be put right; the preview lists it.",
            "Saved. %(found)s things are still to be put right; the preview lists them.",
            found,
        )
        return said % {"found": found}


class DraftCreateView(Saves, CreateView):
    def save_instance(self) -> InstrumentDraft:
        draft, instrument = self.form.save(commit=False), self.form.cleaned_data["of"]
        return actions.add_draft(draft=draft, instrument=instrument, by=self.request.user)


class DraftRescueView(Saves, CreateView):
    """Where somebody saves a draft that is gone."""

    def save_instance(self) -> InstrumentDraft:
        draft, instrument = self.form.save(commit=False), self.form.cleaned_data["of"]
        return actions.rescue_draft(draft=draft, instrument=instrument, by=self.request.user)

    def get_success_message(self, instance: InstrumentDraft | None = None) -> str:
        return gettext(
            "The draft that you had open was published or deleted meanwhile. All that you typed "
            "is kept: this is a new draft."
        )


class DraftEditView(Saves, EditView):
    def save_instance(self) -> InstrumentDraft:
        draft, seen = self.form.save(commit=False), self.form.cleaned_data["seen"] or 0
        return actions.save_draft(draft=draft, seen=seen, by=self.request.user)

    def form_valid(self, form: DraftForm) -> HttpResponse:
        try:
            return super().form_valid(form)
        except actions.DraftChangedMeanwhile as meanwhile:
            self.produced_error_message = _meanwhile(meanwhile.saved)
            form.show_again(meanwhile.saved.changes)
            return self.form_invalid(form)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*draft_buttons(self.object), *super().header_more_buttons]


class DraftDeleteView(DeleteView):
    def delete_action(self) -> None:
        actions.delete_draft(draft=self.object, by=self.request.user)


def _meanwhile(saved: InstrumentDraft) -> str:
    at = date_format(localtime(saved.changed_at), "TIME_FORMAT") if saved.changed_at else ""
    return gettext(
        "%(who)s saved this draft at %(at)s, after you had opened it. Yours is not saved; all that "
        "you typed is still here. Open the draft in another tab to see theirs. If you save again, "
        "yours takes its place."
    ) % {"who": saved.changed_by or gettext("Somebody"), "at": at}


def draft_buttons(draft: InstrumentDraft) -> list[Button]:
    return [
        Button(
            _("Check and publish"),
            reverse("fidelity_draft", args=[draft.pk]),
            icon_name="check",
            priority=1,
        ),
        Button(
            _("Try it"),
            reverse("fidelity_draft_try", args=[draft.pk]),
            icon_name="form",
            priority=2,
        ),
        Button(
            _("Download as TOML"),
            reverse("fidelity_draft_toml", args=[draft.pk]),
            icon_name="download",
            priority=3,
        ),
    ]


class InstrumentDraftViewSet(SnippetViewSet):
    model = InstrumentDraft
    icon = "edit"
    menu_label = _("Drafts")
    menu_name = "instrument-drafts"
    add_view_class = DraftCreateView
    edit_view_class = DraftEditView
    delete_view_class = DraftDeleteView
    copy_view_enabled = False
    edit_handler = ObjectList(PANELS, base_form_class=DraftForm)
    list_display = [
        "__str__",
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("changed_by", label=_("Last saved by")),
        DateColumn("changed_at", label=_("Last saved"), sort_key="changed_at"),
    ]
    list_filter = ["state"]

    @property
    def edit_view(self) -> Callable[..., HttpResponse]:
        return self._or_rescued(super().edit_view)

    def _or_rescued(self, edit: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        rescue = self.construct_view(DraftRescueView, **self.get_add_view_kwargs())

        @wraps(edit)
        def view(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return edit(request, *args, **kwargs)
            except (Http404, actions.DraftIsGone):
                return rescue(request) if request.method == "POST" else draft_is_gone(request)

        return view

    def get_queryset(self, request: SignedInRequest) -> QuerySet[InstrumentDraft]:
        return InstrumentDraft.objects.select_related("changed_by").defer("domains")


class ForAuthors(MenuItem):
    def is_shown(self, request: SignedInRequest) -> bool:
        return Permission.AUTHOR_INSTRUMENTS in request.user.permissions


class InstrumentGroup(SnippetViewSetGroup):
    items = (InstrumentDraftViewSet,)
    menu_icon = "tasks"
    menu_label = _("Instruments")
    menu_name = "instruments"
    menu_order = 420

    def get_submenu_items(self) -> list[MenuItem]:
        published = ForAuthors(
            _("Published"), reverse("fidelity_versions"), icon_name="lock", order=10
        )
        files = ForAuthors(
            _("Bring in a file"), reverse("fidelity_import"), icon_name="download", order=10_000
        )
        return [*super().get_submenu_items(), published, files]
