from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from agencies.requests import SignedInRequest
from agencies.roles import Permission

from .instrument_snippets import InstrumentGroup
from .models import InstrumentDraft
from .views import builder_drafts, builder_files, builder_versions


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("fidelity.publish", _("Publish instrument"), _("Instrument published"))
    actions.register_action("fidelity.plan", _("Plan round"), _("Round planned"))
    actions.register_action("fidelity.start", _("Start assessment"), _("Assessment started"))
    actions.register_action("fidelity.sign", _("Sign assessment"), _("Assessment signed off"))
    actions.register_action("fidelity.send_for_review", _("Send for review"), _("Sent for review"))
    actions.register_action("fidelity.send_back", _("Send back"), _("Sent back"))
    actions.register_action("fidelity.retire", _("Retire version"), _("Version retired"))
    actions.register_action("fidelity.bring_back", _("Bring back"), _("Version brought back"))
    actions.register_action(
        "fidelity.declare_equivalent", _("Declare equivalent"), _("Declared equivalent")
    )
    actions.register_action(
        "fidelity.take_back_equivalence", _("Not equivalent"), _("No longer equivalent")
    )


DRAFT_URLS = [
    path("", builder_drafts.draft, name="fidelity_draft"),
    path("send/", builder_drafts.send, name="fidelity_draft_send"),
    path("back/", builder_drafts.back, name="fidelity_draft_back"),
    path("publish/", builder_drafts.publish, name="fidelity_draft_publish"),
    path("try/", builder_drafts.try_it, name="fidelity_draft_try"),
    path("toml/", builder_drafts.draft_toml, name="fidelity_draft_toml"),
]
VERSION_URLS = [
    path("", builder_versions.version, name="fidelity_version"),
    path("compare/<int:other>/", builder_versions.compare, name="fidelity_compare"),
    path("new-version/", builder_versions.new_version, name="fidelity_new_version"),
    path("duplicate/", builder_versions.duplicate, name="fidelity_duplicate"),
    path("equivalent/", builder_versions.equivalent, name="fidelity_equivalent"),
    path("not-equivalent/", builder_versions.not_equivalent, name="fidelity_not_equivalent"),
    path("retire/", builder_versions.retire, name="fidelity_retire"),
    path("bring-back/", builder_versions.bring_back, name="fidelity_bring_back"),
    path("toml/", builder_versions.version_toml, name="fidelity_version_toml"),
]


@hooks.register("register_admin_urls")
def instrument_urls() -> list[URLPattern | URLResolver]:
    return [
        path("instruments/", builder_versions.versions, name="fidelity_versions"),
        path("instruments/import/", builder_files.import_file, name="fidelity_import"),
        path("instruments/drafts/<int:pk>/", include(DRAFT_URLS)),
        path("instruments/versions/<int:pk>/", include(VERSION_URLS)),
    ]


@hooks.register("construct_homepage_panels")
def say_what_waits(request: SignedInRequest, panels: list[Component]) -> None:
    if Permission.AUTHOR_INSTRUMENTS in request.user.permissions:
        panels.append(InstrumentsWait())


class InstrumentsWait(Component):
    order = 60
    template_name = "fidelity/builder/instruments_wait.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"drafts": InstrumentDraft.objects.in_review()}


register_snippet(InstrumentGroup)
