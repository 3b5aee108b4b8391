from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("fidelity.publish", _("Publish instrument"), _("Instrument published"))
    actions.register_action("fidelity.plan", _("Plan round"), _("Round planned"))
    actions.register_action("fidelity.start", _("Start assessment"), _("Assessment started"))
    actions.register_action("fidelity.sign", _("Sign assessment"), _("Assessment signed off"))
