"""A thousand certificates in the background: CPU time and memory, in a process of its own."""

import resource
from time import process_time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.roles import Role
from demo.accounts import ACCOUNTS
from demo.training_records import learn
from training import actions, queries
from training.models import CoursePage

NUMBER = 1000


class Command(BaseCommand):
    help = f"Issue {NUMBER} certificates with their PDFs, and undo it (see `make bench`)."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            self._measure()
            transaction.set_rollback(True)

    def _measure(self) -> None:
        course = CoursePage.objects.get(is_core=True)
        people = User.objects.bulk_create(
            User(email=f"bench{n}@demo.example.org", first_name="Robin", last_name=f"Bench {n}")
            for n in range(NUMBER)
        )
        learn(course, [(user, timezone.localdate()) for user in people])
        trainer = User.objects.get(email=dict(ACCOUNTS)[Role.TRAINER])
        begun = process_time()
        due = queries.due_certificates(course, people)
        self._say("finding 1,000 who are due", process_time() - begun, None)
        # Into the queue, which the undoing takes back too.
        batch = actions.start_batch(course=course, users=due.complete, by=trainer)
        begun = process_time()
        actions.issue_batch.call(batch.pk)
        self._say("1,000 certificates with PDF", process_time() - begun, "30 s")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.stdout.write(f"{'memory at most':<34}{peak:>8.0f} MB{'':>6}{'250 MB':>8}")
        batch.refresh_from_db()
        batch.archive.delete(save=False)

    def _say(self, what: str, seconds: float, budget: str | None) -> None:
        self.stdout.write(f"{what:<34}{seconds:>8.1f} s{'':>7}{budget or '':>8}")
