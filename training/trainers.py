"""What trainers may do in the CMS, as Wagtail's own group permissions."""

from typing import Any

TRAINERS = "Trainers"
ON_PAGES = ("add", "change", "publish", "lock", "unlock")
ON_FILES = {"wagtailimages": "image", "wagtaildocs": "document"}


def make_trainers_group(apps: Any) -> Any:
    """Make the group, or mend it. `apps` is a migration's, or django.apps' own.

    Permissions are made here too: Django adds them only after all migrations have run.
    """
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=TRAINERS)
    group.permissions.add(_permission(apps, "wagtailadmin", "admin", "access_admin"))
    _open_pages(apps, group)
    _open_files(apps, group)
    return group


def _open_pages(apps: Any, group: Any) -> None:
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    for verb in ON_PAGES:
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=group,
            page=root,
            permission=_permission(apps, "wagtailcore", "page", f"{verb}_page"),
        )


def _open_files(apps: Any, group: Any) -> None:
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for app, model in ON_FILES.items():
        for verb in ("add", "change", "choose"):
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=group,
                collection=root,
                permission=_permission(apps, app, model, f"{verb}_{model}"),
            )


def _permission(apps: Any, app: str, model: str, codename: str) -> Any:
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": f"Can {codename.replace('_', ' ')}"},
    )
    return permission
