"""The step of the moderation workflow in which people with lived experience read a page."""

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState


class LivedExperienceReview(models.Model):
    """That a person with lived experience approved a page, kept when the page is gone."""

    page = models.ForeignKey(
        Page, models.SET_NULL, null=True, related_name="lived_experience_reviews"
    )
    page_title = models.CharField(max_length=255)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="lived_experience_reviews"
    )
    reviewed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-reviewed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.page_title}: {self.reviewer}"


class LivedExperienceTask(AbstractGroupApprovalTask):
    """Wagtail's approval by a group, from which nobody is exempt, and which is kept for good."""

    class Meta:
        verbose_name = _("Review by people with lived experience")
        verbose_name_plural = _("Reviews by people with lived experience")

    @classmethod
    def get_description(cls) -> str:
        return str(
            _("People with lived experience read the page, and approve it or ask for changes")
        )

    def user_can_access_editor(self, obj: Page, user: Any) -> bool:
        return self._user_in_groups(user)

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        return not self._user_in_groups(user)

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, str, bool]]:
        return super().get_actions(obj, user) if self._user_in_groups(user) else []

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet:
        if self._user_in_groups(user):
            return super().get_task_states_user_can_moderate(user, **kwargs)
        return TaskState.objects.none()

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> str:
        """What a reviewer approves are the words of that moment, their own changes included.

        Wagtail's record of it goes when the page goes; ours stays. The answer is where to go next:
        the page itself is no longer open to them.
        """
        page = task_state.workflow_state.content_object
        if action_name == "approve":
            task_state.revision = page.get_latest_revision()
            LivedExperienceReview.objects.create(
                page_id=page.pk, page_title=page.title, reviewer=user
            )
        super().on_action(task_state, user, action_name, **kwargs)
        return reverse("wagtailadmin_home")
