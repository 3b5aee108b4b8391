from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


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
