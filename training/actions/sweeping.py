from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult


def requeue_stale_tasks(*, older_than: timedelta) -> int:
    """Let a worker begin again the work that another left: one that was killed leaves it marked as
    running for ever. Our tasks can be run twice."""
    stale = DBTaskResult.objects.running().filter(started_at__lte=timezone.now() - older_than)
    return stale.update(status=TaskResultStatus.READY, started_at=None)
