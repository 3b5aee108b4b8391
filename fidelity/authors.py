"""What authors of instruments may do in the CMS, as Wagtail's own group permissions."""

from typing import Any

from agencies.cms_permissions import permission

AUTHORS = "Instrument authors"
VERBS = ("add", "change", "delete")  # of drafts; what is published never changes


def make_instrument_authors(apps: Any) -> Any:
    """Make the group, or mend it. `apps` is a migration's, or django.apps' own."""
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=AUTHORS)
    group.permissions.add(permission(apps, "wagtailadmin", "admin", "access_admin"))
    for verb in VERBS:
        codename = f"{verb}_instrumentdraft"
        group.permissions.add(permission(apps, "fidelity", "instrumentdraft", codename))
    return group
