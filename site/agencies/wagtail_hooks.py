from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from .models import User


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for name, label, message in (
        ("invite", _("Invite"), _("Invitation sent")),
        ("resend_invitation", _("Send invitation again"), _("Invitation sent again")),
        ("cancel_invitation", _("Cancel invitation"), _("Invitation cancelled")),
        ("accept_invitation", _("Accept invitation"), _("Invitation accepted")),
        ("appoint", _("Give role"), _("Role given")),
        ("end_membership", _("End role"), _("Role ended")),
        ("add_agency", _("Add agency"), _("Agency added")),
        ("add_team", _("Add team"), _("Team added")),
        ("rename_team", _("Rename team"), _("Team renamed")),
    ):
        actions.register_action(f"agencies.{name}", label, message)


@hooks.register("before_delete_user")
def keep_people(request: HttpRequest, user: User) -> HttpResponse:
    """What a person has rated and learned is evidence, so nobody is deleted."""
    messages.error(
        request,
        _("People are not deleted: end their roles under People, or make the account inactive."),
    )
    return redirect("wagtailusers_users:index")
