"""Who reads pages before they are published, and the workflow that brings pages to them."""

from typing import Any

from agencies.cms_permissions import permission

REVIEWERS = "Lived-experience reviewers"
WORKFLOW = TASK = "Review by people with lived experience"


def make_reviewers(apps: Any) -> Any:
    """Make the group and its workflow, or mend them. `apps` is a migration's, or django.apps' own.

    Reviewers hold no permission on pages: the workflow opens to them what waits for their word.
    """
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=REVIEWERS)
    group.permissions.add(permission(apps, "wagtailadmin", "admin", "access_admin"))
    workflow = _workflow(apps, group)
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    apps.get_model("wagtailcore", "WorkflowPage").objects.update_or_create(
        page=root, defaults={"workflow": workflow}
    )
    return group


def _workflow(apps: Any, group: Any) -> Any:
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="training", model="livedexperiencetask"
    )
    task, _ = apps.get_model("training", "LivedExperienceTask").objects.get_or_create(
        name=TASK, defaults={"content_type": kind}
    )
    task.groups.add(group)
    workflow, _ = apps.get_model("wagtailcore", "Workflow").objects.get_or_create(name=WORKFLOW)
    apps.get_model("wagtailcore", "WorkflowTask").objects.get_or_create(
        workflow=workflow, task=apps.get_model("wagtailcore", "Task").objects.get(pk=task.pk)
    )
    return workflow
