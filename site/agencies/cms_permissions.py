"""Permissions for Wagtail's groups, in migrations too."""

from typing import Any


def permission(apps: Any, app: str, model: str, codename: str) -> Any:
    """The permission of that name, made where Django has not made it yet: it adds a model's
    permissions only after all migrations have run. `apps` is a migration's, or django.apps' own."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": f"Can {codename.replace('_', ' ')}"},
    )
    return permission
