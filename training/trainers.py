"""What trainers may do in the CMS, as Wagtail's own group permissions."""

from typing import Any

from agencies.cms_permissions import permission

TRAINERS = "Trainers"
ON_PAGES = ("add", "change", "publish", "lock", "unlock")
# Questions, banks and outcomes are evidence: they are retired or emptied, never deleted.
ON_SNIPPETS = {
    "certificatedesign": ("add", "change", "delete"),
    "question": ("add", "change"),
    "questionbank": ("add", "change"),
    "outcome": ("add", "change"),
    "savedcomment": ("add", "change", "delete"),
}
ON_FILES = {"wagtailimages": "image", "wagtaildocs": "document"}


def make_trainers_group(apps: Any) -> Any:
    """Make the group, or mend it. `apps` is a migration's, or django.apps' own."""
    group = open_the_cms(apps)
    for model, verbs in ON_SNIPPETS.items():
        for verb in verbs:
            group.permissions.add(permission(apps, "training", model, f"{verb}_{model}"))
    return group


def open_the_cms(apps: Any) -> Any:
    """The group with what it has had from the first: pages, pictures and documents."""
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=TRAINERS)
    group.permissions.add(permission(apps, "wagtailadmin", "admin", "access_admin"))
    _open_pages(apps, group)
    _open_files(apps, group)
    return group


def _open_pages(apps: Any, group: Any) -> None:
    """From the home page down, so that the list of pages begins there, not above it."""
    sites = apps.get_model("wagtailcore", "Site").objects.filter(is_default_site=True)
    pages = apps.get_model("wagtailcore", "Page").objects
    top = pages.filter(sites_rooted_here__in=sites).first() or pages.get(depth=1)
    granted = apps.get_model("wagtailcore", "GroupPagePermission").objects
    granted.filter(group=group).exclude(page=top).delete()
    for verb in ON_PAGES:
        granted.get_or_create(
            group=group,
            page=top,
            permission=permission(apps, "wagtailcore", "page", f"{verb}_page"),
        )


def _open_files(apps: Any, group: Any) -> None:
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for app, model in ON_FILES.items():
        for verb in ("add", "change", "choose"):
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=group,
                collection=root,
                permission=permission(apps, app, model, f"{verb}_{model}"),
            )
